"""Results of quizzes: scores, what was missed, and earlier quizzes."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.grading.grading import grade_typed
from quizzer.core.groups import Group
from quizzer.store.records.quizzes import StoredAnswer, load_quizzes, save_quiz
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.filters import Filter
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.results import load_quiz_lines
from quizzer.study.quiz.values import QuizPlan
from tests.probe import ids_of, quiz_answers_of
from tests.study.quiz.quizzing import answer, stored, taken

DAY = 86_400_000


def test_what_was_missed_is_told_with_its_answer_and_where_it_stands(two: Collection) -> None:
    quiz = Quiz(two, QuizPlan(questions=2, filter=Filter(axes=("First axis",))))
    while quiz.current is not None:
        quiz.answer("omega", grade_typed("omega", quiz.current.face.accept), 1_000)
    result = quiz.finish()
    missed = {missed.prompt: missed for missed in result.missed}
    assert missed["A?"].answer == "alpha"
    assert missed["A?"].given == "omega"
    assert missed["A?"].source == "Letters, paragraph 1"
    assert missed["B?"].source == ""
    assert missed["A?"].axis.id == "ONE"


def test_each_axis_has_its_own_score(two: Collection) -> None:
    quiz = Quiz(two, QuizPlan())
    while quiz.current is not None:
        answer(quiz, right=quiz.current.axis.id == "ONE")
    result = quiz.finish()
    assert [(axis.group.name, axis.questions, axis.score, axis.before) for axis in result.groups] == [
        ("First axis", 2, 100, None),
        ("Second axis", 2, 0, None),
    ]
    assert result.score == 50


def test_by_tag_each_tag_has_a_score_and_a_question_counts_for_each_of_its_tags(two: Collection) -> None:
    result = taken(two, QuizPlan(by="tag"), right=0)
    assert {(found.group, found.questions) for found in result.groups} == {
        (Group("tag", "letters", "letters"), 2),
        (Group("tag", "long", "long"), 1),
    }
    assert result.questions == 4
    (line,) = load_quiz_lines(two)
    assert (line.by, len(line.groups)) == ("tag", 2)


def test_by_deck_the_deck_has_a_score_and_is_held_against_quizzes_by_deck(two: Collection, clock: FixedClock) -> None:
    taken(two, QuizPlan(), right=4)
    clock.at += DAY
    (first,) = taken(two, QuizPlan(by="deck"), right=4).groups
    assert (first.group, first.questions, first.before) == (Group("deck", "small", "Two"), 4, None)
    clock.at += DAY
    result = taken(two, QuizPlan(by="deck"), right=1)
    assert result.earlier.scores == (first.score,)
    assert result.groups[0].before == first.score


def test_an_old_quiz_that_says_nothing_of_groups_was_over_axes(two: Collection) -> None:
    taken(two, QuizPlan(), right=4)
    (new,) = load_quizzes(two.connection)
    plan = {word: value for word, value in new.plan.items() if word != "by"}
    answers = [StoredAnswer(0, ids_of(two)["a"], 40, 1_000, "")]
    save_quiz(two.connection, at=new.at + 1, day=new.day, took=1_000, plan=plan, answers=answers)
    old = load_quiz_lines(two)[-1]
    assert (old.by, [group.id for group, _, _ in old.groups], old.score) == ("axis", ["ONE"], 40)
    assert taken(two, QuizPlan(), right=4).earlier.last == 40


def test_a_quiz_is_held_against_earlier_ones_of_the_same_scope_only(two: Collection, clock: FixedClock) -> None:
    taken(two, QuizPlan(), right=1)
    clock.at += DAY
    second = clock.at
    taken(two, QuizPlan(), right=3)
    clock.at += DAY
    narrow = taken(two, QuizPlan(filter=Filter(axes=("one",))), right=0)
    assert narrow.earlier.scores == ()
    clock.at += DAY
    result = taken(two, QuizPlan(questions=3, feedback="each", limit=600), right=2)
    assert result.earlier.scores == (25, 75)
    assert (result.earlier.last, result.earlier.best, result.earlier.last_at) == (75, 75, second)
    assert all(axis.before is not None for axis in result.groups)
    assert taken(two, QuizPlan(filter=Filter(axes=("First axis",))), right=0).earlier.scores == (0,)


def test_every_quiz_is_listed_as_it_was(two: Collection, clock: FixedClock) -> None:
    plan = QuizPlan(questions=3, filter=Filter(axes=("TWO", "ONE")), feedback="each", limit=600, as_reviews=True)
    began = clock.at
    result = taken(two, plan, right=2)
    (line,) = load_quiz_lines(two)
    assert (line.at, line.score, line.questions, line.drawn, line.ended) == (began, result.score, 3, 3, "done")
    assert line.scope == Filter(axes=("ONE", "TWO"))
    assert (line.feedback, line.limit, line.as_reviews, line.only_seen) == ("each", 600, True, False)
    assert [(axis, questions, score) for axis, questions, score in line.groups] == [
        (axis.group, axis.questions, axis.score) for axis in result.groups
    ]


def test_what_was_given_is_kept_with_its_score(two: Collection) -> None:
    quiz = Quiz(two, QuizPlan(questions=2, filter=Filter(axes=("ONE",))))
    while quiz.current is not None:
        quiz.answer("alpa", grade_typed("alpa", quiz.current.face.accept), 1_234)
    quiz.finish()
    rows = sorted((row.card, row.score, row.took, row.given) for row in quiz_answers_of(two))
    assert rows == [("a", 80, 1_234, "alpa"), ("b", 0, 1_234, "alpa")]


def test_a_rebuild_keeps_the_quizzes(two: Collection) -> None:
    taken(two, QuizPlan())
    before = stored(two, "quiz", "quiz_answer")
    rebuild_collection(two)
    assert stored(two, "quiz", "quiz_answer") == before
