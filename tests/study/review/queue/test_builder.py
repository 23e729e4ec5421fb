"""A card is begun once: its further answers on the same day take nothing from the day's new cards."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_due
from quizzer.study.review.queue.builder import count_begun
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import Opener

DAY = 86_400_000


def learnt(collection: Collection, clock: FixedClock) -> None:
    """One new card, answered on two steps after its first answer."""
    session = Session(collection, Plan(limit=1))
    for rating in (Rating.AGAIN, Rating.AGAIN, Rating.GOOD):
        session.answer(rating, 1_000)
        clock.at += 1_000


def test_answers_on_steps_begin_no_card(collection: Collection, clock: FixedClock) -> None:
    learnt(collection, clock)
    assert count_begun(collection.connection, collection.moment()) == 1
    clock.at += DAY
    assert count_begun(collection.connection, collection.moment()) == 0


def test_answers_on_steps_leave_the_other_new_cards_of_the_day(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 3\n")
    learnt(collection, clock)
    assert Session(collection, Plan()).counts.new == 2
    assert load_due(collection).counts.new == 2


def test_an_answer_taken_back_begins_no_card(collection: Collection) -> None:
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    assert count_begun(collection.connection, collection.moment()) == 1
    undo_last_action(collection)
    assert count_begun(collection.connection, collection.moment()) == 0
