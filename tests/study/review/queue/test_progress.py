"""The bar of a session: it goes back by an undo alone, and is full at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.study.due.random_collections import AXES, act, random_collection
from tests.study.review.reviewing import answer_all

PLANS = (
    Plan(),
    Plan(Filter(axes=AXES[:1])),
    Plan(limit=3),
    Plan(more_new=2),
    Plan(new=4),
    Plan(ahead_days=3),
    Plan(practice=True),
)


def test_a_card_is_finished_when_it_is_not_asked_again_today(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan(new=3))
    assert (session.planned, session.finished, session.come_back) == (3, 0, 0)
    session.answer(Rating.GOOD, 1_000)
    session.answer(Rating.EASY, 1_000)
    assert (session.planned, session.finished, session.come_back) == (3, 1, 1)
    session.undo()
    assert (session.planned, session.finished, session.come_back) == (3, 0, 1)
    session.suspend()
    assert (session.planned, session.finished, session.come_back) == (3, 1, 1)
    session.answer(Rating.AGAIN, 1_000)
    assert (session.finished, session.come_back) == (1, 1)
    answer_all(collection, session, clock, Rating.EASY)
    assert (session.planned, session.finished) == (3, 3)
    assert session.current is None


def test_more_new_cards_begin_a_bar_of_their_own(collection: Collection) -> None:
    session = Session(collection, Plan(new=1))
    session.answer(Rating.EASY, 1_000)
    more = Session(collection, Plan(new=2))
    assert (more.planned, more.finished) == (2, 0)


def bar_goes_forward(folder: Path, seed: int) -> None:
    """Live through a random session of a random collection and watch its bar."""
    with random_collection(folder, seed) as (collection, clock, chance):
        session = Session(collection, chance.choice(PLANS))
        planned, finished = session.planned, session.finished
        assert planned == session.counts.total
        assert finished == 0
        day = collection.moment().day
        for _ in range(60):
            clock.at += chance.choice((1_000, 60_000, 700_000))
            session.poll()
            if session.current is None and not session.take_now():
                break
            undone = act(session, chance) if session.current is not None else False
            if collection.moment().day != day:
                return
            assert session.finished <= session.planned
            if not undone:
                assert (session.planned, session.finished >= finished) == (planned, True)
            planned, finished = session.planned, session.finished
        if session.current is None and session.waiting_until is None and planned:
            assert finished == planned


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
def test_the_bar_goes_back_by_an_undo_alone(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    bar_goes_forward(tmp_path_factory.mktemp("bar"), seed)


def test_a_card_that_is_taken_before_its_time_is_the_plan_of_its_session(open_collection: Opener) -> None:
    collection = open_collection('[scheduling]\nlearning_steps = ["30m"]\nlearn_ahead = "0s"\n')
    Session(collection, Plan(new=1)).answer(Rating.AGAIN, 1_000)
    session = Session(collection, Plan(new=0))
    assert session.current is None
    assert session.take_now()
    assert (session.planned, session.finished) == (1, 0)
    session.answer(Rating.EASY, 1_000)
    assert (session.planned, session.finished) == (1, 1)
