"""``quizzer due``: one line for a prompt or a status bar."""

from __future__ import annotations

import click

from quizzer.cli.due_line import print_due


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
@click.pass_obj
def command(home: str | None, as_json: bool) -> None:
    """Print what is due on one line."""
    print_due(home, as_json=as_json)
