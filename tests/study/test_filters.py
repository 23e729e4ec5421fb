"""Filters: words name axes, decks, levels and tags."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter, scope_of
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.study.review.reviewing import answer_all


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        (Filter(levels=("Intermediate",)), {"aromatase#1", "direction"}),
        (Filter(tags=("gland",)), {"gland"}),
        (Filter(axes=("sml",), levels=("academic",)), {"signs", "chain", "sexes"}),
        (Filter(decks=("small",), tags=("GLAND",)), {"gland"}),
        (Filter(decks=("Small axis",), levels=("fundamentals",)), {"gland", "acronym"}),
    ],
)
def test_a_filter_picks_by_axis_deck_level_and_tag(
    collection: Collection, clock: FixedClock, wanted: Filter, keys: set[str]
) -> None:
    assert set(answer_all(collection, Session(collection, Plan(wanted)), clock, Rating.EASY)) == keys


def test_a_filter_that_names_nothing_says_what_there_is(collection: Collection) -> None:
    with pytest.raises(WrongUse, match=r"no axis “HPX”\. There are: SML"):
        Session(collection, Plan(Filter(axes=("HPX",))))


def test_an_axis_is_found_without_a_look_at_the_notes(collection: Collection) -> None:
    read: list[str] = []
    collection.connection.set_trace_callback(read.append)
    scope_of(collection.connection, Filter(axes=("SML",)))
    collection.connection.set_trace_callback(None)
    assert read
    assert not any(table in sql for sql in read for table in (" note", " deck"))
