"""``quizzer mastery``: how well each axis, deck or tag is known, as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

import click

from quizzer.cli.json_output import figures_to_json, print_json, short_share
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import by_option, filter_options, json_option
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.groups import PLURALS, Grouping
from quizzer.core.mastery import Mastery
from quizzer.core.safe_text import one_line
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import percent, percent_range
from quizzer.errors import WrongUse
from quizzer.plots.bars import draw_bar
from quizzer.plots.columns import draw_sparkline
from quizzer.plots.lines import cells, fit_text, text_of
from quizzer.study.filters import Filter
from quizzer.study.mastery.groups import FIRST_DAY, GroupMastery, MasteryView, TrendPoint, load_mastery

WIDTH = 80
_NAME, _MET, _BAR, _TREND = 13, 12, 8, 8
_HEAD = f"{'':{_NAME}}{'met':>{_MET}}  {'known':<13}remembered      95%    of  30 days"


@click.command()
@filter_options()
@by_option("A line for each axis, deck or tag.")
@click.option("--by-level", is_flag=True, help="A line for each level of each of them as well.")
@click.option("--at", metavar="DATE", help="As of the end of this day (YYYY-MM-DD), from the log; today when left out.")
@json_option
@click.pass_obj
def command(
    home: str | None,
    wanted: Filter,
    by: Grouping,
    by_level: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Print how well each axis, deck or tag is known.

    \b
    Met: cards answered at least once, of all cards.
    Known: the share you would recall now; cards not met count none.
    Remembered: the share of reviews not rated Again, with its 95% interval.
    Mastered: met 95%, known 85%, and the interval's lower end 80% on at least
    30 reviews. Known and remembered leave out cards that only ask to pick.
    """
    from quizzer.study.decks.sync import sync_decks_if_free

    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        day = None if at is None else _day(at, collection.moment().day)
        with ProgressLine() as progress:
            view = load_mastery(collection, wanted, day, by=by, progress=progress)
    if as_json:
        print_json("mastery", mastery_to_json(view))
        return
    for text in mastery_table(view, by_level=by_level):
        click.echo(text)


def _day(text: str, today: int) -> int:
    """The study day a date names.

    Raises:
        WrongUse: It is no date, in the future, or before every answer.
    """
    try:
        day = (date.fromisoformat(text) - date_of(0)).days
    except ValueError:
        raise WrongUse(f"--at {one_line(text)}: this is no date. Write it as in {date_of(today)}.") from None
    if day > today:
        raise WrongUse(f"--at {text}: this day is still to come. Today is {date_of(today)}.")
    if day < FIRST_DAY:
        raise WrongUse(f"--at {text}: there are no answers from before {date_of(FIRST_DAY)}.")
    return day


# As a table


def mastery_table(view: MasteryView, *, by_level: bool = False) -> Iterator[str]:
    """The figures in lines of at most 80 cells, and below them what is missing."""
    if not view.groups:
        yield "No card has a tag." if view.whole.cards else "There are no cards to tell of."
        return
    yield f"How well each {view.by} is known, {date_of(view.day)}"
    yield ""
    yield view.by + _HEAD[len(view.by) :]
    for group in view.groups:
        yield _row(fit_text(one_line(group.group.word), _NAME), group.mastery, group)
        if by_level:
            for level, figures in group.levels.items():
                yield _row(" " + fit_text(level, _NAME - 1), figures)
    if len(view.groups) > 1 or view.by == "tag":
        yield _row(fit_text("all", _NAME), view.whole)
    yield ""
    for group in view.groups:
        yield from _missing(group)


def _row(name: str, figures: Mastery, group: GroupMastery | None = None) -> str:
    recall, retention = figures.expected_recall, figures.retention
    interval = f"{percent_range(retention.low, retention.high)}" if retention.reviews else ""
    parts = [
        name,
        f"{figures.seen} of {figures.cards}".rjust(_MET),
        f"  {draw_bar(recall or 0.0, 1.0, _BAR)} {figures.known:>4}",
        f"{percent(retention.value):>10}  {interval:>7}{retention.reviews:>6,}",
        f"  {_trend(group)}" if group is not None else "",
    ]
    return "".join(parts).rstrip()


def _trend(group: GroupMastery) -> str:
    line = text_of(draw_sparkline([point.expected_recall for point in group.trend], _TREND, most=1.0))
    return line if group.change is None else f"{line:<{_TREND}} {round(group.change * 100):+4d}"


def _missing(group: GroupMastery) -> Iterator[str]:
    """The group and what it lacks, on one line where there is room."""
    room = WIDTH - _NAME - 1
    word, said = one_line(group.group.word), group.mastery.sentence
    if cells(word) > _NAME:
        yield word
    for first, text in zip([word, *[""] * room], wrap(said, room), strict=False):
        yield f"{fit_text(first, _NAME)} {text}".rstrip()


# As JSON


def mastery_to_json(view: MasteryView) -> dict[str, object]:
    """The figures for ``--json``; shares as numbers from 0 to 1, days as ISO 8601 dates."""
    return {
        "as_of": date_of(view.day).isoformat(),
        "by": view.by,
        PLURALS[view.by]: [
            {
                "id": group.group.id,
                "name": group.group.name,
                **figures_to_json(group.mastery),
                "trend": _points(group.trend),
                "levels": {level: figures_to_json(figures) for level, figures in group.levels.items()},
            }
            for group in view.groups
        ],
    }


def _points(trend: Sequence[TrendPoint]) -> list[dict[str, object]]:
    return [
        {
            "day": date_of(point.day).isoformat(),
            "expected_recall": short_share(point.expected_recall),
            "coverage": short_share(point.coverage),
        }
        for point in trend
    ]
