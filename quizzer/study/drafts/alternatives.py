"""Other ways to ask a draft: as another kind, with another gap, with other options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizzer.derive.alternatives import Alternatives, find_alternatives

if TYPE_CHECKING:
    from quizzer.core.notes.kinds import Body
    from quizzer.core.notes.notes import Note
    from quizzer.study.drafts.triage import Triage
    from quizzer.study.drafts.values import Unit

__all__ = ["Alternatives", "find_draft_alternatives", "take_next"]


def find_draft_alternatives(triage: Triage, unit: Unit, note: Note) -> Alternatives:
    """Find other ways to ask a draft, from its sentence and the document."""
    return find_alternatives(note.body, unit.text, (unit.start, unit.end), ())


def take_next(bodies: Sequence[Body], now: Body) -> Body | None:
    """The alternative after the present body, and after the last the first; None where there is no other."""
    others = [body for body in bodies if body != now]
    if not others:
        return None
    return bodies[(bodies.index(now) + 1) % len(bodies)] if now in bodies else others[0]
