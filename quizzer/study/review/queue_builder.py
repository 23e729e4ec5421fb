"""The queue of a session, as the database stands now."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from quizzer.core.log import CardQueue
from quizzer.core.schedule.progress import Moment, State
from quizzer.core.schedule.session_queue import QueueItem, SessionQueue
from quizzer.core.schedule.settings import Scheduling
from quizzer.store.queries import due_cards, due_counts
from quizzer.store.scope import Scope
from quizzer.study.due.limits import reviews_left
from quizzer.study.review.values import Plan

if TYPE_CHECKING:
    from quizzer.study.review.goal_pull import Leaning


def leaning(connection: sqlite3.Connection, day: int) -> Leaning | None:
    """What brings cards before the day of a goal; None while there is no goal ahead."""
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM goal WHERE day > ?)", (day,)).fetchone()[0]:
        return None
    from quizzer.study.review.goal_pull import Leaning

    return Leaning(connection, day)


def begun_today(connection: sqlite3.Connection, moment: Moment) -> int:
    """New cards answered on this study day so far."""
    return due_counts.count_answers(connection, moment.day, State.NEW)


def filled(
    connection: sqlite3.Connection,
    rules: Scheduling,
    scope: Scope,
    plan: Plan,
    moment: Moment,
    *,
    new_until: int,
    limit: int | None,
    first: int | None = None,
) -> SessionQueue:
    """The queue of a session that schedules.

    Args:
        new_until: New cards that may have been begun on this study day when the session ends.
        limit: Cards still allowed in this session; None for all.
        first: A card to put before all others, as after an undo.
    """
    until, bury = moment.day + plan.ahead_days, rules.bury_siblings
    rows = due_counts.load_new_cards(
        connection,
        day=moment.day,
        until_day=until,
        bury=bury,
        limit=max(0, new_until - begun_today(connection, moment)),
        where=scope.sql,
        args=scope.args,
    )
    new = [QueueItem(card_id, note_id, position) for card_id, note_id, position, _ in rows]
    reviews = due_counts.count_reviews_until(
        connection, day=moment.day, until_day=until, bury=bury, where=scope.sql, args=scope.args
    )
    left = reviews_left(connection, rules, moment.day)
    return SessionQueue(
        steps=due_cards.load_steps(connection, scope),
        reviews=due_cards.load_reviews(connection, scope, day=moment.day, until_day=until, bury=bury),
        review_count=reviews if left is None else min(reviews, left),
        new=new,
        learn_ahead=rules.learn_ahead * 1000,
        bury_siblings=bury,
        limit=limit,
        first=None if first is None else _first(connection, scope, first, new, until),
    )


def practised(
    connection: sqlite3.Connection, scope: Scope, plan: Plan, moment: Moment, *, limit: int | None
) -> SessionQueue:
    """The queue of a session that leaves the schedule alone."""
    if plan.only:
        items = [QueueItem(card_id, card_id, 0) for card_id in plan.only]
    else:
        items = due_cards.load_practice_cards(connection, scope, moment.day)
    return SessionQueue(reviews=items, review_count=len(items), bury_siblings=False, limit=limit)


def chosen(
    connection: sqlite3.Connection,
    rules: Scheduling,
    plan: Plan,
    *,
    answered: AbstractSet[int],
    limit: int | None,
    first: int | None = None,
) -> SessionQueue:
    """The queue of a session that schedules the plan's own cards, due or not.

    Args:
        answered: Cards of the plan that this session is done with, but for those on a step.
        limit: Cards still allowed in this session; None for all.
        first: A card to put before all others, as after an undo.
    """
    rows = connection.execute(
        "SELECT card.id, note_id, queue, due FROM json_each(?) AS these JOIN card ON card.id = these.value "
        f"WHERE queue >= {CardQueue.NEW:d} ORDER BY these.key",
        (json.dumps(plan.cards),),
    ).fetchall()
    steps = [QueueItem(card_id, note_id, due) for card_id, note_id, queue, due in rows if queue == CardQueue.STEP]
    waiting = [
        QueueItem(card_id, note_id, 0)
        for card_id, note_id, queue, _ in rows
        if queue != CardQueue.STEP and card_id not in answered
    ]
    kinds = {item.card_id: (item, "step") for item in steps} | {item.card_id: (item, "review") for item in waiting}
    return SessionQueue(
        steps=steps,
        reviews=waiting,
        review_count=len(waiting),
        learn_ahead=rules.learn_ahead * 1000,
        bury_siblings=False,
        limit=limit,
        first=None if first is None else kinds.get(first, (QueueItem(first, first, 0), "extra")),
    )


def _first(
    connection: sqlite3.Connection, scope: Scope, card_id: int, new: Sequence[QueueItem], until_day: int
) -> tuple[QueueItem, str]:
    """The card to show first, and whether the queue's counts know of it."""
    queue, note_id, position, counted = connection.execute(
        f"""
        SELECT c.queue, c.note_id, c.due, EXISTS (SELECT 1 FROM card c WHERE c.id = :card {scope.sql})
        FROM card c
        WHERE c.id = :card
        """,
        {"card": card_id, **scope.args},
    ).fetchone()
    item = QueueItem(card_id, note_id, position)
    if counted and queue == CardQueue.STEP:
        return item, "step"
    if counted and queue == CardQueue.DAY and position <= until_day:
        return item, "review"
    return item, "new" if item in new else "extra"
