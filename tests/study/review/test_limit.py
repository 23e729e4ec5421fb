"""A limit of cards stays what it is when answers and flags are undone."""

from __future__ import annotations

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan


@pytest.mark.parametrize("limit", [1, 2])
def test_an_undone_step_or_flag_lets_no_further_card_in(collection: Collection, limit: int) -> None:
    session = Session(collection, Plan(limit=limit))
    for _ in range(limit):
        session.answer(Rating.GOOD, 1_000)
    assert session.counts.new == 0
    session.answer(Rating.AGAIN, 1_000)
    session.undo()
    assert session.counts.new == 0
    session.flag(1)
    session.undo()
    assert session.counts.new == 0


def test_an_undone_first_answer_gives_its_place_back(collection: Collection) -> None:
    session = Session(collection, Plan(limit=1))
    session.answer(Rating.GOOD, 1_000)
    session.undo()
    assert session.counts.new == 1
