"""The texts of a note under all of its keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields as attributes
from dataclasses import is_dataclass

from quizzer.core.notes.notes import Note


def list_texts(note: Note) -> Iterator[tuple[str, str]]:
    """Yield every text of a note with its key."""
    yield from (("note", note.extra), ("caveat", note.caveat))
    yield from (("tags", tag) for tag in note.tags)
    if note.cite is not None:
        yield from (("cite", text) for text in (note.cite.section, note.cite.place, note.cite.quote))
    for part in note.body.parts:
        yield from ((part.deck_key, text) for text in _flat(getattr(note.body, part.name)))


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _flat(part)
    elif is_dataclass(value):
        for attribute in attributes(value):
            yield from _flat(getattr(value, attribute.name))
