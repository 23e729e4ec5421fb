"""What triage shows: drafts, the sentences they stand on, and how far one has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizzer.core.notes.notes import Note


class Draft(NamedTuple):
    """A draft as it stands in the deck file.

    Attributes:
        score: 0 to 1.
        why: Why it is proposed, in words.
        doubts: What its checks found, a sentence each.
        edited: A person changed it, so that a renewed derivation leaves it as it is.
    """

    note: Note
    score: float
    why: str
    doubts: tuple[str, ...]
    edited: bool


class Unit(NamedTuple):
    """A sentence of the document and the drafts that stand on it, which are judged together.

    Attributes:
        number: Its place among the units, from 0.
        section: The section's heading.
        place: The place in the section, such as ``paragraph 2``.
        fingerprint: The passage.
        text: The whole passage; the quote alone where no copy of the document is kept.
        start: First character of the sentence in ``text``.
        end: One after its last.
        drafts: Ids of the drafts, the best first.
    """

    number: int
    section: str
    place: str
    fingerprint: str
    text: str
    start: int
    end: int
    drafts: tuple[str, ...]


class Progress(NamedTuple):
    """How far the drafts of a deck are decided, over all sessions.

    Attributes:
        left: Drafts that are not decided.
        accepted: Notes of the deck that were drafts.
        rejected: Drafts that were rejected.
    """

    left: int
    accepted: int
    rejected: int

    @property
    def decided(self) -> int:
        """Drafts that are decided."""
        return self.accepted + self.rejected

    @property
    def total(self) -> int:
        """All drafts there were."""
        return self.left + self.decided


class SectionProgress(NamedTuple):
    """A section of the document.

    Attributes:
        left: Its drafts that are not decided.
        covered: Its statements that a note stands on.
        statements: Its sentences, items and rows that state something.
    """

    name: str
    left: int
    covered: int
    statements: int


class Statement(NamedTuple):
    """A sentence, item or row of the document, and what stands on it.

    Attributes:
        passage: The passage's place among those of the document, from 0.
        text: The whole passage.
        start: First character of the statement in ``text``.
        end: One after its last.
        by_note: A note stands on it.
        by_draft: A draft stands on it.
    """

    passage: int
    section: str
    place: str
    fingerprint: str
    text: str
    start: int
    end: int
    by_note: bool
    by_draft: bool


class Decision(NamedTuple):
    """What was decided.

    Attributes:
        act: ``accept``, ``reject``, ``edit`` or ``write``.
        notes: Ids of the notes it was about.
        left_out: Ids of drafts that were left as they are, since a check has doubts about them.
    """

    act: str
    notes: tuple[str, ...]
    left_out: tuple[str, ...] = ()
