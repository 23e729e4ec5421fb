"""A note out of an archive: what a deck file could hold, or the reason why it could not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quizzer.core.notes import Basic, Body, Choice, Citation, Cloze, Listing, Note, Reverse, Sequence, Sort
from quizzer.deckfile.characters import REFUSED
from quizzer.deckfile.silence import SILENCEABLE
from quizzer.formats.clozes import is_cloze
from quizzer.formats.gather import ID, LONGEST_ID
from quizzer.formats.text import one_line, too_long


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
    if not isinstance(kind, str) or kind not in _BODIES or not isinstance(body, dict):
        raise Unusable(f"is a note of no known kind: {one_line(repr(kind)[:60])}")
    typed = told.get("typed")
    return Note(
        id=note_id,
        body=_BODIES[kind](body),
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


def _basic(told: dict[str, Any]) -> Basic:
    reverse = told.get("reverse")
    if reverse is not None and not isinstance(reverse, dict):
        raise Unusable("has a “reverse” that is not in braces")
    other = reverse and Reverse(text_of(reverse, "ask"), text_of(reverse, "answer"), _texts(reverse, "accept"))
    return Basic(text_of(told, "ask"), text_of(told, "answer"), _texts(told, "accept"), other or None)


def _cloze(told: dict[str, Any]) -> Cloze:
    text = text_of(told, "text")
    if not is_cloze(text):
        raise Unusable("has deletions that a cloze cannot hold")
    return Cloze(text, _lists(told, "accept", text.count("{{")))


def _choice(told: dict[str, Any]) -> Choice:
    return Choice(text_of(told, "ask"), _texts(told, "answers", 1), _texts(told, "options", 1))


def _listing(told: dict[str, Any]) -> Listing:
    items = _texts(told, "items", 1)
    return Listing(text_of(told, "ask"), items, _lists(told, "accept", len(items)))


def _sequence(told: dict[str, Any]) -> Sequence:
    return Sequence(text_of(told, "ask"), _texts(told, "steps", 2))


def _sort(told: dict[str, Any]) -> Sort:
    groups = told.get("groups")
    if not isinstance(groups, list) or not all(isinstance(group, list) and len(group) == 2 for group in groups):
        raise Unusable("has no list of groups, each a name and its items")
    found = tuple((_usable(name, "groups"), _all_texts(items, "groups", 1)) for name, items in groups)
    if len({name for name, _ in found}) != len(found) or len(found) < 2:
        raise Unusable("has fewer than two groups, or two of one name")
    return Sort(text_of(told, "ask"), found)


_BODIES: Mapping[str, Callable[[dict[str, Any]], Body]] = {
    "basic": _basic,
    "cloze": _cloze,
    "choice": _choice,
    "list": _listing,
    "sequence": _sequence,
    "sort": _sort,
}
