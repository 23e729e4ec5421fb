"""Postponing and advancing: logged, taken back by one undo, and the same after a rebuild."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.due.home import load_due
from quizzer.study.filters import Filter
from quizzer.study.reschedule.shift import ShiftOrder, describe_shift, preview_shift, shift_reviews
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.probe import cards_of

DAY = 86_400_000


def learn_all(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    while session.current is not None:
        clock.at += 5_000
        session.answer(Rating.EASY, 1_000)
    clock.at += 20 * DAY


def test_days_are_freed_and_one_undo_takes_it_back(collection: Collection, clock: FixedClock) -> None:
    learn_all(collection, clock)
    before, today = cards_of(collection), collection.moment().day
    order = ShiftOrder("postpone", days=5)
    due = load_due(collection).counts.review
    assert due
    previewed = preview_shift(collection, order, Filter())
    assert cards_of(collection) == before, "a preview changes nothing"
    shift = shift_reviews(collection, order, Filter())
    assert shift == previewed
    assert load_due(collection).counts.review == 0
    assert all(today + 5 <= card.due < today + 10 for card in cards_of(collection) if card.id in shift.days)
    assert rebuild_collection(collection) == []
    said = describe_shift(order, shift, today, done=True)
    assert said.startswith(f"{len(shift.days)} cards are put off, to ")
    assert undo_last_action(collection) == f"Took back the new day of {len(shift.days)} cards."
    assert cards_of(collection) == before
    assert rebuild_collection(collection) == []


def test_some_cards_are_brought_forward_to_today(collection: Collection, clock: FixedClock) -> None:
    learn_all(collection, clock)
    clock.at -= 20 * DAY
    before = cards_of(collection)
    shift = shift_reviews(collection, ShiftOrder("advance", cards=3), Filter(axes=("SML",)))
    assert set(shift.days.values()) == {collection.moment().day}
    assert len(shift.days) == 3
    assert describe_shift(ShiftOrder("advance", cards=3), shift, collection.moment().day, done=False) == (
        "3 cards would be brought forward, to today."
    )
    undo_last_action(collection)
    assert cards_of(collection) == before


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (ShiftOrder("postpone"), "either a number of days"),
        (ShiftOrder("advance", 1, 1), "either a number of days"),
        (ShiftOrder("postpone", days=0), "from 1 to 365"),
        (ShiftOrder("advance", cards=-1), "from 1 to 100,000"),
    ],
)
def test_a_number_is_needed(collection: Collection, order: ShiftOrder, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        preview_shift(collection, order, Filter())


def test_where_nothing_is_due_nothing_is_done(collection: Collection) -> None:
    order = ShiftOrder("postpone", days=3)
    shift = shift_reviews(collection, order, Filter())
    assert describe_shift(order, shift, collection.moment().day, done=True) == "There is no review to put off."
