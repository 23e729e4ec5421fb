"""The key map: the key of each action on each screen, with the user's own keys, and the names of keys on screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from quizzer.keys.actions import CONTEXTS, DEFAULT_KEYS, Context
from quizzer.keys.overrides import resolve_keys

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
    """Bind a screen's method to an action of the key map."""
    if action not in DEFAULT_KEYS:
        raise KeyError(action)

    def mark(method: Method) -> Method:
        method.action_id = action  # type: ignore[attr-defined]
        return method

    return mark


def key_shown(key: str) -> str:
    """Name a key as a keyboard does: ``Enter``, ``Ctrl+Z``, ``?``."""
    *modifiers, name = key.split("+")
    name = _SHOWN.get(name, name.capitalize() if len(name) > 1 or modifiers else name)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


class Keymap:
    """The keys of every action."""

    def __init__(self, overrides: Mapping[str, Iterable[str]]) -> None:
        """Replace default keys with the user's own.

        Raises:
            WrongUse: An override is wrong.
        """
        self._keys = resolve_keys(overrides)
        self._actions: dict[Context, dict[str, str]] = {context: {} for context in CONTEXTS}
        for action, keys in self._keys.items():
            for key in keys:
                self._actions[DEFAULT_KEYS[action].context][key] = action

    def action(self, contexts: Iterable[Context], key: str) -> str | None:
        """Find the action of a key; earlier contexts take precedence."""
        for context in contexts:
            action = self._actions[context].get(key)
            if action is not None:
                return action
        return None

    def shown(self, action: str, *, typing: bool = False) -> str:
        """Choose the key to show for an action; empty when it has none.

        Args:
            action: Its id.
            typing: Whether text is under edit, where a letter would be text.
        """
        keys = [key for key in self._keys[action] if not typing or (len(key) > 1 and key not in _CHARACTERS)]
        return key_shown(keys[0]) if keys else ""

    def rows(self, contexts: Iterable[Context]) -> list[tuple[Context, list[tuple[str, str, str]]]]:
        """List every action with its keys and its effect, by context, for the help screen."""
        return [
            (
                context,
                [
                    (action.id, "  ".join(key_shown(key) for key in self._keys[action.id]), action.description)
                    for action in DEFAULT_KEYS.values()
                    if action.context == context and self._keys[action.id]
                ],
            )
            for context in contexts
        ]


_CHARACTERS = frozenset({"space", *(name for name, shown in _SHOWN.items() if len(shown) == 1)}) - {
    "up", "down", "left", "right", "backspace",
}  # fmt: skip
