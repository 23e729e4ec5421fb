"""Which key does what on which screen, the learner's own keys included, and how a key is written for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from quizzer.keys import CONTEXTS, DEFAULT_KEYS, Context, resolve_keys

Method = TypeVar("Method", bound=Callable[..., Any])

_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "backslash": "\\",
    "full_stop": ".",
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "minus": "-",
    "plus": "+",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "backspace": "⌫",
    "delete": "Del",
}


def keyed(action: str) -> Callable[[Method], Method]:
    """Mark a screen's method as what an action of the key map does."""
    if action not in DEFAULT_KEYS:
        raise KeyError(action)

    def mark(method: Method) -> Method:
        method.action_id = action  # type: ignore[attr-defined]
        return method

    return mark


def key_shown(key: str) -> str:
    """A key as it is written for a person: ``Enter``, ``Ctrl+Z``, ``?``."""
    *modifiers, name = key.split("+")
    name = _SHOWN.get(name, name.capitalize() if len(name) > 1 or modifiers else name)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


class Keymap:
    """The keys of every action."""

    def __init__(self, overrides: Mapping[str, Iterable[str]]) -> None:
        """The default keys with a person's own in their place.

        Raises:
            WrongUse: An override is wrong.
        """
        self._keys = resolve_keys(overrides)
        self._actions: dict[Context, dict[str, str]] = {context: {} for context in CONTEXTS}
        for action, keys in self._keys.items():
            for key in keys:
                self._actions[DEFAULT_KEYS[action].context][key] = action

    def action(self, contexts: Iterable[Context], key: str) -> str | None:
        """The action a key starts; an earlier context goes before a later one."""
        for context in contexts:
            action = self._actions[context].get(key)
            if action is not None:
                return action
        return None

    def shown(self, action: str, *, typing: bool = False) -> str:
        """The key to show for an action, or nothing when it has none.

        Args:
            action: Its id.
            typing: Text is being written, so that a letter would not do.
        """
        keys = [key for key in self._keys[action] if not typing or (len(key) > 1 and key not in _CHARACTERS)]
        return key_shown(keys[0]) if keys else ""

    def rows(self, contexts: Iterable[Context]) -> list[tuple[Context, list[tuple[str, str]]]]:
        """For each context, every action's keys and what it does; for the help screen."""
        return [
            (
                context,
                [
                    ("  ".join(key_shown(key) for key in self._keys[action.id]), action.description)
                    for action in DEFAULT_KEYS.values()
                    if action.context == context and self._keys[action.id]
                ],
            )
            for context in contexts
        ]


_CHARACTERS = frozenset({"space", *(name for name, shown in _SHOWN.items() if len(shown) == 1)}) - {
    "up", "down", "left", "right", "backspace",
}  # fmt: skip
