"""The axes and levels that a person can choose among."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.notes.axes import Axis
from quizzer.core.safe_text import one_line
from quizzer.store.notes.names import load_axes, load_axes_of_notes, load_levels

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class Choices(NamedTuple):
    """Axes in the order of the home screen, and levels in the order in which the decks introduce them."""

    axes: tuple[Axis, ...]
    levels: tuple[str, ...]


def load_choices(collection: Collection) -> Choices:
    """The axes and levels of the notes that are in a deck file."""
    axes = load_axes_of_notes(collection.connection)
    return Choices(tuple(Axis(key, name) for key, name in axes), tuple(load_levels(collection.connection)))


def find_axis(collection: Collection, given: str) -> Axis:
    """The axis that a person gives by its id or its name; a new one where none here has it, case ignored."""
    wanted = one_line(given).strip()
    here = [Axis(key, name) for _, key, name in load_axes(collection.connection)]
    same = [axis for axis in here if axis.id.casefold() == wanted.casefold()]
    same += [axis for axis in here if axis.name.casefold() == wanted.casefold()]
    return same[0] if same else Axis(wanted, wanted)
