"""The last answers of each kind, for the learner's own pace and for what comes back after them.

The log is read backwards from a study day, a day and a kind at a time by its index, so its length does not matter.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
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
        id: Its row id.
        at: Milliseconds.
        day: Its study day.
        rating: 1 to 4.
        took: Milliseconds; 0 where it is not known.
        interval: Scheduled then: days when positive, seconds when negative.
    """

    id: int
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
    of_day = f"SELECT count(*) FROM log WHERE {_LIVE} AND before = :state AND log.day ="
    rows = connection.execute(
        f"""
        WITH RECURSIVE back(day, answers) AS (
            SELECT :day, ({of_day} :day)
            UNION ALL
            SELECT back.day - 1, answers + ({of_day} back.day - 1)
            FROM back
            WHERE answers < :most
                AND back.day > :last
        )
        SELECT id, at, log.day, value, took, interval
        FROM back
        CROSS JOIN log ON log.day = back.day
        WHERE {_LIVE}
            AND before = :state
        ORDER BY log.day DESC, id DESC
        LIMIT :most
        """,
        {"day": day, "last": day - MOST_DAYS + 1, "state": int(state), "most": most},
    )
    return list(map(PastAnswer._make, rows))


def load_first_days(connection: sqlite3.Connection, first: Iterable[PastAnswer]) -> list[FirstDay]:
    """The study day of each of some answers, for its card."""
    rows = connection.execute(
        f"""
        SELECT count(*), max(log.at), log.interval
        FROM json_each(:ids) AS these
        CROSS JOIN log AS first ON first.id = these.value
        -- A card has few rows: they are found by it, not by the day.
        CROSS JOIN log ON log.card_id = first.card_id
            AND log.at BETWEEN first.at AND first.at + {DAY_MILLIS}
            AND +log.day = first.day
        WHERE log.kind = {LogKind.ANSWER:d}
            AND log.undone IS NULL
        GROUP BY these.key
        """,
        {"ids": _ids(first)},
    )
    return [FirstDay(answers, interval) for answers, _, interval in rows]


def load_intervals_before(connection: sqlite3.Connection, answers: Iterable[PastAnswer]) -> list[int]:
    """The interval that each of some answers ended; days when positive, 0 for none."""
    rows = connection.execute(
        f"""
        SELECT
            coalesce(
                (
                    SELECT interval
                    FROM log
                    WHERE {_LIVE}
                        AND card_id = after.card_id
                        AND at < after.at
                    ORDER BY at DESC
                    LIMIT 1
                ),
                0
            )
        FROM json_each(:ids) AS these
        CROSS JOIN log AS after ON after.id = these.value
        ORDER BY these.key
        """,
        {"ids": _ids(answers)},
    )
    return [interval for (interval,) in rows]


def _ids(answers: Iterable[PastAnswer]) -> str:
    return json.dumps([answer.id for answer in answers])
