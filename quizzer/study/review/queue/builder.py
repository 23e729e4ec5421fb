"""Building the queue of a session from the database."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from quizzer.core.log import CardQueue
from quizzer.core.schedule.progress import Moment, State
from quizzer.core.schedule.settings import Scheduling
from quizzer.core.session.session_queue import QueueItem, SessionQueue
from quizzer.core.session.spread import spread_as_read
from quizzer.store.course.sets import load_notes_of, load_sets
from quizzer.store.due import due_cards, due_counts
from quizzer.store.due.session_cards import load_chosen, load_place
from quizzer.store.scope import EVERYTHING, Scope
from quizzer.study.due.day_plan import choose_more, plan_day
from quizzer.study.review.values import Plan


def count_begun(connection: sqlite3.Connection, moment: Moment, scope: Scope = EVERYTHING) -> int:
    """Count the new cards of a scope answered on this study day so far."""
    return due_counts.count_answers(connection, moment.day, State.NEW, scope.sql, scope.args)


def find_new_until(
    connection: sqlite3.Connection, rules: Scheduling, scope: Scope, plan: Plan, moment: Moment
) -> int | None:
    """Find the most new cards of a scope that are begun on this study day; None where the day's plan decides."""
    if plan.new is None and not plan.more_new:
        return None
    begun = count_begun(connection, moment, scope)
    if plan.new is not None:
        return begun + plan.new
    until = moment.day + plan.ahead_days
    return (
        begun
        + len(plan_day(connection, rules, moment.day, until).new_in(connection, scope.sql, scope.args))
        + (plan.more_new)
    )


def build_queue(
    connection: sqlite3.Connection,
    rules: Scheduling,
    scope: Scope,
    plan: Plan,
    moment: Moment,
    *,
    new_until: int | None,
    limit: int | None,
    first: int | None = None,
) -> SessionQueue:
    """Build the queue of a session that schedules: the day's plan, cut to the cards that the session is about.

    Args:
        scope: The cards that the plan's filter selects.
        new_until: The most new cards of the scope begun on this study day, those begun before the session included;
            None for those of the day's plan.
        limit: The most cards this session may still begin; None for no limit.
        first: A card to put before all others, as after an undo.
    """
    until, bury = moment.day + plan.ahead_days, rules.bury_siblings
    today = plan_day(connection, rules, moment.day, until)
    rows = today.new_in(connection, scope.sql, scope.args)
    if new_until is not None:
        left = new_until - count_begun(connection, moment, scope)
        rows = choose_more(
            connection, rules, rows, left, day=moment.day, until_day=until, where=scope.sql, args=scope.args
        )
    new = [QueueItem(card_id, note_id, position) for card_id, note_id, position, *_ in rows]
    limited = today.reviews_in(connection, scope.sql, scope.args)
    return SessionQueue(
        steps=due_cards.load_steps(connection, scope, moment.at),
        reviews=due_cards.load_reviews(connection, scope, day=moment.day, until_day=until, bury=bury)
        if limited is None
        else (QueueItem(card_id, note_id, due) for card_id, note_id, due, _ in limited),
        review_count=due_counts.count_reviews_until(
            connection, day=moment.day, until_day=until, bury=bury, where=scope.sql, args=scope.args
        )
        if limited is None
        else len(limited),
        new=new,
        learn_ahead=rules.learn_ahead * 1000,
        bury_siblings=bury,
        limit=limit,
        first=None if first is None else _first(connection, scope, first, new, until),
    )


def build_practice_queue(
    connection: sqlite3.Connection, scope: Scope, plan: Plan, moment: Moment, *, limit: int | None
) -> SessionQueue:
    """Build the queue of a session that leaves the schedule alone."""
    if plan.only:
        notes = load_notes_of(connection, plan.only)
        chosen = [QueueItem(card_id, notes.get(card_id, card_id), 0) for card_id in plan.only]
        items, count = iter(_spread(connection, chosen)), len(chosen)
    else:
        count, most = due_cards.count_practice_cards(connection, scope)
        items = _spread_as_read(connection, due_cards.load_practice_cards(connection, scope, moment.day), count, most)
    return SessionQueue(reviews=items, review_count=count, bury_siblings=False, limit=limit)


def _spread(connection: sqlite3.Connection, items: list[QueueItem]) -> list[QueueItem]:
    """The items, those of one note and of one set apart as far as that can be."""
    most = max(Counter(item.note_id for item in items).values(), default=0)
    return list(_spread_as_read(connection, [items], len(items), most))


def _spread_as_read(
    connection: sqlite3.Connection, chunks: Iterable[list[QueueItem]], count: int, most: int
) -> Iterator[QueueItem]:
    """The same of items that are read as they are needed.

    Args:
        count: How many items there are.
        most: No note has more of them.
    """
    sets: dict[int, tuple[str, ...]] = {}

    def read() -> Iterator[QueueItem]:
        for chunk in chunks:
            sets.update(load_sets(connection, {item.note_id for item in chunk}))
            yield from chunk

    return spread_as_read(read(), count, most, lambda item: item.note_id, lambda item: sets.get(item.note_id, ()))


def build_chosen_queue(
    connection: sqlite3.Connection,
    rules: Scheduling,
    plan: Plan,
    *,
    answered: AbstractSet[int],
    limit: int | None,
    first: int | None = None,
) -> SessionQueue:
    """Build the queue of a session that schedules the cards named in its plan, due or not.

    Args:
        answered: Cards of the plan that need no further answer in this session, unless they are on a step.
        limit: The most cards this session may still begin; None for no limit.
        first: A card to put before all others, as after an undo.
    """
    rows = load_chosen(connection, plan.cards)
    steps = [QueueItem(card_id, note_id, due) for card_id, note_id, queue, due in rows if queue == CardQueue.STEP]
    waiting = [
        QueueItem(card_id, note_id, 0)
        for card_id, note_id, queue, _ in rows
        if queue != CardQueue.STEP and card_id not in answered
    ]
    waiting = _spread(connection, waiting)
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
    """The card to show first, and the kind under which the queue counts it; ``extra`` where it does not."""
    queue, note_id, due, counted = load_place(connection, card_id, scope)
    item = QueueItem(card_id, note_id, due)
    if counted and queue == CardQueue.STEP:
        return item, "step"
    if counted and queue == CardQueue.DAY and due <= until_day:
        return item, "review"
    return item, "new" if item in new else "extra"
