"""Results of quizzes: one compared with earlier ones, and the list of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quizzer.core.groups import Group
from quizzer.core.quiz import Grade, mean_by_group, mean_score
from quizzer.core.schedule.progress import Moment
from quizzer.store.connection import explain_errors
from quizzer.store.grouping import load_groups_of_cards
from quizzer.store.records import quizzes
from quizzer.store.records.quizzes import StoredAnswer, StoredQuiz
from quizzer.study.filters import Filter
from quizzer.study.quiz.values import (
    Earlier,
    Ended,
    GroupScore,
    MissedQuestion,
    QuizAnswer,
    QuizLine,
    QuizPlan,
    QuizResult,
)
from quizzer.study.review.values import Shown

if TYPE_CHECKING:
    from quizzer.store.scope import Scope
    from quizzer.study.collection.collection import Collection

_SCOPE = ("axes", "decks", "levels", "tags", "only_seen")
"""What a quiz has in common with one it can be held against, besides what it was drawn evenly over."""
_UNANSWERED = Grade("wrong", 0)
_LONGEST_GIVEN = 2_000


def save_result(
    collection: Collection,
    plan: QuizPlan,
    scope: Scope,
    began: Moment,
    *,
    drawn: int,
    took: int,
    ended: Ended,
    answers: Sequence[QuizAnswer],
    unasked: Sequence[tuple[int, Shown]],
) -> QuizResult:
    """Compute the result of a quiz, and save it unless nothing was answered.

    Args:
        scope: The cards that the plan's filter selects.
        began: The moment of the first question.
        drawn: Questions drawn for it.
        took: Milliseconds.
        answers: The judged ones, in the order given.
        unasked: Place and card of the questions there was no time for; they count as wrong.

    Raises:
        Problem: The database refused; nothing was saved.
    """
    missed_time = [QuizAnswer(place, shown, "", _UNANSWERED, 0) for place, shown in unasked] if answers else []
    counted = [(answered, answered.judged or _UNANSWERED) for answered in (*answers, *missed_time)]
    with explain_errors(collection.paths.database):
        written = _plan_to_json(plan, drawn, ended, quizzes.describe_scope(collection.connection, scope))
        before = [quiz for quiz in quizzes.load_quizzes(collection.connection) if _same_scope(quiz, plan, written)]
        cards = [answered.shown.card_id for answered, _ in counted]
        groups = load_groups_of_cards(collection.connection, plan.by, cards)
        if answers:
            rows = [
                StoredAnswer(a.place, a.shown.card_id, worth.score, a.took, a.given[:_LONGEST_GIVEN])
                for a, worth in counted
            ]
            quizzes.save_quiz(collection.connection, at=began.at, day=began.day, took=took, plan=written, answers=rows)
    marks = [worth.mark for _, worth in counted]
    return QuizResult(
        questions=len(counted),
        drawn=drawn,
        score=mean_score([worth.score for _, worth in counted]),
        right=marks.count("right"),
        partly=marks.count("partly"),
        wrong=marks.count("wrong"),
        unasked=len(missed_time),
        seconds=took // 1000,
        ended=ended,
        groups=_groups([(groups[answered.shown.card_id], worth.score) for answered, worth in counted], before),
        missed=tuple(
            _missed(answered, worth, answered=place < len(answers))
            for place, (answered, worth) in enumerate(counted)
            if worth.mark != "right"
        ),
        earlier=Earlier(tuple(_score(quiz) for quiz in before), before[-1].at if before else 0),
        as_reviews=plan.as_reviews,
        kept=bool(answers),
    )


def load_quiz_lines(collection: Collection) -> tuple[QuizLine, ...]:
    """Every saved quiz, in the order they were taken."""
    with explain_errors(collection.paths.database):
        return tuple(_line(quiz) for quiz in quizzes.load_quizzes(collection.connection))


def _plan_to_json(plan: QuizPlan, drawn: int, ended: Ended, words: dict[str, list[str]]) -> dict[str, Any]:
    """A plan as it is stored, with the way the quiz ended."""
    return {
        **words,
        "by": plan.by,
        "only_seen": plan.only_seen,
        "questions": plan.questions,
        "feedback": plan.feedback,
        "limit": plan.limit,
        "as_reviews": plan.as_reviews,
        "seed": plan.seed,
        "drawn": drawn,
        "ended": ended,
    }


def _same_scope(quiz: StoredQuiz, plan: QuizPlan, written: dict[str, Any]) -> bool:
    return bool(quiz.scores) and quiz.by == plan.by and all(quiz.plan[word] == written[word] for word in _SCOPE)


def _score(quiz: StoredQuiz) -> int:
    return mean_score([score for _, score in quiz.scores])


def _groups(scores: Sequence[tuple[tuple[Group, ...], int]], before: Sequence[StoredQuiz]) -> tuple[GroupScore, ...]:
    earlier: dict[str, int] = {}
    for quiz in before:
        earlier |= {mean.group.id: mean.score for mean in mean_by_group(quiz.scores)}
    return tuple(GroupScore(*mean, earlier.get(mean.group.id)) for mean in mean_by_group(scores))


def _missed(question: QuizAnswer, worth: Grade, *, answered: bool) -> MissedQuestion:
    shown, cite = question.shown, question.shown.note.cite
    return MissedQuestion(
        card_id=shown.card_id,
        axis=shown.axis,
        prompt=shown.face.prompt,
        answer=shown.face.answer,
        given=question.given,
        judged=worth,
        source="" if cite is None else ", ".join(part for part in (cite.section, cite.place) if part),
        answered=answered,
    )


def _line(quiz: StoredQuiz) -> QuizLine:
    plan = quiz.plan
    return QuizLine(
        id=quiz.id,
        at=quiz.at,
        seconds=quiz.took // 1000,
        score=_score(quiz),
        questions=len(quiz.scores),
        drawn=plan["drawn"],
        ended=plan["ended"],
        by=quiz.by,
        groups=tuple((mean.group, mean.questions, mean.score) for mean in mean_by_group(quiz.scores)),
        scope=Filter(*(tuple(plan[word]) for word in ("axes", "decks", "levels", "tags"))),
        feedback=plan["feedback"],
        limit=plan["limit"],
        as_reviews=plan["as_reviews"],
        only_seen=plan["only_seen"],
    )
