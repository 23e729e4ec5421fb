"""What the first screen offers on a day that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.queries import today
from quizzer.study.due.values import Counts

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def expect_more_new(collection: Collection, most: int) -> tuple[int, int, int]:
    """More new cards on a day that is done, and what they cost.

    Args:
        most: How many are wanted; cards beside one of their own note that was asked today do not come.

    Returns:
        Cards, seconds today, and reviews tomorrow.
    """
    from quizzer.study.due.day_plan import choose_more
    from quizzer.study.due.pace import expected, load_pace

    connection, day = collection.connection, collection.moment().day
    cards = len(choose_more(connection, collection.settings.scheduling, [], most, day=day, until_day=day))
    pace = load_pace(connection, day)
    return cards, round(expected(pace, Counts(new=cards))[1]), round(cards * pace.new_back[0])


def load_slipped(collection: Collection) -> tuple[int, ...]:
    """Row ids of the cards that slipped today."""
    return today.load_slipped(collection.connection, collection.moment().day)
