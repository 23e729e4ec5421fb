"""A note from its record in an archive: one that a deck file can hold, or the reason why it cannot."""

from __future__ import annotations

from typing import Any, assert_never

from quizzer.core.notes.drafts import REASONS, Origin, Rejection
from quizzer.core.notes.kinds import BODIES, Body, BodyField, Reverse
from quizzer.core.notes.notes import PRIORITIES, Citation, Note
from quizzer.deckfile.read.course import month_or_none
from quizzer.deckfile.read.silence import SILENCEABLE
from quizzer.deckfile.yaml.characters import REFUSED
from quizzer.formats.common.clean_text import one_line, too_long
from quizzer.formats.common.clozes import is_cloze
from quizzer.formats.common.incoming_notes import is_note_id


class UnusableRecord(ValueError):
    """A record of an archive cannot be used; the message is the end of a sentence."""


def parse_note(record: dict[str, Any]) -> Note:
    """The note of a record.

    Raises:
        UnusableRecord: Something is missing, of the wrong kind, or nothing a deck file can hold.
    """
    note_id = text_of(record, "id")
    if not is_note_id(note_id):
        raise UnusableRecord("has an id that a deck file cannot hold")
    kind, body = record.get("kind"), record.get("body")
    body_type = BODIES.get(kind) if isinstance(kind, str) else None
    if body_type is None or not isinstance(body, dict):
        raise UnusableRecord(f"is a note of no known kind: {one_line(repr(kind)[:60])}")
    typed = record.get("typed")
    return Note(
        id=note_id,
        body=_body(body, body_type),
        axis=text_of(record, "axis"),
        level=optional_text(record, "level"),
        tags=_texts(record, "tags"),
        extra=optional_text(record, "extra"),
        caveat=optional_text(record, "caveat"),
        cite=_citation(record.get("cite")),
        typed=typed if isinstance(typed, bool) else None,
        silence=tuple(name for name in _texts(record, "silence") if name in SILENCEABLE),
        derived=_origin(record.get("derived")),
        after=_after(record, note_id),
        priority=next((priority for priority in PRIORITIES if priority == record.get("priority")), "more"),
        checked=month_or_none(optional_text(record, "checked")),
    )


def _after(record: dict[str, Any], note_id: str) -> tuple[str, ...]:
    after = tuple(dict.fromkeys(_texts(record, "after")))
    if note_id in after or not all(map(is_note_id, after)):
        raise UnusableRecord("has under “after” what is no id of another note")
    return after


def text_of(record: dict[str, Any], key: str) -> str:
    """A text that must be there.

    Raises:
        UnusableRecord: It is not, or is nothing a deck file can hold.
    """
    return _usable(record.get(key), key)


def optional_text(record: dict[str, Any], key: str) -> str:
    """A text that may be missing or empty.

    Raises:
        UnusableRecord: It is there, and nothing a deck file can hold.
    """
    value = record.get(key)
    return "" if value is None or value == "" else _usable(value, key)


def _usable(value: Any, key: str) -> str:
    if not isinstance(value, str) or not value or value.isspace():
        raise UnusableRecord(f"has no text for “{key}”")
    if why := too_long(len(value)):
        raise UnusableRecord(why)
    if REFUSED.search(value):
        raise UnusableRecord(f"has a control character in “{key}”")
    return value


def _texts(record: dict[str, Any], key: str, least: int = 0) -> tuple[str, ...]:
    return all_texts(record.get(key, []), key, least)


def all_texts(value: Any, key: str, least: int = 0) -> tuple[str, ...]:
    """A list of texts.

    Raises:
        UnusableRecord: It is none, is too short, or holds what a deck file cannot.
    """
    if not isinstance(value, list) or len(value) < least:
        raise UnusableRecord(f"has no list of {least} or more for “{key}”" if least else f"has no list for “{key}”")
    return tuple(_usable(text, key) for text in value)


def _lists(record: dict[str, Any], key: str, most: int) -> tuple[tuple[str, ...], ...]:
    value = record.get(key, [])
    if not isinstance(value, list) or len(value) > most:
        raise UnusableRecord(f"has no list of lists for “{key}”")
    return tuple(all_texts(texts, key) for texts in value)


def _citation(value: Any) -> Citation | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise UnusableRecord("has a “cite” that is not in braces")
    section, place, fingerprint, quote = (
        optional_text(value, key) for key in ("section", "place", "fingerprint", "quote")
    )
    return Citation(section, place, fingerprint, quote) if section or place or fingerprint or quote else None


def _origin(value: Any) -> Origin | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise UnusableRecord("has a “derived” that is not in braces")
    return Origin(text_of(value, "key"), optional_text(value, "made"))


def parse_rejections(value: Any) -> tuple[Rejection, ...]:
    """The rejections of a deck; one of a reason unknown here counts as one without.

    Raises:
        UnusableRecord: They are no list of such.
    """
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise UnusableRecord("has rejections that are no list of keys and reasons")
    return tuple(
        Rejection(
            text_of(one, "key"),
            next((why for why in REASONS if why == one.get("why")), ""),
            optional_text(one, "kind"),
            optional_text(one, "fingerprint"),
        )
        for one in value
    )


def _body(record: dict[str, Any], kind: type[Body]) -> Body:
    read: dict[str, Any] = {}
    for part in kind.parts:
        read[part.name] = _part(record, part, read)
    return kind(**read)


def _part(record: dict[str, Any], part: BodyField, read: dict[str, Any]) -> Any:
    """One attribute of a body; those before it are read."""
    match part.shape:
        case "text":
            return text_of(record, part.name)
        case "cloze":
            text = text_of(record, part.name)
            if not is_cloze(text):
                raise UnusableRecord("has deletions that a cloze cannot hold")
            return text
        case "texts":
            return _texts(record, part.name, part.minimum)
        case "lists":
            places = read[part.of]
            return _lists(record, part.name, places.count("{{") if isinstance(places, str) else len(places))
        case "groups":
            return _groups(record, part)
        case "reverse":
            return _reverse(record.get(part.name))
        case _:
            assert_never(part.shape)


def _reverse(reverse: Any) -> Reverse | None:
    if reverse is not None and not isinstance(reverse, dict):
        raise UnusableRecord("has a “reverse” that is not in braces")
    if not reverse:
        return None
    return Reverse(text_of(reverse, "ask"), text_of(reverse, "answer"), _texts(reverse, "accept"))


def _groups(record: dict[str, Any], part: BodyField) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups = record.get(part.name)
    if not isinstance(groups, list) or not all(isinstance(group, list) and len(group) == 2 for group in groups):
        raise UnusableRecord("has no list of groups, each a name and its items")
    found = tuple((_usable(name, part.name), all_texts(items, part.name, 1)) for name, items in groups)
    if len({name for name, _ in found}) != len(found) or len(found) < part.minimum:
        raise UnusableRecord("has fewer than two groups, or two of one name")
    return found
