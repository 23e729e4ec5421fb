"""Deck files as the terminal app and the command line list them, and the problems in them.

Named tuples rather than data classes: making a data class takes seven times as long, and these are made at every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from quizzer.core.notes.axes import Axis
    from quizzer.study.due.values import Counts


class DeckProblem(NamedTuple):
    """A problem in a deck file, in a line for a person: ``file:line: message [name]``."""

    path: Path
    line: int
    message: str
    level: str = "error"
    name: str = ""

    def __str__(self) -> str:
        """The finding on one line."""
        from quizzer.deckfile.findings import format_finding

        return format_finding(self.path, self.line, self.message, self.name, self.level)


class DeckLine(NamedTuple):
    """One deck in ``quizzer decks``."""

    name: str
    path: Path
    axis: Axis | None
    notes: int
    cards: int
    counts: Counts
    retired: int
    bundled: bool
    problems: tuple[DeckProblem, ...]
    drafts: int = 0
