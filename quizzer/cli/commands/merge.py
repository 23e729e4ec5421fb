"""``quizzer merge``."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.cli.open_collection import open_collection


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def command(home: str | None, file: Path) -> None:
    """Take in the answers given on another machine: FILE is its database, or a backup of it.

    Merging twice changes nothing, and both machines end with the same schedule once each has merged the other.
    """
    from quizzer.study.decks.sync import sync_decks
    from quizzer.study.exchange.merge import merge_log

    with open_collection(home, exclusive=True) as collection:
        sync_decks(collection)
        merged = merge_log(collection, file)
    left_out = f"; {merged.unknown} wait for cards no deck here holds yet" if merged.unknown else ""
    click.echo(f"{merged.added} answers and marks taken in, {merged.undone} undone{left_out}.")
