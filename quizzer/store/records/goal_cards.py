"""The new cards that goals want, with those they wait for, as they stand at the beginning of a study day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quizzer.core.goals.goal import Goal
from quizzer.core.goals.pace import Demand, WantedCard
from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.new_cards import SET, set_tags
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.queries.due_counts import FIRST_ANSWERS, open_today
from quizzer.store.queries.new_cards import without_due_sibling
from quizzer.store.records.goals import scope_of_goal
from quizzer.store.scope import EVERYTHING

_FIRST_TODAY = f"(SELECT card_id FROM log WHERE {FIRST_ANSWERS} AND day = :day)"


class _New(NamedTuple):
    """A new card, as the table has it; ``today``: it is not put off."""

    card: int
    note: int
    axis: int
    today: bool
    sets: frozenset[str]


class _Waiting(NamedTuple):
    """What notes wait for.

    Attributes:
        needs: For each note the notes in play that have to be answered before today, and were not.
        begun: Those among these that were answered today.
    """

    needs: Mapping[int, tuple[int, ...]]
    begun: frozenset[int]


def load_demands(connection: sqlite3.Connection, goals: Iterable[Goal], day: int, *, bury: bool) -> list[Demand]:
    """The new cards that each goal wants, in the order in which they are to come.

    A card of another axis, deck or tag is among them where a card of the goal waits for it, and comes before it.

    Args:
        goals: The nearest first.
        bury: Cards wait for a day when a sibling is answered.
    """
    waiting = _load_waiting(connection, day)
    return [_load_demand(connection, goal, day, waiting, bury=bury) for goal in goals]


def _load_demand(connection: sqlite3.Connection, goal: Goal, day: int, waiting: _Waiting, *, bury: bool) -> Demand:
    scope = scope_of_goal(connection, goal)
    if scope == EVERYTHING:
        return Demand(goal.day, goal.lead, ())
    own = _load_new(connection, day, scope.sql, scope.args, bury=bury)
    begun = connection.execute(
        f"SELECT c.id, c.note_id FROM card c WHERE c.id IN {_FIRST_TODAY} {scope.sql}", {"day": day, **scope.args}
    ).fetchall()
    inside = {card.note for card in own} | {note for _, note in begun}
    needed = _all_needed(inside, waiting)
    first: dict[int, _New] = {}
    outside = json.dumps(sorted(needed - waiting.begun))
    where = "AND c.note_id IN (SELECT value FROM json_each(:notes))"
    for card in _load_new(connection, day, where, {"notes": outside}, bury=bury):
        first.setdefault(card.note, card)
    order = _in_order(own, first, waiting)
    return Demand(goal.day, goal.lead, order, len(begun) + len((needed & waiting.begun) - inside))


def _load_waiting(connection: sqlite3.Connection, day: int) -> _Waiting:
    rows = connection.execute(
        f"""
        SELECT p.note_id, n.id, EXISTS (SELECT 1 FROM card s WHERE s.note_id = n.id AND s.reps > 0)
        FROM prerequisite p
        JOIN note n ON n.key = p.needs
        WHERE EXISTS (SELECT 1 FROM card s WHERE s.note_id = n.id AND s.queue >= {CardQueue.NEW:d})
            AND NOT EXISTS (
                SELECT 1
                FROM card s
                WHERE s.note_id = n.id
                    AND s.reps > 0
                    AND s.id NOT IN {_FIRST_TODAY}
            )
        """,
        {"day": day},
    ).fetchall()
    needs: dict[int, tuple[int, ...]] = {}
    for note, needed, _ in rows:
        needs[note] = (*needs.get(note, ()), needed)
    return _Waiting(needs, frozenset(needed for _, needed, answered in rows if answered))


def _load_new(
    connection: sqlite3.Connection, day: int, where: str, args: Mapping[str, int | str], *, bury: bool
) -> list[_New]:
    """New cards in the order of learning, those put off for today among them."""
    rows = connection.execute(
        f"""
        SELECT c.id, c.note_id, c.axis_id,
            (1 {open_today(day, bury=bury)} {without_due_sibling(day) if bury else ""}),
            (SELECT n.tags FROM note n WHERE n.id = c.note_id AND instr(lower(n.tags), ' {SET}'))
        FROM card c
        WHERE c.queue = {CardQueue.NEW:d}
            {where}
        ORDER BY c.due, c.id
        """,
        args,
    )
    return [_New(card, note, axis, bool(today), _sets(tags)) for card, note, axis, today, tags in rows]


def _sets(tags: str | None) -> frozenset[str]:
    return set_tags(tags or "")


def _all_needed(notes: Iterable[int], waiting: _Waiting) -> set[int]:
    """The notes that some notes wait for, and those that these wait for."""
    found: set[int] = set()
    open_ones = list(notes)
    while open_ones:
        for needed in waiting.needs.get(open_ones.pop(), ()):
            if needed not in found:
                found.add(needed)
                open_ones.append(needed)
    return found


def _in_order(own: list[_New], first: Mapping[int, _New], waiting: _Waiting) -> list[WantedCard]:
    """The goal's cards in the order of learning, before each the cards that it waits for."""
    found: dict[int, _New] = {}
    seen: set[int] = set()
    chains: dict[int, int] = {}

    def add(card: _New, depth: int) -> None:
        if card.note not in seen or chains.get(card.note, 0) < depth <= len(first):
            seen.add(card.note)
            chains[card.note] = max(depth, chains.get(card.note, 0))
            for needed in waiting.needs.get(card.note, ()):
                if needed in first:
                    add(first[needed], depth + 1)
        found.setdefault(card.card, card)

    for card in own:
        add(card, 0)
    return [
        WantedCard(
            card.card,
            card.note,
            card.axis,
            needs=frozenset(waiting.needs.get(card.note, ())),
            sets=card.sets,
            today=card.today,
            chain=chains.get(card.note, 0),
        )
        for card in found.values()
    ]


def count_met_since(connection: sqlite3.Connection, goal: Goal, day: int) -> int:
    """Cards of a goal that were first answered on a study day or later."""
    scope = scope_of_goal(connection, goal)
    if scope == EVERYTHING:
        return 0
    row = connection.execute(
        f"""
        SELECT count(DISTINCT c.id)
        FROM log
        JOIN card c ON c.id = log.card_id
        WHERE {FIRST_ANSWERS}
            AND day >= :day
            AND c.queue >= {CardQueue.NEW:d}
            {scope.sql}
        """,
        {"day": day, **scope.args},
    ).fetchone()
    return int(row[0])


def count_last_ratings(connection: sqlite3.Connection, before: State, answers: int) -> tuple[int, int, int, int]:
    """The last answers to cards that were in a state, by rating, Again first."""
    found = dict(
        connection.execute(
            f"""
            SELECT value, count(*)
            FROM (
                SELECT value
                FROM log
                WHERE kind = {LogKind.ANSWER:d}
                    AND undone IS NULL
                    AND before = {before:d}
                ORDER BY id DESC
                LIMIT {answers:d}
            )
            GROUP BY value
            """
        ).fetchall()
    )
    again, hard, good, easy = (int(found.get(int(rating), 0)) for rating in Rating)
    return again, hard, good, easy
