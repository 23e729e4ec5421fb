"""``quizzer report``: mastery, trend and statistics as one page of HTML."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import by_option, filter_options
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.groups import PLURALS, Grouping
from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.errors import WrongUse
from quizzer.study.filters import Filter
from quizzer.study.report import write_report


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.html")
@filter_options()
@by_option("A section for each axis, deck or tag.")
@click.pass_obj
def command(
    home: str | None,
    file: Path,
    wanted: Filter,
    by: Grouping,
) -> None:
    """Write a page about what you know, to keep, to print, or to show a teacher.

    The file stands by itself: it loads nothing and needs no script. A file of
    that name is replaced once the new one is whole.
    """
    from quizzer.study.decks.sync import sync_decks_if_free

    if file.suffix.lower() not in (".html", ".htm"):
        raise WrongUse(f"{one_line(str(file))}: a report is a page of HTML; give a name that ends in .html.")
    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        with ProgressLine() as progress:
            report = write_report(collection, file, wanted, progress, by=by)
    click.echo(f"Wrote {one_line(str(file))}: {plural(len(report.groups), by, PLURALS[by])}, as of today.")
