"""Cards that would give each other away stand apart."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.session.spread import spread, spread_as_read


@given(st.lists(st.integers(0, 4), max_size=12))
def test_no_two_of_one_note_are_neighbours_where_another_order_exists(notes: list[int]) -> None:
    items = list(enumerate(notes))
    done = spread(items, lambda item: item[1])
    assert sorted(done) == items
    most = max(Counter(notes).values(), default=0)
    touching = sum(one[1] == other[1] for one, other in pairwise(done))
    assert touching == max(0, 2 * most - len(notes) - 1)


def test_what_stands_apart_already_stays_as_it_is() -> None:
    assert spread([1, 2, 1, 3, 2], lambda note: note) == [1, 2, 1, 3, 2]
    assert spread([1, 1, 2, 3], lambda note: note) == [1, 2, 1, 3]


def test_notes_of_one_set_stand_apart_where_another_note_is_near() -> None:
    sets = {1: ("lh-fsh",), 2: ("lh-fsh",)}
    assert spread([1, 2, 3, 4], lambda note: note, lambda note: sets.get(note, ())) == [1, 3, 2, 4]
    assert spread([1, 2], lambda note: note, lambda note: sets.get(note, ())) == [1, 2]


@given(st.lists(st.integers(0, 4), max_size=12), st.integers(0, 20))
def test_reading_ahead_changes_no_order(notes: list[int], more: int) -> None:
    items = list(enumerate(notes))
    most = max(Counter(notes).values(), default=0) + more
    assert list(spread_as_read(iter(items), len(items), most, lambda item: item[1])) == spread(
        items, lambda item: item[1]
    )


def test_the_first_items_do_not_wait_for_the_last() -> None:
    items = iter(range(1_000))
    coming = spread_as_read(items, 1_000, 3, lambda number: number // 2)
    assert [next(coming) for _ in range(4)] == [0, 2, 1, 3]
    assert next(items) < 9
