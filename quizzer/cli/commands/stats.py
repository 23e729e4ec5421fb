"""``quizzer stats``: the statistics as plots in text, or as JSON."""

from __future__ import annotations

import sys
from shutil import get_terminal_size

import click

from quizzer.cli.json_output import print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.completion_values import complete_section
from quizzer.cli.options.shared import filter_options, json_option
from quizzer.cli.progress_line import ProgressLine
from quizzer.errors import WrongUse
from quizzer.plots.lines import text_of
from quizzer.study.filters import Filter
from quizzer.study.statistics.compute import compute_statistics
from quizzer.study.statistics.figures import Statistics
from quizzer.study.statistics.sections import OVERVIEW, SECTIONS, draw_section, to_json

_ALL = "all"
_NARROWEST, _WIDEST = 40, 116
_INDENT = "  "
_ROWS, _ROWS_IN_OVERVIEW = 24, 14
_HELP = f"""Print statistics: an overview, the sections named, or all.

Sections: {", ".join(SECTIONS)}; or all. True retention and card counts are defined as in Anki, log loss and RMSE as in
FSRS.
"""


@click.command(help=_HELP)
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
    """Print statistics; the help is ``_HELP``."""
    from quizzer.study.decks.sync import sync_decks_if_free

    names = _section_names(sections, as_json=as_json)
    calibrate = any(SECTIONS[name].needs_calibration for name in names)
    with open_collection(home, exclusive=False) as collection, ProgressLine() as progress:
        sync_decks_if_free(collection)
        shown = compute_statistics(collection, wanted, days, progress, calibrate=calibrate)
    if as_json:
        print_json("stats", to_json(shown))
        return
    columns = get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    width = max(_NARROWEST, min(columns, _WIDEST)) - len(_INDENT)
    rows = _ROWS if sections else _ROWS_IN_OVERVIEW
    click.echo("\n\n".join(_section_text(name, shown, width, rows) for name in names))


def _section_text(name: str, shown: Statistics, width: int, rows: int) -> str:
    lines = (f"{_INDENT}{text_of(line)}".rstrip() for line in draw_section(name, shown, width, rows))
    return "\n".join([SECTIONS[name].title, *lines])


def _section_names(sections: tuple[str, ...], *, as_json: bool) -> tuple[str, ...]:
    """The sections to print, each once, in the order named.

    Raises:
        WrongUse: There is no such section; the sentence lists those there are.
    """
    for name in sections:
        if name not in SECTIONS and name != _ALL:
            raise WrongUse(f"There is no section “{name}”. There are: {', '.join(SECTIONS)}, {_ALL}.")
    if _ALL in sections or (as_json and not sections):
        return tuple(SECTIONS)
    return tuple(dict.fromkeys(sections)) or tuple(OVERVIEW)
