"""Figures of any size, from a seed: what a section must be able to show."""

from __future__ import annotations

from random import Random

from quizzer.core.calibration import CalibrationBin, Evaluation
from quizzer.core.notes.axes import Axis
from quizzer.store.queries.card_statistics import DAYS, DIFFICULTIES, RECALLS
from quizzer.study.filters import Filter
from quizzer.study.statistics.compute import PERIODS, YEAR_DAYS
from quizzer.study.statistics.figures import (
    Buttons,
    CardCounts,
    Day,
    Forecast,
    Four,
    Hour,
    Passes,
    Spread,
    Statistics,
    Streak,
    Trouble,
    TrueRetention,
)

TODAY = 20_500
_QUESTIONS = (
    "Why?",
    "Which of the many glands that are named here releases it, and when?",
    "下垂体は何を放出する？",
    "\x1b[31m[red]",
)
_AXES = ("A", "SML", "A_LONG_AXIS")


class FiguresMaker:
    """Makes figures from a seed; each is sound by itself, and they need not agree with one another."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._most = self._random.choice([1, 9, 999, 50_000, 2_000_000])

    def make(self) -> Statistics:
        """All figures."""
        period = self._random.choice([None, 1, 7, 30, 365])
        span = period or self._random.choice([1, 100, 4_000])
        hours = [self._passes() for _ in range(24)]
        return Statistics(
            day=TODAY,
            filter=Filter(),
            period=period,
            cards=CardCounts(1 + self._count(), *(self._count() for _ in range(7))),
            days=tuple(self._day(TODAY - ago) for ago in range(span - 1, -1, -1) if self._random.random() < 0.5),
            year=self._counts(YEAR_DAYS),
            streak=Streak(self._count() % 9_999, self._count() % 9_999, 1 + self._count() % 9_999),
            forecast=Forecast(self._count(), self._counts(366)),
            retention=tuple(TrueRetention(name, self._passes(), self._passes()) for name, *_ in PERIODS),
            buttons=Buttons(self._four(), self._four(), self._four()),
            hours=tuple(Hour(hour, found.reviews, found.passes) for hour, found in enumerate(hours)),
            intervals=self._spread(DAYS, 0, 36_500),
            stability=self._spread(DAYS, 0, 36_500),
            difficulty=self._spread(DIFFICULTIES, 1, 10),
            recall=self._spread(RECALLS, 0, 1),
            troubles=tuple(self._trouble() for _ in range(self._random.choice([0, 1, 20]))),
            calibration=self._evaluation(),
        )

    def _count(self) -> int:
        return self._random.choice([0, self._most, self._random.randint(0, self._most)])

    def _counts(self, length: int) -> tuple[int, ...]:
        return tuple(self._count() for _ in range(length))

    def _four(self) -> Four:
        return self._count(), self._count(), self._count(), self._count()

    def _passes(self) -> Passes:
        reviews = self._count()
        return Passes(self._random.randint(0, reviews), reviews)

    def _day(self, day: int) -> Day:
        return Day(day, self._count(), self._count(), self._count(), 1 + self._count(), 20 * self._count())

    def _spread(self, edges: tuple[float, ...], least: float, most: float) -> Spread:
        cards = self._counts(len(edges) + 1)
        return Spread((least, *edges), cards, self._random.uniform(least, most) if any(cards) else None)

    def _trouble(self) -> Trouble:
        axis = Axis(self._random.choice(_AXES), "Axis")
        question = self._random.choice(_QUESTIONS)
        leech = self._random.random() < 0.5
        return Trouble(1, "key", question, axis, self._random.randint(1, 999), self._count(), leech)

    def _evaluation(self) -> Evaluation:
        share = self._random.random
        bins = tuple(
            CalibrationBin((at + share()) / 20, share(), 1 + self._count()) for at in range(20) if share() < 0.4
        )
        if not bins or share() < 0.1:
            return Evaluation(0, None, None, (), None, None)
        return Evaluation(sum(bin_.answers for bin_ in bins), 20 * share(), share(), bins, share(), share())


def any_figures(seed: int) -> Statistics:
    """The figures of a seed."""
    return FiguresMaker(seed).make()
