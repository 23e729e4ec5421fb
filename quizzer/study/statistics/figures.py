"""The figures of the statistics, as plain values."""

from __future__ import annotations

from typing import NamedTuple

from quizzer.core.calibration import Evaluation
from quizzer.core.notes.axes import Axis
from quizzer.study.due.values import DayForecast
from quizzer.study.filters import Filter

Four = tuple[int, int, int, int]
"""Answers by rating, Again first."""


class Passes(NamedTuple):
    """Answers, and the number of them that were not Again."""

    passes: int
    reviews: int

    @property
    def share(self) -> float | None:
        """Passes / reviews, 0..1; None without reviews."""
        return self.passes / self.reviews if self.reviews else None


class TrueRetention(NamedTuple):
    """True retention over some study days, as Anki defines it (``rslib/src/stats/graphs/retention.rs``).

    It counts answers to cards in review, and to cards whose interval was at least a day. A card is young while its
    interval before the answer is under 21 days, and mature from 21 days on.

    Attributes:
        period: ``today``, ``yesterday``, ``week``, ``month`` (30 days), ``year`` (365 days) or ``all``.
    """

    period: str
    young: Passes
    mature: Passes

    @property
    def all(self) -> Passes:
        """Both together."""
        return Passes(self.young.passes + self.mature.passes, self.young.reviews + self.mature.reviews)


class CardCounts(NamedTuple):
    """The cards of the decks, each counted once (``rslib/src/stats/graphs/card_counts.rs``).

    Attributes:
        young: In review, with an interval under 21 days.
        mature: In review, with an interval of 21 days or more.
        buried: Put off until tomorrow, by hand or because a sibling was answered.
        leeches: How many of all these are marked as leeches.
    """

    new: int
    learning: int
    relearning: int
    young: int
    mature: int
    suspended: int
    buried: int
    leeches: int

    @property
    def total(self) -> int:
        """All cards."""
        return sum(self[:7])


class Spread(NamedTuple):
    """The histogram of a figure over cards.

    Attributes:
        edges: Where each bin begins, the first bin included; a bin ends where the next one begins.
        counts: Cards in each bin.
        average: None without cards.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    average: float | None


class Day(NamedTuple):
    """The answers of one study day.

    Attributes:
        day: Days since 1970-01-01.
        learning: To new cards and cards being learnt.
        relearning: To cards being learnt again.
        young: To cards in review, by the interval before the answer.
        mature: The same, from 21 days on.
        took: Milliseconds spent on all of them.
    """

    day: int
    learning: int
    relearning: int
    young: int
    mature: int
    took: int

    @property
    def answers(self) -> int:
        """All answers of the day."""
        return self.learning + self.relearning + self.young + self.mature


class Streak(NamedTuple):
    """Study days in a row with an answer.

    Attributes:
        current: Up to today or, before today's first answer, yesterday.
        longest: Ever.
        days: Study days with an answer, ever.
    """

    current: int
    longest: int
    days: int


class Buttons(NamedTuple):
    """Answers by rating, as Anki counts them: learning and relearning together, reviews by the interval before."""

    learning: Four
    young: Four
    mature: Four


class Hour(NamedTuple):
    """Answers within one hour of the wall clock, and the number of them that were not Again."""

    hour: int
    answers: int
    passes: int


class Forecast(NamedTuple):
    """Cards coming due.

    Attributes:
        backlog: Due before today.
        days: Due today, tomorrow, and so on; 366 entries.
    """

    backlog: int
    days: tuple[int, ...]


class Trouble(NamedTuple):
    """A card that is often forgotten.

    Attributes:
        question: As text.
        lapses: How often it was forgotten while in review.
        reviews: How often it was reviewed.
        leech: Marked as a leech.
    """

    card_id: int
    key: str
    question: str
    axis: Axis
    lapses: int
    reviews: int
    leech: bool


class Statistics(NamedTuple):
    """All figures of the statistics.

    Attributes:
        day: The study day on which they were computed.
        filter: The cards they are about.
        period: Study days, today included, that ``days``, ``buttons``, ``hours``, ``troubles`` and ``calibration`` are
            about; None for all.
        days: The study days of the period that have answers, the first one first.
        year: Answers on each of the last 371 study days, today last: 53 weeks.
        retention: For each period of :class:`TrueRetention`, from today to all.
        intervals: In days, of cards in review.
        stability: In days, of cards answered at least once.
        difficulty: 1..10, of the same.
        recall: Probability of recall now, 0..1, of the same.
        troubles: The cards most often forgotten, the worst first.
        calibration: How well recall was predicted; None where it was not computed.
        coming: What the next 30 days are expected to bring, tomorrow first; None for some of the cards alone, because
            the limits of a day are those of all cards.
        waiting: Reviews due that wait until tomorrow, because another card of their note comes today.
    """

    day: int
    filter: Filter
    period: int | None
    cards: CardCounts
    days: tuple[Day, ...]
    year: tuple[int, ...]
    streak: Streak
    forecast: Forecast
    retention: tuple[TrueRetention, ...]
    buttons: Buttons
    hours: tuple[Hour, ...]
    intervals: Spread
    stability: Spread
    difficulty: Spread
    recall: Spread
    troubles: tuple[Trouble, ...]
    calibration: Evaluation | None
    coming: tuple[DayForecast, ...] | None = None
    waiting: int = 0

    @property
    def took(self) -> int:
        """Milliseconds spent on the answers of the period."""
        return sum(day.took for day in self.days)

    @property
    def answers(self) -> int:
        """Answers of the period."""
        return sum(day.answers for day in self.days)
