"""Where the learner stands with the cards of a goal, and how a learner answers."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quizzer.core.goals.values import Goal
from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import Progress, Rating, State
from quizzer.store.due.due_counts import FIRST_ANSWERS
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.store.recognition import IS_PICKED
from quizzer.store.records.goals import where_of

_COLUMNS = ", ".join(f"c.{name}" for name in PROGRESS.split(", "))


class CardOfGoal(NamedTuple):
    """A card of a goal; ``picked``: it asks to pick an option, which is no recall."""

    id: int
    key: str
    axis: str
    picked: bool
    progress: Progress


def load_goal_cards(connection: sqlite3.Connection, goal: Goal) -> list[CardOfGoal]:
    """The cards of a goal that are neither retired nor suspended."""
    where, args = where_of(connection, goal)
    rows = connection.execute(
        f"""
        SELECT c.id, c.key, axis.key, {IS_PICKED}, {_COLUMNS}
        FROM card c
        JOIN axis ON axis.id = c.axis_id
        WHERE NOT c.retired
            AND NOT c.suspended
            {where}
        ORDER BY c.id
        """,
        args,
    )
    return [CardOfGoal(card, key, axis, bool(picked), progress_of(cached)) for card, key, axis, picked, *cached in rows]


def count_met_since(connection: sqlite3.Connection, goal: Goal, day: int) -> int:
    """Cards of a goal that were first answered on a study day or later."""
    where, args = where_of(connection, goal)
    row = connection.execute(
        f"""
        SELECT count(DISTINCT c.id)
        FROM log
        JOIN card c ON c.id = log.card_id
        WHERE {FIRST_ANSWERS}
            AND day >= :day
            AND c.queue >= {CardQueue.NEW:d}
            {where}
        """,
        {"day": day, **args},
    ).fetchone()
    return int(row[0])


def count_new(connection: sqlite3.Connection, goal: Goal) -> int:
    """Cards of a goal never answered."""
    where, args = where_of(connection, goal)
    row = connection.execute(f"SELECT count(*) FROM card c WHERE c.queue = {CardQueue.NEW:d} {where}", args).fetchone()
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


def load_cards_of_last_reviews(connection: sqlite3.Connection, reviews: int) -> list[tuple[int, str, int, int]]:
    """Every answer to the cards of the last reviews: card id, axis id, study day, rating; card by card, in order."""
    return connection.execute(
        f"""
        SELECT log.card_id, axis.key, log.day, log.value
        FROM log
        JOIN card ON card.id = log.card_id
        JOIN axis ON axis.id = card.axis_id
        WHERE log.kind = {LogKind.ANSWER:d}
            AND log.undone IS NULL
            AND log.card_id IN (
                SELECT card_id
                FROM log
                WHERE kind = {LogKind.ANSWER:d}
                    AND undone IS NULL
                    AND before = {State.REVIEW:d}
                ORDER BY id DESC
                LIMIT {reviews:d}
            )
        ORDER BY log.card_id, log.at, log.device
        """
    ).fetchall()
