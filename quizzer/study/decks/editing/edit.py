"""A note opened in an editor: where it stands, and what closing it does.

A note of a bundled deck is opened as the person's own text of it, in an overlay. Where nothing was changed when the
editor closes, the overlay is as it was before, or not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.notes.cards import Face, face_of, parts_of
from quizzer.core.notes.notes import Note, split_id
from quizzer.errors import Problem
from quizzer.store.log.replay import PROGRESS
from quizzer.store.notes.cards import load_card

if TYPE_CHECKING:
    from quizzer.deckfile.read.deck import DeckReading
    from quizzer.study.collection.collection import Collection
    from quizzer.study.decks.discover import Overlay
    from quizzer.study.decks.values import DeckProblem


class NoteEdit(NamedTuple):
    """A note that is open in an editor.

    Attributes:
        path: The file to open.
        line: The line of the note in it.
        note_id: The note.
        base: Of a bundled note, the file of its deck.
        before: The overlay as it was before the note was put into it; None where it was not there.
        prepared: The overlay with the note, where it was put into it to be edited.
        beside: What was put beside the overlay for the editor, and goes with it where nothing is kept.
    """

    path: Path
    line: int
    note_id: str
    base: Path | None = None
    before: str | None = None
    prepared: str | None = None
    beside: Path | None = None


def open_note(collection: Collection, card_id: int) -> NoteEdit:
    """Make a card's note ready to be edited.

    Raises:
        Problem: The person's own text of a bundled note cannot be written.
    """
    card = load_card(collection.connection, card_id, PROGRESS)
    path = Path(card.deck_path)
    return (
        _open_bundled(collection, path, card.note.id) if card.bundled else NoteEdit(path, card.note.line, card.note.id)
    )


def settle_note(edit: NoteEdit) -> str:
    """Leave the file of a note as it is to be after an edit: where nothing was changed, as it was before.

    Returns:
        What was done, a sentence; empty where there is nothing to say.
    """
    return "" if edit.base is None else _settle_bundled(edit)


def explain_edit(problems: Sequence[DeckProblem]) -> str:
    """What an edit did to the identity of notes, a sentence; empty where it did nothing.

    Args:
        problems: Of the edited file, as reading it again gave them.

    Raises:
        Problem: One of them is an error.
    """
    failed = next((problem for problem in problems if problem.level == "error"), None)
    if failed is not None:
        raise Problem(f"{failed}. The old text stays until the file is right.")
    return f"{problems[0].message[:1].upper()}{problems[0].message[1:]}." if problems else ""


def last_face(note: Note, part: str) -> Face:
    """The face of a card; for a retired card whose part is no longer in the note, that of the note's first card."""
    try:
        return face_of(note, part)
    except KeyError:
        return face_of(note, parts_of(note)[0])


def _open_bundled(collection: Collection, base_path: Path, note_id: str) -> NoteEdit:
    """Open the person's own text of a bundled note; where there is none, the note is put into an overlay."""
    from quizzer.deckfile.edit.overlay_text import begin_overlay, put_note
    from quizzer.deckfile.read.deck import parse_deck
    from quizzer.deckfile.schema import SCHEMA_NAME, write_schema
    from quizzer.files import write_whole
    from quizzer.study.decks.sync import find_overlays

    overlays = find_overlays(collection)
    for overlay in overlays:
        if line := _find_line(overlay, note_id):
            return NoteEdit(overlay.path, line, note_id, overlay.base)
    base_text = _read(base_path)
    base = parse_deck(base_text, base_path)
    note = next((note for note in base.notes if note.id == note_id), None)
    if note is None:
        raise Problem(f"{base_path}: the deck was changed since it was read; read it again first.")
    path = next((overlay.path for overlay in overlays if overlay.base == base_path), None)
    before = None if path is None else _read(path)
    path = path or _new_path(collection, base_path)
    insertion = put_note(begin_overlay(base) if before is None else before, path, base, base_text, note)
    write_whole(path, insertion.text, "your text of the note", private=True)
    schema = path.parent / SCHEMA_NAME
    beside = None if before is not None or schema.exists() else schema
    if beside is not None:
        write_schema(path.parent)
    return NoteEdit(path, insertion.line, note_id, base_path, before, insertion.text, beside)


def _new_path(collection: Collection, base: Path) -> Path:
    from quizzer.deckfile.edit.overlay_text import new_overlay_path

    if not collection.settings.deck_folders:
        raise Problem(f"{collection.paths.config}: decks.folders names no folder, so there is none for your text.")
    return new_overlay_path(collection.settings.deck_folders[0], base)


def _find_line(overlay: Overlay, note_id: str) -> int:
    """The line of a note in an overlay, whatever else is in the file; 0 where it is not there."""
    reading = _reading(overlay.path, overlay.base)
    if note_id in reading.lines:
        return min(reading.lines[note_id].values())
    if not any(finding.level == "error" for finding in reading.findings):
        return 0
    from quizzer.deckfile.copies import find_id_line  # the note itself cannot be read

    return find_id_line(overlay.path, split_id(note_id)[1])


def _settle_bundled(edit: NoteEdit) -> str:
    """Take the note out of the overlay again where nothing of it was changed; what was done, a sentence."""
    from quizzer.core.notes.identity.overlay import merge
    from quizzer.deckfile.edit.overlay_text import take_note_out
    from quizzer.deckfile.read.deck import read_deck
    from quizzer.files import write_whole

    assert edit.base is not None
    text = _read(edit.path)
    if text == edit.prepared:
        _restore(edit)
        return "Nothing was changed."
    base, reading = read_deck(edit.base), _reading(edit.path, edit.base)
    if reading.deck is None or base.deck is None or any(finding.level == "error" for finding in reading.findings):
        return ""
    own = next((note for note in reading.notes if note.id == edit.note_id), None)
    if own is None:
        if edit.before is None and edit.prepared is not None and not reading.notes and not reading.without:
            _restore(edit)
        return "The text that came with quizzer counts again."
    theirs = next((note for note in base.notes if note.id == edit.note_id), None)
    if theirs is None or merge(theirs, own, reading.marks.get(own.id, ""), base.deck.axis.id).is_own:
        return f"Your text is kept in {edit.path.name}; all other notes stay as they come with quizzer."
    if edit.prepared is not None:
        left = take_note_out(text, reading, base, edit.note_id)
        if edit.before is None and len(reading.notes) == 1:
            _restore(edit)
        elif left != text:
            write_whole(edit.path, left, "your text of the note", private=True)
    return "Nothing of the note was changed."


def _restore(edit: NoteEdit) -> None:
    from quizzer.files import write_whole

    if edit.before is None:
        edit.path.unlink(missing_ok=True)
        if edit.beside is not None:
            edit.beside.unlink(missing_ok=True)
    else:
        write_whole(edit.path, edit.before, "your text of the note", private=True)


def _reading(path: Path, base: Path) -> DeckReading:
    from quizzer.deckfile.read.deck import read_deck

    return read_deck(path, read_deck(base))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise Problem(f"{path}: the file cannot be read: {why}.") from None
