"""What figures are grouped by: the axis, the deck or the tags of a card.

A card has one axis and one deck, and every tag of its note: a tag's figures count each of its cards, so that tags
overlap and do not add up to the whole. A card without a tag belongs to no tag. Tags that differ in case alone are one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from quizzer.core.notes.axes import Axis

Grouping = Literal["axis", "deck", "tag"]

GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
PLURALS: Mapping[Grouping, str] = {"axis": "axes", "deck": "decks", "tag": "tags"}


class Group(NamedTuple):
    """One axis, one deck or one tag.

    Attributes:
        id: The word that names it in a filter: the id of an axis, the file name of a deck, a tag.
        name: Its name; a tag has no other than itself.
        short: For an axis the name that screens and tables have for it, where its deck gives one.
        spans: For an axis what it spans, such as ``pituitary, gonads``; may be empty.
    """

    grouping: Grouping
    id: str
    name: str
    short: str = ""
    spans: str = ""

    @property
    def label(self) -> str:
        """The one name that every screen has for it."""
        return Axis(self.id, self.name, self.short).label if self.grouping == "axis" else self.name

    @property
    def word(self) -> str:
        """Its name in a table of the command line, where a deck is called what ``--deck`` calls it."""
        return self.id if self.grouping == "deck" else self.label

    @property
    def key(self) -> str:
        """The key under which its goal is stored."""
        return group_key(self.grouping, self.name if self.grouping == "deck" else self.id)


def group_key(grouping: Grouping, name: str) -> str:
    """The key of a group in storage: ``axis:`` and an axis id, ``deck:`` and a deck's name, ``tag:`` and a tag."""
    return f"{grouping}:{fold_tag(name) if grouping == 'tag' else name}"


def split_key(key: str) -> tuple[Grouping, str]:
    """The grouping and the name in a key of :func:`group_key`."""
    word, _, name = key.partition(":")
    return next(grouping for grouping in GROUPINGS if grouping == word), name


def keys_of_card(axis: str, deck: str, tags: Sequence[str]) -> list[str]:
    """The keys of every group that a card is in.

    Args:
        axis: Its axis id.
        deck: The name of its deck.
    """
    return [group_key("axis", axis), group_key("deck", deck), *(group_key("tag", tag) for tag in tags)]


def fold_tag(tag: str) -> str:
    """A tag as it is compared with others."""
    return tag.casefold()


def spell_tags(lines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The tags in some lines of words, by their folded form and in its order.

    Returns:
        Each with all of its spellings, the one to show first: of ``Cortisol`` and ``cortisol`` the latter.
    """
    found: dict[str, set[str]] = {}
    for tag in {tag for line in lines for tag in line.split()}:
        found.setdefault(fold_tag(tag), set()).add(tag)
    return {folded: tuple(sorted(spellings, reverse=True)) for folded, spellings in sorted(found.items())}
