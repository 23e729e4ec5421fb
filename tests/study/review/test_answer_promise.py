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


def stored_interval(collection: Collection, card_id: int) -> int:
    row = collection.connection.execute("SELECT interval FROM card WHERE id = ?", (card_id,)).fetchone()
    return int(row[0])


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
    due = collection.connection.execute("SELECT due, last_at FROM card WHERE id = ?", (card_id,)).fetchone()
    assert due == (clock.at + 60_000, clock.at)
    assert rebuild_collection(collection) == []


def test_a_promise_of_yesterday_is_not_kept(collection: Collection, clock: FixedClock) -> None:
    clock.at = collection.moment().day_end - 5_000
    session = Session(collection, Plan())
    assert session.current is not None
    card_id = session.current.card_id
    session.previews()
    clock.at += 10_000
    session.answer(Rating.EASY, 1_000)
    due, last_day = collection.connection.execute("SELECT due, last_day FROM card WHERE id = ?", (card_id,)).fetchone()
    assert last_day == collection.moment().day
    assert due == last_day + stored_interval(collection, card_id)
    assert rebuild_collection(collection) == []


def test_an_answer_in_the_millisecond_of_a_flag_is_stored(collection: Collection) -> None:
    session = Session(collection, Plan())
    assert session.current is not None
    card_id = session.current.card_id
    session.flag(3)
    session.answer(Rating.GOOD, 1_000)
    instants = [at for (at,) in collection.connection.execute("SELECT at FROM log WHERE card_id = ?", (card_id,))]
    assert len(set(instants)) == 2
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
    assert collection.connection.execute("SELECT reps FROM card WHERE id = ?", (card_id,)).fetchone() == (1,)
    assert rebuild_collection(collection) == []
