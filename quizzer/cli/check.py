"""``quizzer check``: every finding on its own line, as editors and compilers print them."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.core.plain import one_line
from quizzer.deckfile.find import deck_files
from quizzer.errors import WrongUse


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--schema", is_flag=True, help="Print the JSON Schema of deck files, for editors.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], schema: bool) -> None:
    """Check deck files or folders of them; without PATH, all decks that are loaded.

    Each finding is told as file:line: message [name]; a warning says so before its message. A warning that was looked
    at is silenced at its note: 'silence: [name]'.

    Exit code 1 when there is an error; warnings alone leave it at 0.
    """
    from quizzer.deckfile.lint import lint
    from quizzer.deckfile.read import read_deck

    if schema:
        from quizzer.deckfile.schema import schema_text

        click.echo(schema_text())
        return
    files = _files(paths) if paths else _loaded(ctx.obj)
    readings = [read_deck(path) for path in files]
    findings = lint(readings)
    for finding in findings:
        click.echo(one_line(str(finding)))
    notes = sum(len(reading.deck.notes) for reading in readings if reading.deck)
    errors = sum(1 for finding in findings if finding.level == "error")
    warnings = len(findings) - errors
    click.echo(f"{len(files)} files, {notes} notes: {errors} errors, {warnings} warnings", err=True)
    if errors:
        ctx.exit(1)


def _files(paths: tuple[Path, ...]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += deck_files(path)
        elif path.exists():
            files.append(path)
        else:
            raise WrongUse(f"{path}: there is no such file or folder.")
    return files


def _loaded(home: str | None) -> list[Path]:
    from quizzer.config import bundled_decks, find_paths, load_settings
    from quizzer.study.files import find_deck_files

    settings = load_settings(find_paths(home))
    return [file.path for file in find_deck_files(bundled_decks(), settings.deck_folders)]
