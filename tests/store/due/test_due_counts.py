"""The counts take short cuts; counted card by card they come to the same."""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzer.core.session.new_cards import NewCardPicker
from quizzer.store.due.due_counts import (
    count_reviews,
    count_reviews_until,
    count_waiting_siblings,
    load_first_reviews,
    open_today,
    put_off,
)
from quizzer.store.due.new_cards import load_new_cards
from quizzer.study.due.day_plan import pick_new

TODAY, LATER = 100, 102
OFF, NEW, STEP, DUE = -1, 0, 1, 2


class Card(NamedTuple):
    """A card as the counts see it; its note and axis are told by the place it stands in."""

    queue: int
    due: int
    last_day: int
    buried_day: int


answered = st.builds(
    Card,
    queue=st.sampled_from([OFF, STEP, DUE]),
    due=st.integers(TODAY - 1, LATER + 1),
    last_day=st.integers(TODAY - 3, TODAY),
    buried_day=st.sampled_from([0, TODAY]),
)
fresh = st.builds(Card, st.sampled_from([OFF, NEW]), st.integers(0, 9), st.just(0), st.sampled_from([0, TODAY]))
SIBLINGS = [[Card(DUE, TODAY, TODAY - 2, 0), Card(DUE, TODAY - 1, TODAY - 1, 0)]]
collections = st.lists(st.lists(answered | fresh, min_size=1, max_size=3), max_size=8)


class Row(NamedTuple):
    """A row of the card table."""

    id: int
    note_id: int
    axis_id: int
    shuffle: int
    queue: int
    due: int
    buried_day: int
    sibling_day: int


def rows_of(notes: list[list[Card]]) -> list[Row]:
    rows: list[Row] = []
    for note_id, cards in enumerate(notes):
        for index, card in enumerate(cards):
            sibling_day = max((other.last_day for at, other in enumerate(cards) if at != index), default=0)
            shuffle = (len(rows) * 7) % 5
            rows.append(
                Row(len(rows), note_id, note_id % 2, shuffle, card.queue, card.due, card.buried_day, sibling_day)
            )
    return rows


def stored(rows: list[Row]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE card ({', '.join(Row._fields)})")
    connection.execute("CREATE INDEX card_note ON card (note_id)")
    connection.execute("CREATE TABLE note (id, key, tags)")
    connection.execute("CREATE TABLE prerequisite (note_id, needs)")
    connection.executemany(f"INSERT INTO card VALUES ({', '.join('?' for _ in Row._fields)})", rows)
    return connection


def open_on(row: Row, *, bury: bool) -> bool:
    return row.buried_day < TODAY and (not bury or row.sibling_day < TODAY)


def reviews_one_by_one(rows: list[Row], until_day: int, *, bury: bool) -> list[Row]:
    """The reviews a session shows, in its order; those behind a sibling on a step wait."""
    shown: list[Row] = []
    on_step = {row.note_id for row in rows if bury and row.queue == STEP}
    for row in sorted(rows, key=lambda row: (row.due, row.shuffle, row.id)):
        sibling_shown = row.note_id in on_step or (bury and any(other.note_id == row.note_id for other in shown))
        if row.queue == DUE and row.due <= until_day and open_on(row, bury=bury) and not sibling_shown:
            shown.append(row)
    return shown


@example(notes=SIBLINGS, bury=True, until_day=TODAY)
@given(collections, st.booleans(), st.sampled_from([TODAY, LATER]))
@settings(deadline=None)
def test_the_total_of_reviews_is_what_a_session_shows(notes: list[list[Card]], bury: bool, until_day: int) -> None:
    rows = rows_of(notes)
    connection = stored(rows)
    shown = reviews_one_by_one(rows, until_day, bury=bury)
    assert count_reviews_until(connection, day=TODAY, until_day=until_day, bury=bury) == len(shown)
    connection.close()


@given(collections, st.booleans(), st.none() | st.integers(0, 6))
@settings(deadline=None)
def test_reviews_by_axis_are_what_a_session_shows(notes: list[list[Card]], bury: bool, limit: int | None) -> None:
    rows = rows_of(notes)
    connection = stored(rows)
    shown = reviews_one_by_one(rows, TODAY, bury=bury)[:limit]
    if limit is None:
        found = count_reviews(connection, day=TODAY, bury=bury)
    else:
        first = load_first_reviews(connection, day=TODAY, until_day=TODAY, bury=bury, limit=limit)
        assert [card_id for card_id, *_ in first] == [row.id for row in shown]
        found = Counter(axis_id for *_, axis_id in first)
    assert found == Counter(row.axis_id for row in shown)
    connection.close()


@example(notes=SIBLINGS, bury=True)
@given(collections, st.booleans())
@settings(deadline=None)
def test_siblings_wait_that_are_due_and_not_shown(notes: list[list[Card]], bury: bool) -> None:
    rows = rows_of(notes)
    connection = stored(rows)
    due = [row for row in rows if row.queue == DUE and row.due <= TODAY and row.buried_day < TODAY]
    shown = reviews_one_by_one(rows, TODAY, bury=bury)
    assert count_waiting_siblings(connection, TODAY, bury=bury) == len(due) - len(shown)
    connection.close()


@given(collections, st.booleans(), st.integers(0, 6))
@settings(deadline=None)
def test_new_cards_wait_for_the_siblings_that_are_due(notes: list[list[Card]], bury: bool, limit: int) -> None:
    rows = rows_of(notes)
    connection = stored(rows)
    expected: list[int] = []
    begun: set[int] = set()
    for row in sorted(rows, key=lambda row: (row.due, row.id)):
        waits = any(
            other.note_id == row.note_id and (other.queue == STEP or (other.queue == DUE and other.due <= TODAY))
            for other in rows
        )
        if row.queue != NEW or not open_on(row, bury=bury) or (bury and (waits or row.note_id in begun)):
            continue
        begun.add(row.note_id)
        expected.append(row.id)
    found = load_new_cards(connection, day=TODAY, until_day=TODAY, bury=bury)
    picked = pick_new(NewCardPicker(bury=bury, axis_left={}), found, limit)
    assert [card_id for card_id, *_ in picked] == expected[:limit]
    connection.close()


@pytest.mark.parametrize("bury", [True, False])
def test_nothing_is_counted_in_an_empty_collection(bury: bool) -> None:
    connection = stored([])
    assert count_reviews_until(connection, day=TODAY, until_day=TODAY, bury=bury) == 0
    assert count_reviews(connection, day=TODAY, bury=bury) == {}
    connection.close()


@pytest.mark.parametrize("bury", [True, False])
def test_a_new_card_or_review_is_open_or_put_off(bury: bool) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE card (queue, buried_day, sibling_day)")
    connection.executemany("INSERT INTO card VALUES (?, ?, ?)", product((0, 2), (9, 10, 11), (9, 10, 11)))
    open_, later = open_today(10, bury=bury), put_off(10, bury=bury)
    found = connection.execute(f"SELECT 1 {open_}, {later} FROM card c").fetchall()
    assert len(found) == 18
    assert all(is_open + is_put_off == 1 for is_open, is_put_off in found)
    assert {is_open for is_open, _ in found} == {0, 1}
