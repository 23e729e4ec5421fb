"""The page of a class, made from its figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizzer.core.mastery import Mastery
from quizzer.core.wording import plural
from quizzer.files import write_whole
from quizzer.report.class_page import render_class_page
from quizzer.report.class_values import ClassReport, Learner, Share
from quizzer.report.values import Figures
from quizzer.study.classroom.figures import AWAY_DAYS, BEHIND, ClassView, LearnerFigures, share_known


def write_class_page(path: Path, view: ClassView, *, about: Sequence[str] = (), note: str = "") -> None:
    """Write the page to a file, which appears whole or not at all.

    Args:
        about: The words that chose the cards.
        note: A sentence on who is shown, where that is not the whole class.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    write_whole(path, render_class_page(build_class_report(view, about=about, note=note)), "the page")


def build_class_report(view: ClassView, *, about: Sequence[str] = (), note: str = "") -> ClassReport:
    """The values of the page; arguments are those of :func:`write_class_page`."""
    return ClassReport(
        day=view.day,
        about=", ".join(about),
        by=view.by,
        groups=tuple(group.label for group in view.groups),
        cards=view.cards,
        learners=tuple(_learner(learner, view) for learner in view.learners),
        middle=view.middle,
        middles=view.middles,
        points=BEHIND,
        days=AWAY_DAYS,
        note=note,
    )


def _learner(learner: LearnerFigures, view: ClassView) -> Learner:
    shares = (
        _share(mastery, view.middles[place], behind=place in learner.behind_in)
        for place, mastery in enumerate(learner.groups)
    )
    whole = _share(learner.whole, view.middle, behind=learner.behind)
    begun = learner.standing not in ("not joined", "not begun")
    return Learner(learner.name, describe_last(learner), begun, learner.standing == "away", whole, tuple(shares))


def describe_last(learner: LearnerFigures) -> str:
    """When the learner answered last, in words."""
    if learner.published is None:
        return "not joined yet"
    if learner.away is None:
        return "never"
    return f"{plural(learner.away, 'day')} ago" if learner.away else "today"


def _share(found: Mastery, middle: float | None, *, behind: bool) -> Share:
    retention = found.retention
    figures = Figures(
        found.cards, found.seen, found.coverage, found.expected_recall,
        retention.passes, retention.reviews, retention.low, retention.high, found.missing,
    )  # fmt: skip
    return Share(figures, (middle or 0.0) - share_known(found) if behind else None)
