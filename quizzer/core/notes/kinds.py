"""The kinds of note: a closed list, and for each kind what it holds and how it is answered.

Every other module reads the list from here. What differs from kind to kind elsewhere is an exhaustive ``match`` over
the bodies or the kinds, so that the type checker names each place a new kind needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

Kind = Literal["basic", "cloze", "choice", "list", "sequence", "sort"]
KINDS: tuple[Kind, ...] = ("basic", "cloze", "choice", "list", "sequence", "sort")
Shape = Literal["text", "cloze", "reverse", "texts", "lists", "groups"]
"""A text, a text with deletions, a second direction, texts, a list of texts for each place, or named groups."""


class BodyField(NamedTuple):
    """One attribute of a body.

    Attributes:
        name: The attribute.
        shape: The shape of its value.
        key: Its key in a deck file, where that differs from the name.
        optional: It may be missing.
        minimum: For texts and groups, the least number of them.
        of: For lists, the part whose deletions or items they are for.
        single: One text may stand for a list of one.
    """

    name: str
    shape: Shape
    key: str = ""
    optional: bool = False
    minimum: int = 0
    of: str = ""
    single: bool = False

    @property
    def deck_key(self) -> str:
        """The key in a deck file."""
        return self.key or self.name


class _Traits:
    """The traits of a kind that other modules depend on.

    Attributes:
        parts: The attributes, in the order of a deck file.
        is_single: A card has one answer, which is typed and graded, or else judged by the learner.
        is_open: The question alone says what is wanted: no options, steps or groups show it.
        is_ordered: The order of the answers counts.
        has_blanks: The question is a sentence with blanks.
    """

    __slots__ = ()

    kind: ClassVar[Kind]
    parts: ClassVar[tuple[BodyField, ...]]
    is_single: ClassVar[bool] = False
    is_open: ClassVar[bool] = False
    is_ordered: ClassVar[bool] = False
    has_blanks: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Reverse:
    """The second direction of a basic note."""

    ask: str
    answer: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basic(_Traits):
    """A question and its answer."""

    kind = "basic"
    parts = (
        BodyField("ask", "text"),
        BodyField("answer", "text"),
        BodyField("accept", "texts", optional=True),
        BodyField("reverse", "reverse", optional=True),
    )
    is_single = is_open = True

    ask: str
    answer: str
    accept: tuple[str, ...] = ()
    reverse: Reverse | None = None


@dataclass(frozen=True, slots=True)
class Cloze(_Traits):
    """A sentence with deletions, ``{{answer}}``, ``{{answer::hint}}`` or ``{{c2::answer}}``.

    Attributes:
        text: The sentence with its marks.
        accept: For each deletion, in the order of the text, the further spellings accepted.
    """

    kind = "cloze"
    parts = (BodyField("text", "cloze", key="cloze"), BodyField("accept", "lists", optional=True, of="text"))
    is_single = is_open = has_blanks = True

    text: str
    accept: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice(_Traits):
    """A question with one or several right answers among options.

    Attributes:
        answers: The right ones, at least one.
        options: The wrong ones, at least one.
    """

    kind = "choice"
    parts = (
        BodyField("ask", "text"),
        BodyField("answers", "texts", key="answer", minimum=1, single=True),
        BodyField("options", "texts", minimum=1),
    )
    ask: str
    answers: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing(_Traits):
    """A closed set, recalled in any order.

    Attributes:
        accept: For each item, the further spellings accepted; may be shorter than ``items``.
    """

    kind = "list"
    parts = (
        BodyField("ask", "text"),
        BodyField("items", "texts", minimum=1),
        BodyField("accept", "lists", optional=True, of="items"),
    )
    is_open = True

    ask: str
    items: tuple[str, ...]
    accept: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sequence(_Traits):
    """Steps to be put in order; graded by adjacent pairs."""

    kind = "sequence"
    parts = (BodyField("ask", "text"), BodyField("steps", "texts", minimum=2))
    is_ordered = True

    ask: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sort(_Traits):
    """Items to be sorted into groups.

    Attributes:
        groups: Group name and its items, in the order of the file.
    """

    kind = "sort"
    parts = (BodyField("ask", "text"), BodyField("groups", "groups", minimum=2))

    ask: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


Body = Basic | Cloze | Choice | Listing | Sequence | Sort
BODIES: Mapping[str, type[Body]] = {body.kind: body for body in (Basic, Cloze, Choice, Listing, Sequence, Sort)}
