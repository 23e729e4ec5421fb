"""Other ways to ask a draft: as another kind, with another gap, with other options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Sequence, Sort
from quizzer.derive.alternatives import find_alternatives
from quizzer.derive.document.passages import Passage
from quizzer.errors import Problem

if TYPE_CHECKING:
    from quizzer.core.notes.notes import Note
    from quizzer.study.drafts.triage import Triage
    from quizzer.study.drafts.values import Unit

Way = Literal["kinds", "gaps", "options"]
_NONE: dict[Way, str] = {
    "kinds": "It can be asked in this way only.",
    "gaps": "The sentence has no other gap.",
    "options": "The document has no fair options; O writes some.",
}


class Alternatives:
    """The other ways to ask each draft; a way begun is gone through to its end, and then from the beginning."""

    def __init__(self, triage: Triage) -> None:
        """Begin with no draft looked at."""
        self._triage = triage
        self._rings: dict[tuple[str, Way], tuple[Body, ...]] = {}

    def take_next(self, unit: Unit, note: Note, way: Way) -> Body:
        """The draft in the next other way.

        Raises:
            Problem: There is no other.
        """
        ring = self._rings.get((note.id, way), ())
        if note.body not in ring:
            found = find_alternatives(note.body, _passage(unit), (unit.start, unit.end), self._terms(unit))
            others: tuple[Body, ...] = getattr(found, way)
            if self._triage.is_row(unit):
                others = tuple(body for body in others if not isinstance(body, Cloze))
            ring = self._rings[note.id, way] = (note.body, *others)
        if len(ring) < 2:
            raise Problem(_NONE[way])
        return ring[(ring.index(note.body) + 1) % len(ring)]

    def _terms(self, unit: Unit) -> tuple[str, ...]:
        """The answers of the deck's other notes and drafts, those of the same passage and section first."""
        notes = self._triage.notes
        near = sorted(
            notes,
            key=lambda note: (
                note.cite is None or note.cite.fingerprint != unit.fingerprint,
                note.cite is None or note.cite.section != unit.section,
            ),
        )
        return tuple(dict.fromkeys(answer for note in near for answer in _answers(note.body)))


def _passage(unit: Unit) -> Passage:
    return Passage("prose", "", unit.section, unit.place, unit.text, 1, unit.fingerprint)


def _answers(body: Body) -> Iterator[str]:
    match body:
        case Basic():
            yield body.answer
        case Cloze():
            yield from (deletion.answer for deletion in find_deletions(body.text))
        case Choice():
            yield from body.answers
        case Listing():
            yield from body.items
        case Sequence():
            yield from body.steps
        case Sort():
            yield from (item for _, items in body.groups for item in items)
