"""A note's body, citation and remarks as the JSON text that the note table holds."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from quizzer.core.notes.kinds import BODIES, Reverse
from quizzer.core.notes.notes import Citation, Note

_TEXT = json.encoder.encode_basestring
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # ``dumps`` makes one at each call
_NAMES = {type_: tuple(field.name for field in fields(type_)) for type_ in (*BODIES.values(), Reverse, Citation)}


def encode(note: Note) -> str:
    """The parts of a note that have no column of their own; the same note always gives the same text."""
    content = f'{{"kind":"{note.body.kind}","body":{_object(note.body)}'
    if note.extra:
        content += f',"extra":{_TEXT(note.extra)}'
    if note.caveat:
        content += f',"caveat":{_TEXT(note.caveat)}'
    if note.cite is not None:
        content += f',"cite":{_object(note.cite)}'
    if note.typed is not None:
        content += f',"typed":{_JSON(note.typed)}'
    if note.priority != "more":
        content += f',"priority":"{note.priority}"'
    if note.after:
        content += f',"after":{_JSON(note.after)}'
    if note.checked:
        content += f',"checked":{_TEXT(note.checked)}'
    return content + "}"


def decode(content: str, *, key: str, axis: str, level: str, tags: str, line: int) -> Note:
    """The note, from its content and its columns."""
    read = json.loads(content)
    body = {name: _frozen(value) for name, value in read["body"].items()}
    if isinstance(read["body"].get("reverse"), dict):
        body["reverse"] = Reverse(**{name: _frozen(value) for name, value in read["body"]["reverse"].items()})
    return Note(
        id=key,
        body=BODIES[read["kind"]](**body),
        axis=axis,
        level=level,
        tags=tuple(tags.split()),
        extra=read.get("extra", ""),
        caveat=read.get("caveat", ""),
        cite=Citation(**read["cite"]) if "cite" in read else None,
        typed=read.get("typed"),
        line=line,
        after=tuple(read.get("after", ())),
        priority=read.get("priority", "more"),
        checked=read.get("checked", ""),
    )


def hash_as_generated(note: Note, own_axis: str) -> str:
    """Hash what a person may change of a derived note, to 8 hexadecimal digits: all but its id and marks.

    Args:
        note: The note.
        own_axis: Id of its deck's own axis, which a deck file does not repeat at the note.
    """
    from hashlib import sha256

    plain = [
        json.loads(encode(note)), note.level, "" if note.axis == own_axis else note.axis,
        note.tags, note.silence,
    ]  # fmt: skip
    text = _JSON(plain)
    return sha256(text.encode()).hexdigest()[:8]


def without_quote(content: str) -> str:
    """The content of a note without the words of the document it cites, which are another's text."""
    if '"quote":' not in content:
        return content
    read = json.loads(content)
    cite = read.get("cite", {})
    if "quote" not in cite:
        return content
    del cite["quote"]
    if not cite:
        del read["cite"]
    return _JSON(read)


def _object(value: Any) -> str:
    """A body, a reverse or a citation; joined from its texts, since an encoder is set up anew for each other value."""
    members = []
    for name in _NAMES[type(value)]:
        if inner := getattr(value, name):
            if type(inner) is str:
                written = _TEXT(inner)
            else:
                written = _object(inner) if isinstance(inner, Reverse) else _JSON(inner)
            members.append(f'"{name}":{written}')
    return f"{{{','.join(members)}}}"


def _frozen(value: Any) -> Any:
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list) else value
