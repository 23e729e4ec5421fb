"""The reviews of the coming days are counted with short cuts; counted card by card they come to the same."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzer.store.due.coming_days import count_by_due_day, count_left_for_tomorrow
from tests.store.due.test_due_counts import (
    DUE,
    SIBLINGS,
    TODAY,
    Card,
    collections,
    open_on,
    reviews_one_by_one,
    rows_of,
    stored,
)

LONE = [[Card(DUE, TODAY, TODAY - 2, 0)], [Card(DUE, TODAY + 1, TODAY - 2, 0)], [Card(DUE, TODAY, TODAY - 2, TODAY)]]


@given(collections, st.booleans())
@example(notes=SIBLINGS, bury=True)
@example(notes=SIBLINGS, bury=False)
@example(notes=LONE, bury=True)
@settings(deadline=None)
def test_what_today_does_not_ask_is_left_for_tomorrow(notes: list[list[Card]], bury: bool) -> None:
    rows = rows_of(notes)
    connection = stored(rows)
    due = [row for row in rows if row.queue == DUE and row.due <= TODAY + 1]
    if bury:
        asked = Counter(row.note_id for row in reviews_one_by_one(rows, TODAY, bury=True))
        cards = Counter(row.note_id for row in due)
        left = sum(cards[note_id] > asked[note_id] for note_id in cards)
    else:
        left = sum(row.due > TODAY or not open_on(row, bury=False) for row in due)
    assert count_left_for_tomorrow(connection, TODAY, bury=bury) == left
    connection.close()


@given(collections, st.integers(0, 2))
@example(notes=SIBLINGS, days=1)
@settings(deadline=None)
def test_what_is_overdue_is_due_today(notes: list[list[Card]], days: int) -> None:
    rows = rows_of(notes)
    connection = stored(rows)
    due = Counter(max(row.due, TODAY) for row in rows if row.queue == DUE and row.due <= TODAY + days)
    assert count_by_due_day(connection, TODAY, days) == due
    connection.close()
