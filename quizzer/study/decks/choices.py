"""The axes, decks, levels and tags that a person can choose among."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.groups import Group
from quizzer.core.notes.axes import Axis
from quizzer.core.safe_text import one_line
from quizzer.store.grouping import load_groups
from quizzer.store.notes.names import load_axes, load_axes_of_notes, load_decks, load_levels

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class Choices(NamedTuple):
    """What there is to choose.

    Attributes:
        axes: In the order of the home screen.
        levels: In the order in which the decks introduce them.
        decks: In the order in which they were first loaded.
        tags: By name.
    """

    axes: tuple[Axis, ...]
    levels: tuple[str, ...]
    decks: tuple[Group, ...]
    tags: tuple[Group, ...]


def load_choices(collection: Collection) -> Choices:
    """The axes, decks, levels and tags of the notes that are in a deck file."""
    connection = collection.connection
    present = {deck_id for deck_id, _, _ in load_decks(connection)}
    return Choices(
        axes=tuple(load_axes_of_notes(connection)),
        levels=tuple(load_levels(connection)),
        decks=tuple(deck for key, deck in load_groups(connection, "deck").items() if key in present),
        tags=tuple(load_groups(connection, "tag").values()),
    )


def find_axis(collection: Collection, given: str) -> Axis:
    """The axis that a person gives by its id or one of its names; a new one where none here has it, case ignored."""
    wanted = one_line(given).strip()
    here = [axis for _, axis in load_axes(collection.connection)]
    same = [axis for axis in here if axis.id.casefold() == wanted.casefold()]
    same += [axis for axis in here if wanted.casefold() in (axis.name.casefold(), axis.short.casefold())]
    return same[0] if same else Axis(wanted, wanted)
