"""What the first screen shows on a day that is done: what was gained, and what else there is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.due import today
from quizzer.store.notes.names import load_axes
from quizzer.store.queries.mastery_now import count_cards
from quizzer.store.queries.mastery_past import count_cards_at
from quizzer.store.scope import Scope
from quizzer.study.collection.memory_cache import refresh_memory
from quizzer.study.due.values import Counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizzer.core.mastery import CardTotals
    from quizzer.store.queries.mastery_now import ValueLevel
    from quizzer.study.collection.collection import Collection
    from quizzer.study.due.values import AxisDue


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


def gained_today(collection: Collection, axes: Sequence[AxisDue]) -> dict[str, float]:
    """How much the known share of each axis has grown by today's answers, by its id; of all cards under ``""``.

    Only the cards answered today are compared, so that what the others fade meanwhile does not count.

    Args:
        axes: All axes, as the first screen has them.
    """
    refresh_memory(collection)
    connection, scheduler, moment = collection.connection, collection.scheduler, collection.moment()
    answered = Scope(answered_on=moment.day)
    morning = collection.clock.day_begin(moment.at, collection.settings.scheduling.rollover_hour)
    before = _recalled(count_cards_at(connection, scheduler, answered, morning))
    after = _recalled(count_cards(connection, scheduler, answered, moment.at))
    askable = {due.axis.id: due.recallable for due in axes}
    keys = {axis_id: axis.id for axis_id, axis in load_axes(connection)}
    gained = {keys[axis_id]: after[axis_id] - before.get(axis_id, 0.0) for axis_id in after}
    whole = sum(askable.values())
    shares = {axis: grown / askable[axis] for axis, grown in gained.items() if askable.get(axis)}
    return {**shares, "": sum(gained.values()) / whole if whole else 0.0}


def _recalled(counted: Mapping[ValueLevel, CardTotals]) -> dict[int, float]:
    """The probabilities of recall added up by the row id of the axis."""
    found: dict[int, float] = {}
    for (axis_id, _), totals in counted.items():
        found[int(axis_id)] = found.get(int(axis_id), 0.0) + totals.recall
    return found
