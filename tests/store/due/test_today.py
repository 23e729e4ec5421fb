"""The streak: study days in a row up to today or yesterday, broken by a day without an answer."""

from __future__ import annotations

import pytest

from quizzer.core.exchange import Entry
from quizzer.core.log import LogKind
from quizzer.store.due.today import load_active_days
from quizzer.store.log import import_history
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_home
from tests.conftest import START

DAY = 86_400_000
TODAY = START // DAY


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def logged(collection: Collection, kind: LogKind, days_ago: tuple[int, ...], undone: int | None = None) -> None:
    """One row on each of these days."""
    entries = [Entry("gland", START - ago * DAY, TODAY - ago, kind, 3, 2, 2, 0, 4, 900, undone) for ago in days_ago]
    import_history.add_history(
        collection.connection,
        collection.scheduler,
        import_history.compare_history(collection.connection, entries, frozenset(), exact=True),
        quiet,
    )


@pytest.mark.parametrize(
    ("days_ago", "length"),
    [
        ((), 0),
        ((0,), 1),
        ((0, 1, 2), 3),
        ((0, 1, 3, 4, 5), 2),
        ((0, 2, 3), 1),
        ((1, 2), 2),
        ((1, 3), 1),
        ((2, 3, 4), 0),
        ((40,), 0),
    ],
)
def test_a_day_without_an_answer_breaks_the_streak(
    collection: Collection, days_ago: tuple[int, ...], length: int
) -> None:
    logged(collection, LogKind.ANSWER, days_ago)
    assert load_home(collection).streak == length


def test_neither_marks_nor_answers_taken_back_hold_a_streak(collection: Collection) -> None:
    logged(collection, LogKind.ANSWER, (0, 2))
    logged(collection, LogKind.ANSWER, (1,), undone=START)
    assert load_active_days(collection.connection) == [TODAY - 2, TODAY]
    logged(collection, LogKind.FLAG, (1,))
    assert load_active_days(collection.connection) == [TODAY - 2, TODAY]
    assert load_home(collection).streak == 1


def test_the_longest_streak_and_the_last_days_are_counted(collection: Collection) -> None:
    logged(collection, LogKind.ANSWER, (0, 1, 4, 5, 6, 27, 28))
    home = load_home(collection)
    assert home.longest_streak == 3
    assert [ago for ago, answers in enumerate(reversed(home.activity)) if answers] == [0, 1, 4, 5, 6, 27]
    assert len(home.activity) == 28
