"""``quizzer review``: the terminal app at a session, or the same session line by line."""

from __future__ import annotations

import click

from quizzer.cli.open_collection import open_app, review_by_line
from quizzer.cli.options.shared import filter_options
from quizzer.study.filters import Filter
from quizzer.study.review.values import Plan


@click.command()
@click.option("--plain", is_flag=True, help="Line by line on standard input and output, without full screen.")
@filter_options()
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="At most N cards.")
@click.option("--minutes", type=click.IntRange(min=1), metavar="N", help="As many cards as take you N minutes or so.")
@click.option("--new", type=click.IntRange(min=0), metavar="N", help="N new cards at most, whatever the day's limit.")
@click.option("--practice", is_flag=True, help="Practise: nothing is scheduled or logged.")
@click.option("--core", is_flag=True, help="Only the core of the course: notes with `priority: core`.")
@click.pass_obj
def command(
    home: str | None,
    plain: bool,
    wanted: Filter,
    limit: int | None,
    minutes: int | None,
    new: int | None,
    practice: bool,
    core: bool,
) -> None:
    """Review what is due.

    With --plain: Enter shows the answer, 1 to 4 rate it, u undoes, q leaves; it works in a pipe.
    """
    if core:
        wanted = wanted._replace(priorities=("core",))
    plan = Plan(wanted, limit=limit, minutes=minutes, new=new, practice=practice)
    if plain:
        review_by_line(home, plan)
    else:
        open_app(home, plan)
