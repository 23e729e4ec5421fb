"""``quizzer backup``."""

from __future__ import annotations

import click

from quizzer.cli.json_output import print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import json_option


@click.command()
@json_option
@click.pass_obj
def command(home: str | None, as_json: bool) -> None:
    """Make a backup of the database beside the daily ones; `quizzer restore` lists and restores them."""
    with open_collection(home, exclusive=False) as collection:
        path = collection.back_up()
    if as_json:
        print_json("backup", {"path": str(path)})
    else:
        click.echo(f"Wrote {path}.")
