"""A quiz over the small deck: what is asked, what an answer is worth, what is kept, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.grading.grading import grade_typed
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem, WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.quiz.quiz import Quiz, count_questions
from quizzer.study.quiz.results import load_quiz_lines
from quizzer.study.quiz.values import QuizPlan
from quizzer.study.review.answering.answer import ComingDays, answer_card, reload_shown
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.probe import ProbedCard, ProbedRow, card_of, count_rows, log_of
from tests.study.quiz.quizzing import answer, stored, taken, verdict_of

MINUTE = 60_000
DAY = 86_400_000
PROGRESS = ("log", "card")


def asked(quiz: Quiz) -> list[str]:
    """Answer all; the keys in the order asked."""
    keys = []
    while quiz.current is not None:
        keys.append(answer(quiz))
    return keys


# What is asked


def test_every_note_is_asked_once_at_most(collection: Collection) -> None:
    quiz = Quiz(collection, QuizPlan(questions=20))
    assert quiz.drawn == 7
    keys = asked(quiz)
    assert len({key.partition("#")[0] for key in keys}) == len(keys) == 7


def test_the_same_seed_gives_the_same_quiz_in_the_same_order(collection: Collection) -> None:
    first, again, other = (asked(Quiz(collection, QuizPlan(questions=5, seed=seed))) for seed in (1, 1, 2))
    assert first == again != other


def test_another_moment_gives_another_quiz(collection: Collection, clock: FixedClock) -> None:
    found = set()
    for _ in range(5):
        clock.at += MINUTE
        found.add(tuple(asked(Quiz(collection, QuizPlan(questions=5)))))
    assert len(found) > 1


def test_only_the_chosen_levels_are_asked(collection: Collection) -> None:
    plan = QuizPlan(filter=Filter(levels=("academic",)))
    assert sorted(asked(Quiz(collection, plan))) == ["chain", "sexes", "signs"]
    assert count_questions(collection, plan) == 3


def test_only_cards_met_before_are_asked_where_that_is_wanted(collection: Collection) -> None:
    with pytest.raises(Problem, match="never met"):
        Quiz(collection, QuizPlan(only_seen=True))
    session = Session(collection, Plan())
    assert session.current is not None
    met = session.current.key
    session.answer(Rating.GOOD, 1_000)
    assert asked(Quiz(collection, QuizPlan(only_seen=True))) == [met]


def test_a_suspended_card_and_one_gone_from_its_file_are_not_asked(collection: Collection, paths: Paths) -> None:
    session = Session(collection, Plan())
    assert session.current is not None
    suspended = session.current.key
    session.suspend()
    text = (paths.decks / "small.yaml").read_text(encoding="utf-8")
    (paths.decks / "small.yaml").write_text(text.replace("id: chain", "id: chains"), encoding="utf-8")
    sync_decks(collection)
    keys = asked(Quiz(collection, QuizPlan(questions=50)))
    assert suspended not in keys
    assert "chain" not in keys
    assert "chains" in keys


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (QuizPlan(filter=Filter(axes=("HPX",))), "There is no axis “HPX”"),
        (QuizPlan(questions=0), "1 to 500 questions, not 0"),
        (QuizPlan(limit=0), "time limit"),
    ],
)
def test_a_wrong_plan_is_a_sentence(collection: Collection, plan: QuizPlan, says: str) -> None:
    with pytest.raises(WrongUse, match=says):
        Quiz(collection, plan)


def test_a_question_put_off_comes_last(collection: Collection) -> None:
    quiz = Quiz(collection, QuizPlan(questions=4))
    assert quiz.current is not None
    first = quiz.current.key
    quiz.skip()
    assert asked(quiz)[-1] == first


# What is left alone


@pytest.mark.parametrize("feedback", ["each", "end"])
def test_a_quiz_leaves_log_and_schedule_untouched(two: Collection, feedback: str) -> None:
    session = Session(two, Plan())
    session.answer(Rating.GOOD, 1_000)
    before = stored(two, *PROGRESS)
    taken(two, QuizPlan(feedback="each" if feedback == "each" else "end"), right=2)
    assert stored(two, *PROGRESS) == before


def test_a_quiz_that_is_left_leaves_nothing_at_all(two: Collection) -> None:
    before = stored(two, *PROGRESS, "quiz", "quiz_answer")
    quiz = Quiz(two, QuizPlan())
    answer(quiz)
    answer(quiz)
    del quiz
    assert stored(two, *PROGRESS, "quiz", "quiz_answer") == before


# As reviews


def test_as_reviews_each_answer_is_logged_by_what_it_was_worth(two: Collection) -> None:
    quiz = Quiz(two, QuizPlan(as_reviews=True, feedback="end"))
    ratings = {}
    given_answers = {"a": "alpha", "b": "betta", "c": ""}
    for _ in range(4):
        assert quiz.current is not None
        key, face = quiz.current.key, quiz.current.face
        verdict = None if key == "d" else grade_typed(given_answers[key], face.accept)
        quiz.answer(given_answers.get(key, "a story"), verdict, 90_000)
    assert count_rows(two, "log") == 3, "what can be graded is logged at once, the rest when it is judged"
    quiz.judge("partly")
    ratings = {row.card: (Rating(row.value), row.took) for row in log_of(two)}
    assert ratings == {
        "a": (Rating.GOOD, 60_000),
        "b": (Rating.HARD, 60_000),
        "c": (Rating.AGAIN, 60_000),
        "d": (Rating.HARD, 60_000),
    }
    assert rebuild_collection(two) == []
    assert quiz.finish().as_reviews


def test_as_reviews_each_answer_can_be_taken_back(two: Collection) -> None:
    before = stored(two, "card")
    taken(two, QuizPlan(as_reviews=True))
    assert stored(two, "card") != before
    for _ in range(4):
        told = undo_last_action(two)
        assert told is not None
        assert told.startswith("Took back the answer Good")
    assert undo_last_action(two) is None
    assert stored(two, "card") == before


def outcome(collection: Collection, card_id: int) -> tuple[ProbedCard, list[ProbedRow]]:
    """A card and the rows of its log that count, without their ids and without the millisecond they were written in."""
    card = card_of(collection, card_id)
    logged = [row for row in log_of(collection) if row.card_id == card_id and row.undone is None]
    due = card.due // 1_000 if card.queue == 1 else card.due
    return card._replace(due=due, last_at=None), [row._replace(id=0, at=0) for row in logged]


def test_a_review_in_a_quiz_does_what_one_in_a_session_does(collection: Collection, clock: FixedClock) -> None:
    for rating in (Rating.EASY, Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.GOOD):
        session = Session(collection, Plan(ahead_days=400, new=1, filter=Filter(tags=("gland",))))
        assert session.current is not None
        shown = session.current
        outcomes = []
        for way in ("session", "quiz"):
            if way == "session":
                session.answer(rating, 5_000)
            else:
                coming_days = ComingDays(collection, collection.moment().day)
                again = reload_shown(collection, shown)
                answer_card(collection, coming_days, again, rating, 5_000, collection.moment())
            outcomes.append(outcome(collection, shown.card_id))
            if way == "session":
                undo_last_action(collection)
        assert outcomes[0] == outcomes[1], rating
        clock.at += 9 * DAY
    assert rebuild_collection(collection) == []


def test_an_answer_that_cannot_be_stored_leaves_the_question(two: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    quiz = Quiz(two, QuizPlan(as_reviews=True))
    while quiz.current is not None and quiz.current.key == "d":
        quiz.skip()
    shown = quiz.current

    def full(*_: object) -> None:
        raise Problem("the disk is full")

    with monkeypatch.context() as context:
        context.setattr("quizzer.study.quiz.quiz.answer_card", full)
        with pytest.raises(Problem, match="disk is full"):
            answer(quiz)
    assert quiz.current == shown
    assert quiz.done == 0
    answer(quiz)
    assert quiz.done == 1
    assert count_rows(two, "log") == 1


# Feedback


def test_with_feedback_at_the_end_only_what_cannot_be_graded_is_judged_then(two: Collection) -> None:
    quiz = Quiz(two, QuizPlan(feedback="end"))
    while quiz.current is not None:
        assert quiz.pending is None
        shown = quiz.current
        quiz.answer("a long story", None if shown.key == "d" else verdict_of(shown.face, right=True), 1_000)
    assert quiz.pending is not None
    assert (quiz.pending.shown.key, quiz.pending.given, quiz.pending.judged) == ("d", "a long story", None)
    assert (quiz.to_judge, quiz.done, quiz.is_asking, quiz.is_over) == (1, 4, False, False)
    quiz.judge("partly")
    assert quiz.is_over
    result = quiz.finish()
    assert (result.score, result.right, result.partly, result.wrong) == (88, 3, 1, 0)


def test_with_feedback_after_each_the_learner_has_the_last_word(two: Collection) -> None:
    quiz = Quiz(two, QuizPlan(feedback="each", questions=2, filter=Filter(axes=("ONE",))))
    for mark in ("right", "wrong"):
        answer(quiz, right=False)
        assert quiz.pending is not None
        assert quiz.current is None
        assert quiz.pending.judged is not None
        assert quiz.pending.judged.mark == "wrong"
        quiz.judge("right" if mark == "right" else "wrong")
    result = quiz.finish()
    assert (result.score, result.right, result.wrong) == (50, 1, 1)


def test_answers_never_judged_are_left_out(two: Collection) -> None:
    quiz = Quiz(two, QuizPlan())
    while quiz.current is not None:
        quiz.answer("", None if quiz.current.key == "d" else verdict_of(quiz.current.face, right=True), 1_000)
    result = quiz.finish()
    assert (result.questions, result.drawn, result.score, result.unasked) == (3, 4, 100, 0)


# The result


def test_finishing_early_leaves_the_rest_out(two: Collection, clock: FixedClock) -> None:
    quiz = Quiz(two, QuizPlan())
    clock.at += 30_000
    answer(quiz)
    clock.at += 7_000
    quiz.stop()
    result = quiz.finish()
    assert (result.ended, result.questions, result.drawn, result.score) == ("stopped", 1, 4, 100)
    assert result.seconds == 37
    assert quiz.finish() is result
    assert len(load_quiz_lines(two)) == 1


deeds = st.lists(
    st.sampled_from(["right", "blank", "none", "skip", "wait", "wrong", "partly", "stop", "look"]), max_size=25
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds, st.sampled_from(["each", "end"]), st.sampled_from([None, 60]))
def test_whatever_the_learner_does_the_figures_agree(
    collection: Collection, clock: FixedClock, what: list[str], feedback: str, limit: int | None
) -> None:
    before = stored(collection, *PROGRESS)
    kept = len(load_quiz_lines(collection))
    quiz = Quiz(collection, QuizPlan(feedback="each" if feedback == "each" else "end", limit=limit))
    for deed in what:
        if deed == "wait":
            clock.at += 17_000
        elif deed == "look":
            quiz.look()
        elif quiz.pending is not None:
            quiz.judge("right" if deed == "right" else "partly" if deed == "partly" else "wrong")
        elif quiz.current is not None and deed == "skip":
            quiz.skip()
        elif quiz.current is not None and deed == "stop":
            quiz.stop()
        elif quiz.current is not None:
            quiz.answer("", None if deed == "none" else verdict_of(quiz.current.face, right=deed == "right"), 1)
        assert 0 <= quiz.done <= quiz.drawn
        assert quiz.is_over == (quiz.current is None and quiz.pending is None)
    result = quiz.finish()
    assert result.right + result.partly + result.wrong == result.questions <= result.drawn
    assert sum(axis.questions for axis in result.groups) == result.questions
    assert 0 <= result.score <= 100
    assert (result.score == 100) <= (result.right == result.questions)
    assert len(result.missed) == result.partly + result.wrong
    assert len(load_quiz_lines(collection)) == kept + result.kept
    if result.kept:
        line = load_quiz_lines(collection)[-1]
        assert (line.score, line.questions) == (result.score, result.questions)
    assert stored(collection, *PROGRESS) == before
