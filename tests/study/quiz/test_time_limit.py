"""A quiz with a time limit: what counts when the time is up, and what looking at answers costs."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.study.collection.collection import Collection
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.results import load_quiz_lines
from quizzer.study.quiz.values import QuizPlan
from tests.study.quiz.quizzing import answer, verdict_of

MINUTE = 60_000
DAY = 86_400_000


def test_when_the_time_is_up_the_rest_counts_as_not_known(two: Collection, clock: FixedClock) -> None:
    quiz = Quiz(two, QuizPlan(limit=60))
    assert quiz.time_left == 60
    clock.at += 59_001
    assert quiz.time_left == 1
    answer(quiz)
    assert quiz.current is not None
    clock.at += 999
    assert quiz.time_left == 0
    assert quiz.look()
    assert quiz.is_over
    result = quiz.finish()
    assert (result.ended, result.questions, result.unasked) == ("time", 4, 3)
    assert (result.score, result.right, result.wrong) == (25, 1, 3)
    assert [missed.answered for missed in result.missed] == [False] * 3
    assert [line.ended for line in load_quiz_lines(two)] == ["time"]


def test_an_answer_as_the_time_runs_out_counts_and_one_long_after_does_not(two: Collection, clock: FixedClock) -> None:
    for late, counts in ((500, True), (2_001, False)):
        quiz = Quiz(two, QuizPlan(limit=60))
        clock.at += 30_000
        answer(quiz)
        clock.at += 30_000 + late
        assert quiz.current is not None
        verdict = verdict_of(quiz.current.face, right=True)
        assert quiz.answer(verdict.given, verdict, 1_000) == counts
        assert quiz.current is None
        result = quiz.finish()
        assert (result.right, result.unasked) == ((2, 2) if counts else (1, 3))


def test_looking_at_an_answer_costs_time_but_the_time_does_not_take_it_away(two: Collection, clock: FixedClock) -> None:
    quiz = Quiz(two, QuizPlan(limit=60, feedback="each"))
    answer(quiz)
    clock.at += MINUTE
    assert not quiz.look()
    assert quiz.pending is not None
    quiz.judge("right")
    assert quiz.is_over
    assert quiz.finish().unasked == 3


def test_without_a_limit_the_clock_is_not_looked_at(two: Collection, clock: FixedClock) -> None:
    quiz = Quiz(two, QuizPlan())
    clock.at += 40 * DAY
    assert quiz.time_left is None
    assert not quiz.look()
    answer(quiz)
    assert quiz.current is not None


def test_a_clock_set_back_gives_no_more_time_than_there_was(two: Collection, clock: FixedClock) -> None:
    quiz = Quiz(two, QuizPlan(limit=60))
    clock.at -= DAY
    assert quiz.time_left == 60
    answer(quiz)
    quiz.stop()
    assert quiz.finish().seconds == 0


def test_time_up_before_any_answer_keeps_nothing(two: Collection, clock: FixedClock) -> None:
    quiz = Quiz(two, QuizPlan(limit=60))
    clock.at += DAY
    quiz.look()
    assert not quiz.finish().kept
    assert load_quiz_lines(two) == ()
