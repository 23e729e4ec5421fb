"""The columns of the table of cards: what a card has in them, and how they are sorted."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from quizzer.core.notes.kinds import BODIES, Cloze
from quizzer.core.notes.notes import LEVELS, Note
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import DAY_MILLIS, is_today
from quizzer.core.search.columns import fold_for_search
from quizzer.core.search.terms import STATES
from quizzer.store.queries.card_columns import CardListing, ShownCard, read_question
from quizzer.study.decks.editing.edit import last_face

if TYPE_CHECKING:
    from quizzer.core.search.columns import CardColumns

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


def prompt_of(part: str, content: str) -> str:
    """The question of a card, from its part and the content of its note as JSON."""
    kind, ask = read_question(part, content)
    if not BODIES[kind].has_blanks:
        return ask
    return last_face(Note("", Cloze(ask), ""), part).prompt


def state_of(card: ShownCard, day: int) -> str:
    """The state of a card on a study day: new, learning, relearning, review, buried, suspended or retired."""
    return _state(card.state, card.retired, card.suspended, is_buried=is_today(card.buried_day, day))


def _state(state: int, retired: int, suspended: int, *, is_buried: bool) -> str:
    if retired:
        return "retired"
    if suspended:
        return "suspended"
    return "buried" if is_buried else _STATES[State(state)]


def sort_keys(cards: CardListing, column: str) -> Sequence[Any]:
    """The sort key of each row in a column; NaN where it has no value."""
    match column:
        case "axis":
            folded = {axis: fold_for_search(names[LABEL]) for axis, names in cards.axis_names.items()}
            return [folded[axis] for axis in cards.axis]
        case "deck":
            folded = {deck: fold_for_search(names[0]) for deck, names in cards.deck_names.items()}
            return [folded[deck] for deck in cards.deck]
        case "level":
            ranks = {level: rank for rank, level in enumerate((*LEVELS, *sorted(set(cards.level) - {"", *LEVELS})))}
            return [ranks.get(level, nan) for level in cards.level]
        case "question":
            return cards.map_contents(lambda part, content: fold_for_search(prompt_of(part, content)))
        case "state":
            ranks = {state: rank for rank, state in enumerate(_RANKS)}
            rows = zip(cards.state, cards.retired, cards.suspended, cards.buried_day, strict=True)
            return [ranks[_state(*of, is_buried=is_today(buried, cards.day))] for *of, buried in rows]
        case "due":
            # New cards come after all others, in the order of learning.
            return [
                until / DAY_MILLIS if interval < 0 else _LAST + until if not state else until
                for until, interval, state in zip(cards.until, cards.interval, cards.state, strict=True)
            ]
        case "file":
            return range(len(cards))
        case _:
            keys: Sequence[Any] = getattr(cards, column)
            return keys


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
