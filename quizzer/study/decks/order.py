"""Choosing the order in which new cards are learnt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizzer.core.course.new_order import NewOrder, NewOrderName
from quizzer.errors import WrongUse
from quizzer.store.connection import transaction
from quizzer.store.course import places
from quizzer.store.notes.names import load_axes

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def load_new_order(collection: Collection) -> NewOrder:
    """The order in which new cards are learnt."""
    return places.load_new_order(collection.connection)


def set_new_order(collection: Collection, order: NewOrderName, first_axes: Sequence[str] = ()) -> None:
    """Choose the order in which new cards are learnt, and bring those that are new into it at once.

    Args:
        order: Its name, see :class:`NewOrder`.
        first_axes: Ids of the axes that come first; only the order ``axes`` heeds them.

    Raises:
        WrongUse: There is no axis of one of these ids.
    """
    known = {axis.id for _, axis in load_axes(collection.connection)}
    for axis in first_axes:
        if axis not in known:
            raise WrongUse(f"There is no axis “{axis}”. There are: {', '.join(known) or 'none'}.")
    with transaction(collection.connection):
        places.save_new_order(collection.connection, NewOrder(order, tuple(first_axes)))
        places.place_new_cards(collection.connection)


def list_axes_in_course(collection: Collection) -> list[str]:
    """The ids of the axes that have notes, in the order of the course."""
    return places.load_axes_in_course(collection.connection)
