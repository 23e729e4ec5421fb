"""``quizzer check``: every finding on its own line, as editors and compilers print them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizzer.cli.json_output import finding_to_json, print_json
from quizzer.cli.options.shared import json_option
from quizzer.clock import SystemClock
from quizzer.core.safe_text import one_line
from quizzer.deckfile.find import SUFFIXES, find_files
from quizzer.deckfile.findings import format_finding
from quizzer.errors import Problem, WrongUse
from quizzer.garbage import no_search_for_cycles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzer.deckfile.read.deck import DeckReading
    from quizzer.derive.coverage import Coverage
    from quizzer.derive.document.passages import Passage


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    metavar="DOCUMENT",
    help="Hold the decks against their document: lost passages, and passages no note or draft covers.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of deck files, for editors.")
@json_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], source: Path | None, schema: bool, as_json: bool) -> None:
    """Check deck files or folders of them; without PATH, all decks that are loaded.

    Each finding is told as file:line: message [name]; a warning says so before its message. A warning that was looked
    at is silenced at its note: 'silence: [name]'.

    With --source, also notes whose passage is gone or changed and passages no note or draft covers; captions, pull
    quotes, references and the closing reflection are recognised and listed as left out.

    Exit code 1 when there is an error, a lost passage or an uncovered one; warnings alone leave it at 0.
    """
    from quizzer.config import bundled_decks
    from quizzer.deckfile.lint.lint import lint
    from quizzer.study.decks.overlays import read_for_check

    if schema:
        from quizzer.deckfile.schema import load_schema

        click.echo(load_schema())
        return
    files = _files(paths) if paths else _loaded(ctx.obj)
    with no_search_for_cycles():
        readings = read_for_check(files, bundled_decks())
        findings = lint(readings, lambda: _other_ids(ctx.obj, files), _month())
    coverage = None if source is None else _measure(source, readings)
    drafts = sum(len(reading.deck.drafts) for reading in readings if reading.deck)
    notes = sum(len(reading.notes) for reading in readings) - drafts
    errors = sum(1 for finding in findings if finding.level == "error")
    warnings = len(findings) - errors
    if as_json:
        counts = {
            "files": len(files), "notes": notes, "drafts": drafts, "errors": errors, "warnings": warnings
        }  # fmt: skip
        found = [finding_to_json(finding) for finding in findings]
        source_data = None if coverage is None else _coverage_to_json(coverage)
        print_json("check", {**counts, "findings": found, "source": source_data})
    else:
        for finding in findings:
            click.echo(one_line(str(finding)))
        held = f"{notes} notes" + (f", {drafts} drafts" if drafts else "")
        click.echo(f"{len(files)} files, {held}: {errors} errors, {warnings} warnings", err=True)
        if coverage is not None:
            _print_coverage(coverage)
    if errors or (coverage is not None and (coverage.lost or coverage.uncovered)):
        ctx.exit(1)


def _month() -> str:
    clock = SystemClock()
    return f"{clock.local(clock.now()):%Y-%m}"


def _measure(source: Path, readings: list[DeckReading]) -> Coverage:
    """What the decks cover of their document.

    Raises:
        WrongUse: None of them was made from it.
    """
    from quizzer.derive.coverage import measure_coverage
    from quizzer.derive.document.read import read_document
    from quizzer.derive.sources import match_source

    document = read_document(source)
    decks = [(reading.path, reading.deck) for reading in readings if reading.deck]
    match = match_source(document, [deck for _, deck in decks])
    if match is None:
        raise WrongUse(f"{source}: no deck here was made from this document: none cites a passage of it.")
    about = [(path, deck) for path, deck in decks if deck.source and deck.source.id == match.source_id]
    return measure_coverage(document, [(path, note) for path, deck in about for note in deck.notes])


def _print_coverage(coverage: Coverage) -> None:
    for line in coverage.lines():
        click.echo(one_line(line))
    for line in coverage.summary():
        click.echo(line, err=True)


def _coverage_to_json(coverage: Coverage) -> dict[str, object]:
    """The coverage for ``--json``; passages by their line in the document, not by their text."""
    return {
        "document": str(coverage.document.path),
        "stray": [
            {
                "path": str(stray.path),
                "line": stray.line,
                "note": stray.note.id,
                "state": stray.state,
                "message": stray.message,
            }
            for stray in coverage.stray_notes
        ],
        "uncovered": [_passage_to_json(passage) for passage in coverage.uncovered],
        "left_out": [{**_passage_to_json(passage), "kind": passage.kind} for passage in coverage.left_out],
        "levels": {level: {"covered": done, "passages": of} for level, (done, of) in coverage.levels.items()},
        "axes": {axis: {"covered": done, "notes": notes} for axis, (done, notes) in coverage.axes.items()},
        "uncited": coverage.uncited,
        "drafts": {"drafts": coverage.drafts[1], "alone": coverage.drafts[0]},
    }


def _passage_to_json(passage: Passage) -> dict[str, object]:
    return {"line": passage.line, "section": passage.section, "place": passage.place, "level": passage.level}


def _files(paths: tuple[Path, ...]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = find_files(path)
            files += found.files
            for left_out, reason in found.left_out:
                click.echo(one_line(format_finding(left_out, 1, reason, "left-out", "warning")))
        elif path.exists():
            files.append(path)
        else:
            raise WrongUse(f"{path}: there is no such file or folder.")
    return files


def _other_ids(home: str | None, files: Sequence[Path]) -> set[str]:
    """The ids of the notes that files beside these hold or retired, and of all that were ever loaded."""
    from quizzer.config import find_paths
    from quizzer.deckfile.lint.decks.retired import retired_ids
    from quizzer.deckfile.read.deck import read_deck

    folders = {file.parent for file in files}
    beside = {path for folder in folders for path in folder.iterdir() if path.suffix.lower() in SUFFIXES}
    read = [read_deck(path) for path in sorted({*beside, *_loaded(home)} - set(files))]
    held = {note.id for reading in read for note in reading.notes} | retired_ids(read)
    return held | _stored_ids(find_paths(home).database)


def _stored_ids(database: Path) -> set[str]:
    """The ids of all notes that were ever loaded; none where there is no database that can be read."""
    import sqlite3
    from contextlib import closing

    from quizzer.store.backup import connect_to_read
    from quizzer.store.notes.names import load_note_keys

    try:
        with closing(connect_to_read(database)) as connection:
            return load_note_keys(connection)
    except (sqlite3.Error, Problem):
        return set()


def _loaded(home: str | None) -> list[Path]:
    from quizzer.config import bundled_decks, find_paths, load_settings
    from quizzer.study.decks.discover import discover_decks

    settings = load_settings(find_paths(home))
    found = discover_decks(bundled_decks(), settings.deck_folders, settings.decks_left_out)
    return [*(file.path for file in found.files), *(overlay.path for overlay in found.overlays)]
