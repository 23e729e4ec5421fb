"""The new cards that goals need today. The line for a prompt imports this module only while there is a goal ahead."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from quizzer.core.goals.pace import Room, choose_new
from quizzer.store.records.goal_cards import load_demands
from quizzer.store.records.goals import load_goals

_UNLIMITED = 1 << 30


def first_new(
    connection: sqlite3.Connection,
    day: int,
    *,
    bury: bool = True,
    axis_left: Mapping[int, int] | None = None,
    sets: frozenset[str] = frozenset(),
) -> tuple[list[int], frozenset[int]]:
    """Card ids of the new cards that goals need on a study day, in the order in which they come.

    They are as many as the goals need, whatever the day's limit: what exceeds it is the last of the list. The cards
    answered today that came first for goals are apart.

    Args:
        bury: Cards wait for a day when a sibling is answered.
        axis_left: New cards still allowed today, for each axis with a limit of its own, by row id.
        sets: The tags of sets that had a new card today.
    """
    demands = load_demands(connection, load_goals(connection, since=day + 1), day, bury=bury)
    chosen = choose_new(demands, day, Room(_UNLIMITED, axis_left or {}, bury, sets))
    early = frozenset[int]().union(*(demand.of_share for demand in demands if demand.of_share is not None))
    return [card.card for cards in chosen for card in cards], early
