"""The key map: the actions there are, their meaning, and the keys that start them.

Knows nothing of the terminal library: an action is an id, a key is a name such as ``u``, ``ctrl+z``, ``question_mark``
or ``f1`` (the names Textual uses). While a typed answer is being written single letters belong to the text, so every
action wanted there also has a control or function key that terminals do not use for editing a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quizzer.errors import WrongUse

Context = Literal[
    "app", "home", "review", "question", "answer", "summary", "exchange",
    "quiz", "quiz_question", "quiz_answer", "quiz_result",
    "browse", "details", "card", "statistics",
    "mastery",
]  # fmt: skip

CONTEXTS: Mapping[Context, str] = {
    "app": "Everywhere",
    "home": "Home",
    "review": "Review",
    "question": "Review, before the answer is shown",
    "answer": "Review, after the answer is shown",
    "summary": "Summary",
    "exchange": "Export and import",
    "browse": "Browse",
    "mastery": "Mastery",
    "details": "Details of a card",
    "card": "Browse: the selected cards, or the one shown",
    "statistics": "Statistics",
    "quiz": "Quiz",
    "quiz_question": "Quiz, while a question is asked",
    "quiz_answer": "Quiz, after the answer is shown",
    "quiz_result": "Result of a quiz",
}


@dataclass(frozen=True, slots=True)
class KeyAction:
    """An action that keys start.

    Attributes:
        id: What the configuration calls it, such as ``review.undo``.
        context: Where its keys work; ``review`` covers ``question`` and ``answer``, ``app`` covers all.
        keys: The default keys; the first is the one to show.
        label: One or two words for a footer.
        description: What it does, for the help screen.
    """

    id: str
    context: Context
    keys: tuple[str, ...]
    label: str
    description: str


_ACTIONS = (
    KeyAction("app.help", "app", ("question_mark", "f1"), "Help", "Show the keys of this screen"),
    KeyAction("app.palette", "app", ("ctrl+p",), "Commands", "Search all commands"),
    KeyAction("app.theme", "app", ("t",), "Theme", "Change the theme"),
    KeyAction("app.quit", "app", ("q", "ctrl+q"), "Quit", "Leave the program"),
    KeyAction("home.start", "home", ("enter", "space"), "Start", "Start today's reviews"),
    KeyAction("home.ahead", "home", ("a",), "Ahead", "Learn ahead: review what comes due next"),
    KeyAction("home.more_new", "home", ("m",), "More new", "Learn more new cards than today's limit"),
    KeyAction("home.practice", "home", ("p",), "Practise", "Practise without changing the schedule"),
    KeyAction("home.undo", "home", ("u", "ctrl+z"), "Undo", "Take back the last answer"),
    KeyAction("home.sync", "home", ("r", "f5"), "Reload", "Read changed deck files"),
    KeyAction("home.browse", "home", ("b",), "Browse", "Search, look at and change all cards"),
    KeyAction("home.export", "home", ("x",), "Export", "Write notes to a file, for Anki or others"),
    KeyAction("home.import", "home", ("i",), "Import", "Take in decks and reviews from a file"),
    KeyAction("home.mastery", "home", ("k",), "Mastery", "See how well each axis is known, and study the weakest"),
    KeyAction("home.quiz", "home", ("z",), "Quiz", "Take a quiz over chosen axes and levels"),
    KeyAction("home.statistics", "home", ("s",), "Statistics", "Look at the figures of your answers and cards"),
    KeyAction("review.reveal", "question", ("space", "enter"), "Show", "Show the answer"),
    KeyAction("review.accept", "answer", ("enter", "space"), "Accept", "Rate as suggested and go on"),
    KeyAction("review.again", "answer", ("1",), "Again", "Rate Again: not remembered"),
    KeyAction("review.hard", "answer", ("2",), "Hard", "Rate Hard: remembered with effort"),
    KeyAction("review.good", "answer", ("3",), "Good", "Rate Good: remembered"),
    KeyAction("review.easy", "answer", ("4",), "Easy", "Rate Easy: remembered at once"),
    KeyAction("review.passage", "answer", ("p",), "Passage", "Show the passage of the document behind the card"),
    KeyAction("review.undo", "review", ("u", "ctrl+z"), "Undo", "Take back the last action"),
    KeyAction("review.edit", "review", ("e", "ctrl+o"), "Edit", "Open the note in your editor"),
    KeyAction("review.skip", "review", ("n", "ctrl+n"), "Skip", "Put the card at the end of the session"),
    KeyAction("review.suspend", "review", ("s", "f6"), "Suspend", "Take the card out of all reviews"),
    KeyAction("review.bury", "review", ("b", "f7"), "Bury", "Put the card off until tomorrow"),
    KeyAction("review.flag", "review", ("f", "f8"), "Flag", "Flag the card, or change its flag"),
    KeyAction("review.leave", "review", ("escape", "q"), "Leave", "Leave the session; every answer is kept"),
    KeyAction("summary.home", "summary", ("enter", "escape"), "Home", "Go back to the first screen"),
    KeyAction("summary.again_now", "summary", ("a",), "Again now", "Practise the missed cards now"),
    KeyAction("summary.undo", "summary", ("u", "ctrl+z"), "Undo", "Take back the last answer"),
    KeyAction("exchange.back", "exchange", ("escape",), "Back", "Go back to the first screen; stop what is going on"),
    KeyAction("browse.search", "browse", ("slash", "ctrl+f"), "Search", "Write in the search line"),
    KeyAction("browse.open", "browse", ("enter",), "Details", "Show the whole card, its figures and its history"),
    KeyAction("browse.select", "browse", ("space",), "Select", "Select the card, or leave it out again, and go down"),
    KeyAction("browse.all", "browse", ("a",), "All", "Select all cards that are found, or none"),
    KeyAction("browse.sort", "browse", ("o",), "Sort", "Choose what the cards are sorted by"),
    KeyAction("browse.reverse", "browse", ("r",), "Reverse", "Sort the other way round"),
    KeyAction("browse.practice", "browse", ("p",), "Practise", "Practise the selected cards; the schedule stays"),
    KeyAction("browse.add", "browse", ("plus",), "Add", "Add a note to a deck of your own"),
    KeyAction("browse.back", "browse", ("escape",), "Back", "Clear the selection, then the search, then go back"),
    KeyAction("details.next", "details", ("right", "n"), "Next", "Show the next card of the table"),
    KeyAction("details.previous", "details", ("left",), "Previous", "Show the card before it in the table"),
    KeyAction("details.back", "details", ("escape", "enter"), "Back", "Go back to the table"),
    KeyAction("card.suspend", "card", ("s", "f6"), "Suspend", "Suspend, or unsuspend when all of them are suspended"),
    KeyAction("card.bury", "card", ("b", "f7"), "Bury", "Put off until tomorrow, or take that back"),
    KeyAction("card.flag", "card", ("f", "f8"), "Flag", "Choose a flag, or take it off"),
    KeyAction("card.reschedule", "card", ("d", "f9"), "Due", "Make due in some days"),
    KeyAction("card.reset", "card", ("x",), "Reset", "Make new again; the history is kept"),
    KeyAction("card.edit", "card", ("e", "ctrl+o"), "Edit", "Open the note in your editor"),
    KeyAction("card.undo", "card", ("u", "ctrl+z"), "Undo", "Take back the last action, of all cards it was done to"),
    KeyAction("mastery.open", "mastery", ("enter",), "Open", "Show the axis with its cards; there, a card's history"),
    KeyAction("mastery.start", "mastery", ("s",), "Study", "Start a session on the selected axis"),
    KeyAction("mastery.cards", "mastery", ("c",), "Its weakest", "Start a session on the axis's weakest cards"),
    KeyAction("mastery.weakest", "mastery", ("w",), "Weakest", "Start a session on the weakest axis"),
    KeyAction("mastery.levels", "mastery", ("l",), "Levels", "Show all axes by level, or as a picture again"),
    KeyAction("mastery.goal", "mastery", ("g",), "Goal", "Know the axis by a day: set, change or remove its goal"),
    KeyAction("mastery.back", "mastery", ("escape",), "Back", "Go back to where you came from"),
    KeyAction("statistics.next", "statistics", ("right", "tab"), "Next", "Show the next page"),
    KeyAction("statistics.previous", "statistics", ("left", "shift+tab"), "Previous", "Show the page before"),
    KeyAction("statistics.switch", "statistics", ("space",), "Switch", "Look at the page in another way"),
    KeyAction("statistics.filter", "statistics", ("f",), "Filter", "Choose axis, deck, level and period"),
    KeyAction("statistics.back", "statistics", ("escape",), "Back", "Go back to the first screen"),
    KeyAction("quiz.submit", "quiz_question", ("enter", "space"), "Answer", "Hand the answer in and go on"),
    KeyAction("quiz.skip", "quiz_question", ("n", "ctrl+n"), "Later", "Put the question behind the others"),
    KeyAction("quiz.finish", "quiz_question", ("f", "f9"), "Finish", "Finish now; what is not answered is left out"),
    KeyAction("quiz.accept", "quiz_answer", ("enter", "space"), "Go on", "Take what is chosen and go on"),
    KeyAction("quiz.wrong", "quiz_answer", ("1",), "Not right", "The answer was not right"),
    KeyAction("quiz.partly", "quiz_answer", ("2",), "Partly", "The answer was partly right"),
    KeyAction("quiz.right", "quiz_answer", ("3",), "Right", "The answer was right"),
    KeyAction("quiz.home", "quiz_result", ("enter",), "Home", "Go back to the first screen"),
    KeyAction("quiz.again", "quiz_result", ("a",), "Another", "Take another quiz"),
    KeyAction("quiz.practise", "quiz_result", ("p",), "Practise", "Practise the missed cards"),
    KeyAction("quiz.leave", "quiz", ("escape",), "Leave", "Go back; answers of an unfinished quiz are thrown away"),
)

DEFAULT_KEYS: Mapping[str, KeyAction] = {action.id: action for action in _ACTIONS}

# In a review the key that elsewhere quits the program leaves the session: meant, not a conflict.
_MAY_SHARE = frozenset({"app.quit", "review.leave"})

_SCREENS: Mapping[Context, frozenset[str]] = {
    "app": frozenset(
        {
            "home",
            "question",
            "answer",
            "summary",
            "exchange",
            "quiz",
            "quiz_question",
            "quiz_answer",
            "quiz_result",
            "browse",
            "details",
            "mastery",
        }
    ),
    "home": frozenset({"home"}),
    "review": frozenset({"question", "answer"}),
    "question": frozenset({"question"}),
    "answer": frozenset({"answer"}),
    "summary": frozenset({"summary"}),
    "exchange": frozenset({"exchange"}),
    "browse": frozenset({"browse"}),
    "details": frozenset({"details"}),
    "card": frozenset({"browse", "details"}),
    "statistics": frozenset({"statistics"}),
    "mastery": frozenset({"mastery"}),
    "quiz": frozenset({"quiz", "quiz_question", "quiz_answer", "quiz_result"}),
    "quiz_question": frozenset({"quiz_question"}),
    "quiz_answer": frozenset({"quiz_answer"}),
    "quiz_result": frozenset({"quiz_result"}),
}

# Before the answer is shown these pick options and move items; Ctrl+C is the terminal's own.
_TAKEN_BY_ANSWERING = frozenset("123456789") | {"up", "down", "tab", "shift+tab"}
_NEVER = frozenset({"ctrl+c"})

_NAMED = {
    *("escape", "enter", "space", "tab", "backspace", "delete", "insert"),
    *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 25)),
}
_SPOKEN = {"esc": "escape", "return": "enter", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}
_MODIFIERS = ("ctrl", "alt", "shift", "super", "meta", "hyper")
# A control key that terminals send as another key can never arrive under its own name.
_ARRIVES_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape", "ctrl+h": "backspace"}
_SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """What is wrong with one entry of the key map; the message is a sentence without its place."""

    action: str
    message: str


def key_name(written: str) -> str | None:
    """The name of a key as the terminal library calls it, from what a person writes (``?``, ``Ctrl+Z``, ``esc``).

    Returns:
        The name, or None when no key is called so.
    """
    text = written.strip() or written[:1]
    if len(text) == 1:
        return _character_name(text)
    *modifiers, base = text.split("+")
    if base == "" and text.endswith("++"):
        modifiers, base = modifiers[:-1], "+"
    modifiers = ["ctrl" if m.strip().lower() == "control" else m.strip().lower() for m in modifiers]
    if len(set(modifiers)) != len(modifiers) or not set(modifiers) <= set(_MODIFIERS):
        return None
    name = _base_name(base.strip(), bool(modifiers))
    if name is None:
        return None
    if modifiers == ["shift"] and len(name) == 1 and name.isalpha():
        return name.upper()
    joined = "+".join([*sorted(modifiers), name])
    return _ARRIVES_AS.get(joined, joined)


def _base_name(base: str, modified: bool) -> str | None:
    if len(base) == 1:
        return _character_name(base.lower() if modified else base)
    name = base.lower().replace(" ", "_").replace("-", "_")
    name = _SHORT_NAMES.get(_SPOKEN.get(name, name), _SPOKEN.get(name, name))
    return name if name in _NAMED or name in _spoken_characters() else None


@cache
def _spoken_characters() -> frozenset[str | None]:
    """The names of the signs on keyboards: Latin, punctuation and currency blocks of Unicode."""
    return frozenset(_character_name(chr(code)) for code in (*range(0x21, 0x250), *range(0x2010, 0x20D0)))


def _character_name(character: str) -> str | None:
    if character.isalnum():
        return character
    if not character.isprintable():
        return None
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORT_NAMES.get(name, name) or None


def check_keys(overrides: Mapping[str, Iterable[str]]) -> tuple[dict[str, tuple[str, ...]], list[KeyProblem]]:
    """The whole key map with the overrides in it, and everything wrong with them.

    Args:
        overrides: Key names by action id; an action with no keys is left without one.

    Returns:
        Keys of every action, and the problems; an entry with a problem keeps its default keys.
    """
    keys = {action.id: action.keys for action in _ACTIONS}
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
    if name in _TAKEN_BY_ANSWERING and _SCREENS[_context(action)] & {"question", "quiz_question"}:
        return f"{name} cannot be given to {action}: it picks or moves while a question is answered."
    return ""


def _conflicts(keys: Mapping[str, tuple[str, ...]], overrides: Iterable[str]) -> list[KeyProblem]:
    changed, found = list(overrides), []
    users: dict[str, list[str]] = {}
    for action, names in keys.items():
        for name in names:
            users.setdefault(name, []).append(action)
    for name, actions in users.items():
        for index, one in enumerate(actions):
            for other in actions[index + 1 :]:
                if {one, other} == _MAY_SHARE or not _SCREENS[_context(one)] & _SCREENS[_context(other)]:
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
