"""More new cards come on top of the day's plan: what the plan has left stays."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.due.home import load_due
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener


def test_more_new_cards_leave_the_plan_as_it_was(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 3\n")
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    assert load_due(collection).counts.new == 2
    session = Session(collection, Plan(more_new=2))
    assert session.counts.new == 4
    for _ in range(4):
        session.answer(Rating.EASY, 1_000)
    assert session.current is None
    assert load_due(collection).counts.new == 0
    session.undo()
    assert load_due(collection).counts.new == 0, "it was one on top"
    for _ in range(3):
        session.undo()
    assert load_due(collection).counts.new == 2


def test_a_card_on_top_takes_nothing_from_the_plan(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 2\n")
    session = Session(collection, Plan(more_new=1))
    planned = {card.card_id for card in (session.current,) if card is not None}
    while session.current is not None and len(planned) < 3:
        session.skip()
        assert session.current is not None
        planned.add(session.current.card_id)
    assert len(planned) == 3
    session.answer(Rating.EASY, 1_000)  # the last of them, the one on top
    assert load_due(collection).counts.new == 2
    clock.at += 86_400_000
    assert load_due(collection).counts.new == 2, "another day has its own plan"
