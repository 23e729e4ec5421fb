"""Counts of the cards to do. `quizzer due` waits for this module, so it imports next to nothing.

``where`` and ``args`` narrow each count, as the parts of :class:`quizzer.store.scope.Scope` do; the
card table is ``c``. ``by`` is what to count by, a value of :data:`quizzer.store.grouping.GROUP_SQL`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from quizzer.core.schedule.study_days import LONGEST_STEP, step_end

# The numbers of LogKind and Queue without their home, quizzer.core.log: importing enum takes longer than the counting.
# A test holds them equal.
_ANSWER, _BURY = 0, 3
NEW, STEP, DAY = 0, 1, 2

Args = Mapping[str, int | str]
NO_ARGS: Args = {}

AXIS = "c.axis_id"
Value = int | str
"""What is counted by, such as an axis id."""

REVIEW_ORDER = "c.due, c.shuffle, c.id"
"""Reviews: the longest due first, shuffled within a day."""
SUREST_FIRST = "({day:d} - coalesce(c.last_day, 0)) / coalesce(c.stability, 0.01), "
"""Before another order: recall falls with the days since the last answer, counted in the card's own stability."""
REVIEW_DUE = f"c.queue = {DAY} AND c.due <= :until"
"""The condition for reviews that are due by a study day, the parameter ``until``."""

ANY_SET_RIGHT = f"EXISTS (SELECT 1 FROM log s WHERE s.kind = {_BURY} AND s.value < 0)"
"""Whether there may be a row of the log for which ``SET_RIGHT`` holds."""
SET_RIGHT = f"""
    (
        {ANY_SET_RIGHT}
        AND log.card_id IN (SELECT s.card_id FROM log s WHERE s.kind = {_BURY} AND s.value < 0)
        AND EXISTS (
            SELECT 1
            FROM log r
            WHERE r.card_id = log.card_id
                AND r.kind = {_BURY}
                AND r.value < 0
                AND r.day < log.day
                AND r.undone IS NULL
                AND (r.at, r.device) > (log.at, log.device)
        )
    )
"""
"""The condition for rows of a study day that was none: see :mod:`quizzer.store.days_ahead`. There are hardly ever any
such rows: where there are none, an index of them says so once, and no row of the log is looked at for it."""

_ANSWERED = f"kind = {_ANSWER} AND undone IS NULL AND NOT {SET_RIGHT}"
FIRST_ANSWERS = f"{_ANSWERED} AND before = {NEW}"
"""The condition for rows of the log that answered a new card."""


def open_today(day: int, *, bury: bool) -> str:
    """The condition for new cards and reviews that are not put off until tomorrow; begins with ``AND``."""
    return f"AND c.buried_day <> {day:d}" + (f" AND c.sibling_day <> {day:d}" if bury else "")


def open_reviews(day: int, *, bury: bool) -> str:
    """The condition for reviews due by a study day, the parameter ``until``, that are not put off until tomorrow.

    A card on a step is asked before its siblings, so it puts them off, though their day does not say so yet.
    """
    behind_steps = f"AND c.note_id NOT IN (SELECT note_id FROM card WHERE queue = {STEP})" if bury else ""
    return f"{REVIEW_DUE} {open_today(day, bury=bury)} {behind_steps}"


def put_off(day: int, *, bury: bool) -> str:
    """The condition for cards that wait for the next study day: buried, or a sibling was answered.

    For new cards and reviews it is the opposite of :func:`open_today`; a sibling's answer puts no step off. A day
    later than today puts nothing off, as :func:`quizzer.core.schedule.study_days.is_today` has it.
    """
    siblings = f" OR (c.sibling_day = {day:d} AND c.queue IN ({NEW}, {DAY}))" if bury else ""
    return f"(c.buried_day = {day:d}{siblings})"


def count_steps(
    connection: sqlite3.Connection, at: int, learn_ahead: int, where: str = "", args: Args = NO_ARGS, by: str = AXIS
) -> dict[Value, int]:
    """For each value: cards on a step that has ended.

    Args:
        at: This instant, in milliseconds.
        learn_ahead: Milliseconds a step may be cut short.
    """
    return dict(
        connection.execute(
            f"""
            SELECT {by}, count(*)
            FROM card c
            WHERE c.queue = {STEP}
                AND (c.due <= :until OR c.due > :latest)
                {where}
            GROUP BY 1
            """,
            {"until": at + learn_ahead, "latest": at + LONGEST_STEP, **args},
        ).fetchall()
    )


def count_reviews(
    connection: sqlite3.Connection, *, day: int, bury: bool, where: str = "", args: Args = NO_ARGS, by: str = AXIS
) -> dict[Value, int]:
    """For each value: reviews due that are not put off, siblings counted once, without a limit."""
    return dict(
        connection.execute(
            f"""
            SELECT {by}, {"count(DISTINCT c.note_id)" if bury else "count(*)"}
            FROM card c
            WHERE {open_reviews(day, bury=bury)}
                {where}
            GROUP BY 1
            """,
            {"until": day, **args},
        ).fetchall()
    )


def load_first_reviews(
    connection: sqlite3.Connection, *, day: int, until_day: int, bury: bool, limit: int, surest: bool = False
) -> list[tuple[int, int, int, int]]:
    """The first reviews of a day: card id, note id, due and axis id; of siblings only one.

    Args:
        surest: Those most likely to be recalled come first, and not those due longest.
    """
    found: list[tuple[int, int, int, int]] = []
    notes: set[int] = set()
    if limit <= 0:
        return found
    for row in connection.execute(
        f"""
        SELECT c.id, c.note_id, c.due, c.axis_id
        FROM card c
        WHERE {open_reviews(day, bury=bury)}
        ORDER BY {SUREST_FIRST.format(day=day) if surest else ""} {REVIEW_ORDER}
        """,
        {"until": until_day},
    ):
        if bury and row[1] in notes:
            continue
        notes.add(row[1])
        found.append(row)
        if len(found) >= limit:
            break
    return found


def count_waiting_siblings(connection: sqlite3.Connection, day: int, *, bury: bool) -> int:
    """Reviews due that wait for the next study day because another card of their note is asked today."""
    if not bury:
        return 0
    due, asked = connection.execute(
        f"""
        SELECT count(*), group_concat(c.note_id) FILTER (WHERE {open_reviews(day, bury=True)})
        FROM card c
        WHERE {REVIEW_DUE} {open_today(day, bury=False)}
        """,
        {"until": day},
    ).fetchone()
    return int(due) - len({*split_list(asked)})


def count_reviews_until(
    connection: sqlite3.Connection, *, day: int, until_day: int, bury: bool, where: str = "", args: Args = NO_ARGS
) -> int:
    """Reviews due until a study day that a session would show, siblings counted once."""
    # The first card waits for this. A group_concat is faster than fetching rows, or than a DISTINCT.
    due = _list_notes(connection, f"{REVIEW_DUE} {open_today(day, bury=bury)} {where}", {"until": until_day, **args})
    if not bury:
        return len(due)
    notes = set(due)
    return len(notes) - len(notes.intersection(_list_notes(connection, f"c.queue = {STEP}")))


def _list_notes(connection: sqlite3.Connection, which: str, args: Args = NO_ARGS) -> list[str]:
    """The note of each card that a condition names."""
    return split_list(
        connection.execute(f"SELECT group_concat(c.note_id) FROM card c WHERE {which}", args).fetchone()[0]
    )


def split_list(text: str | None) -> list[str]:
    """The values of a ``group_concat``, which is nothing where there are none."""
    return text.split(",") if text else []


def count_answers(connection: sqlite3.Connection, day: int, before: int, where: str = "", args: Args = NO_ARGS) -> int:
    """Answers given on a study day to cards that were in this state (a number of ``State``)."""
    inside = f"AND card_id IN (SELECT c.id FROM card c WHERE c.id = log.card_id {where})" if where else ""
    row = connection.execute(
        f"""
        SELECT count(*)
        FROM log
        WHERE {_ANSWERED}
            AND day = :day
            AND before = :before
            {inside}
        """,
        {"day": day, "before": before, **args},
    ).fetchone()
    return int(row[0])


def find_next_step(connection: sqlite3.Connection, now: int) -> int | None:
    """Milliseconds at which the next step ends; those of a clock that was ahead have ended."""
    first, last = connection.execute(f"SELECT min(due), max(due) FROM card WHERE queue = {STEP}").fetchone()
    return None if first is None else min(step_end(first, now), step_end(last, now))


def find_next_day(connection: sqlite3.Connection, day: int) -> int | None:
    """The next study day with a review, after this one."""
    due: int | None = connection.execute(
        f"SELECT min(due) FROM card WHERE queue = {DAY} AND due > :day", {"day": day}
    ).fetchone()[0]
    return due


def has_review(connection: sqlite3.Connection, day: int) -> bool:
    """Whether a review is due, though it may be buried or beyond the limit."""
    found = connection.execute(f"SELECT EXISTS (SELECT 1 FROM card c WHERE {REVIEW_DUE})", {"until": day}).fetchone()
    return bool(found[0])


def has_new(connection: sqlite3.Connection) -> bool:
    """Whether there is a card never answered."""
    return bool(connection.execute(f"SELECT EXISTS (SELECT 1 FROM card WHERE queue = {NEW})").fetchone()[0])


def load_axis_keys(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Row id and key of every axis."""
    return connection.execute("SELECT id, key FROM axis ORDER BY id").fetchall()


def schema_number(connection: sqlite3.Connection) -> int:
    """The number of the database's schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
