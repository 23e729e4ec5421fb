"""The choice of the first day: where to begin, and how many new cards a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizzer.core.course.new_order import NewOrder, NewOrderName
from quizzer.study.decks.order import load_new_order, set_new_order
from quizzer.study.settings.change import change_setting

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def begin_course(collection: Collection, order: NewOrderName, axes: Sequence[str], a_day: int) -> None:
    """Keep the choice; settings that are so already are not written.

    Args:
        order: The order of new cards.
        axes: The ids of the axes that come first in the order ``axes``.
        a_day: New cards a day.

    Raises:
        WrongUse: Something else in the configuration is wrong; nothing was written to it.
        Problem: The configuration cannot be written.
    """
    if load_new_order(collection) != NewOrder(order, tuple(axes)):
        set_new_order(collection, order, axes)
    if a_day != collection.settings.scheduling.new_per_day:
        change_setting(collection, "scheduling", "new_per_day", a_day)
