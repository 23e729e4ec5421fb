"""Reviews put off and brought forward by hand, so that as little as possible is forgotten.

As in the postpone and advance of FSRS Helper, the cards that lose least by waiting are put off first, and those that
gain least by waiting come forward first. All figures are the memory model's.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from quizzer.core.quantities import StudyDay
from quizzer.core.schedule.forgetting_curve import ForgettingCurve
from quizzer.core.schedule.study_days import DAY_MILLIS

_SHARE_OF_INTERVAL = 0.1
"""A single card is put off by this share of the days since its last answer, and by a day at least."""


class Scheduled(NamedTuple):
    """A card in review, with what decides its recall on a day.

    Attributes:
        due: Study day.
        last: Study day of its last answer.
    """

    card: int
    due: StudyDay
    last: StudyDay
    stability: float
    curve: ForgettingCurve

    def recall(self, day: StudyDay) -> float:
        """Probability of recall on a study day."""
        return self.curve.recall(self.stability, (day - self.last) * DAY_MILLIS)


class Shift(NamedTuple):
    """New days for some cards.

    Attributes:
        days: The study day of each, by its row id.
        recall_before: Mean probability of recall on the days as they were; on today, for one that was due earlier.
        recall_after: The same on the new days.
    """

    days: dict[int, StudyDay]
    recall_before: float
    recall_after: float


def postpone_days(cards: Sequence[Scheduled], today: StudyDay, days: int) -> Shift:
    """Free the coming days: every card due before they are over comes after them, spread over as many days again.

    The first of these days get the cards that lose most from the first to the last of them.

    Args:
        cards: The cards in review; those due later stay.
        days: Days to free, today included, >= 1.
    """
    first = today + days
    moved = [card for card in cards if card.due < first]
    moved.sort(key=lambda card: (card.recall(first + days - 1) - card.recall(first), card.card))
    return _shift(moved, [first + place * days // len(moved) for place in range(len(moved))], today)


def postpone_cards(cards: Sequence[Scheduled], today: StudyDay, number: int) -> Shift:
    """Put off some of the cards due today, those that lose least: each by a tenth of the days since its answer.

    Args:
        cards: The cards in review; those due later stay.
    """
    due = [card for card in cards if card.due <= today]
    due.sort(key=lambda card: (card.recall(today) - card.recall(_later(card, today)), card.card))
    moved = due[:number]
    return _shift(moved, [_later(card, today) for card in moved], today)


def advance_days(cards: Sequence[Scheduled], today: StudyDay, days: int) -> Shift:
    """Have today what comes due within the next days."""
    moved = [card for card in cards if today < card.due <= today + days]
    return _shift(moved, [today] * len(moved), today)


def advance_cards(cards: Sequence[Scheduled], today: StudyDay, number: int) -> Shift:
    """Bring some later cards forward to today: those recalled least likely today, which gain most by it."""
    later = sorted((card for card in cards if card.due > today), key=lambda card: (card.recall(today), card.card))
    return _shift(later[:number], [today] * min(number, len(later)), today)


def _later(card: Scheduled, today: StudyDay) -> StudyDay:
    return today + max(1, ceil(_SHARE_OF_INTERVAL * (today - card.last)))


def _shift(cards: Sequence[Scheduled], days: Sequence[StudyDay], today: StudyDay) -> Shift:
    if not cards:
        return Shift({}, 0.0, 0.0)
    before = sum(card.recall(max(today, card.due)) for card in cards)
    after = sum(card.recall(day) for card, day in zip(cards, days, strict=True))
    moved = {card.card: day for card, day in zip(cards, days, strict=True)}
    return Shift(moved, before / len(cards), after / len(cards))
