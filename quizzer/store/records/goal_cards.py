"""The new cards that goals want, with those they wait for, as they stand at the beginning of a study day."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quizzer.core.goals.pace import Demand, WantedCard, cards_a_day, split_begun
from quizzer.core.goals.values import Goal
from quizzer.core.session.new_cards import SET, set_tags
from quizzer.store.due.due_counts import FIRST_ANSWERS, NEW, open_today
from quizzer.store.due.new_cards import without_due_sibling
from quizzer.store.records.goals import where_of

_FIRST_TODAY = f"(SELECT card_id FROM log WHERE {FIRST_ANSWERS} AND day = :day)"


class _New(NamedTuple):
    """A card that was new when the day began; ``today``: it is not put off; ``begun``: it was met today."""

    card: int
    note: int
    axis: int
    today: bool
    begun: bool
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

    A card of another axis, deck or tag is among them where a card of the goal waits for it, and comes before it. The
    last one is to be met the earlier, the more siblings wait for one another: two days a sibling.

    Args:
        goals: The nearest first.
        bury: Cards wait for a day when a sibling is answered.
    """
    waiting = _load_waiting(connection, day)
    return [_load_demand(connection, goal, day, waiting, bury=bury) for goal in goals]


def _load_demand(connection: sqlite3.Connection, goal: Goal, day: int, waiting: _Waiting, *, bury: bool) -> Demand:
    where, args = where_of(connection, goal)
    own = _load_new(connection, day, where, args, bury=bury)
    inside = {card.note for card in own}
    needed = _all_needed(inside, waiting)
    first: dict[int, _New] = {}
    where = "AND c.note_id IN (SELECT value FROM json_each(:notes))"
    for card in _load_new(connection, day, where, {"notes": json.dumps(sorted(needed))}, bury=bury):
        if card.begun or card.note not in waiting.begun:
            first.setdefault(card.note, card)
    order = _in_order(own, first, waiting, _find_depths(inside, waiting))
    siblings = Counter(card.note for card in own) if bury else Counter[int]()
    tail = max(siblings.values(), default=1) * 2 - 2
    lead = goal.lead + min(tail, max(0, goal.day - day) // 3)
    share = cards_a_day(len(order), day, goal.day, lead)
    new, of_share = split_begun(order, share, bury=bury)
    return Demand(goal.day, lead, new, len(order) - len(new), waiting.begun, of_share)


def _load_waiting(connection: sqlite3.Connection, day: int) -> _Waiting:
    rows = connection.execute(
        f"""
        SELECT p.note_id, n.id, EXISTS (SELECT 1 FROM card s WHERE s.note_id = n.id AND s.reps > 0)
        FROM prerequisite p
        JOIN note n ON n.key = p.needs
        WHERE EXISTS (SELECT 1 FROM card s WHERE s.note_id = n.id AND s.queue >= {NEW})
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
    """Cards that were new when the day began, in the order of learning, those put off for today among them."""
    rows = connection.execute(
        f"""
        SELECT c.id, c.note_id, c.axis_id,
            (1 {open_today(day, bury=bury)} {without_due_sibling(day) if bury else ""}),
            c.queue <> {NEW},
            (SELECT n.tags FROM note n WHERE n.id = c.note_id AND instr(lower(n.tags), ' {SET}'))
        FROM card c
        WHERE (c.queue = {NEW} OR c.id IN {_FIRST_TODAY})
            {where}
        ORDER BY c.position, c.id
        """,
        {"day": day, **args},
    )
    return [
        _New(card, note, axis, bool(today), bool(begun), _sets(tags)) for card, note, axis, today, begun, tags in rows
    ]


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


def _find_depths(notes: Iterable[int], waiting: _Waiting) -> dict[int, int]:
    """How many notes, one after the other, each of some notes waits for, as it was at the beginning of the day."""
    depths: dict[int, int] = {}
    seen: set[int] = set()
    path = list(notes)
    while path:
        needs = waiting.needs.get(path[-1], ())
        unknown = [needed for needed in needs if needed not in depths]
        if unknown and path[-1] not in seen:
            seen.add(path[-1])
            path += unknown
            continue
        # Where notes wait for each other in a circle, the one met again counts as waiting for none.
        depths[path.pop()] = max((1 + depths.get(needed, 0) for needed in needs), default=0)
    return depths


def _in_order(
    own: list[_New], first: Mapping[int, _New], waiting: _Waiting, depths: Mapping[int, int]
) -> list[WantedCard]:
    """The goal's cards in the order of learning, before each the cards that it waits for."""
    found: dict[int, _New] = {}
    for card in own:
        if any(needed not in found for needed in waiting.needs.get(card.note, ())):
            for needed in sorted(_all_needed([card.note], waiting), key=lambda note: (depths[note], note)):
                if needed in first:
                    found.setdefault(first[needed].card, first[needed])
        found.setdefault(card.card, card)
    return [
        WantedCard(
            card.card,
            card.note,
            card.axis,
            needs=frozenset(waiting.needs.get(card.note, ())),
            sets=card.sets,
            today=card.today,
            begun=card.begun,
        )
        for card in found.values()
    ]
