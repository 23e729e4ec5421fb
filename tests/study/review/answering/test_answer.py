"""An answer means the same wherever it is given: in a session, or in a quiz that counts as reviews."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import Any

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import set_goal
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizPlan
from quizzer.study.review.answering.answer import ComingDays, answer_card, cap_time, reload_shown
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan, Shown
from tests.conftest import Opener
from tests.probe import ProbedCard, ProbedRow, card_of, cards_of, log_of
from tests.study.quiz.quizzing import answer

DAY = 86_400_000
ONE = Filter(tags=("gland",))
MORE = "\n".join(f"  - {{id: more-{n}, ask: 'Question {n}?', answer: answer {n}}}" for n in range(40))


@pytest.fixture
def known(paths: Paths, open_collection: Opener, clock: FixedClock) -> Collection:
    """One card answered Good on two days and due again just now, among forty new ones."""
    deck = paths.decks / "small.yaml"
    deck.write_text(f"{deck.read_text(encoding='utf-8')}{MORE}\n", encoding="utf-8")
    collection = open_collection()
    for _ in range(2):
        session = Session(collection, Plan(filter=ONE, new=1))
        while session.current is not None:
            session.answer(Rating.GOOD, 5_000)
            clock.at = session.waiting_until or clock.at
            session.poll()
        due = next(card.due for card in cards_of(collection) if card.queue == 2)
        clock.at += (due - collection.moment().day) * DAY
    return collection


def in_a_session(collection: Collection, *, looked: bool = False) -> None:
    session = Session(collection, Plan(filter=ONE))
    if looked:
        session.previews()
    session.answer(Rating.GOOD, 5_000)


def in_a_quiz(collection: Collection) -> None:
    answer(Quiz(collection, QuizPlan(questions=1, filter=ONE, as_reviews=True)))


def in_a_judged_quiz(collection: Collection) -> None:
    quiz = Quiz(collection, QuizPlan(questions=1, filter=ONE, as_reviews=True, feedback="each"))
    answer(quiz)
    quiz.judge("right")


def outcome(collection: Collection, way: Any) -> list[ProbedCard | ProbedRow]:
    """The card and its log after an answer given this way; the collection is then as it was before."""
    connection = collection.connection
    before = sqlite3.connect(":memory:")
    connection.backup(before)
    way(collection)
    rows: list[ProbedCard | ProbedRow] = [card_of(collection, "gland"), *log_of(collection)]
    assert [found for found in rebuild_collection(collection) if found.card == "gland"] == []
    before.backup(connection)
    before.close()
    return rows


def fill(collection: Collection, days: range) -> None:
    """Make forty other cards due on days counted from today."""
    day = collection.moment().day
    connection = collection.connection
    others = [card.id for card in cards_of(collection) if card.key.startswith("more-")]
    for place, card_id in enumerate(others):
        due = day + days[place % len(days)]
        connection.execute("UPDATE card SET queue = 2, due = ? WHERE id = ?", (due, card_id))


def due_day(rows: list[ProbedCard | ProbedRow]) -> int:
    (card,) = [row for row in rows if isinstance(row, ProbedCard)]
    return card.due


WAYS = pytest.mark.parametrize("way", [in_a_quiz, in_a_judged_quiz])


@WAYS
def test_a_quiz_schedules_and_logs_what_a_session_does(known: Collection, way: Any) -> None:
    session = outcome(known, in_a_session)
    assert outcome(known, way) == session == outcome(known, lambda it: in_a_session(it, looked=True))


@WAYS
def test_a_goal_brings_the_card_forward_in_a_quiz_as_well(known: Collection, way: Any) -> None:
    free, today = due_day(outcome(known, in_a_session)), known.moment().day
    ahead = (free - today) // 2
    set_goal(known, Filter(axes=("SML",)), date(1970, 1, 1) + timedelta(today + ahead), 0.99)
    session = outcome(known, in_a_session)
    assert today < due_day(session) < today + ahead
    assert outcome(known, way) == session == outcome(known, lambda it: in_a_session(it, looked=True))


@WAYS
def test_a_goal_of_the_deck_counts_as_well(known: Collection, way: Any) -> None:
    free, today = due_day(outcome(known, in_a_session)), known.moment().day
    ahead = (free - today) // 2
    set_goal(known, Filter(decks=("small",)), date(1970, 1, 1) + timedelta(today + ahead), 0.99)
    session = outcome(known, in_a_session)
    assert today < due_day(session) < today + ahead
    assert outcome(known, way) == session


@WAYS
def test_full_days_are_avoided_in_a_quiz_as_well(known: Collection, way: Any) -> None:
    free, today = due_day(outcome(known, in_a_session)), known.moment().day
    fill(known, range(free - today, free - today + 1))
    session = outcome(known, in_a_session)
    assert due_day(session) != free
    assert outcome(known, way) == session


def test_the_time_an_answer_took_is_cap_time(known: Collection) -> None:
    cap = known.settings.answer_cap_seconds * 1000
    assert [cap_time(known, took) for took in (-1, 5_000, cap + 1)] == [0, 5_000, cap]


def test_a_day_fills_up_by_the_answers_of_one_sitting(known: Collection) -> None:
    coming_days = ComingDays(known, known.moment().day)
    session = Session(known, Plan(filter=ONE))
    assert session.current is not None
    shown: Shown = reload_shown(known, session.current)
    assert shown.progress == session.current.progress
    after = answer_card(known, coming_days, shown, Rating.GOOD, 5_000, known.moment())
    assert after.due_day is not None
    assert coming_days.load.count_on(after.due_day, after.due_day) == [1]
