"""Undo gives a card back to its session, with the progress it had, and works after a restart."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_due
from quizzer.study.due.values import Counts
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import ids_of
from tests.study.review.reviewing import dump


def test_an_undo_gives_the_session_its_card_back(collection: Collection) -> None:
    session = Session(collection, Plan(limit=2))
    assert session.counts.total == 2
    session.answer(Rating.EASY, 1_000)
    assert session.counts.total == 1
    session.undo()
    assert session.counts.total == 2
    answered = []
    while session.current is not None:
        answered.append(session.current.key)
        session.answer(Rating.EASY, 1_000)
    assert len(answered) == 2


def test_undoing_every_answer_gives_every_card_back(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan(limit=3))
    for _ in range(3):
        session.answer(Rating.EASY, 1_000)
        clock.at += 1_000
    assert session.current is None
    for left in (1, 2, 3):
        session.undo()
        assert session.counts.total == left


def test_a_card_of_the_plan_comes_again_after_an_undo(collection: Collection) -> None:
    ids = tuple(ids_of(collection).values())[:2]
    session = Session(collection, Plan(cards=ids))
    session.answer(Rating.EASY, 1_000)
    session.answer(Rating.EASY, 1_000)
    assert session.current is None
    session.undo()
    assert session.current is not None
    assert session.current.card_id == ids[1]
    session.undo()
    assert session.current.card_id == ids[0]
    assert session.counts.total == 2


def test_undo_brings_back_the_card_and_the_state_before(collection: Collection, clock: FixedClock) -> None:
    before = dump(collection)
    session = Session(collection, Plan())
    keys = []
    for rating in (Rating.AGAIN, Rating.GOOD, Rating.EASY, Rating.HARD):
        assert session.current is not None
        keys.append(session.current.key)
        clock.at += 5_000
        session.answer(rating, 5_000)
    for key in reversed(keys):
        assert session.undo() is not None
        assert session.current is not None
        assert session.current.key == key
    assert session.undo() is None
    assert dump(collection) == before
    assert session.counts == Counts(new=7)
    assert session.done == 0


def test_undo_works_after_a_restart(open_collection: Opener) -> None:
    first = open_collection()
    Session(first, Plan()).answer(Rating.GOOD, 1_000)
    first.close()
    second = open_collection()
    assert undo_last_action(second) == "Took back the answer Good: Which gland releases LH?"
    assert undo_last_action(second) is None
    assert load_due(second).counts == Counts(new=7)
