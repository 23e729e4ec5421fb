"""``quizzer restore``."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.cli.json_output import iso_time, print_json
from quizzer.cli.options.completion_values import complete_backup
from quizzer.cli.options.shared import json_option
from quizzer.clock import SystemClock
from quizzer.config import Paths, find_paths
from quizzer.errors import WrongUse
from quizzer.store.backup import list_backups
from quizzer.study.collection.opening import restore


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), shell_complete=complete_backup)
@json_option
@click.pass_obj
def command(home: str | None, file: Path | None, as_json: bool) -> None:
    """Put the backup FILE in the database's place; what it replaces is kept. Without FILE, list the backups."""
    paths = find_paths(home)
    if file is None:
        _list(paths, as_json=as_json)
        return
    if as_json:
        raise WrongUse("--json goes with the list of backups: leave FILE out.")
    kept = restore(paths, file, SystemClock())
    click.echo(f"Restored {file}." + (f" What it replaced is {kept}." if kept else ""))


def _list(paths: Paths, *, as_json: bool) -> None:
    backups = list_backups(paths.backups)
    if as_json:
        found = [(path, path.stat()) for path in backups]
        print_json(
            "restore",
            {
                "folder": str(paths.backups),
                "backups": [
                    {"path": str(path), "bytes": about.st_size, "at": iso_time(int(about.st_mtime * 1000))}
                    for path, about in found
                ],
            },
        )
        return
    for path in backups:
        click.echo(str(path))
    if not backups:
        click.echo(f"There are no backups in {paths.backups} yet.")
