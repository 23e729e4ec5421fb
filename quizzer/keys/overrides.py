"""The key map in force: the default keys with a person's own put in, and what is wrong with those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quizzer.errors import WrongUse
from quizzer.keys.actions import DEFAULT_KEYS, SCREENS, Context
from quizzer.keys.names import key_name

# Before the answer is shown these pick options and move items; Ctrl+C is the terminal's own.
_TAKEN_BY_ANSWERING = frozenset("123456789") | {"up", "down", "tab", "shift+tab"}
_NEVER = frozenset({"ctrl+c"})
_LONGEST_SHOWN = 60

# Their default keys are younger than the key maps that people have: a person's own key takes one of these away.
_GIVING_WAY = (
    "home.next", "home.previous", "home.look", "home.more_new", "home.mastery", "home.decks", "home.goals",
    "home.devices", "summary.more_new",
)  # fmt: skip

# In a review the key that elsewhere quits the program leaves the session: meant, not a conflict.
_MAY_SHARE = frozenset({"app.quit", "review.leave"})
# Ctrl+Z undoes in a review, and does what a person has given it to do; only elsewhere is it the shell's.
_GIVES_WAY = "app.suspend"


class KeyProblem(NamedTuple):
    """What is wrong with one entry of the key map; the message is a sentence without its place."""

    action: str
    message: str


def check_keys(overrides: Mapping[str, Iterable[str]]) -> tuple[dict[str, tuple[str, ...]], list[KeyProblem]]:
    """The whole key map with the overrides in it, and everything wrong with them.

    Args:
        overrides: Key names by action id; an action with no keys is left without one.

    Returns:
        Keys of every action, and the problems; an entry with a problem keeps its default keys.
    """
    keys = {action.id: action.keys for action in DEFAULT_KEYS.values()}
    problems: list[KeyProblem] = []
    for action, written in overrides.items():
        if action not in DEFAULT_KEYS:
            problems.append(KeyProblem(action, f"there is no action {_shown(action)}{_meant(action)}"))
            continue
        named: dict[str, None] = {}
        for text in written:
            name = key_name(text)
            wrong = _refusal(action, text, name)
            if wrong or name is None:
                problems.append(KeyProblem(action, wrong))
            else:
                named[name] = None
        if named or not any(problem.action == action for problem in problems):
            keys[action] = tuple(named)
    _give_way(keys, overrides)
    problems += _conflicts(keys, overrides)
    return keys, problems


def resolve_keys(overrides: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Keys of every action, the overrides put in.

    Raises:
        WrongUse: An unknown action or key, or a key with two meanings; one sentence a line.
    """
    keys, problems = check_keys(overrides)
    if problems:
        raise WrongUse("\n".join(problem.message for problem in problems))
    return keys


def _refusal(action: str, written: str, name: str | None) -> str:
    if name is None:
        return (
            f"{action} is given {_shown(written)}, which is no key; write a character, a name such as enter, space, "
            "escape or f5, or ctrl+ and a letter."
        )
    if name in _NEVER:
        return f"{name} cannot be given to {action}: the terminal keeps it for itself."
    if name in _TAKEN_BY_ANSWERING and SCREENS[_context(action)] & {"question", "quiz_question"}:
        return f"{name} cannot be given to {action}: it picks or moves while a question is answered."
    return ""


def _give_way(keys: dict[str, tuple[str, ...]], overrides: Mapping[str, Iterable[str]]) -> None:
    """Take from the younger actions the default keys that a person has given to another one."""
    for action in _GIVING_WAY:
        if action in overrides:
            continue
        screens = SCREENS[_context(action)]
        others = (keys[other] for other in overrides if other in keys and SCREENS[_context(other)] & screens)
        own = {name for names in others for name in names}
        keys[action] = tuple(name for name in keys[action] if name not in own)


def _conflicts(keys: Mapping[str, tuple[str, ...]], overrides: Iterable[str]) -> list[KeyProblem]:
    changed, found = list(overrides), []
    users: dict[str, list[str]] = {}
    for action, names in keys.items():
        for name in names:
            users.setdefault(name, []).append(action)
    for name, actions in users.items():
        for index, one in enumerate(actions):
            for other in actions[index + 1 :]:
                if (
                    {one, other} == _MAY_SHARE
                    or _GIVES_WAY in (one, other)
                    or not SCREENS[_context(one)] & SCREENS[_context(other)]
                ):
                    continue
                blamed = max((one, other), key=lambda a: changed.index(a) if a in changed else -1)
                found.append(
                    KeyProblem(blamed, f"{name} would mean both {one} and {other}; give one of them another key.")
                )
    return found


def _context(action: str) -> Context:
    return DEFAULT_KEYS[action].context


def _shown(written: str) -> str:
    """A text of the configuration for a sentence, cut when it is long."""
    return repr(written) if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]!r}…"


def _meant(action: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(action[:_LONGEST_SHOWN], DEFAULT_KEYS, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else f"; the actions are {', '.join(DEFAULT_KEYS)}."
