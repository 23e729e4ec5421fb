"""``quizzer restore``."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.clock import SystemClock
from quizzer.config import find_paths
from quizzer.store.backup import list_backups
from quizzer.study.collection.opening import restore


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def command(home: str | None, file: Path | None) -> None:
    """Put the backup FILE in the database's place; what it replaces is kept. Without FILE, list the backups."""
    paths = find_paths(home)
    if file is None:
        backups = list_backups(paths.backups)
        for path in backups:
            click.echo(str(path))
        if not backups:
            click.echo(f"There are no backups in {paths.backups} yet.")
        return
    kept = restore(paths, file, SystemClock())
    click.echo(f"Restored {file}." + (f" What it replaced is {kept}." if kept else ""))
