"""What another device answered is taken in beside a session, over another connection."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.store.log.append import StaleCard
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import card_of, log_of
from tests.study.review.reviewing import answer_all, answer_elsewhere


def test_a_card_answered_elsewhere_is_not_drawn_any_more(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    answer_elsewhere(collection, ["acronym", "direction"])
    asked = answer_all(collection, session, clock, Rating.EASY)
    assert asked == ["gland", "aromatase#1", "signs", "chain", "sexes"]
    assert session.finished == session.planned == 7


def test_the_card_that_is_shown_stays_until_it_is_answered_and_keeps_both_answers(
    collection: Collection, clock: FixedClock
) -> None:
    session = Session(collection, Plan())
    answer_elsewhere(collection, ["gland"])
    assert session.current is not None
    assert session.current.key == "gland"
    clock.at += 1_000
    with pytest.raises(StaleCard):
        session.answer(Rating.GOOD, 1_000)
    assert session.current.progress.reps == 1
    session.answer(Rating.GOOD, 1_000)
    assert sorted(row.value for row in log_of(collection) if row.card == "gland") == [Rating.GOOD, Rating.EASY]
    assert card_of(collection, "gland").reps == 2


def test_a_chosen_card_answered_elsewhere_today_is_not_drawn_and_practice_goes_on(
    collection: Collection, clock: FixedClock
) -> None:
    ids = tuple(card_of(collection, key).id for key in ("gland", "acronym", "signs"))
    chosen, practice = Session(collection, Plan(cards=ids)), Session(collection, Plan(practice=True, only=ids))
    answer_elsewhere(collection, ["acronym"])
    assert answer_all(collection, practice, clock, Rating.EASY) == ["gland", "acronym", "signs"]
    assert answer_all(collection, chosen, clock, Rating.EASY) == ["gland", "signs"]


def test_undo_takes_back_what_was_made_here_alone(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    session.answer(Rating.EASY, 1_000)
    answer_elsewhere(collection, ["acronym", "direction"])
    assert "Which gland" in (session.undo() or "")
    assert session.current is not None
    assert session.current.key == "gland"
    assert session.undo() is None
    assert [row.card for row in log_of(collection) if row.undone is None] == ["acronym", "direction"]
