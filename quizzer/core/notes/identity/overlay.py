"""A person's text of a note of another's deck, held against that deck as it was and as it is now.

The person's note carries a mark: hashes of the other's note as it was when the person changed it, one of its wording
and one of everything else. So what the person left alone follows the other's deck, and it is known where both changed.
"""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, asdict, fields, is_dataclass, replace
from hashlib import sha256
from typing import Any, NamedTuple

from quizzer.core.notes.json_content import encode
from quizzer.core.notes.notes import Note

MARK = re.compile("[0-9a-f]{8}-[0-9a-f]{8}")
_WORDING = ("body", "extra", "caveat")
_NOT_THE_REST = ("id", "line", "axis", "draft", "derived", *_WORDING)


class Merged(NamedTuple):
    """A note as it counts.

    Attributes:
        note: The person's text where the person changed it, the other's where not.
        is_own: It differs from the other's.
        both_changed: The other's wording changed too since, to another text.
    """

    note: Note
    is_own: bool
    both_changed: bool


def mark_of(note: Note, own_axis: str) -> str:
    """The mark for a note of another's deck as it is now.

    Args:
        note: The note.
        own_axis: Id of its deck's own axis, which a deck file does not repeat at the note.
    """
    return f"{_hash_wording(note)}-{_hash_rest(note, own_axis)}"


def merge(base: Note, own: Note, mark: str, own_axis: str) -> Merged:
    """The note that counts, from the other's as it is now, the person's, and the mark of the other's as it was.

    Args:
        base: The other's note as it is now.
        own: The person's note.
        mark: That of the person's note; empty where it has none, and then all of the person's note counts.
        own_axis: Id of the deck's own axis.
    """
    wording, _, rest = mark.partition("-")
    is_reworded, is_rest_own = _hash_wording(own) != wording, _hash_rest(own, own_axis) != rest
    text_of, rest_of = (own if is_reworded else base), (own if is_rest_own else base)
    note = replace(rest_of, id=base.id, line=base.line, body=text_of.body, extra=text_of.extra, caveat=text_of.caveat)
    now = _hash_wording(base)
    return Merged(note, note != base, bool(mark) and is_reworded and now not in (wording, _hash_wording(own)))


def _hash_wording(note: Note) -> str:
    content = json.loads(encode(note))
    return _hash([content.get(name) for name in ("kind", *_WORDING)])


def _hash_rest(note: Note, own_axis: str) -> str:
    """Hash what is set of a note besides its wording; what is not set counts for nothing, so a key can be added."""
    rest: dict[str, Any] = {"axis": "" if note.axis == own_axis else note.axis}
    for field in fields(note):
        value = getattr(note, field.name)
        if field.name not in _NOT_THE_REST and (field.default is MISSING or value != field.default):
            rest[field.name] = _plain(value)
    return _hash(rest)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: inner for name, inner in asdict(value).items() if inner}
    return value


def _hash(plain: object) -> str:
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
