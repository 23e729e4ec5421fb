"""``quizzer due``: one line for a prompt or a status bar."""

from __future__ import annotations

import click

from quizzer.cli.due_line import print_due, print_due_of
from quizzer.cli.options.shared import filter_options, json_option
from quizzer.study.filters import Filter


@click.command()
@filter_options()
@json_option
@click.pass_obj
def command(home: str | None, wanted: Filter, as_json: bool) -> None:
    """Print what is due on one line."""
    if wanted == Filter():
        print_due(home, as_json=as_json)
    else:
        print_due_of(home, wanted, as_json=as_json)
