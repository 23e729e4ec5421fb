"""Adding a note by hand to a deck of one's own."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.notes.cards import parts_of
from quizzer.core.notes.kinds import Basic, Body, Cloze
from quizzer.core.notes.notes import Deck, Note, qualify_id, split_id
from quizzer.core.safe_text import one_line
from quizzer.errors import Problem, WrongUse
from quizzer.store.device import draw_digits
from quizzer.store.notes import catalogue
from quizzer.store.notes.names import load_note_keys
from quizzer.study.decks.choices import find_axis

if TYPE_CHECKING:
    from quizzer.deckfile.findings import Finding
    from quizzer.store.notes.catalogue import StoredDeck
    from quizzer.study.collection.collection import Collection


class NewNote(NamedTuple):
    """A note as a person gives it: a question with its answer, or a sentence with deletions.

    Attributes:
        deck: Name of a deck, or its file without the ending.
        accept: Further spellings of the answer.
        cloze: The sentence; a deletion is ``{{...}}``.
        axis: One of the deck's axes; the axis of a deck that is to be begun.
    """

    deck: str
    ask: str = ""
    answer: str = ""
    accept: tuple[str, ...] = ()
    cloze: str = ""
    level: str = ""
    tags: tuple[str, ...] = ()
    axis: str = ""


class DeckMissing(WrongUse):
    """No deck has the name that is given, and no axis is named to begin one."""


class AddedNote(NamedTuple):
    """A note that was written.

    Attributes:
        line: Of the note in the deck file.
        cards: How many cards it yields.
        made: The deck file is new.
        warnings: What the lint of the deck says about the note.
    """

    id: str
    deck: str
    path: Path
    line: int
    cards: int
    made: bool
    warnings: tuple[Finding, ...]


def list_own_decks(collection: Collection) -> list[str]:
    """The names of the decks to which a note can be added."""
    return [deck.name for deck in _loaded(collection) if not deck.bundled]


def add_note(collection: Collection, new: NewNote) -> AddedNote:
    """Add a note at the end of a deck file, and read that file.

    The file keeps its comments and its form. A deck that does not exist is begun when the note names an axis.

    Raises:
        WrongUse: What is given makes no note, or the deck is none of the person's own.
        Problem: The lint finds an error, or the file cannot be written; nothing was changed.
    """
    from quizzer.deckfile.insert import findings_of_note, insert_note
    from quizzer.deckfile.lint.lint import lint
    from quizzer.deckfile.schema import write_schema
    from quizzer.files import write_whole
    from quizzer.study.decks.sync import sync_decks_if_free

    body = _make_body(new)
    stored = _find_deck(collection, new)
    path = stored.path if stored else _new_path(collection, new.deck)
    if stored is None:
        new = new._replace(axis=find_axis(collection, new.axis).id)
    text = _read(path) if stored else _begin(collection, new)
    note = _make_note(collection, new, body, text, path)
    insertion = insert_note(text, note, path)
    found = findings_of_note(lint([insertion.reading]), insertion)
    errors = [finding for finding in found if finding.level == "error"]
    if errors:
        raise Problem("\n".join(f"The note cannot be added: {one.message} [{one.name}]" for one in errors))
    write_whole(path, insertion.text, "the deck", private=True)
    if stored is None:
        write_schema(path.parent)
    sync_decks_if_free(collection)
    assert insertion.reading.deck is not None
    name = insertion.reading.deck.name
    return AddedNote(note.id, name, path, insertion.line, len(parts_of(note)), stored is None, found)


def _loaded(collection: Collection) -> list[StoredDeck]:
    return [deck for deck in catalogue.load_decks(collection.connection) if deck.digest != "gone"]


def _make_body(new: NewNote) -> Body:
    if bool(new.cloze.strip()) == bool(new.ask.strip() or new.answer.strip()):
        raise WrongUse(
            "A note is a question (--ask) with its answer (--answer), or a sentence with {{gaps}} (--cloze)."
        )
    if new.cloze:
        return Cloze(new.cloze.strip(), (new.accept,) if new.accept else ())
    for name, text in (("question", new.ask), ("answer", new.answer)):
        if not text.strip():
            raise WrongUse(f"The {name} is missing: a question needs an answer, and an answer its question.")
    return Basic(new.ask.strip(), new.answer.strip(), new.accept)


def _find_deck(collection: Collection, new: NewNote) -> StoredDeck | None:
    """The deck that is named; None for one to be begun.

    Raises:
        WrongUse: It is bundled.
        DeckMissing: There is none, and no axis is named.
    """
    loaded = _loaded(collection)
    named = [deck for deck in loaded if new.deck.casefold() in (deck.name.casefold(), deck.path.stem.casefold())]
    own = [deck for deck in named if not deck.bundled]
    known = ", ".join(f"“{deck.name}”" for deck in loaded if not deck.bundled) or "none yet"
    given = one_line(new.deck)
    begin = "To begin one, give it a name of its own with --deck and name its axis with --axis."
    if own:
        if len(own) > 1:
            raise WrongUse(f"Several decks are named “{given}”; name the file: {', '.join(d.path.stem for d in own)}.")
        return own[0]
    if named:
        raise WrongUse(
            f"“{named[0].name}” comes with quizzer and is not edited. Name a deck of your own; there is: {known}."
        )
    if not new.deck.strip():
        raise WrongUse(f"Name the deck with --deck. Your own: {known}. {begin}")
    if not new.axis.strip():
        raise DeckMissing(f"There is no deck “{given}” of your own. There is: {known}. {begin}")
    return None


def _new_path(collection: Collection, name: str) -> Path:
    """A file name for a new deck, which no deck file has, the bundled ones included: a file of theirs replaces it."""
    stem = _slug(name)[:60]
    taken = {deck.path.name for deck in catalogue.load_decks(collection.connection)}
    if not collection.settings.deck_folders:
        raise WrongUse(f"{collection.paths.config}: decks.folders names no folder, so there is none for a new deck.")
    folder = collection.settings.deck_folders[0]
    number, file = 1, f"{stem}.yaml"
    while file in taken or (folder / file).exists():
        number += 1
        file = f"{stem}-{number}.yaml"
    return folder / file


def _slug(name: str) -> str:
    """The words of a name in letters and digits that a file name and an id may have."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain)) or "deck"


def _begin(collection: Collection, new: NewNote) -> str:
    """The text of a new deck without notes, in a namespace that no other deck has, here or anywhere."""
    from quizzer.deckfile.schema import MODELINE
    from quizzer.deckfile.write import format_deck

    namespace = f"{_slug(new.deck)[:40].strip('-')}-{draw_digits()}"
    axis = find_axis(collection, new.axis)
    return MODELINE + format_deck(Deck(new.deck.strip(), (axis,), (), namespace=namespace))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise Problem(f"{path}: the deck cannot be read: {why}.") from None


def _make_note(collection: Collection, new: NewNote, body: Body, text: str, path: Path) -> Note:
    from quizzer.deckfile.read.deck import parse_deck
    from quizzer.deckfile.read.note import derive_id

    reading = parse_deck(text, path)
    namespace = reading.deck.namespace if reading.deck else ""
    present = [*load_note_keys(collection.connection), *(note.id for note in reading.notes)]
    taken = {written for space, written in map(split_id, present) if space == namespace}
    note_id = qualify_id(namespace, derive_id(new.cloze or new.ask, taken))
    axis = new.axis.strip() or (reading.deck.axis.id if reading.deck else "")
    return Note(note_id, body, axis, new.level.strip(), new.tags)
