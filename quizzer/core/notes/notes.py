"""Notes and decks: plain values, independent of files and databases.

The identity of a card decides what an edit may change without losing progress:

* a card's key is ``<note id>`` or ``<note id>#<part>``; the note id is written in the deck file, unique over all decks;
* the part is empty, ``reverse``, or the number of a cloze deletion;
* wording, answers, options, level, axis, tags, place in the file and the file itself do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Body, Kind

LEVELS = ("fundamentals", "intermediate", "academic")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in the document a note stands.

    Attributes:
        section: The heading of the section.
        place: The words for the place inside it, such as ``paragraph 2``, ``row 3`` or ``item 1``.
        fingerprint: Hash of the passage's normalised text (see ``quizzer.derive.fingerprint``), or empty.
        quote: The passage itself; only in decks made from a person's own document.
    """

    section: str
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
        id: Stable, unique over all decks; letters, digits, ``-``, ``_`` and ``.``.
        axis: The id of the axis it counts for.
        level: One of the document's levels, or empty.
        extra: A remark shown below the answer.
        caveat: Where the document is disputed; shown below the answer.
        typed: True or False where the file says so; None leaves it to the answer's length.
        line: Line of the note in its deck file, counted from 1; 0 where it has none. Not part of equality.
        silence: Names of the warnings that ``quizzer check`` does not print for this note.
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

    @property
    def kind(self) -> Kind:
        """The kind, which follows from the body."""
        return self.body.kind


@dataclass(frozen=True, slots=True)
class Deck:
    """The content of one deck file.

    Attributes:
        name: The shown name, such as ``HPG axis``.
        axes: The deck's own axis first, then the others its notes count for.
    """

    name: str
    axes: tuple[Axis, ...]
    notes: tuple[Note, ...]
    source: Source | None = None

    @property
    def axis(self) -> Axis:
        """The axis of every note that names no other."""
        return self.axes[0]
