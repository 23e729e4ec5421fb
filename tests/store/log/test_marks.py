"""Marks set on many cards at once: one step in the log, one step back, and the caches as a rebuild makes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.log import append
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.exchange.merge import merge_log
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import card_of, cards_of, count_rows, ids_of, log_of
from tests.store.log.test_replay import ACTS, LENIENT, Study, cards, fresh

DAY = 86_400_000
MARKS = st.tuples(
    st.sampled_from(
        [LogKind.SUSPEND, LogKind.UNSUSPEND, LogKind.BURY, LogKind.FLAG, LogKind.RESET, LogKind.RESCHEDULE]
    ),
    st.sets(st.integers(0, 8), min_size=1),
    st.integers(0, 7),
    st.integers(-3 * DAY, 3 * DAY) | st.just(0),
)


def mark(collection: Collection, kind: LogKind, places: set[int] | range, number: int = 1) -> list[int]:
    """Mark the cards with these places; the ids of the cards."""
    ids = list(ids_of(collection).values())
    chosen = [ids[place] for place in places]
    moment = collection.moment()
    value = moment.day + number if kind in (LogKind.BURY, LogKind.RESCHEDULE) else number
    append.append_marks(collection.connection, chosen, moment, kind, value)
    return chosen


def undo(collection: Collection) -> append.UndoneStep:
    """Take the last step back."""
    undone = append.undo_last(collection.connection, collection.scheduler, collection.clock.now())
    assert undone is not None
    return undone


@pytest.mark.parametrize("kind", [LogKind.RESET, LogKind.RESCHEDULE])
def test_a_suspended_card_stays_off_when_it_is_reset_or_given_a_day(collection: Collection, kind: LogKind) -> None:
    (card_id,) = mark(collection, LogKind.SUSPEND, {0})
    mark(collection, kind, {0})
    assert card_of(collection, card_id).queue == CardQueue.OFF
    assert rebuild_collection(collection) == []


@LENIENT
@given(acts=ACTS, marks=st.lists(MARKS, min_size=1, max_size=5))
def test_marks_leave_what_a_rebuild_leaves_and_undo_takes_each_step_back_whole(
    paths: Paths, tmp_path: Path, acts: list[tuple[str, int]], marks: list[tuple[LogKind, set[int], int, int]]
) -> None:
    study = Study(paths, fresh(tmp_path))
    study.act(acts)
    states = []
    for kind, places, number, later in marks:
        study.clock.at += later
        states.append(study.cards())
        mark(study.collection, kind, places, number)
        assert rebuild_collection(study.collection) == []
    for (kind, places, _, _), before in reversed(list(zip(marks, states, strict=True))):
        undone = undo(study.collection)
        assert (undone.kind, len(undone.card_ids)) == (kind, len(places))
        assert study.cards() == before
        assert rebuild_collection(study.collection) == []
    study.collection.close()


def test_a_batch_shares_one_instant_that_is_free_for_every_card(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    for _ in range(3):
        session.answer(Rating.GOOD, 1_000)
    clock.at -= 5 * DAY
    ids = mark(collection, LogKind.SUSPEND, range(9))
    rows = [row for row in log_of(collection) if row.kind == LogKind.SUSPEND]
    assert [row.card_id for row in rows] == ids
    assert {row.at for row in rows} == {clock.at + 5 * DAY + 1}


def test_steps_of_the_same_millisecond_are_taken_back_one_by_one(collection: Collection) -> None:
    mark(collection, LogKind.SUSPEND, range(2))
    mark(collection, LogKind.SUSPEND, range(2, 5))
    mark(collection, LogKind.FLAG, range(3), 2)
    mark(collection, LogKind.SUSPEND, range(5, 6))
    assert [len(undo(collection).card_ids) for _ in range(4)] == [1, 3, 3, 2]
    assert not any(card.suspended or card.flag for card in cards_of(collection))


def test_answers_of_the_same_millisecond_are_taken_back_one_by_one(collection: Collection) -> None:
    session = Session(collection, Plan())
    for _ in range(3):
        session.answer(Rating.GOOD, 1_000)
    assert len({row.at for row in log_of(collection)}) == 1
    assert undo(collection).card_ids != undo(collection).card_ids
    assert sum(card.reps > 0 for card in cards_of(collection)) == 1


def test_a_new_day_counts_the_interval_from_the_last_answer(collection: Collection, clock: FixedClock) -> None:
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    clock.at += 4 * DAY
    mark(collection, LogKind.RESCHEDULE, range(2), 3)
    rows = [(card.state, card.queue, card.interval, card.due) for card in cards_of(collection) if card.id in (1, 2)]
    due = collection.moment().day + 3
    assert rows == [(2, 2, 7, due), (2, 2, 3, due)], "answered four days ago, and never"
    mark(collection, LogKind.RESCHEDULE, range(1), -4)
    assert card_of(collection, 1).interval == 1


def test_days_of_their_own_are_given_and_taken_back_in_one_step(collection: Collection) -> None:
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    before = cards(collection.connection)
    today = collection.moment().day
    append.append_days(collection.connection, collection.scheduler, {1: today + 4, 3: today + 9}, collection.moment())
    rows = [(card.id, card.due, card.interval) for card in cards_of(collection) if card.state == 2]
    assert rows == [(1, today + 4, 4), (3, today + 9, 9)]
    assert rebuild_collection(collection) == []
    assert undo(collection).card_ids == (1, 3)
    assert cards(collection.connection) == before


def test_a_reset_card_no_longer_holds_its_siblings_back(collection: Collection) -> None:
    session = Session(collection, Plan())
    while session.current is not None and session.current.key != "acronym":
        session.skip()
    session.answer(Rating.EASY, 1_000)
    assert _count_put_off(collection) == 1
    mark(collection, LogKind.RESET, range(9))
    assert _count_put_off(collection) == 0
    undo(collection)
    assert _count_put_off(collection) == 1


def _count_put_off(collection: Collection) -> int:
    """The cards put off for a sibling."""
    return sum(card.sibling_day > 0 for card in cards_of(collection))


def test_a_batch_that_fails_leaves_nothing(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    before = cards(collection.connection)
    monkeypatch.setattr(append, "mark", fails)
    with pytest.raises(ZeroDivisionError):
        mark(collection, LogKind.SUSPEND, range(9))
    assert cards(collection.connection) == before
    assert count_rows(collection, "log") == 0


def test_a_batch_from_elsewhere_is_not_taken_back_here(paths: Paths, tmp_path: Path) -> None:
    there, here = Study(paths, fresh(tmp_path)), Study(paths, fresh(tmp_path))
    mark(there.collection, LogKind.SUSPEND, range(3))
    there.collection.close()
    here.clock.at += 1
    mark(here.collection, LogKind.SUSPEND, range(3, 5))
    merge_log(here.collection, there.collection.paths.database)
    assert len(undo(here.collection).card_ids) == 2
    assert append.undo_last(here.collection.connection, here.collection.scheduler, 0) is None
    assert sum(card.suspended for card in cards_of(here.collection)) == 3
    here.collection.close()
