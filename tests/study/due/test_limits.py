"""The daily limits."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.due.home import load_due
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.study.review.reviewing import answer_all


def test_the_days_limits_hold_over_sessions(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 3\n")
    assert load_due(collection).counts.new == 3
    answer_all(collection, Session(collection, Plan(limit=2)), clock, Rating.EASY)
    assert load_due(collection).counts.new == 1
    assert Session(collection, Plan(new=5)).counts.new == 5
    assert Session(collection, Plan(more_new=2)).counts.new == 3
