"""A note out of an archive: what a deck file could hold, or the reason why it could not."""

from __future__ import annotations

from typing import Any, assert_never

from quizzer.core.notes.kinds import BODIES, Body, BodyField, Reverse
from quizzer.core.notes.notes import Citation, Note
from quizzer.deckfile.read.silence import SILENCEABLE
from quizzer.deckfile.yaml.characters import REFUSED
from quizzer.formats.common.clean_text import one_line, too_long
from quizzer.formats.common.clozes import is_cloze
from quizzer.formats.common.incoming_notes import ID, LONGEST_ID


class Unusable(ValueError):
    """A part of an archive cannot be used; the message is the end of a sentence."""


def note_of(told: dict[str, Any]) -> Note:
    """The note, from what an archive tells of it.

    Raises:
        Unusable: Something is missing, of the wrong kind, or nothing a deck file can hold.
    """
    note_id = text_of(told, "id")
    if not ID.fullmatch(note_id) or len(note_id) > LONGEST_ID:
        raise Unusable("has an id that a deck file cannot hold")
    kind, body = told.get("kind"), told.get("body")
    body_type = BODIES.get(kind) if isinstance(kind, str) else None
    if body_type is None or not isinstance(body, dict):
        raise Unusable(f"is a note of no known kind: {one_line(repr(kind)[:60])}")
    typed = told.get("typed")
    return Note(
        id=note_id,
        body=_body(body, body_type),
        axis=text_of(told, "axis"),
        level=optional_text(told, "level"),
        tags=_texts(told, "tags"),
        extra=optional_text(told, "extra"),
        caveat=optional_text(told, "caveat"),
        cite=_citation(told.get("cite")),
        typed=typed if isinstance(typed, bool) else None,
        silence=tuple(name for name in _texts(told, "silence") if name in SILENCEABLE),
    )


def text_of(told: dict[str, Any], key: str) -> str:
    """A text that must be there.

    Raises:
        Unusable: It is not, or is nothing a deck file can hold.
    """
    return _usable(told.get(key), key)


def optional_text(told: dict[str, Any], key: str) -> str:
    """A text that may be missing or empty.

    Raises:
        Unusable: It is there, and nothing a deck file can hold.
    """
    value = told.get(key)
    return "" if value is None or value == "" else _usable(value, key)


def _usable(value: Any, key: str) -> str:
    if not isinstance(value, str) or not value or value.isspace():
        raise Unusable(f"has no text for “{key}”")
    if why := too_long(len(value)):
        raise Unusable(why)
    if REFUSED.search(value):
        raise Unusable(f"has a control character in “{key}”")
    return value


def _texts(told: dict[str, Any], key: str, least: int = 0) -> tuple[str, ...]:
    return _all_texts(told.get(key, []), key, least)


def _all_texts(value: Any, key: str, least: int = 0) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) < least:
        raise Unusable(f"has no list of {least} or more for “{key}”" if least else f"has no list for “{key}”")
    return tuple(_usable(text, key) for text in value)


def _lists(told: dict[str, Any], key: str, most: int) -> tuple[tuple[str, ...], ...]:
    value = told.get(key, [])
    if not isinstance(value, list) or len(value) > most:
        raise Unusable(f"has no list of lists for “{key}”")
    return tuple(_all_texts(texts, key) for texts in value)


def _citation(value: Any) -> Citation | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Unusable("has a “cite” that is not in braces")
    section, place, fingerprint, quote = (
        optional_text(value, key) for key in ("section", "place", "fingerprint", "quote")
    )
    return Citation(section, place, fingerprint, quote) if section or place or fingerprint or quote else None


def _body(told: dict[str, Any], kind: type[Body]) -> Body:
    read: dict[str, Any] = {}
    for part in kind.parts:
        read[part.name] = _part(told, part, read)
    return kind(**read)


def _part(told: dict[str, Any], part: BodyField, read: dict[str, Any]) -> Any:
    """One attribute of a body; those before it are read."""
    match part.shape:
        case "text":
            return text_of(told, part.name)
        case "cloze":
            text = text_of(told, part.name)
            if not is_cloze(text):
                raise Unusable("has deletions that a cloze cannot hold")
            return text
        case "texts":
            return _texts(told, part.name, part.minimum)
        case "lists":
            places = read[part.of]
            return _lists(told, part.name, places.count("{{") if isinstance(places, str) else len(places))
        case "groups":
            return _groups(told, part)
        case "reverse":
            return _reverse(told.get(part.name))
        case _:
            assert_never(part.shape)


def _reverse(reverse: Any) -> Reverse | None:
    if reverse is not None and not isinstance(reverse, dict):
        raise Unusable("has a “reverse” that is not in braces")
    if not reverse:
        return None
    return Reverse(text_of(reverse, "ask"), text_of(reverse, "answer"), _texts(reverse, "accept"))


def _groups(told: dict[str, Any], part: BodyField) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups = told.get(part.name)
    if not isinstance(groups, list) or not all(isinstance(group, list) and len(group) == 2 for group in groups):
        raise Unusable("has no list of groups, each a name and its items")
    found = tuple((_usable(name, part.name), _all_texts(items, part.name, 1)) for name, items in groups)
    if len({name for name, _ in found}) != len(found) or len(found) < part.minimum:
        raise Unusable("has fewer than two groups, or two of one name")
    return found
