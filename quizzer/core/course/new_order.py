"""The order in which new cards are learnt, as a person chooses it."""

from __future__ import annotations

from typing import Literal, NamedTuple

NewOrderName = Literal["foundations", "axes", "files"]


class NewOrder(NamedTuple):
    """An order of new cards.

    Attributes:
        name: ``foundations``: core before more before detail, in each level by level, and in each level one note of
            each deck in turn, by the decks' numbers in the course; ``axes``: the same, but with some axes before all
            others; ``files``: level by level and one note of each deck in turn, as the notes stand in the files.
        first_axes: Ids of the axes that come first in the order ``axes``.
    """

    name: NewOrderName = "foundations"
    first_axes: tuple[str, ...] = ()
