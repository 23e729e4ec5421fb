"""The first screen, a waiting session and `quizzer due` name one instant for the next card."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.due.home import load_due, load_home
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener

CONFIG = '[scheduling]\nnew_per_day = 1\nlearning_steps = ["1m", "30m"]\n'


def test_a_waiting_session_and_the_first_screen_agree(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection(CONFIG)
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 1_000)
    assert session.current is None
    home = load_home(collection)
    assert session.waiting_until == home.next_due == load_due(collection).next_due
    assert home.next_due is not None
    assert (home.come_back, session.come_back, session.finished) == (1, 1, 0)
    clock.at = home.next_due - 1
    assert load_due(collection).counts.total == 0
    clock.at = home.next_due
    assert load_due(collection).counts.learning == 1
    session.poll()
    assert session.current is not None


def test_a_waiting_card_is_taken_at_once(open_collection: Opener) -> None:
    collection = open_collection(CONFIG)
    session = Session(collection, Plan())
    assert not session.take_now()
    session.answer(Rating.GOOD, 1_000)
    assert session.take_now()
    assert session.current is not None
    session.answer(Rating.GOOD, 1_000)
    assert not session.take_now()
    assert (session.planned, session.finished, session.come_back) == (1, 1, 0)
    assert load_home(collection).come_back == 0
