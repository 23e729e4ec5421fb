"""Results of quizzes on several devices: each is everywhere once, without what was written in it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quizzer.store.connection import transaction
from quizzer.store.log.forgotten import add_marks
from quizzer.store.records.quizzes import StoredAnswer, load_quizzes, save_quiz
from quizzer.store.sync import quizzes
from quizzer.store.sync.keys import IS_QUIZ_WAITING
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.quiz.results import load_quiz_lines
from quizzer.sync.segment import QuizAnswer, QuizResult
from tests.conftest import DECK, START
from tests.probe import count_rows, ids_of, quiz_answers_of
from tests.store.conftest import Machine

PLAN: dict[str, Any] = {
    "axes": ["SML"], "decks": [], "levels": [], "tags": ["gland"], "by": "axis", "only_seen": False, "questions": 2,
    "feedback": "end", "limit": None, "as_reviews": False, "seed": None, "drawn": 2, "ended": "done",
}  # fmt: skip
SCORES = {"gland": 100, "acronym": 40}


def take_quiz(collection: Collection, at: int = START, **plan: object) -> None:
    ids = ids_of(collection)
    answers = [
        StoredAnswer(place, ids[card], score, 900, "pituitary, I wrote")
        for place, (card, score) in enumerate(SCORES.items())
    ]
    save_quiz(collection.connection, at=at, day=at // 86_400_000, took=2_000, plan={**PLAN, **plan}, answers=answers)


def take_over(collection: Collection, *sent: QuizResult) -> int:
    with transaction(collection.connection):
        return quizzes.apply(collection.connection, sent)


def send(one: Collection, other: Collection) -> int:
    sent = quizzes.load_unsent(one.connection)
    added = take_over(other, *sent)
    quizzes.mark_sent(one.connection, sent)
    return added


def test_a_quiz_is_everywhere_once_without_what_was_written(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    take_quiz(one)
    sent = quizzes.load_unsent(one.connection)
    assert "wrote" not in repr(sent)
    assert (send(one, other), send(one, other), take_over(other, *sent), take_over(one, *sent)) == (1, 0, 0, 0)
    assert [(row.card, row.score, row.given) for row in quiz_answers_of(other)] == [
        ("gland", 100, ""),
        ("acronym", 40, ""),
    ]
    assert load_quiz_lines(other) == load_quiz_lines(one)
    assert quizzes.load_unsent(other.connection) == []
    take_quiz(other)
    assert send(other, one) == 1, "of one instant, on two devices"
    assert count_rows(one, "quiz") == 2


def test_quizzes_are_listed_in_the_order_they_were_taken(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    take_quiz(one, START + 5)
    take_quiz(other, START)
    send(other, one)
    assert [quiz.at for quiz in load_quizzes(one.connection)] == [START, START + 5]


def test_an_old_quiz_of_a_copied_home_is_one(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    for collection in (one, other):
        take_quiz(collection)
        collection.connection.execute("UPDATE quiz SET device = ''")
    assert send(one, other) == 0
    assert count_rows(other, "quiz") == 1


def test_answers_wait_for_their_cards_and_are_passed_on(machine: Machine) -> None:
    one, between, last = machine("one"), machine("between", deck=""), machine("last", deck="")
    take_quiz(one)
    send(one, between)
    assert load_quizzes(between.connection)[0].scores == ()
    between.connection.execute("UPDATE quiz SET sent = 0")
    assert quizzes.load_unsent(between.connection)[0].answers == quizzes.load_all(one.connection)[0].answers
    send(between, last)
    (last.paths.decks / "small.yaml").write_text(DECK, "utf-8")
    sync_decks(last)
    assert load_quizzes(last.connection)[0].scores == load_quizzes(one.connection)[0].scores
    assert not last.connection.execute(f"SELECT count(*) FROM setting WHERE {IS_QUIZ_WAITING}").fetchone()[0]


def test_some_answers_can_wait_while_others_count(machine: Machine) -> None:
    one, other = machine("one"), machine("other", deck=DECK.split("  - id: acronym")[0])
    take_quiz(one)
    send(one, other)
    assert [row.score for row in quiz_answers_of(other)] == [100]
    (other.paths.decks / "small.yaml").write_text(DECK, "utf-8")
    sync_decks(other)
    assert [row.score for row in quiz_answers_of(other)] == [100, 40]


def test_answers_to_cards_that_were_forgotten_stay_away(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    take_quiz(one)
    with transaction(other.connection):
        add_marks(other.connection, other.scheduler, [("gland", START), ("acronym", START - 1)])
    send(one, other)
    assert [row.card for row in quiz_answers_of(other)] == ["acronym"]
    assert not other.connection.execute(f"SELECT count(*) FROM setting WHERE {IS_QUIZ_WAITING}").fetchone()[0]


def test_decks_of_a_plan_are_named_by_their_files(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    for name, collection in (("one", one), ("other", other)):
        path = str(collection.paths.decks / "small.yaml")
        take_quiz(collection, START + len(name), decks=[path])
    (sent,) = quizzes.load_unsent(one.connection)
    assert json.loads(sent.plan)["decks"] == ["small.yaml"]
    send(one, other)
    first, second = load_quizzes(other.connection)
    assert first.plan["decks"] == second.plan["decks"] == [str(other.paths.decks / "small.yaml")]


@pytest.mark.parametrize(
    "plan",
    [
        "no JSON",
        "[]",
        "{}",
        json.dumps({**PLAN, "axes": "SML"}),
        json.dumps({**PLAN, "axes": [1]}),
        json.dumps({**PLAN, "drawn": "two"}),
        json.dumps({**PLAN, "ended": "never"}),
        json.dumps({**PLAN, "limit": "an hour"}),
        json.dumps({key: value for key, value in PLAN.items() if key != "limit"}),
        "[" * 90_000,
        json.dumps({**PLAN, "tags": ["x" * 100_000]}),
    ],
)
def test_a_plan_that_cannot_be_is_left_out(machine: Machine, plan: str) -> None:
    one = machine("one")
    assert take_over(one, QuizResult(START, "other", 20_000, 1, plan, (QuizAnswer(0, "gland", 100, 1),))) == 0
    assert load_quiz_lines(one) == ()


def test_a_plan_of_a_later_version_is_kept_as_it_is(machine: Machine) -> None:
    one = machine("one")
    plan = json.dumps({**PLAN, "mood": "good", "by": "mood"})
    answers = (QuizAnswer(0, "gland", 100, 1), QuizAnswer(0, "acronym", 0, 1))
    assert take_over(one, QuizResult(START, "other", 20_000, 1, plan, answers)) == 1
    assert load_quiz_lines(one)[0].questions == 1
    assert json.loads(quizzes.load_all(one.connection)[0].plan)["mood"] == "good"
