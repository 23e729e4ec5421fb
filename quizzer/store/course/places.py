"""The order in which new cards are learnt: a number for each card, made from what the deck files say of its note.

The number is made of bits, the first of which decides: whether the axis is one of those learnt first, the priority, the
level, the turn (the note's place among those of its deck that are alike so far), the deck's number in the course, the
deck, and the card's place in its note. So a deck's cards have their places whatever stands in the other decks.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from quizzer.core.course.new_order import NewOrder, NewOrderName
from quizzer.core.notes.notes import LAST_COURSE
from quizzer.core.schedule.progress import State
from quizzer.store import key_values

_ORDER, _FIRST_AXES = "new_order", "first_axes"

# The bits of each member, from the last: part, deck, course, turn, level, priority, axis; 63 together.
_DECK, _COURSE, _TURN, _LEVEL, _PRIORITY, _AXIS = 10, 24, 34, 54, 60, 62
LAST_PART = (1 << _DECK) - 1
"""The last place that a card can have in its note."""
_DECKS, _TURNS, _LEVELS = 1 << (_COURSE - _DECK), (1 << (_LEVEL - _TURN)) - 1, (1 << (_PRIORITY - _LEVEL)) - 1

# A deck that ranks none of its notes takes turns with the core of the others, or it would begin when that is done.
_RANKED = "note.priority <> 1"
_PRIORITY_OF = f"iif(max({_RANKED}) OVER (PARTITION BY note.deck_id), note.priority, 0)"
# What decides of a note, by order: axis, priority, what the turn is counted in, and the deck's number in the course.
_LATER_AXIS = "note.axis_id NOT IN (SELECT id FROM axis WHERE key IN (SELECT value FROM json_each(:axes)))"
_COURSE_OF = f"iif(deck.course, deck.course, {LAST_COURSE + 1})"
_MEMBERS: dict[NewOrderName, tuple[str, str, str]] = {
    "foundations": ("0", _PRIORITY_OF, _COURSE_OF),
    "axes": (_LATER_AXIS, _PRIORITY_OF, _COURSE_OF),
    "files": ("0", "0", "0"),
}


def load_new_order(connection: sqlite3.Connection) -> NewOrder:
    """The order that is chosen."""
    name = key_values.get(connection, _ORDER)
    axes = key_values.get(connection, _FIRST_AXES)
    for known in _MEMBERS:
        if name == known:
            return NewOrder(known, tuple(json.loads(axes)) if axes else ())
    return NewOrder()


def save_new_order(connection: sqlite3.Connection, order: NewOrder) -> None:
    """Write the order that is chosen; :func:`place_new_cards` then brings the cards into it."""
    key_values.put(connection, _ORDER, order.name)
    key_values.put(connection, _FIRST_AXES, json.dumps(order.first_axes))


def place_new_cards(connection: sqlite3.Connection, deck_ids: Sequence[int] | None = None) -> None:
    """Bring the cards of these decks, or of all, into the order that is chosen; new cards are queued by it."""
    order = load_new_order(connection)
    axis, priority, course = _MEMBERS[order.name]
    turn = "deck_id" if order.name == "files" else "deck_id, axis, priority, rank"
    connection.execute(
        f"""
        WITH stage AS MATERIALIZED (
            SELECT deck.id AS deck_id, one.value AS level, min(one.key, {_LEVELS}) AS rank
            FROM deck, json_each(deck.levels) AS one
            {"" if deck_ids is None else "WHERE deck.id IN (SELECT value FROM json_each(:decks))"}
        ),
        noted AS (
            SELECT
                note.id, note.line, note.deck_id, {axis} AS axis, {priority} AS priority, {course} AS course,
                coalesce(stage.rank, 0) AS rank
            FROM note
            JOIN deck ON deck.id = note.deck_id
            LEFT JOIN stage ON stage.deck_id = note.deck_id AND stage.level = note.level
            WHERE NOT note.retired
                {"" if deck_ids is None else "AND note.deck_id IN (SELECT value FROM json_each(:decks))"}
        ),
        placed AS MATERIALIZED (
            SELECT
                id,
                (axis << {_AXIS}) + (priority << {_PRIORITY}) + (rank << {_LEVEL})
                + (min(row_number() OVER (PARTITION BY {turn} ORDER BY line, id) - 1, {_TURNS}) << {_TURN})
                + (course << {_COURSE}) + (deck_id % {_DECKS} << {_DECK}) AS place
            FROM noted
        )
        UPDATE card
        SET
            position = place + (position & {LAST_PART}),
            due = CASE WHEN state = {State.NEW:d} THEN place + (position & {LAST_PART}) ELSE due END
        FROM placed
        WHERE note_id = placed.id
            AND position <> place + (position & {LAST_PART})
        """,
        {
            "axes": json.dumps(order.first_axes),
            "decks": json.dumps(list(deck_ids or ())),
        },
    )


def load_axes_in_course(connection: sqlite3.Connection) -> list[str]:
    """The keys of the axes that have notes, in the order of the course."""
    rows = connection.execute(
        f"""
        SELECT axis.key
        FROM note
        JOIN deck ON deck.id = note.deck_id
        JOIN axis ON axis.id = note.axis_id
        WHERE NOT note.retired
        GROUP BY axis.id
        ORDER BY min({_COURSE_OF}), axis.id
        """
    )
    return [key for (key,) in rows]
