"""The values of a collection's report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from quizzer.core.groups import Grouping
from quizzer.core.mastery import Mastery
from quizzer.core.wording import percent
from quizzer.files import write_whole
from quizzer.report.values import Figures, GroupFigures, Period, RecallBin, Report
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.filters import Filter
from quizzer.study.mastery.cards import CardMastery, load_weakest_by_group
from quizzer.study.mastery.goals import GoalLine, load_goals
from quizzer.study.mastery.groups import GroupMastery, MasteryView, load_mastery
from quizzer.study.statistics.compute import compute_statistics
from quizzer.study.statistics.figures import CardCounts, Statistics, TrueRetention

if TYPE_CHECKING:
    from pathlib import Path

    from quizzer.core.exchange import ProgressCallback
    from quizzer.study.collection.collection import Collection

WEAKEST = 3


def build_report(
    collection: Collection,
    wanted: Filter = Filter(),  # noqa: B008 - frozen
    progress: ProgressCallback = quiet,
    *,
    by: Grouping = "axis",
) -> Report:
    """Compute the values of a report; deck files must be synced.

    Args:
        wanted: The cards it is about.
        by: What to group them by.
        progress: Called with the progress of long work.

    Raises:
        WrongUse: The filter names what does not exist.
        Problem: The database refused.
    """
    view = load_mastery(collection, wanted, by=by, progress=progress)
    weakest = load_weakest_by_group(collection, wanted, by, WEAKEST)
    figures = compute_statistics(collection, wanted, progress=progress)
    aims = {line.goal.key: line for line in load_goals(collection)}
    judged = figures.calibration
    return Report(
        day=view.day,
        about=_describe(wanted, view),
        whole=_figures(view.whole),
        by=by,
        groups=tuple(
            _group(group, weakest.get(group.group.id, ()), aims.get(group.group.key)) for group in view.groups
        ),
        levels=view.levels,
        retention=tuple(_period(found) for found in figures.retention),
        activity=figures.year,
        streak=figures.streak.current,
        backlog=figures.forecast.backlog,
        forecast=figures.forecast.days,
        calibration=tuple(RecallBin(*found) for found in judged.bins) if judged else (),
        log_loss=judged.log_loss if judged else None,
        rmse=judged.rmse if judged else None,
        states=_states(figures),
    )


def write_report(
    collection: Collection, path: Path, wanted: Filter, progress: ProgressCallback = quiet, *, by: Grouping = "axis"
) -> Report:
    """Write the report to a file, which appears whole or not at all.

    Raises:
        WrongUse: The filter names what does not exist.
        Problem: It cannot be written; what was there before is untouched.
    """
    from quizzer.report.page import render_page

    values = build_report(collection, wanted, progress, by=by)
    write_whole(path, render_page(values), "the report")
    return values


def _describe(wanted: Filter, view: MasteryView) -> str:
    """The cards of a filter in words: the axes that they are of where these are shown, else the words of the filter."""
    if wanted == Filter():
        return ""
    axes = [group.group.label for group in view.groups] if view.by == "axis" else []
    return ", ".join(axes or chain.from_iterable(wanted))


def _group(group: GroupMastery, weakest: Sequence[CardMastery], goal: GoalLine | None) -> GroupFigures:
    return GroupFigures(
        id=group.group.id,
        name=group.group.label,
        figures=_figures(group.mastery),
        levels={level: _figures(figures) for level, figures in group.levels.items()},
        trend=tuple((point.day, point.expected_recall) for point in group.trend),
        due=group.due.total if group.due else 0,
        coming=group.coming,
        weakest=tuple((card.recall or 0.0, card.prompt) for card in weakest),
        goal="" if goal is None else _goal(goal),
    )


def _figures(found: Mastery) -> Figures:
    retention = found.retention
    return Figures(
        found.cards, found.seen, found.coverage, found.expected_recall,
        retention.passes, retention.reviews, retention.low, retention.high, found.missing,
    )  # fmt: skip


def _period(found: TrueRetention) -> Period:
    young, mature = found.young, found.mature
    return Period(found.period, (young.passes, young.reviews), (mature.passes, mature.reviews))


def _goal(goal: GoalLine) -> str:
    projected = percent(goal.outlook.projected)
    return f"{percent(goal.goal.recall)} by {goal.date}; projected {projected}, {goal.words}."


def _states(figures: Statistics) -> tuple[tuple[str, int], ...]:
    counts: CardCounts = figures.cards
    return (
        ("new", counts.new), ("learning", counts.learning + counts.relearning), ("young", counts.young),
        ("firm", counts.mature), ("suspended", counts.suspended), ("buried", counts.buried),
    )  # fmt: skip
