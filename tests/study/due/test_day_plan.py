"""A count beside a row is what its session asks; the rows add up to the head; answers elsewhere change no row."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizzer.core.schedule.progress import Rating, State
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_due, load_home
from quizzer.study.due.values import Counts
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.study.due.random_collections import AXES, TAG, random_collection

LENIENT = settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def rows_equal_sessions(folder: Path, seed: int) -> None:
    """Hold every row of a random collection against its session, then live through one of them."""
    with random_collection(folder, seed) as (collection, _, chance):
        home = load_home(collection)
        assert reduce(Counts.plus, (row.counts for row in home.axes), Counts()) == home.counts
        assert Session(collection, Plan()).counts == home.counts
        for row in home.axes:
            session = Session(collection, Plan(Filter(axes=(row.axis.id,))))
            assert session.counts == row.counts
            assert session.planned == row.counts.total
        for wanted in (Filter(tags=(TAG,)), Filter(decks=(chance.choice(AXES),)), Filter(levels=("academic",))):
            try:
                due = load_due(collection, wanted).counts
            except WrongUse:
                continue
            assert Session(collection, Plan(wanted)).counts == due
        lived = chance.choice(home.axes)
        asked = live_through(collection, lived.axis.id)
        assert asked == (lived.counts.new, lived.counts.learning + lived.counts.review)
        after = load_home(collection)
        for row, then in zip(home.axes, after.axes, strict=True):
            assert then.counts == (Counts() if row.axis == lived.axis else row.counts)


def live_through(collection: Collection, axis: str) -> tuple[int, int]:
    """Answer all of an axis at once; the new and the due cards that were asked."""
    session = Session(collection, Plan(Filter(axes=(axis,))))
    asked: dict[str, bool] = {}
    while session.current is not None:
        asked.setdefault(session.current.key, session.current.progress.state is State.NEW)
        session.answer(Rating.EASY, 1_000)
    assert session.finished == session.planned
    return sum(asked.values()), len(asked) - sum(asked.values())


@LENIENT
@given(st.integers(0, 2**32))
def test_rows_are_what_their_sessions_ask(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rows_equal_sessions(tmp_path_factory.mktemp("rows"), seed)
