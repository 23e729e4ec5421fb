"""``quizzer stats``: the statistics as plots in text, or as JSON."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import Any

import click

from quizzer.cli.completion_values import complete_section
from quizzer.cli.json_output import print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options import filter_options, json_option
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.schedule.study_days import date_of
from quizzer.errors import WrongUse
from quizzer.plots.lines import text_of
from quizzer.study.filters import Filter
from quizzer.study.statistics.compute import statistics
from quizzer.study.statistics.figures import Passes, Spread, Statistics
from quizzer.study.statistics.sections import OVERVIEW, SECTIONS, section

_ALL = "all"
_COSTLY = "calibration"
_NARROWEST, _WIDEST = 60, 116


@click.command()
@click.argument("sections", nargs=-1, metavar="[SECTION]...", shell_complete=complete_section)
@filter_options()
@click.option("--days", type=click.IntRange(1, 36_500), metavar="N", help="Only answers of the last N study days.")
@json_option
@click.pass_obj
def command(
    home: str | None,
    sections: tuple[str, ...],
    wanted: Filter,
    days: int | None,
    as_json: bool,
) -> None:
    """Print statistics: an overview, the sections named, or all.

    Sections: cards, calendar, retention, forecast, buttons, time, hours, intervals, stability, difficulty, recall,
    calibration, leeches; or all. True retention and card counts are defined as in Anki, log loss and RMSE as in FSRS.
    """
    from quizzer.study.decks.sync import sync_decks_if_free

    names = _section_names(sections, as_json=as_json)
    with open_collection(home, exclusive=False) as collection, ProgressLine() as progress:
        sync_decks_if_free(collection)
        shown = statistics(collection, wanted, days, progress, calibrate=_COSTLY in names)
    if as_json:
        print_json("stats", _as_data(shown))
        return
    columns = get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    width = max(_NARROWEST, min(columns, _WIDEST)) - 2
    for at, name in enumerate(names):
        title, lines = section(name, shown, width)
        click.echo(("\n" if at else "") + title)
        for line in lines:
            click.echo(f"  {text_of(line)}".rstrip())


def _section_names(sections: tuple[str, ...], *, as_json: bool) -> tuple[str, ...]:
    """The sections to make, each once, in the order named.

    Raises:
        WrongUse: There is no such section; the sentence lists those there are.
    """
    for name in sections:
        if name not in SECTIONS and name != _ALL:
            raise WrongUse(f"There is no section “{name}”. There are: {', '.join(SECTIONS)}, {_ALL}.")
    if _ALL in sections or (as_json and not sections):
        return tuple(SECTIONS)
    return tuple(dict.fromkeys(sections)) or tuple(OVERVIEW)


def _as_data(shown: Statistics) -> dict[str, Any]:
    """The statistics for ``--json``; days as dates, shares 0..1, times in seconds."""
    first = shown.day - len(shown.year) + 1
    return {
        "as_of": _date(shown.day),
        "days": shown.period,
        "cards": {**shown.cards._asdict(), "total": shown.cards.total},
        "calendar": {_date(first + at): answers for at, answers in enumerate(shown.year) if answers},
        "streak": shown.streak._asdict(),
        "forecast": {"backlog": shown.forecast.backlog, "days": list(shown.forecast.days)},
        "retention": {
            row.period: {"young": _passes(row.young), "mature": _passes(row.mature), "all": _passes(row.all)}
            for row in shown.retention
        },
        "buttons": {kind: list(answers) for kind, answers in shown.buttons._asdict().items()},
        "time": {
            "seconds": round(shown.took / 1000),
            "answers": shown.answers,
            "days": [{**day._asdict(), "day": _date(day.day), "took": round(day.took / 1000)} for day in shown.days],
        },
        "hours": [{"answers": hour.answers, "passes": hour.passes} for hour in shown.hours],
        "intervals": _spread(shown.intervals),
        "stability": _spread(shown.stability),
        "difficulty": _spread(shown.difficulty),
        "recall": _spread(shown.recall),
        "calibration": None if shown.calibration is None else _calibration(shown),
        "leeches": [
            {
                "card": trouble.key,
                "question": trouble.question,
                "axis": trouble.axis.id,
                "lapses": trouble.lapses,
                "reviews": trouble.reviews,
                "leech": trouble.leech,
            }
            for trouble in shown.troubles
        ],
    }


def _calibration(shown: Statistics) -> dict[str, Any]:
    assert shown.calibration is not None
    return {**shown.calibration._asdict(), "bins": [bin_._asdict() for bin_ in shown.calibration.bins]}


def _passes(passes: Passes) -> dict[str, int]:
    return {"passes": passes.passes, "reviews": passes.reviews}


def _spread(spread: Spread) -> dict[str, Any]:
    return {"from": list(spread.edges), "cards": list(spread.counts), "average": spread.average}


def _date(day: int) -> str:
    return date_of(day).isoformat()
