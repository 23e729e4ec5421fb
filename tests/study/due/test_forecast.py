"""What the first screen says of tomorrow and of the time is what then comes, within bounds; the long run holds more."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_home
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.study.due.learner import Learner, evening_errors, live, morning_errors, time_errors
from tests.study.review.reviewing import answer_all

DAY = 86_400_000


@pytest.mark.parametrize("seconds", [3.0, 25.0])
def test_tomorrow_and_the_time_are_as_they_were_said_to_be(tmp_path: Path, seconds: float) -> None:
    learner = Learner(seconds=seconds, config="[scheduling]\nnew_per_day = 8\n", missed=(6,))
    lived = live(tmp_path / "lived", learner, 14)
    assert sum(day.answers > 0 for day in lived) == 13
    assert median(evening_errors(lived)) <= 0.15
    assert max(evening_errors(lived)) <= 0.35
    assert median(morning_errors(lived)) <= 0.15
    assert median(time_errors(lived)) <= 0.30
    assert max(time_errors(lived[3:])) <= 0.6


def test_new_cards_are_forecast_while_they_last(open_collection: Opener) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 4\n")
    home = load_home(collection)
    new = [day.new for day in home.forecast]
    assert home.counts.new + sum(new) == sum(axis.cards for axis in home.axes)
    assert new == sorted(new, reverse=True)
    assert new[0] == 4


def test_what_a_limit_leaves_over_is_carried(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 20\nreviews_per_day = 2\n")
    answer_all(collection, Session(collection, Plan()), clock, Rating.GOOD)
    clock.at += 30 * DAY
    home = load_home(collection)
    assert home.counts.review == 2
    first = home.forecast[0]
    assert first.due == 2
    assert first.carried >= 1
    carried = [day.carried for day in home.forecast]
    assert carried[-1] < carried[0]


def test_the_evening_counts_the_siblings_that_wait(collection: Collection, clock: FixedClock) -> None:
    answer_all(collection, Session(collection, Plan()), clock, Rating.EASY)
    clock.at += DAY
    answer_all(collection, Session(collection, Plan()), clock, Rating.EASY)
    clock.at += 60 * DAY
    assert load_home(collection).waits_siblings > 0
    answer_all(collection, Session(collection, Plan()), clock, Rating.EASY)
    evening = load_home(collection)
    clock.at += DAY
    morning = load_home(collection)
    assert morning.counts.review > 0
    assert (evening.forecast[0].due, evening.forecast[0].new) == (morning.counts.review, morning.counts.new)
