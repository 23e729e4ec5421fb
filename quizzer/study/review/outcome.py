"""The end of a session: what it changed in each axis, what slipped, and what tomorrow brings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.schedule.forgetting_curve import ForgettingCurve, curve_of
from quizzer.core.schedule.progress import State
from quizzer.store.due.session_cards import CardAfter, load_cards_after
from quizzer.study.due.home import load_home
from quizzer.study.due.pace import expected, load_pace
from quizzer.study.review.summary import GivenAnswer

if TYPE_CHECKING:
    from quizzer.core.notes.axes import Axis
    from quizzer.study.collection.collection import Collection
    from quizzer.study.due.values import AxisDue, Counts, Home

FIRM = 21
"""Days of the interval from which a card is firm."""


class AxisOutcome(NamedTuple):
    """What a session changed in one axis.

    Attributes:
        known_before: The share of its cards one would recall, before the session, 0 to 1.
        known: The same now.
        met_before: Cards answered at least once before the session.
        met: The same now.
        cards: All of its cards.
        new: Cards met in the session.
        reviewed: Cards of the session that were met before it.
        firm: Those whose interval reached three weeks in it.
    """

    axis: Axis
    known_before: float
    known: float
    met_before: int
    met: int
    cards: int
    new: int
    reviewed: int
    firm: int


class Outcome(NamedTuple):
    """What a session changed, and how the day stands after it.

    Attributes:
        axes: Those with an answer, the most gained first; none of a practice.
        home: The figures of the first screen.
        left_seconds: The time expected for what is left of the session.
    """

    axes: tuple[AxisOutcome, ...]
    home: Home
    left_seconds: int


def load_outcome(collection: Collection, given: Sequence[GivenAnswer], left: Counts, *, practice: bool) -> Outcome:
    """Compute the outcome of a session.

    The figures before it follow from those of now and from what its first answers found: nothing is read when a session
    starts, and an undo changes them as it should.

    Args:
        collection: The open collection.
        given: The answers of the session.
        left: The cards that are left of it.
        practice: Whether nothing was logged.
    """
    home = load_home(collection)
    axes = () if practice else tuple(_axes(collection, given, home.axes))
    seconds = expected(load_pace(collection.connection, home.today), left)[1]
    return Outcome(tuple(sorted(axes, key=_most_gained)), home, round(seconds))


def _most_gained(axis: AxisOutcome) -> tuple[float, int]:
    return -round(axis.known - axis.known_before, 2), -axis.new - axis.reviewed


def _axes(collection: Collection, given: Sequence[GivenAnswer], dues: Iterable[AxisDue]) -> Iterable[AxisOutcome]:
    moment = collection.moment()
    first = {answer.shown.card_id: answer for answer in reversed(given)}
    after = {card.card_id: card for card in load_cards_after(collection.connection, tuple(first))}
    for due in dues:
        cards = [(answer, after[card_id]) for card_id, answer in first.items() if answer.shown.axis.id == due.axis.id
                 and card_id in after]  # fmt: skip
        if not cards:
            continue
        curve = curve_of(collection.scheduler.of(due.axis.id).settings.parameters)
        gained = sum(_gained(answer, card, curve, moment.at) for answer, card in cards if not card.picked)
        new = sum(answer.shown.progress.state is State.NEW for answer, _ in cards)
        met = sum(answer.shown.progress.last_at is None and card.last_at is not None for answer, card in cards)
        yield AxisOutcome(
            axis=due.axis,
            known_before=max(0.0, due.known - gained / due.recallable) if due.recallable else due.known,
            known=due.known,
            met_before=due.seen - met,
            met=due.seen,
            cards=due.cards,
            new=new,
            reviewed=len(cards) - new,
            firm=sum(answer.shown.progress.interval < FIRM <= card.interval for answer, card in cards),
        )


def _gained(answer: GivenAnswer, card: CardAfter, curve: ForgettingCurve, now: int) -> float:
    before = answer.shown.progress
    return _recall(curve, card.stability, card.last_at, now) - _recall(curve, before.stability, before.last_at, now)


def _recall(curve: ForgettingCurve, stability: float | None, last_at: int | None, now: int) -> float:
    if stability is None or last_at is None:
        return 0.0
    return curve.recall(stability, max(0, now - last_at))
