"""Find questions about the document itself, which a learner does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.notes import Note

ATTRIBUTED = frozenset({"view", "disputed", "text"})
"""Tags of notes that may name the document: it is its own view, it is disputed, or it is about its text."""

_QUOTED = r"(?!\s+[\"“„'‘«])"  # the article "der"
_TEXT = re.compile(rf"\bthe (?:article|text)\b{_QUOTED}", re.IGNORECASE)
_TEXT_OR_TABLE = re.compile(rf"\bthe (?:article|text|table)\b{_QUOTED}(?! of (?:the )?elements)", re.IGNORECASE)
_CITED_TABLE = re.compile(r"\b(?:table|row)\b", re.IGNORECASE)
_MESSAGE = "the front names the document; ask the fact itself, or tag why its author matters: view, disputed or text"


def cites_tables(notes: tuple[Note, ...]) -> bool:
    """Whether some note stands on a table of the document, so that ``the table`` is the document's."""
    return any(note.cite is not None and _CITED_TABLE.search(note.cite.place) for note in notes)


def find_attribution(note: Note, *, tables: bool) -> Iterator[tuple[str, str, str]]:
    """Yield key, message and name where a question names the document; each key once.

    Args:
        note: A note of a deck with a source.
        tables: Whether ``the table`` is the document's, too.
    """
    if not ATTRIBUTED.isdisjoint(note.tags):
        return
    naming = _TEXT_OR_TABLE if tables else _TEXT
    keys = set()
    for part in parts_of(note):
        key = "reverse" if part == "reverse" else note.body.parts[0].deck_key
        if key not in keys and naming.search(face_of(note, part).prompt):
            keys.add(key)
            yield key, _MESSAGE, "attribution"
