"""A learner who takes quizzes: answers cards of every kind rightly, or not at all."""

from __future__ import annotations

from typing import Any

from quizzer.core.grading.grading import Verdict, grade_choice, grade_list, grade_sequence, grade_sort, grade_typed
from quizzer.core.notes.cards import Face
from quizzer.study.collection.collection import Collection
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizPlan, QuizResult
from tests.probe import rows_of


def verdict_of(face: Face, *, right: bool) -> Verdict:
    """The verdict on a right answer, or on none."""
    match face.kind:
        case "choice":
            return grade_choice(face.answers if right else (), face.answers)
        case "list":
            return grade_list(face.answers if right else (), face.accepts)
        case "sequence":
            return grade_sequence(face.answers if right else (), face.answers)
        case "sort":
            return grade_sort({item: name for name, items in face.groups for item in items if right}, face.groups)
        case _:
            return grade_typed(face.answer if right else "", face.accept)


def answer(quiz: Quiz, *, right: bool = True) -> str:
    """Answer the current question; its card's key."""
    assert quiz.current is not None
    key, verdict = quiz.current.key, verdict_of(quiz.current.face, right=right)
    quiz.answer(verdict.given, verdict, 5_000)
    return key


def taken(collection: Collection, plan: QuizPlan, *, right: int = 1_000) -> QuizResult:
    """Take a quiz, the first so many answers right; self-judged ones as well."""
    quiz = Quiz(collection, plan)
    answered = 0
    while not quiz.is_over:
        if quiz.pending is not None:
            quiz.judge(quiz.pending.judged.mark if quiz.pending.judged is not None else "right")
        else:
            answer(quiz, right=answered < right)
            answered += 1
    return quiz.finish()


def stored(collection: Collection, *tables: str) -> list[Any]:
    """All rows of these tables."""
    return [rows_of(collection, table) for table in tables]
