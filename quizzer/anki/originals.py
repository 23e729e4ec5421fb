"""Notes made in Anki on their way back there: the notes they were, with their own note types."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, NamedTuple

from quizzer.anki.notetypes import note_types
from quizzer.core.exchange import AnkiOriginal, AnkiType


class GoingOriginal(NamedTuple):
    """A note made in Anki, and where it goes.

    Attributes:
        row: Row id of its first note here; it gives the note's id in the package.
        deck: Name of its deck here.
        axis: Id of its axis.
    """

    row: int
    original: AnkiOriginal
    type: AnkiType
    deck: str
    axis: str


def format_type(made: AnkiType) -> dict[str, Any]:
    """The note type as Anki's schema 11 has it.

    Its time of change is 0, so that it never replaces the type a collection has.
    """
    example = note_types()[made.cloze].to_json(0, 1)
    return {
        **example,
        "id": made.id, "name": made.name, "mod": 0, "css": made.css, "req": [],
        "flds": list(_numbered(example["flds"][0], ({"name": name} for name in made.fields))),
        "tmpls": list(
            _numbered(
                example["tmpls"][0],
                ({"name": name, "qfmt": front, "afmt": back} for name, front, back in made.templates),
            )
        ),
    }  # fmt: skip


def _numbered(example: dict[str, Any], parts: Iterable[dict[str, str]]) -> Iterable[dict[str, Any]]:
    for number, part in enumerate(parts):
        yield {**deepcopy(example), **part, "ord": number}
