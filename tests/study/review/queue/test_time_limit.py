"""A session limited by time has as many cards as the learner's pace allows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.due.pace import Pace, expected
from quizzer.study.due.values import Counts
from quizzer.study.review.queue.time_limit import count_within
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener

NEVER = (0.0,) * 7


def pace_of(seconds: float) -> Pace:
    return Pace(seconds, seconds, seconds, 2.5, 0.1, own=True, new_back=NEVER, young_back=NEVER, mature_back=NEVER)


@given(new=st.integers(0, 60), review=st.integers(0, 300), seconds=st.floats(1, 40), minutes=st.integers(1, 60))
def test_it_is_the_most_that_fits(new: int, review: int, seconds: float, minutes: int) -> None:
    pace, total = pace_of(seconds), new + review
    found = count_within(Counts(new, 0, review), pace, 60 * minutes)
    assert 1 <= found <= max(1, total)

    def takes(cards: int) -> float:
        fresh = round(new * cards / total)
        return expected(pace, Counts(fresh, 0, cards - fresh))[1]

    if found < total:
        assert takes(found + 1) > 60 * minutes
    if found > 1:
        assert takes(found) <= 60 * minutes


def test_a_slow_learner_gets_fewer_cards(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection()
    session = Session(collection, Plan(limit=3))
    while session.current is not None and session.done < 12:
        session.answer(Rating.GOOD, 55_000)
        clock.at += 60_000
    assert Session(collection, Plan(minutes=60)).counts.total > Session(collection, Plan(minutes=3)).counts.total == 1
    assert Session(collection, Plan(minutes=60, limit=2)).counts.total == 2
