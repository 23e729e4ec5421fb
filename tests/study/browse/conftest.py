"""A table of cards, some of them answered."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.browse.table import Browser
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan

DAY = 86_400_000


@pytest.fixture
def browser(collection: Collection, clock: FixedClock) -> Browser:
    """Some days after the first three cards were answered."""
    session = Session(collection, Plan(limit=3))
    for rating in (Rating.EASY, Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.GOOD):
        if session.current is not None:
            session.answer(rating, 2_000)
        clock.at += 60_000
    clock.at += 3 * DAY
    return Browser(collection)
