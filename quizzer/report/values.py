"""The values a report shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quizzer.core.groups import Grouping


class Figures(NamedTuple):
    """How well some cards are known.

    Attributes:
        cards: Number of cards.
        seen: Number of cards answered at least once.
        coverage: Share of cards seen, 0..1.
        recall: Expected recall now, 0..1; None where no card asks for recall.
        passes: Number of reviews that were not Again.
        reviews: Number of all reviews.
        low: Lower end of the 95% interval of passes / reviews, 0..1.
        high: Its upper end, 0..1.
        missing: What is missing before the cards count as mastered, each a part of a sentence; empty when mastered.
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


class GroupFigures(NamedTuple):
    """One axis, deck or tag.

    Attributes:
        id: The word that names it in a filter.
        name: Its name.
        figures: All its cards together.
        levels: Its cards of each level.
        trend: Study day and expected recall at the end of the day, 0..1, the last day last.
        due: Cards to do now.
        coming: Cards coming due on each of the next days, tomorrow first.
        weakest: Recall now and question of its least recalled cards.
        goal: A sentence about its goal; empty without one.
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
    """True retention over a period of days.

    Attributes:
        name: Name of the period.
        young: Passes and reviews of young cards.
        mature: Passes and reviews of mature cards.
    """

    name: str
    young: tuple[int, int]
    mature: tuple[int, int]


class RecallBin(NamedTuple):
    """Answers with about the same predicted recall.

    Attributes:
        predicted: Mean predicted recall, 0..1.
        actual: Share recalled, 0..1.
        answers: Number of answers.
    """

    predicted: float
    actual: float
    answers: int


class Report(NamedTuple):
    """All values of one report.

    Attributes:
        day: Study day of the report, days since 1970-01-01.
        about: The cards it is about, in words; empty for all.
        whole: All cards together.
        by: What the cards are grouped by.
        groups: Each axis, deck or tag.
        levels: Every level that has cards, in the order of learning.
        retention: True retention, by period.
        activity: Answers on each of the last days, today last.
        streak: Study days in a row with an answer, up to today or yesterday.
        backlog: Cards that were due before today.
        forecast: Cards coming due today, tomorrow, and so on.
        calibration: Predicted against actual recall, from low to high.
        log_loss: Log loss of the predictions; None without any.
        rmse: Root mean squared error over the bins, 0..1; None without any.
        states: Name of each state and its number of cards.
    """

    day: int
    about: str
    whole: Figures
    by: Grouping
    groups: tuple[GroupFigures, ...]
    levels: tuple[str, ...]
    retention: tuple[Period, ...]
    activity: tuple[int, ...]
    streak: int
    backlog: int
    forecast: tuple[int, ...]
    calibration: tuple[RecallBin, ...]
    log_loss: float | None
    rmse: float | None
    states: tuple[tuple[str, int], ...]
