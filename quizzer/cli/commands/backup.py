"""``quizzer backup``."""

from __future__ import annotations

import click

from quizzer.cli.open_collection import open_collection


@click.command()
@click.pass_obj
def command(home: str | None) -> None:
    """Make a backup of the database beside the daily ones."""
    with open_collection(home, exclusive=False) as collection:
        click.echo(f"Wrote {collection.back_up()}.")
