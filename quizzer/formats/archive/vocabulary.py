"""What the head of a deck lists, from its record in an archive: synonyms, and ids that are never used again."""

from __future__ import annotations

from typing import Any

from quizzer.core.notes.notes import Retirement
from quizzer.deckfile.read.head import keep_usable
from quizzer.formats.archive.note import UnusableRecord, all_texts
from quizzer.formats.common.incoming_notes import is_note_id


def parse_synonyms(value: Any) -> tuple[tuple[str, ...], ...]:
    """The sets of synonyms that a deck file can hold.

    Raises:
        UnusableRecord: They are no lists of texts.
    """
    if not isinstance(value, list):
        raise UnusableRecord("has no list of lists for “synonyms”")
    return keep_usable(all_texts(terms, "synonyms") for terms in value)


def parse_retired(value: Any) -> tuple[Retirement, ...]:
    """The ids that are never used again, each with those of the notes that ask it now.

    Raises:
        UnusableRecord: They are no ids in braces, each with a list of ids.
    """
    if not isinstance(value, dict):
        raise UnusableRecord("has a “retired” that is not in braces")
    found = tuple(Retirement(one, tuple(dict.fromkeys(all_texts(heirs, "retired")))) for one, heirs in value.items())
    if not all(is_note_id(one) for retired in found for one in (retired.id, *retired.heirs)):
        raise UnusableRecord("has under “retired” what is no id of a note")
    return tuple(Retirement(one, tuple(heir for heir in heirs if heir != one)) for one, heirs in found)
