"""Other ways to ask a draft: as another kind, with another gap, with other options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.derive.alternatives import Alternatives, find_alternatives

if TYPE_CHECKING:
    from quizzer.core.notes.notes import Note
    from quizzer.study.drafts.triage import Triage
    from quizzer.study.drafts.values import Unit

__all__ = ["Alternatives", "find_draft_alternatives"]


def find_draft_alternatives(triage: Triage, unit: Unit, note: Note) -> Alternatives:
    """Find other ways to ask a draft, from its sentence and the document."""
    return find_alternatives(note.body, unit.text, (unit.start, unit.end), ())
