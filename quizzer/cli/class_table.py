"""The figures of a class in lines: a row for each learner, a column for each axis, deck or tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Literal, NamedTuple

from quizzer.core.mastery import Mastery
from quizzer.core.safe_text import one_line
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import NONE, abbreviate_interval, listed, percent, percent_range
from quizzer.plots.lines import cells, fit_text
from quizzer.study.classroom.figures import AWAY_DAYS, BEHIND, ClassView, LearnerFigures, Standing

Shown = Literal["known", "met", "remembered"]

MASTERED, IS_BEHIND, NOT_BEGUN = "✓", "▼", "·"
NARROWEST, WIDEST = 60, 160
_LAST, _INTERVAL = 6, 13
_FEWEST, _MOST = 6, 11
"""Cells of a column of shares."""
_NAMES = 12, 20
"""Cells of the names."""
_TITLES = {
    "known": "How well each {by} is known, {date}",
    "met": "How much of each {by} was met, {date}",
    "remembered": "Remembered of each {by}, with its 95% interval, {date}",
}

_ABSENT: Mapping[Standing, str] = {
    "not joined": "Not joined yet",
    "not begun": "Not begun yet",
    "away": f"No answer for {AWAY_DAYS} days or more",
}
"""Who is not at it, in words."""


class _Columns(NamedTuple):
    """Cells of the columns, and how many of the labelled ones stand beside each other."""

    name: int
    whole: int
    each: int
    at_once: int


def class_table(view: ClassView, shown: Shown = "known", width: int = 80) -> Iterator[str]:
    """The figures in lines; where the columns do not fit beside each other, in several tables.

    Args:
        shown: Which of the three figures.
        width: Cells of a line, at least ``NARROWEST``.
    """
    if not view.groups:
        yield "No card has a tag." if view.cards else "There are no cards to tell of."
        return
    yield _TITLES[shown].format(by=view.by, date=date_of(view.day))
    labels = [one_line(group.word) for group in view.groups]
    columns = _fit_columns(labels, [learner.name for learner in view.learners], shown, width)
    for first in range(0, len(labels), columns.at_once):
        places = range(first, min(len(labels), first + columns.at_once))
        yield ""
        yield from _heads([labels[place] for place in places], columns)
        for learner in view.learners:
            yield _row(learner, places, columns, shown)
        if shown == "known" and view.middle is not None:
            middle = f"{percent(view.middle):>{columns.whole - 1}} "
            shares = (f"{percent(view.middles[place]):>{columns.each - 1}} " for place in places)
            yield (fit_text("middle", columns.name + _LAST) + middle + "".join(shares)).rstrip()
    yield ""
    for text in _notes(view, shown):
        yield from wrap(text, width)


def _fit_columns(labels: Sequence[str], names: Sequence[str], shown: Shown, width: int) -> _Columns:
    """Columns as wide as the widest label if all of them fit so; else narrow ones, with labels on two lines."""
    name = min(_NAMES[1], max(_NAMES[0], *(cells(one_line(name)) + 1 for name in names), 0))
    whole = each = _INTERVAL if shown == "remembered" else _FEWEST
    room = width - name - _LAST - whole
    wide = max(each, min(_MOST, 1 + max(map(cells, labels))))
    if wide * len(labels) <= room:
        each = wide
    return _Columns(name, whole, each, max(1, room // each))


def _heads(labels: Sequence[str], columns: _Columns) -> Iterator[str]:
    """The labels over their columns: where one is wider than its column, on two lines by turns."""
    head = fit_text("learner", columns.name) + fit_text("last", _LAST, right=True)
    head += fit_text("all", columns.whole - 1, right=True)
    upper, lower = " " * cells(head), head
    narrow = any(cells(label) >= columns.each for label in labels)
    for place, label in enumerate(labels):
        end = cells(head) + (place + 1) * columns.each
        if narrow and place % 2 == 0:
            upper += " " + fit_text(label, end - cells(upper) - 1, right=True)
        else:
            lower += " " + fit_text(label, end - cells(lower) - 1, right=True)
    if narrow:
        yield upper.rstrip()
    yield lower.rstrip()


def _row(learner: LearnerFigures, places: range, columns: _Columns, shown: Shown) -> str:
    figures = [(learner.whole, learner.behind, columns.whole)]
    figures += [(learner.groups[place], place in learner.behind_in, columns.each) for place in places]
    shares = "".join(_share(mastery, behind, width, shown) for mastery, behind, width in figures)
    return (fit_text(learner.name, columns.name) + fit_text(_last(learner), _LAST, right=True) + shares).rstrip()


def _last(learner: LearnerFigures) -> str:
    if learner.published is None:
        return NONE
    if learner.away is None:
        return "never"
    return abbreviate_interval(learner.away) if learner.away else "today"


def _share(mastery: Mastery, behind: bool, width: int, shown: Shown) -> str:
    if not mastery.seen:
        return f"{NOT_BEGUN:>{width - 1}}{IS_BEHIND if behind and shown == 'known' else ' '}"
    match shown:
        case "known":
            sign = MASTERED if mastery.mastered else IS_BEHIND if behind else " "
            return f"{mastery.known:>{width - 1}}{sign}"
        case "met":
            return f"{percent(mastery.coverage):>{width - 1}} "
        case "remembered":
            retention = mastery.retention
            interval = f"{percent_range(retention.low, retention.high)[:-1]:>8}" if retention.reviews else ""
            return f"{percent(retention.value):>{width - 1 - len(interval)}}{interval} "


def _notes(view: ClassView, shown: Shown) -> Iterator[str]:
    """What the signs mean, and who is to be looked at."""
    behind = [one_line(learner.name) for learner in view.learners if learner.behind]
    signs = [f"{NOT_BEGUN} not begun"]
    if shown == "known":
        signs += [
            f"{MASTERED} mastered",
            f"{IS_BEHIND} {BEHIND * 100:.0f} points or more below the middle of the class",
        ]
    yield f"{', '.join(signs)}."
    if behind:
        yield f"Behind: {listed(behind)}."
    for standing, words in _ABSENT.items():
        if names := [one_line(learner.name) for learner in view.learners if learner.standing == standing]:
            yield f"{words}: {listed(names)}."
