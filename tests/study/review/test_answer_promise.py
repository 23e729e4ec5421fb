"""An answer does what its button said, and is stored whatever the clock does."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.log.append import append_marks
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import card_of, log_of

DAY = 86_400_000


def stored_interval(collection: Collection, card_id: int) -> int:
    return card_of(collection, card_id).interval


def test_a_button_keeps_its_word_when_its_day_fills_up_meanwhile(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    assert session.current is not None
    card_id = session.current.card_id
    promised = session.previews()[Rating.EASY - 1].interval
    day = collection.moment().day + promised
    collection.connection.execute("UPDATE card SET queue = 2, due = ? WHERE id <> ?", (day, card_id))
    clock.at += 60_000
    session.answer(Rating.EASY, 1_000)
    assert stored_interval(collection, card_id) == promised


def test_a_step_is_counted_from_the_answer_not_from_the_look_at_the_buttons(
    collection: Collection, clock: FixedClock
) -> None:
    session = Session(collection, Plan())
    assert session.current is not None
    card_id = session.current.card_id
    session.previews()
    clock.at += 45_000
    session.answer(Rating.AGAIN, 1_000)
    card = card_of(collection, card_id)
    assert (card.due, card.last_at) == (clock.at + 60_000, clock.at)
    assert rebuild_collection(collection) == []


def test_a_promise_of_yesterday_is_not_kept(collection: Collection, clock: FixedClock) -> None:
    clock.at = collection.moment().day_end - 5_000
    session = Session(collection, Plan())
    assert session.current is not None
    card_id = session.current.card_id
    session.previews()
    clock.at += 10_000
    session.answer(Rating.EASY, 1_000)
    card = card_of(collection, card_id)
    assert card.last_day == collection.moment().day
    assert card.due == card.last_day + card.interval
    assert rebuild_collection(collection) == []


def test_an_answer_in_the_millisecond_of_a_flag_is_stored(collection: Collection) -> None:
    session = Session(collection, Plan())
    assert session.current is not None
    card_id = session.current.card_id
    session.flag(3)
    session.answer(Rating.GOOD, 1_000)
    assert len({row.at for row in log_of(collection) if row.card_id == card_id}) == 2
    assert rebuild_collection(collection) == []


def test_an_answer_after_a_reset_stands_behind_it_when_the_clock_is_set_back(
    collection: Collection, clock: FixedClock
) -> None:
    session = Session(collection, Plan())
    assert session.current is not None
    card_id = session.current.card_id
    session.answer(Rating.EASY, 1_000)
    clock.at += 60_000
    append_marks(collection.connection, [card_id], collection.moment(), LogKind.RESET, 1)
    clock.at -= 30_000
    again = Session(collection, Plan(cards=(card_id,)))
    again.answer(Rating.GOOD, 1_000)
    assert card_of(collection, card_id).reps == 1
    assert rebuild_collection(collection) == []


def test_a_sibling_is_held_on_the_day_of_the_last_answer_when_the_clock_is_set_back(
    collection: Collection, clock: FixedClock
) -> None:
    session = Session(collection, Plan(cards=(card_of(collection, "acronym").id,)))
    clock.at += 50 * DAY
    session.answer(Rating.AGAIN, 1_000)
    clock.at -= 50 * DAY
    session.answer(Rating.AGAIN, 1_000)
    assert card_of(collection, "acronym#reverse").sibling_day == collection.moment().day
    assert rebuild_collection(collection) == []
