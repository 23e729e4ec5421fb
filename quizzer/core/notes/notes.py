"""Notes and decks: plain values, independent of files and databases.

The identity of a card decides what an edit may change without losing progress:

* a card's key is ``<note id>`` or ``<note id>#<part>``;
* the note id is the one written in the deck file, with the deck's namespace and ``/`` before it where the deck has one;
  so ids are unique within a namespace, and decks without one share theirs;
* the part is empty, ``reverse``, or the number of a cloze deletion;
* wording, answers, options, level, axis, tags, place in the file and the file itself do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.drafts import DraftMark, Origin, Rejection
from quizzer.core.notes.kinds import Body, Kind

_WORD = "[A-Za-z0-9][A-Za-z0-9._-]*"
WRITTEN_ID = re.compile(_WORD)
"""An id as a deck file has it, and a namespace."""

NOTE_ID = re.compile(f"(?:{_WORD}/)?{_WORD}")
"""The id of a note, its namespace included."""

LEVELS = ("fundamentals", "intermediate", "academic")

Priority = Literal["core", "more", "detail"]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
"""How much a note matters; core is new before more, and more before detail."""

LAST_COURSE = 999
"""The largest number that a deck can have in the order of the decks."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in the document a note stands.

    Attributes:
        section: The heading of the section.
        place: The words for the place inside it, such as ``paragraph 2``, ``row 3`` or ``item 1``.
        fingerprint: Hash of the passage's normalised text (see ``quizzer.derive.fingerprint``), or empty.
        quote: The passage itself; only in decks made from a person's own document.
    """

    section: str = ""
    place: str = ""
    fingerprint: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The document a deck was made from; its text is not part of the deck."""

    id: str
    title: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One idea worth knowing.

    Attributes:
        id: Stable and unique over all decks, since the deck's namespace is part of it; :data:`NOTE_ID` matches it.
        axis: The id of the axis it counts for.
        level: One of the document's levels, or empty.
        extra: A remark shown below the answer.
        caveat: Where the document is disputed; shown below the answer.
        typed: True or False where the file says so; None leaves it to the answer's length.
        line: Line of the note in its deck file, counted from 1; 0 where it has none. Not part of equality.
        silence: Names of the warnings that ``quizzer check`` does not print for this note.
        draft: Its mark while it is a draft; None for a note that counts.
        derived: Where it was derived from; None for a note that a person wrote.
        after: Ids of the notes that are answered before this one is new, their namespaces included.
        priority: How much it matters.
        checked: The month in which its facts were last looked up, such as ``2026-11``; may be empty.
    """

    id: str
    body: Body
    axis: str
    level: str = ""
    tags: tuple[str, ...] = ()
    extra: str = ""
    caveat: str = ""
    cite: Citation | None = None
    typed: bool | None = None
    line: int = field(default=0, compare=False)
    silence: tuple[str, ...] = ()
    draft: DraftMark | None = None
    derived: Origin | None = None
    after: tuple[str, ...] = ()
    priority: Priority = "more"
    checked: str = ""

    @property
    def kind(self) -> Kind:
        """The kind, which follows from the body."""
        return self.body.kind


class Retirement(NamedTuple):
    """An id of a deck that is never used again.

    Attributes:
        id: The id, the deck's namespace included.
        heirs: Ids of the notes that ask now what its note asked, their namespaces included.
    """

    id: str
    heirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """The content of one deck file.

    Attributes:
        name: The shown name, such as ``HPG axis``.
        axes: The deck's own axis first, then the others its notes count for.
        notes: In the order of the file, drafts among them; see :attr:`accepted` and :attr:`drafts`.
        namespace: What its notes' ids begin with, a ``/`` after it; empty for the one that other decks share.
        rejected: The drafts that a person rejected.
        course: Its number in the order of the decks; 0 for none, which comes after those that have one.
        primer: Two or three sentences that are shown before its first new card.
        synonyms: Sets of terms, each of which may stand for the others of its set in any answer of the deck.
        retired: The ids that are never used again.
    """

    name: str
    axes: tuple[Axis, ...]
    notes: tuple[Note, ...]
    source: Source | None = None
    namespace: str = ""
    rejected: tuple[Rejection, ...] = ()
    course: int = 0
    primer: str = ""
    synonyms: tuple[tuple[str, ...], ...] = ()
    retired: tuple[Retirement, ...] = ()

    @property
    def accepted(self) -> tuple[Note, ...]:
        """The notes that count: all but the drafts."""
        return tuple(note for note in self.notes if note.draft is None)

    @property
    def drafts(self) -> tuple[Note, ...]:
        """The notes that are only proposed."""
        return tuple(note for note in self.notes if note.draft is not None)

    @property
    def axis(self) -> Axis:
        """The axis of every note that names no other."""
        return self.axes[0]


def qualify_id(namespace: str, written: str) -> str:
    """The id of a note from the namespace of its deck and the id its deck file has."""
    return f"{namespace}/{written}" if namespace else written


def qualify_reference(namespace: str, written: str) -> str:
    """The id of the note that a note of a deck names: of the deck's namespace, unless a ``/`` says another.

    ``/id`` names a note of the decks that have no namespace.
    """
    return written.removeprefix("/") if "/" in written else qualify_id(namespace, written)


def write_reference(namespace: str, note_id: str) -> str:
    """A note's id as a note in a deck of a namespace names it."""
    other, written = split_id(note_id)
    if other == namespace:
        return written
    return note_id if other else f"/{note_id}"


def split_id(note_id: str) -> tuple[str, str]:
    """The namespace of a note's id, empty for none, and the id as its deck file has it."""
    namespace, _, written = note_id.rpartition("/")
    return namespace, written
