"""What the drafts' screen shows: plain values, which the painters of every layout take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["open", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft on the sentence.

    Attributes:
        kind: Its kind of note.
        asked: The question as the learner sees it, on one line.
        answer: The right answer, on one line.
        wrong: The other options of a choice.
        doubts: The checks it failed, a sentence each.
        score: 0 to 1.
        state: Whether it is decided, and how.
        edited: Whether a person changed its words.
    """

    kind: str
    asked: str
    answer: str
    score: float
    wrong: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    state: State = "open"
    edited: bool = False


@dataclass(frozen=True, slots=True)
class PassageText:
    """The passage that a sentence stands in.

    Attributes:
        text: The whole passage.
        sentence: The sentence whose drafts are decided, as a stretch of the text.
        marked: The words that the marked draft stands on.
        bare: The other stretches that no note and no draft stands on.
    """

    text: str
    sentence: tuple[int, int]
    marked: tuple[int, int]
    bare: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of the document.

    Attributes:
        name: Its heading.
        left: Number of drafts in it to decide.
        covered: Number of its statements that a note stands on, of ``total``.
        here: Whether the sentence is in it.
    """

    name: str
    left: int
    covered: int
    total: int
    here: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """The marked draft as a card, and what the checks say.

    Attributes:
        asked: The question as the learner sees it.
        answer: The right answer.
        also: Other spellings accepted.
        gap: Which of the sentence's gaps it is, such as ``1 of 3: more, androgen, ovary``; empty where it has one.
        options: The options in the order the learner might see, for a choice.
        axis: Name of its axis or its tags.
        level: Its level, or empty.
        why: Why it was proposed.
        checks: Each check's verdict in words, and whether it is passed.
        caveat: The caveat written for it, or empty.
    """

    asked: str
    answer: str
    why: str
    also: tuple[str, ...] = ()
    gap: str = ""
    options: tuple[str, ...] = ()
    axis: str = ""
    level: str = ""
    checks: tuple[tuple[bool, str], ...] = ()
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class TriageView:
    """The content of the screen.

    Attributes:
        title: Such as ``Drafts from hormones.md``.
        decided: Number of drafts decided, of ``total``.
        minutes: About how many minutes are left; 0 says nothing.
        section: The section of the sentence, with its place: ``Receptors, paragraph 1``.
        ordinal: Which section it is, such as ``section 4 of 9``.
        drafts: The drafts on the sentence.
        at: Index of the marked one.
        detail: That one as a card; None where nothing stands on the sentence.
        standing: Question and answer of each note that stands on the passage already.
        sections: All sections, for the wide layout.
        bare_here: Number of statements of the passage that nothing stands on.
        notice: A sentence about what was just done, or empty.
        hints: Key as shown, its effect, and the target of a click on it.
    """

    title: str
    decided: int
    total: int
    accepted: int
    rejected: int
    minutes: int
    section: str
    ordinal: str
    passage: PassageText
    drafts: tuple[DraftRow, ...]
    at: int
    detail: Detail | None
    hints: tuple[tuple[str, str, str], ...]
    standing: tuple[tuple[str, str], ...] = ()
    sections: tuple[SectionRow, ...] = ()
    bare_here: int = 0
    notice: str = ""
