"""``quizzer import``."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.cli.open_collection import open_collection
from quizzer.cli.options import completion_values
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.safe_text import one_line
from quizzer.formats import registry

_HELP = f"""Take in the notes and reviews of FILE.

{registry.import_help()}

Notes become deck files in your deck folder; reviews join the log with their times. Notes that are here already keep
their deck file, and gain the reviews done elsewhere. Importing twice changes nothing.
"""


@click.command(name="import", help=_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-d",
    "--deck",
    default="",
    metavar="NAME",
    help="Name of the deck it becomes, or a deck of your own that gains the notes; without it, the file's.",
    shell_complete=completion_values.complete_own_deck,
)
@click.option(
    "-a",
    "--axis",
    default="",
    metavar="ID",
    help="Axis the deck counts for; without it, the file's, or one with the name of the deck.",
    shell_complete=completion_values.COMPLETERS["axis"],
)
@click.option("--dry-run", is_flag=True, help="Only tell what would happen; nothing is written.")
@click.pass_obj
def command(home: str | None, file: Path, deck: str, axis: str, dry_run: bool) -> None:
    from quizzer.study.decks.sync import sync_decks
    from quizzer.study.exchange.import_file import import_file
    from quizzer.study.exchange.messages import import_messages
    from quizzer.study.exchange.plan import Naming

    with open_collection(home, exclusive=True) as collection:
        sync_decks(collection)
        with ProgressLine() as telling:
            imported = import_file(collection, file, dry=dry_run, progress=telling, naming=Naming(deck, axis))
    for line in import_messages(imported):
        click.echo(one_line(line))
