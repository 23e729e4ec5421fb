"""The questions that are put to AnkiConnect, and the answers held against the types that its documentation gives."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from quizzer.anki.connect.client import GREETING, LONG, VERSION, AnkiConnect, AnkiFailed, refused
from quizzer.anki.embedded_note import CONTENT_FIELD, ID_FIELD
from quizzer.core.exchange import ProgressCallback
from quizzer.core.safe_text import one_line
from quizzer.errors import Problem

OWN = f"{ID_FIELD}:_* {CONTENT_FIELD}:_*"
"""Finds the notes of this program's own, whatever their note types are called: they have both fields, and in use."""

EVERYTHING = "deck:*"
_PIECE = 200  # notes asked for at once: with 20 kB each, 4 MB
_MOST = 5_000_000  # ids in one answer
_LARGEST_ID = 1 << 53
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in '\\"*_'})


class NoteThere(NamedTuple):
    """A note of this program's own as Anki has it.

    Attributes:
        fields: By name, in Unicode's composed form, as Anki keeps text.
        cards: How many it has; 0 where an older add-on does not say.
    """

    id: int
    tags: frozenset[str]
    fields: dict[str, str]
    cards: int


def greet(anki: AnkiConnect) -> None:
    """Make sure that Anki is there, lets this program in, speaks the version, and has a profile open.

    Raises:
        Problem: One of these is not so; the sentence says what to do.
    """
    found = anki.call(GREETING)
    if not isinstance(found, dict) or not isinstance(found.get("permission"), str):
        raise anki.broken(GREETING, "it has no permission")
    if found["permission"] != "granted":
        raise refused(anki.address)
    version = anki.call("version")
    if type(version) is not int:
        raise anki.broken("version", "it is no number")
    if version < VERSION:
        raise anki.too_old(f"it speaks version {version} of its protocol, and {VERSION} is needed")
    deck_names(anki)


def deck_names(anki: AnkiConnect) -> list[str]:
    """The names of all decks."""
    found = anki.call("deckNames")
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise anki.broken("deckNames", "it is no list of names")
    return found


def find_cards(anki: AnkiConnect, search: str) -> set[int]:
    """The ids of the cards that a search of Anki's finds."""
    return set(_ids(anki, "findCards", search))


def quoted(name: str) -> str:
    """A name as Anki's search takes it literally."""
    return f'"{name.translate(_SPECIAL)}"'


def decks_of(anki: AnkiConnect, cards: Sequence[int]) -> dict[str, int]:
    """The decks that hold these cards, and how many of them each holds."""
    counts: dict[str, int] = {}
    for start in range(0, len(cards), _PIECE):
        found = anki.call("getDecks", cards=cards[start : start + _PIECE])
        if not isinstance(found, dict) or not all(isinstance(held, list) for held in found.values()):
            raise anki.broken("getDecks", "it is no list of decks and their cards")
        for name, held in found.items():
            counts[name] = counts.get(name, 0) + len(held)
    return counts


def own_notes(anki: AnkiConnect, progress: ProgressCallback) -> dict[tuple[str, bool], NoteThere]:
    """The notes of this program's own, by their id here and whether they are clozes."""
    ids = sorted(_ids(anki, "findNotes", OWN))
    found: dict[tuple[str, bool], NoteThere] = {}
    for start in range(0, len(ids), _PIECE):
        progress("Asking Anki for its notes", start, len(ids))
        for note in _notes(anki, ids[start : start + _PIECE]):
            found.setdefault(key_of(note.fields), note)
    return found


def key_of(fields: dict[str, str]) -> tuple[str, bool]:
    """What a note of this program's own is known by: its id, and whether it is a cloze."""
    return unescape(fields.get(ID_FIELD, "")), "Text" in fields


def composed(text: str) -> str:
    """A text as Anki keeps it."""
    return unicodedata.normalize("NFC", text)


def import_package(anki: AnkiConnect, path: Path) -> None:
    """Have Anki take in a package.

    Raises:
        Problem: It cannot; what to do where it may not see the file.
    """
    try:
        found = anki.call("importPackage", wait=LONG, path=str(path))
    except AnkiFailed as error:
        raise Problem(f"{error} {_unseen(path)}") from None
    if found is not True:
        raise Problem(f"Anki did not take the package in, and does not say why. {_unseen(path)}")


def export_package(anki: AnkiConnect, deck: str, path: Path) -> None:
    """Have Anki write a deck and the decks below it as a package, with progress.

    Raises:
        Problem: It cannot, or what it wrote cannot be seen from here.
    """
    try:
        found = anki.call("exportPackage", wait=LONG, deck=deck, path=str(path), includeSched=True)
    except AnkiFailed as error:
        raise Problem(f"{error} {_unseen(path)}") from None
    if found is not True:
        raise Problem(f"Anki did not write its deck “{one_line(deck)}”, and does not say why. {_unseen(path)}")
    if not path.is_file():
        raise Problem(f"Anki says that it wrote its deck “{one_line(deck)}”, and there is no file. {_unseen(path)}")


def _unseen(path: Path) -> str:
    return (
        f"If Anki runs in a sandbox (Flatpak, Snap), in a container or on another machine, it does not see the folder "
        f"{path.parent.parent}: set TMPDIR to one that both see, or use `quizzer export` and `quizzer import`."
    )


def _ids(anki: AnkiConnect, action: str, search: str) -> list[int]:
    found = anki.call(action, query=search)
    if not isinstance(found, list) or len(found) > _MOST or not all(map(_is_id, found)):
        raise anki.broken(action, "it is no list of ids")
    return found


def _is_id(value: object) -> bool:
    return type(value) is int and 0 < value < _LARGEST_ID


def _notes(anki: AnkiConnect, ids: Sequence[int]) -> Iterator[NoteThere]:
    found = anki.call("notesInfo", notes=ids)
    if not isinstance(found, list) or len(found) != len(ids):
        raise anki.broken("notesInfo", "it is no list of the notes")
    for record in found:
        if record == {}:  # a note that is gone since
            continue
        try:
            yield _note(record)
        except (KeyError, TypeError, AttributeError, ValueError):
            raise anki.broken("notesInfo", "a note in it lacks its id, tags or fields") from None


def _note(record: dict[str, Any]) -> NoteThere:
    """A note as it was given; the documentation says nothing of its cards, which newer add-ons list."""
    fields = {name: composed(field["value"]) for name, field in record["fields"].items()}
    cards = record.get("cards", [])
    if not _is_id(record["noteId"]) or not isinstance(cards, list):
        raise ValueError
    return NoteThere(record["noteId"], frozenset(map(str, record["tags"])), fields, len(cards))
