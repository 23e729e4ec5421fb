"""The outcome of a session: before and after, by axis."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_home
from quizzer.study.due.special_days import gained_today
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan

DAY = 86_400_000


@pytest.fixture
def begun(collection: Collection, clock: FixedClock) -> Collection:
    """A collection with some cards answered some days ago."""
    session = Session(collection, Plan(limit=4))
    while session.current is not None:
        session.answer(Rating.GOOD, 4_000)
    clock.at += 9 * DAY
    return collection


def test_known_and_met_before_are_those_of_the_start(begun: Collection) -> None:
    before = load_home(begun).axes[0]
    session = Session(begun, Plan())
    slipped = False
    while session.current is not None:
        again = session.current.key == "gland" and not slipped
        slipped = slipped or again
        session.answer(Rating.AGAIN if again else Rating.EASY, 2_000)
    after = load_home(begun).axes[0]
    (axis,) = session.outcome().axes
    assert axis.known_before == pytest.approx(before.known)
    assert axis.known == after.known
    assert axis.known_before < axis.known
    assert (axis.met_before, axis.met, axis.cards) == (before.seen, after.seen, 9)
    assert axis.new == after.seen - before.seen
    assert axis.reviewed == 4
    assert session.summary().slipped[0].prompt == "Which gland releases LH?"
    assert gained_today(begun, load_home(begun).axes)["SML"] == pytest.approx(axis.known - axis.known_before, abs=0.01)


def test_an_undo_takes_its_answer_out_of_the_outcome(begun: Collection) -> None:
    session = Session(begun, Plan())
    session.answer(Rating.EASY, 2_000)
    once = session.outcome()
    session.answer(Rating.EASY, 2_000)
    assert session.outcome().axes != once.axes
    session.undo()
    assert session.outcome().axes == once.axes


def test_a_card_is_firm_once_its_interval_reaches_three_weeks(begun: Collection, clock: FixedClock) -> None:
    clock.at += 60 * DAY
    session = Session(begun, Plan(new=0))
    while session.current is not None:
        session.answer(Rating.EASY, 2_000)
    assert session.outcome().axes[0].firm >= 1


def test_a_practice_changes_nothing(begun: Collection) -> None:
    session = Session(begun, Plan(practice=True, limit=2))
    session.answer(Rating.AGAIN, 2_000)
    assert session.outcome().axes == ()
    assert session.summary().slipped == ()
    assert len(session.summary().missed) == 1
