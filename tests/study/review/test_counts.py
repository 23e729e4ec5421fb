"""What the head of a review counts is what is still to come, also where an answer puts off a sibling."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_due
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import card_of
from tests.study.review.reviewing import answer_all

DAY = 86_400_000


def leave_on_a_step(collection: Collection, clock: FixedClock) -> None:
    """A card left on a step, and its sibling due for review on the same day."""
    answer_all(collection, Session(collection, Plan()), clock, Rating.EASY)
    clock.at += DAY
    session = Session(collection, Plan())
    assert session.current is not None
    assert session.current.key == "acronym#reverse"
    session.answer(Rating.GOOD, 1_000)
    clock.at += card_of(collection, "acronym").interval * DAY


@pytest.mark.parametrize("rating", [Rating.AGAIN, Rating.GOOD])
def test_a_sibling_that_a_step_puts_off_is_not_counted(
    collection: Collection, clock: FixedClock, rating: Rating
) -> None:
    leave_on_a_step(collection, clock)
    session = Session(collection, Plan(new=0))
    assert session.current is not None
    assert session.current.key == "acronym#reverse"
    before = session.counts
    assert before.review == load_due(collection).counts.review
    session.answer(rating, 1_000)
    assert session.counts.review == before.review == load_due(collection).counts.review
    asked = answer_all(collection, session, clock, Rating.EASY)
    assert "acronym" not in asked
    assert len({key for key in asked if key != "acronym#reverse"}) == before.review


def test_without_burying_the_sibling_stays_counted(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection("[scheduling]\nbury_siblings = false\n")
    answer_all(collection, Session(collection, Plan(limit=2)), clock, Rating.EASY)
    session = Session(collection, Plan(limit=1))
    assert session.current is not None
    session.answer(Rating.GOOD, 1_000)
    clock.at += 60 * DAY
    again = Session(collection, Plan(new=0))
    reviews = again.counts.review
    assert reviews > 0
    again.answer(Rating.GOOD, 1_000)
    assert again.counts.review == reviews == load_due(collection).counts.review
