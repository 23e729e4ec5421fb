"""``quizzer source``: documents kept beside the decks, so that the app can show the passage behind a card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizzer.cli.json_output import print_json
from quizzer.cli.options.shared import json_option
from quizzer.config import find_paths
from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse

if TYPE_CHECKING:
    from quizzer.core.notes.notes import Deck
    from quizzer.derive.document.passages import Document
    from quizzer.derive.library import LibraryEntry
    from quizzer.derive.standing import Standing


@click.group()
def command() -> None:
    """Keep the documents the decks were made from, to read the passage behind a card."""


@command.command()
@click.argument("document", type=click.Path(path_type=Path))
@click.option("--id", "source_id", metavar="ID", help="The id of the source, as the decks name it.")
@click.pass_obj
def add(home: str | None, document: Path, source_id: str | None) -> None:
    """Keep a document's passages.

    DOCUMENT is plain text, Markdown, HTML, PDF, Word (.docx) or EPUB. Without --id it is kept under the source of the
    decks that were made from it.
    """
    from quizzer.derive.document.read import read_document
    from quizzer.derive.library import store_document

    read = read_document(document)
    decks = _loaded_decks(home)
    source = source_id if source_id is not None else _recognised(read, decks)
    entry = store_document(find_paths(home).home, read, source)
    for remark in read.remarks:
        click.echo(one_line(f"{document}: {remark}"), err=True)
    click.echo(one_line(f"Kept {entry.name} as “{entry.source_id}”: {entry.passages} passages in {entry.path}"))
    if not any(deck.source and deck.source.id == entry.source_id for deck in decks):
        click.echo(one_line(f"No deck that is loaded names the source “{entry.source_id}”."), err=True)


@command.command(name="list")
@json_option
@click.pass_obj
def list_(home: str | None, as_json: bool) -> None:
    """List the documents that are kept, the decks that stand on them, and what has changed between them."""
    from quizzer.derive.library import list_documents

    documents = list_documents(find_paths(home).home)
    decks = _loaded_decks(home) if documents else []
    if as_json:
        print_json("source", {"documents": [_as_data(document, decks) for document in documents]})
        return
    if not documents:
        click.echo("No document is kept. `quizzer source add DOCUMENT` keeps one.")
    for document in documents:
        state = f"{document.name}, {document.passages} passages" if document.name else "damaged: add it again"
        click.echo("  ".join(map(one_line, (document.source_id, state, str(document.path)))))
        standing = _standing(document, decks)
        for deck in standing:
            click.echo(f"    {one_line(f'{deck.deck}: {deck.describe()}')}")
        if not standing:
            click.echo("    no deck that is loaded stands on it")


def _standing(document: LibraryEntry, decks: list[Deck]) -> tuple[Standing, ...]:
    from quizzer.derive.library import list_fingerprints
    from quizzer.derive.standing import find_standing

    return find_standing(document.source_id, document.sha256, list_fingerprints(document), decks)


@command.command()
@click.argument("source_id", metavar="ID")
@click.pass_obj
def remove(home: str | None, source_id: str) -> None:
    """Take a document out again; the decks stay."""
    from quizzer.derive.library import remove_document

    remove_document(find_paths(home).home, source_id)
    click.echo(one_line(f"The document of “{source_id}” is no longer kept."))


def _as_data(document: LibraryEntry, decks: list[Deck]) -> dict[str, object]:
    """A document for ``--json``; ``name`` is None where the copy is damaged."""
    return {
        "id": document.source_id,
        "path": str(document.path),
        "name": document.name or None,
        "passages": document.passages,
        "sha256": document.sha256 or None,
        "decks": [
            {
                "deck": deck.deck,
                "notes": deck.notes,
                "lost": list(deck.lost),
                "drafts": deck.drafts,
                "same_version": deck.is_same_version,
            }
            for deck in _standing(document, decks)
        ],
    }


def _loaded_decks(home: str | None) -> list[Deck]:
    from quizzer.config import bundled_decks, load_settings
    from quizzer.deckfile.read.deck import read_deck
    from quizzer.study.decks.discover import find_deck_files

    settings = load_settings(find_paths(home))
    readings = [
        read_deck(file.path)
        for file in find_deck_files(bundled_decks(), settings.deck_folders, settings.decks_left_out)
    ]
    return [reading.deck for reading in readings if reading.deck is not None]


def _recognised(document: Document, decks: list[Deck]) -> str:
    from quizzer.derive.sources import match_source

    match = match_source(document, decks)
    if match is None:
        sources = dict.fromkeys(deck.source.id for deck in decks if deck.source is not None)
        known = f" The decks' sources are: {', '.join(f'“{source}”' for source in sources)}." if sources else ""
        raise WrongUse(
            f"{document.path}: no deck that is loaded was made from this document. Name its source with --id ID.{known}"
        )
    if not match.exact:
        notice = f"Recognised by {match.found} of {match.of} citations; the decks name another version of the file."
        click.echo(notice, err=True)
    return match.source_id
