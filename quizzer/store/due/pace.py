"""The last answers of each kind, for the learner's own pace and for what comes back after them.

The log is read backwards from a study day, a day and a kind at a time by its index, so its length does not matter.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import DAY_MILLIS

MOST_DAYS = 90
"""Study days that are looked at."""

_LIVE = f"kind = {LogKind.ANSWER:d} AND undone IS NULL"


class PastAnswer(NamedTuple):
    """One answer.

    Attributes:
        rating: 1 to 4.
        took: Milliseconds; 0 where it is not known.
        interval: Scheduled then: days when positive, seconds when negative.
    """

    card_id: int
    at: int
    day: int
    rating: int
    took: int
    interval: int


class FirstDay(NamedTuple):
    """The study day on which a card was met.

    Attributes:
        answers: Given to it on that day.
        interval: The last one scheduled on that day; days when positive.
    """

    answers: int
    interval: int


def load_last_answers(connection: sqlite3.Connection, day: int, state: State, most: int) -> list[PastAnswer]:
    """The last answers to cards in a state, up to a study day, the latest days first."""
    found: list[PastAnswer] = []
    for one in range(day, day - MOST_DAYS, -1):
        rows = connection.execute(
            f"""
            SELECT card_id, at, day, value, took, interval
            FROM log
            WHERE {_LIVE}
                AND day = :day
                AND before = :state
            ORDER BY id DESC
            LIMIT :most
            """,
            {"day": one, "state": int(state), "most": most - len(found)},
        )
        found += map(PastAnswer._make, rows)
        if len(found) >= most:
            break
    return found


def load_first_day(connection: sqlite3.Connection, first: PastAnswer) -> FirstDay:
    """The study day of an answer, for its card."""
    answers, _, interval = connection.execute(
        f"""
        SELECT count(*), max(at), interval
        FROM log
        WHERE {_LIVE}
            AND card_id = :card
            AND at BETWEEN :at AND :at + {DAY_MILLIS}
            AND +day = :day -- a card has few rows: they are found by it, not by the day
        """,
        {"card": first.card_id, "at": first.at, "day": first.day},
    ).fetchone()
    return FirstDay(answers, interval)


def find_interval_before(connection: sqlite3.Connection, answer: PastAnswer) -> int:
    """The interval that an answer ended; days when positive."""
    row = connection.execute(
        f"""
        SELECT interval
        FROM log
        WHERE {_LIVE}
            AND card_id = :card
            AND at < :at
        ORDER BY at DESC
        LIMIT 1
        """,
        {"card": answer.card_id, "at": answer.at},
    ).fetchone()
    return int(row[0]) if row else 0
