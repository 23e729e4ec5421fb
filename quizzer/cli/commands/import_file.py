"""``quizzer import``."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.cli.open_collection import open_collection
from quizzer.cli.progress_line import Telling
from quizzer.core.safe_text import one_line


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", "-n", is_flag=True, help="Only tell what would happen; nothing is written.")
@click.pass_obj
def command(home: str | None, file: Path, dry_run: bool) -> None:
    """Take in the notes and reviews of FILE.

    FILE is an Anki package or collection (.apkg, .colpkg, collection.anki2), an export or database of Mnemosyne's
    (.cards, default.db), a table (.csv, .tsv, also Anki's “Notes in Plain Text”), Markdown with Q:, A: and C: as
    repeater and hashcards read it (a file or a folder), or quizzer's own .json.

    Notes become deck files in your deck folder; reviews join the log with their times. Notes that are here already keep
    their deck file, and gain the reviews done elsewhere. Importing twice changes nothing.
    """
    from quizzer.study.exchange.messages import told_import

    with open_collection(home, exclusive=True) as collection:
        collection.sync()
        with Telling() as telling:
            imported = collection.import_file(file, dry=dry_run, progress=telling)
    for line in told_import(imported):
        click.echo(one_line(line))
