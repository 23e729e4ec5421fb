"""The new cards that may come on a day, in the order of learning. `quizzer due` waits for this module."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from quizzer.core.session.new_cards import SET
from quizzer.store.due.due_counts import DAY, FIRST_ANSWERS, NEW, NO_ARGS, STEP, Args, open_today

NEW_ORDER = "c.due, c.id"
"""New cards: by position, the order of learning."""

NewCard = tuple[int, int, int, int, str | None, str | None]
"""Card id, note id, position and axis id; the ids of the notes that it waits for; its note's tags where one of them
names a set. The last two are blank-separated, None for none."""

_ANSWERED_BEFORE = f"""
    EXISTS (
        SELECT 1
        FROM card s
        WHERE s.note_id = n.id
            AND s.reps > 0
            AND s.id NOT IN (SELECT card_id FROM log WHERE {FIRST_ANSWERS} AND day >= {{day:d}})
    )
"""
_ANSWERED_EVER = "EXISTS (SELECT 1 FROM card s WHERE s.note_id = n.id AND s.reps > 0)"


def load_new_cards(
    connection: sqlite3.Connection,
    *,
    day: int,
    until_day: int,
    bury: bool,
    today_counts: bool = False,
    only: str = "",
    where: str = "",
    args: Args = NO_ARGS,
) -> Iterator[NewCard]:
    """The new cards that are not put off, in the order of learning; read as far as they are needed.

    Args:
        until_day: New cards wait for siblings that are due until this study day, where siblings are buried.
        today_counts: A note that was first answered today is waited for no longer.
        only: A further condition on the cards, which changes nothing about what they wait for.
        where: Narrows the cards, with ``args``; a note outside is waited for by none inside.
    """
    waits_for, ready = "NULL", _ANSWERED_EVER if today_counts else _ANSWERED_BEFORE.format(day=day)
    if connection.execute("SELECT EXISTS (SELECT 1 FROM prerequisite)").fetchone()[0]:
        waits_for = f"""
            (
                SELECT group_concat(n.id, ' ')
                FROM prerequisite p
                JOIN note n ON n.key = p.needs
                WHERE p.note_id = c.note_id
                    AND EXISTS (SELECT 1 FROM card c WHERE c.note_id = n.id AND c.queue >= {NEW} {where})
                    AND NOT {ready}
            )
        """
    return connection.execute(
        f"""
        SELECT c.id, c.note_id, c.due, c.axis_id,
            {waits_for},
            (SELECT n.tags FROM note n WHERE n.id = c.note_id AND instr(lower(n.tags), ' {SET}'))
        FROM card c
        WHERE c.queue = {NEW}
            {open_today(day, bury=bury)}
            {without_due_sibling(until_day) if bury else ""}
            {only}
            {where}
        ORDER BY {NEW_ORDER}
        """,
        args,
    )


def without_due_sibling(until_day: int) -> str:
    """The condition for new cards that wait for no sibling due until a study day; begins with ``AND``."""
    return f"""
        AND (
            c.sibling_day = 0
            OR NOT EXISTS (
                SELECT 1
                FROM card s
                WHERE s.note_id = c.note_id
                    AND s.id <> c.id
                    AND (s.queue = {STEP} OR s.queue = {DAY} AND s.due <= {until_day:d})
            )
        )
    """


def load_begun(connection: sqlite3.Connection, day: int) -> list[NewCard]:
    """The new cards answered on a study day, in the order of learning; what they waited for is left out."""
    return connection.execute(
        f"""
        SELECT c.id, c.note_id, c.position, c.axis_id, NULL,
            (SELECT n.tags FROM note n WHERE n.id = c.note_id AND instr(lower(n.tags), ' {SET}'))
        FROM log
        JOIN card c ON c.id = log.card_id
        WHERE {FIRST_ANSWERS}
            AND day = :day
        ORDER BY c.position, c.id
        """,
        {"day": day},
    ).fetchall()


def has_goal_ahead(connection: sqlite3.Connection, day: int) -> bool:
    """Whether there is a goal for a later study day; here, so that nothing else of the goals is imported for it."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM goal WHERE day > :day)", {"day": day}).fetchone()[0])


def keep_in_scope(connection: sqlite3.Connection, card_ids: Iterable[int], where: str, args: Args) -> set[int]:
    """Those of some cards that a scope has."""
    found = connection.execute(
        f"SELECT c.id FROM card c WHERE c.id IN (SELECT value FROM json_each(:cards)) {where}",
        {"cards": _listed(card_ids), **args},
    )
    return {card_id for (card_id,) in found}


def count_cards_by(
    connection: sqlite3.Connection, card_ids: Iterable[int], by: str, where: str, args: Args
) -> dict[int | str, int]:
    """Count those of some cards that a scope has, by an expression of SQL."""
    found = connection.execute(
        f"SELECT {by}, count(*) FROM card c WHERE c.id IN (SELECT value FROM json_each(:cards)) {where} GROUP BY 1",
        {"cards": _listed(card_ids), **args},
    )
    return dict(found.fetchall())


def _listed(card_ids: Iterable[int]) -> str:
    return f"[{','.join(map(str, card_ids))}]"
