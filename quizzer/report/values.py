"""What a report tells, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Figures(NamedTuple):
    """How well some cards are known.

    Attributes:
        coverage: 0..1.
        recall: Expected recall now, 0..1; None where no card asks for recall.
        passes: Reviews that were not Again, of ...
        reviews: ... so many.
        low: Lower end of the 95% interval of passes / reviews, 0..1, and ...
        high: ... its upper end.
        missing: What is missing until they count as mastered, each a part of a sentence; empty when mastered.
    """

    cards: int
    seen: int
    coverage: float
    recall: float | None
    passes: int
    reviews: int
    low: float
    high: float
    missing: tuple[str, ...]


class AxisFigures(NamedTuple):
    """One axis.

    Attributes:
        trend: Study day and expected recall at its end, 0..1, the last day last.
        due: Cards to do now.
        coming: Cards coming due on each of the next days, tomorrow first.
        weakest: Recall now and question of its least recalled cards.
        goal: A sentence about its goal, or empty.
    """

    id: str
    name: str
    figures: Figures
    levels: Mapping[str, Figures]
    trend: tuple[tuple[int, float | None], ...]
    due: int
    coming: tuple[int, ...]
    weakest: tuple[tuple[float, str], ...]
    goal: str = ""


class Period(NamedTuple):
    """True retention over some days: passes and reviews of young and of mature cards."""

    name: str
    young: tuple[int, int]
    mature: tuple[int, int]


class CalibrationBin(NamedTuple):
    """Answers whose recall was predicted alike: mean prediction and share recalled, 0..1, and how many."""

    predicted: float
    actual: float
    answers: int


class Report(NamedTuple):
    """The whole.

    Attributes:
        day: Study day it was made on, days since 1970-01-01.
        about: Which axes it is about, in words; empty for all.
        whole: All axes together.
        levels: Every level that has cards, in the order of learning.
        activity: Answers on each of the last days, today last.
        streak: Study days in a row with an answer, up to today or yesterday.
        backlog: Cards that were due before today.
        forecast: Cards coming due today, tomorrow, and so on.
        log_loss: Of the predictions; None without any.
        rmse: In bins; None without any.
        states: Name and number of cards of each state.
    """

    day: int
    about: str
    whole: Figures
    axes: tuple[AxisFigures, ...]
    levels: tuple[str, ...]
    retention: tuple[Period, ...]
    activity: tuple[int, ...]
    streak: int
    backlog: int
    forecast: tuple[int, ...]
    calibration: tuple[CalibrationBin, ...]
    log_loss: float | None
    rmse: float | None
    states: tuple[tuple[str, int], ...]
