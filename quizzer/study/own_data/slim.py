"""Whole copies of bundled decks, as earlier versions made them, turned into overlays of the notes a person changed."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.notes.identity.overlay import mark_of
from quizzer.core.notes.notes import Note
from quizzer.deckfile.edit.overlay_text import begin_overlay, new_overlay_path
from quizzer.deckfile.find import list_deck_files
from quizzer.deckfile.insert import insert_note
from quizzer.deckfile.read.deck import DeckReading, read_deck
from quizzer.deckfile.write import format_note
from quizzer.errors import Problem
from quizzer.files import write_whole
from quizzer.study.collection import opening
from quizzer.study.decks.sync import load_notices, sync_decks

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_EARLIER = "earlier_notes.txt"
"""For each note that ever came with quizzer, its id, the decks it came in, and its marks, one line a note."""


class EarlierNote(NamedTuple):
    """A note as it came with quizzer, now or before.

    Attributes:
        decks: The files it came in, without their endings; it may have moved.
        marks: Of each text it had.
    """

    decks: tuple[str, ...]
    marks: tuple[str, ...]


_NEVER = EarlierNote((), ())


class SlimCopy(NamedTuple):
    """A copy of a bundled deck that became an overlay.

    Attributes:
        copy: It was here.
        backup: It is here now.
        overlay: The person's notes; None where there were none.
        changed: Number of notes in it that the person changed.
        added: Number of notes in it that the person added.
        without: Number of the bundled notes that the person had taken out, and that stay out.
    """

    copy: Path
    backup: Path
    overlay: Path | None
    changed: int
    added: int
    without: int


def slim_copies(collection: Collection) -> list[SlimCopy]:
    """Turn every whole copy of a bundled deck into an overlay; the copy is moved to the backups.

    Raises:
        Problem: A copy has errors, or a file cannot be written; that copy stays as it is.
    """
    copies = load_notices(collection).replaced
    bundled = _read_bundled(copies[0][0].parent) if copies else {}
    done = [_slim(collection, bundled, base, copy) for base, copy in copies]
    sync_decks(collection)
    return done


def _read_bundled(folder: Path) -> dict[str, tuple[Note, str]]:
    """Every bundled note with the axis of its deck, by its id: what a copy holds may have moved to another deck."""
    readings = (read_deck(path) for path in list_deck_files(folder))
    return {note.id: (note, reading.deck.axis.id) for reading in readings if reading.deck for note in reading.notes}


def _slim(collection: Collection, bundled: dict[str, tuple[Note, str]], base_path: Path, copy: Path) -> SlimCopy:
    base, own = read_deck(base_path), read_deck(copy)
    failed = next((finding for finding in own.findings if finding.level == "error"), None)
    if failed is not None or own.deck is None or base.deck is None:
        raise Problem(f"{failed or copy}. Put that right first; the copy stays as it is.")
    if own.deck.namespace != base.deck.namespace:
        raise Problem(f"{copy}: its namespace is its own, so its notes are others than the bundled ones; it stays.")
    earlier = _load_earlier()
    axis = own.deck.axis.id
    kept = [note for note in own.notes if note.id not in bundled or note != bundled[note.id][0]]
    kept = [note for note in kept if mark_of(note, axis) not in earlier.get(note.id, _NEVER).marks]
    present = {note.id for note in own.notes}
    without = [
        note.id
        for note in base.notes
        if note.id not in present and base_path.stem in earlier.get(note.id, _NEVER).decks
    ]
    path = new_overlay_path(copy.parent, base_path)
    text = _compose(base, own, bundled, kept, without, path) if kept or without else ""
    backup = collection.paths.backups / f"copy-{copy.stem}-{opening.stamp(collection.clock)}{copy.suffix}"
    try:
        backup.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, backup)
        if text:
            write_whole(path, text, "your text of the notes", private=True)
        copy.unlink()
    except OSError as error:
        raise Problem(f"{copy}: the copy cannot be moved to {backup}: {error.strerror or error}.") from None
    changed = sum(note.id in bundled for note in kept)
    return SlimCopy(copy, backup, path if text else None, changed, len(kept) - changed, len(without))


def _compose(
    base: DeckReading,
    own: DeckReading,
    bundled: dict[str, tuple[Note, str]],
    notes: list[Note],
    without: list[str],
    path: Path,
) -> str:
    """The text of the overlay: what the person left alone of a note follows the bundled deck."""
    assert own.deck is not None
    earlier = _load_earlier()
    text = begin_overlay(base)
    if without:
        text = text.replace("\nnotes:\n", f"without: [{', '.join(without)}]\n\nnotes:\n")
    for note in notes:
        written = format_note(note, own.deck)
        if note.id in bundled:
            came = earlier.get(note.id, _NEVER).marks
            mark = _mark(mark_of(note, own.deck.axis.id), mark_of(*bundled[note.id]), came)
            written = [written[0], f"    base: {mark}", *written[1:]]
        text = insert_note(text, note, path, base=base, written=written).text
    return text


def _mark(own: str, now: str, earlier: tuple[str, ...]) -> str:
    """The mark of the bundled note that a person's note was made from: a half that ever came so was left alone."""
    halves = []
    for at, (mine, theirs) in enumerate(zip(own.split("-"), now.split("-"), strict=True)):
        came = {mark.split("-")[at] for mark in earlier}
        halves.append(mine if mine in came else theirs)
    return "-".join(halves)


def _load_earlier() -> dict[str, EarlierNote]:
    return parse_earlier(resources.files("quizzer.deckfile").joinpath(_EARLIER).read_text(encoding="utf-8"))


def parse_earlier(text: str) -> dict[str, EarlierNote]:
    """Parse the list of the notes that ever came: id, decks with commas between, marks."""
    rows = (line.split() for line in text.splitlines())
    return {note_id: EarlierNote(tuple(decks.split(",")), tuple(marks)) for note_id, decks, *marks in rows}
