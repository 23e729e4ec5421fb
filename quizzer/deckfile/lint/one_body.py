"""Whether `quizzer check` would find fault with a note that is not in a deck yet."""

from __future__ import annotations

from pathlib import Path

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Body
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.write import format_deck

_AXIS = Axis("A", "A")
_NO_FLAWS = frozenset({"unexpanded-acronym", "pair-as-list", "undated"})
"""What an acronym stands for a deck says, how many there are the document, and since when it is so a person."""


def find_flaw(body: Body) -> str:
    """The name of the first finding about a note; empty where there is none."""
    note = Note("note", body, _AXIS.id)
    reading = parse_deck(format_deck(Deck("Deck", (_AXIS,), (note,))), Path("deck.yaml"))
    if reading.deck is None or note.body not in [one.body for one in reading.notes]:
        return "not readable"
    return next((finding.name for finding in lint([reading]) if finding.name not in _NO_FLAWS), "")
