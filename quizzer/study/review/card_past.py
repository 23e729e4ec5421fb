"""The past of the card on the screen: when it was met, how often it was answered, and how likely it was known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.schedule.study_days import elapsed_days
from quizzer.store.connection import explain_errors
from quizzer.store.notes.cards import load_first_answer

if TYPE_CHECKING:
    from datetime import date

    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.values import Shown


class CardPast(NamedTuple):
    """The past of a card.

    Attributes:
        met: The day of its first answer.
        answers: Answers so far.
        slips: Times it was forgotten while in review.
        known: The probability that it is recalled now, 0..1.
    """

    met: date
    answers: int
    slips: int
    known: float


def load_past(collection: Collection, shown: Shown) -> CardPast | None:
    """Load the past of a card; None for a card not met yet.

    Raises:
        Problem: The database cannot be read.
    """
    progress = shown.progress
    if progress.stability is None or progress.last_day is None:
        return None
    with explain_errors(collection.paths.database):
        first = load_first_answer(collection.connection, shown.card_id)
    if first is None:
        return None
    elapsed = elapsed_days(progress.last_day, collection.moment().day)
    known = collection.scheduler.of(shown.axis.id).model.retrievability(progress.stability, elapsed)
    return CardPast(collection.clock.local(first).date(), progress.reps, progress.lapses, known)
