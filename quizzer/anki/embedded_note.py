"""A note as it travels inside a note of Anki's: the whole of it as JSON in a field no card shows, and its identity.

So a package from this program can be read back by another installation of it, every kind of note as it was.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import NamedTuple

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.json_content import decode, encode
from quizzer.core.notes.kinds import Cloze
from quizzer.core.notes.notes import Note

ID_FIELD, CONTENT_FIELD = "Id", "Content"
FOREIGN = "anki-"
"""What the id of a note made in Anki begins with."""

_LONGEST_GUID = 64
_MORE_OF_AXIS = ("short", "spans")  # apart from its id and name, beside which earlier versions read nothing
_HASHED = re.compile(r"anki-x-[0-9a-f]{40}")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class EmbeddedNote(NamedTuple):
    """A note and where it belongs.

    Attributes:
        deck: Name of its deck.
        file: Name of its deck file.
        content: The note's body as :mod:`quizzer.core.notes.json_content` writes it, where it is at hand already.
    """

    note: Note
    axis: Axis
    deck: str
    file: str
    content: str = ""


def pack(carried: EmbeddedNote) -> str:
    """The note as JSON text, not yet escaped for a field; the same note always gives the same text."""
    note = carried.note
    record = {
        "id": note.id, "deck": carried.deck, "file": carried.file, "axis": carried.axis[:2], "level": note.level,
        "tags": note.tags, **{key: text for key, text in zip(_MORE_OF_AXIS, carried.axis[2:], strict=True) if text},
    }  # fmt: skip
    return f'{_JSON(record)[:-1]},"content":{carried.content or encode(note)}}}'


def unpack(text: str) -> EmbeddedNote | None:
    """The note from its JSON text; None when the text is nothing :func:`pack` writes."""
    try:
        record = json.loads(text)
        axis = Axis(*map(str, record["axis"]))._replace(**{key: str(record.get(key, "")) for key in _MORE_OF_AXIS})
        note = decode(
            json.dumps(record["content"]),
            key=str(record["id"]),
            axis=axis.id,
            level=str(record["level"]),
            tags=" ".join(map(str, record["tags"])),
            line=0,
        )
        return EmbeddedNote(note, axis, str(record["deck"]), str(record["file"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def guid_of(note: Note) -> str:
    """The guid of a note in Anki: from its id, never from its words.

    A note that was made in Anki has the guid it had there. A note that turns from a cloze into another kind is another
    note in Anki, where the two are of different note types.
    """
    return _decode_guid(note.id) or own_guid(note.id, cloze=isinstance(note.body, Cloze))


def own_guid(note_id: str, *, cloze: bool) -> str:
    """The guid of a note made here: its id, and whether it is a cloze."""
    return f"quizzer{':cloze' if cloze else ''}:{note_id}"


def origin_of(note_id: str) -> tuple[str, int | None] | None:
    """The original of a note that was made in Anki.

    Returns:
        The id that all notes of the original begin with, and the number of the card of a note that is one of several,
        from 0; None for a note that was not made in Anki.
    """
    if not note_id.startswith(FOREIGN):
        return None
    if _HASHED.fullmatch(note_id) or _decode_guid(note_id):
        return note_id, None
    whole, _, number = note_id.rpartition(".")
    if number.isdecimal() and (_HASHED.fullmatch(whole) or _decode_guid(whole)):
        return whole, int(number) - 1
    return None


def _decode_guid(note_id: str) -> str:
    """The guid in Anki that an id was made from; empty when it was made from none."""
    if not note_id.startswith(FOREIGN):
        return ""
    code = note_id.removeprefix(FOREIGN)
    try:
        guid = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
    return guid if guid and foreign_id(guid) == note_id else ""


def foreign_id(guid: str) -> str:
    """The note id of a note made in Anki, always the same for the same guid; :func:`guid_of` finds the guid again.

    Raises:
        ValueError: The guid is empty or longer than 64 bytes.
    """
    raw = guid.encode()
    if not 0 < len(raw) <= _LONGEST_GUID:
        raise ValueError(guid)
    return FOREIGN + base64.urlsafe_b64encode(raw).decode().rstrip("=")
