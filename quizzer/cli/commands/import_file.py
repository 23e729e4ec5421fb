"""``quizzer import``."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.cli.open_collection import open_collection
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
@click.option("--dry-run", is_flag=True, help="Only tell what would happen; nothing is written.")
@click.pass_obj
def command(home: str | None, file: Path, dry_run: bool) -> None:
    from quizzer.study.decks.sync import sync_decks
    from quizzer.study.exchange.import_file import import_file
    from quizzer.study.exchange.messages import import_messages

    with open_collection(home, exclusive=True) as collection:
        sync_decks(collection)
        with ProgressLine() as telling:
            imported = import_file(collection, file, dry=dry_run, progress=telling)
    for line in import_messages(imported):
        click.echo(one_line(line))
