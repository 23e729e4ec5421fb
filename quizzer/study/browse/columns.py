"""The columns of the table of cards: what a card has in them, and how they are sorted."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from quizzer.core.notes.kinds import BODIES, Cloze
from quizzer.core.notes.notes import LEVELS, Note
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import DAY_MILLIS, is_today
from quizzer.core.search.columns import fold_for_search
from quizzer.core.search.terms import STATES
from quizzer.study.decks.editing.edit import last_face

if TYPE_CHECKING:
    from quizzer.core.search.columns import CardColumns
    from quizzer.store.queries.card_columns import CardListing

COLUMNS = (
    "file", "axis", "level", "question", "state", "due", "recall", "lapses", "stability", "difficulty", "interval",
    "reps", "deck", "flag",
)  # fmt: skip
"""The columns that cards can be sorted by; ``file`` is the order of the deck files."""

LABEL = -1
"""The index of what screens call an axis among its names."""

_STATES = {State.NEW: "new", State.LEARNING: "learning", State.REVIEW: "review", State.RELEARNING: "relearning"}
_RANKS = ("new", "learning", "relearning", "review", "buried", "suspended", "retired")
_LAST = 10**9


def prompt_of(listed: CardListing, row: int) -> str:
    """The question of a row."""
    ask = listed.ask(row)
    if not BODIES[listed.cards.kind[row]].has_blanks:
        return ask
    return last_face(Note("", Cloze(ask), ""), listed.parts[row]).prompt


def state_of(listed: CardListing, row: int) -> str:
    """The state of a row: new, learning, relearning, review, buried, suspended or retired."""
    cards = listed.cards
    if cards.retired[row]:
        return "retired"
    if cards.suspended[row]:
        return "suspended"
    return "buried" if is_today(cards.buried_day[row], cards.day) else _STATES[State(cards.state[row])]


def sort_keys(listed: CardListing, column: str) -> Sequence[Any]:
    """The sort key of each row in any column but the question; None where it has no value."""
    cards = listed.cards
    match column:
        case "axis":
            return [fold_for_search(cards.axis_names[axis][LABEL]) for axis in cards.axis]
        case "deck":
            return [fold_for_search(cards.deck_names[deck][0]) for deck in cards.deck]
        case "level":
            ranks = {level: rank for rank, level in enumerate((*LEVELS, *sorted(set(cards.level) - {"", *LEVELS})))}
            return [ranks.get(level) for level in cards.level]
        case "state":
            return [_RANKS.index(state_of(listed, row)) for row in range(len(listed.ids))]
        case "due":
            # New cards come after all others, in the order of learning.
            return [
                until / DAY_MILLIS if cards.interval[row] < 0 else _LAST + until if not cards.state[row] else until
                for row, until in enumerate(listed.until)
            ]
        case "file":
            return range(len(listed.ids))
        case _:
            return list(getattr(cards, column))


def chip_choices(cards: CardColumns, key: str) -> list[tuple[str, str]]:
    """The values that a chip can have: how the search writes each, and its name."""
    match key:
        case "axis":
            return sorted(((names[0], names[LABEL]) for names in cards.axis_names.values()), key=itemgetter(1))
        case "level":
            there = set(cards.level) - {""}
            return [(level, level) for level in (*LEVELS, *sorted(there - set(LEVELS))) if level in there]
        case _:
            return [(state, state) for state in STATES]
