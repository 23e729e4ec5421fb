"""A session of so many cards: an answer taken back makes room for its card again."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan


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
    ids = tuple(card_id for (card_id,) in collection.connection.execute("SELECT id FROM card ORDER BY id LIMIT 2"))
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
