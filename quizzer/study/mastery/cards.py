"""Mastery of single cards: the cards of a filter, and the answers and recall curve of one card."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.groups import Grouping
from quizzer.core.log import CardQueue
from quizzer.core.notes.cards import face_of
from quizzer.core.schedule.forgetting_curve import ForgettingCurve
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.connection import explain_errors
from quizzer.store.grouping import load_groups
from quizzer.store.notes.cards import load_card
from quizzer.store.queries.mastery_now import load_weakest_by_group as query_weakest_by_group
from quizzer.store.queries.mastery_now import load_weakest_first
from quizzer.store.recognition import counts_as_picked
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_COLUMNS = "queue, due, state, stability, difficulty, lapses, reps, leech, last_at, picked"

CurvePoint = tuple[int, float]
"""Milliseconds, and the probability of recall then."""


class CardMastery(NamedTuple):
    """The memory of one card.

    Attributes:
        card_id: Its row id.
        key: Its key, ``note-id#part``.
        recall: Probability of recall now, 0..1; None for a card never answered.
        stability: Days; None for a card never answered.
        difficulty: 1..10; None for a card never answered.
        due_at: Milliseconds at which its step ends; None where it is on none.
        due_day: Study day it is due; None while new or on a step within the day.
        picked: Answered by picking an option, so that its recall counts nowhere.
    """

    card_id: int
    key: str
    axis: str
    level: str
    prompt: str
    state: State
    recall: float | None
    stability: float | None
    difficulty: float | None
    due_at: int | None
    due_day: int | None
    lapses: int
    reps: int
    leech: bool
    picked: bool


class CardAnswer(NamedTuple):
    """One answer to a card.

    Attributes:
        at: Milliseconds.
        day: Study day.
        before: State of the card before it.
        interval: Scheduled then: days when positive, seconds when negative.
        took: Milliseconds.
        recall: Recall predicted just before it, from whole study days, 0..1; None for a first answer.
        stability: Days, after it.
        difficulty: 1..10, after it.
    """

    at: int
    day: int
    rating: Rating
    before: State
    interval: int
    took: int
    recall: float | None
    stability: float
    difficulty: float


class CardHistory(NamedTuple):
    """The answers of one card, and its recall over time.

    Attributes:
        reviews: Its answers in order; nothing undone.
        resets: Milliseconds at which it was made new again.
        curve: Recall over time, by the clock: for each answer the points from it to the next one or to a reset, the
            last one's to ``until``; each begins at 1.
        now: Milliseconds.
        until: Milliseconds at which the curve ends, some time after now.
    """

    card_id: int
    reviews: tuple[CardAnswer, ...]
    resets: tuple[int, ...]
    curve: tuple[tuple[CurvePoint, ...], ...]
    now: int
    until: int


def load_cards(
    collection: Collection,
    wanted: Filter,
    *,
    seen: bool = False,
    limit: int | None = None,
) -> list[CardMastery]:
    """Load the cards of a filter that are neither retired nor suspended: least recalled first, the unseen last.

    Args:
        wanted: Such as ``Filter(axes=("HPA",))``.
        seen: Only cards answered at least once.
        limit: The most cards; None for all.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    connection = collection.connection
    scope = scope_of(connection, wanted)
    with explain_errors(collection.paths.database):
        found = load_weakest_first(
            connection, collection.scheduler, scope, collection.clock.now(), seen=seen, limit=limit
        )
        return [_card(collection, card_id, recall) for card_id, recall in found]


def load_weakest_by_group(
    collection: Collection, wanted: Filter, by: Grouping, limit: int
) -> dict[str, tuple[CardMastery, ...]]:
    """Load the least recalled cards of each axis, deck or tag, by its id; in one query, however many groups.

    Args:
        wanted: The cards to choose from.
        limit: The most cards of a group.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    connection = collection.connection
    scope = scope_of(connection, wanted)
    with explain_errors(collection.paths.database):
        groups = load_groups(connection, by)
        weakest = query_weakest_by_group(
            connection, collection.scheduler, scope, collection.clock.now(), by=by, limit=limit
        )
        cards = {pair: _card(collection, *pair) for pair in {pair for pairs in weakest.values() for pair in pairs}}
    return {groups[key].id: tuple(cards[pair] for pair in pairs) for key, pairs in weakest.items() if key in groups}


def _card(collection: Collection, card_id: int, recall: float | None) -> CardMastery:
    card = load_card(collection.connection, card_id, _COLUMNS)
    queue, due, state, stability, difficulty, lapses, reps, leech, last_at, picked = card.cached
    return CardMastery(
        card_id=card_id,
        key=card.key,
        axis=card.axis.id,
        level=card.note.level,
        prompt=face_of(card.note, card.part).prompt,
        state=State(state),
        recall=recall,
        stability=stability,
        difficulty=difficulty,
        due_at=due if queue == CardQueue.STEP else None,
        due_day=due if queue == CardQueue.DAY else None,
        lapses=lapses,
        reps=reps,
        leech=bool(leech),
        picked=counts_as_picked(picked, last_at),
    )


def recall_curve(
    reviews: tuple[CardAnswer, ...], resets: tuple[int, ...], curve: ForgettingCurve, until: int, points: int
) -> tuple[tuple[CurvePoint, ...], ...]:
    """Compute recall over time by the clock, a piece for each answer; see :class:`CardHistory`."""
    if not reviews:
        return ()
    pace = max(1, (until - reviews[0].at) // max(1, points))
    pieces = []
    for place, review in enumerate(reviews):
        end = reviews[place + 1].at if place + 1 < len(reviews) else until
        pieces.append(_piece(review, min([end, *(at for at in resets if at > review.at)]), curve, pace))
    return tuple(pieces)


def _piece(review: CardAnswer, end: int, curve: ForgettingCurve, pace: int) -> tuple[CurvePoint, ...]:
    """From an answer to an instant, at even distances, both ends included."""
    steps = max(1, ceil((end - review.at) / pace))
    instants = [review.at + (end - review.at) * step // steps for step in range(steps + 1)]
    return tuple((at, curve.recall(review.stability, at - review.at)) for at in instants)
