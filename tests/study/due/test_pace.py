"""The learner's own pace."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.store.due.pace import PastAnswer
from quizzer.study.collection.collection import Collection
from quizzer.study.due.pace import (
    AGAIN,
    ANSWERS_A_NEW,
    FEWEST,
    SECONDS,
    Pace,
    expected,
    load_pace,
    median_seconds,
    shares,
)
from quizzer.study.due.values import Counts
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan

KNOWN = Pace(10.0, 4.0, 6.0, 3.0, 0.2, True, (0.0,) * 7, (0.0,) * 7, (0.0,) * 7)


def test_without_answers_the_pace_is_a_usual_one(collection: Collection) -> None:
    pace = load_pace(collection.connection, collection.moment().day)
    assert (pace.new, pace.step, pace.review) == (SECONDS,) * 3
    assert (pace.answers_a_new, pace.again, pace.own) == (ANSWERS_A_NEW, AGAIN, False)


def test_a_few_quick_answers_say_nothing_about_a_day() -> None:
    timed = [PastAnswer(id=1, at=number, day=1, rating=3, interval=1, took=1_000) for number in range(FEWEST)]
    assert median_seconds(timed[:-1]) is None
    assert median_seconds(timed) == 1


def test_each_kind_of_answer_has_its_own_median_and_a_long_absence_is_cut(
    collection: Collection, clock: FixedClock
) -> None:
    session = Session(collection, Plan())
    for took in (10_000, 20_000, 60_000):
        session.answer(Rating.GOOD, took)
    while session.current is not None:
        clock.at += 1_000_000
        session.answer(Rating.GOOD, 2_000)
        session.poll()
    pace = load_pace(collection.connection, collection.moment().day)
    assert pace.step == 2
    assert 2 <= pace.new <= 20
    assert pace.review == pytest.approx(2, abs=1)


def test_answers_and_seconds_add_up_over_the_kinds() -> None:
    assert expected(KNOWN, Counts(new=2)) == (6, 2 * (10 + 2 * 4))
    answers, seconds = expected(KNOWN, Counts(review=8))
    assert (answers, seconds) == pytest.approx((10, 8 * 6 + 2 * 4))
    assert expected(KNOWN, Counts(learning=4)) == pytest.approx((5, 20))


def test_shares_go_from_what_is_expected_to_what_is_seen() -> None:
    expected_back = (0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert shares([], expected_back) == expected_back
    seen = shares([3, 3, -600, 40] * 100, expected_back)
    assert seen[2] == pytest.approx(0.5, abs=0.02)
    assert seen[0] == pytest.approx(0.25, abs=0.02)
    assert sum(seen) == pytest.approx(0.75, abs=0.03)
