"""The limit of reviews counts cards, and notes only where siblings are buried; only new cards are begun."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.due.due_counts import count_answers, load_first_reviews
from quizzer.study.collection.collection import Collection
from quizzer.study.due.limits import new_left
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan

TODAY = 100


@pytest.fixture
def siblings() -> Iterator[sqlite3.Connection]:
    """Two notes of two cards each, all four due; the second note is on another axis."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE card (id, note_id, axis_id, shuffle, queue, due, buried_day, sibling_day)")
    connection.executemany(
        "INSERT INTO card VALUES (?, ?, ?, 0, 2, ?, 0, 0)", [(n, n // 2, n // 2 + 1, TODAY) for n in range(4)]
    )
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("bury", "limit", "expected"),
    [
        (False, 1, {1: 1}),
        (False, 2, {1: 2}),
        (False, 3, {1: 2, 2: 1}),
        (False, 9, {1: 2, 2: 2}),
        (True, 1, {1: 1}),
        (True, 2, {1: 1, 2: 1}),
        (True, 9, {1: 1, 2: 1}),
    ],
)
def test_the_limit_counts_siblings_one_by_one_unless_they_are_buried(
    siblings: sqlite3.Connection, bury: bool, limit: int, expected: dict[int, int]
) -> None:
    first = load_first_reviews(siblings, day=TODAY, until_day=TODAY, bury=bury, limit=limit)
    assert Counter(axis_id for *_, axis_id in first) == expected


def test_answers_are_counted_by_the_state_before_them(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan(limit=1))
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.GOOD):
        session.answer(rating, 1_000)
        clock.at += 1_000
    day, rules = collection.moment().day, collection.settings.scheduling
    assert count_answers(collection.connection, day, State.NEW) == 1
    assert count_answers(collection.connection, day, State.LEARNING) == 2
    assert count_answers(collection.connection, day, State.REVIEW) == 0
    assert new_left(collection.connection, rules, day) == rules.new_per_day - 1
    assert new_left(collection.connection, rules, day + 1) == rules.new_per_day
