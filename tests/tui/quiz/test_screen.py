"""A quiz in the app: its questions, its time limit, and the answers that the learner judges."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.errors import WrongUse
from quizzer.keys.actions import DEFAULT_KEYS
from quizzer.keys.overrides import resolve_keys
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.quiz.results import load_quiz_lines
from quizzer.study.quiz.values import QuizPlan
from quizzer.tui.help.screen import HelpScreen
from quizzer.tui.home.screen import HomeScreen
from tests.conftest import Opener
from tests.tui.quiz.quiz_stage import FUNDAMENTALS, GLAND, TYPED, asked_key, at_quiz, at_quiz_behind, at_result, quizzed

LONG = """\
deck: Long
axis: {id: LNG, name: Long axis}
notes:
  - {id: why, ask: Why is that?, answer: Because it is a rather long story that nobody would ever type.}
  - {id: how, ask: How is that?, answer: In a way that takes more than five words to be told in full.}
"""


@pytest.fixture
def long(paths: Paths, open_collection: Opener) -> Collection:
    """Cards that only the learner can judge."""
    (paths.decks / "small.yaml").write_text(LONG, encoding="utf-8")
    return open_collection()


async def test_nothing_is_graded_before_the_end(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=Filter(levels=("academic",)))) as stage:
        while asked_key(stage) != "signs":
            await stage.press("ctrl+n")
        text = await stage.press(*"fatigue", "enter", *"cough", "enter")
        assert "1  fatigue" in text
        assert "2  cough" in text
        for phrase in ("found", "not among them", "✓"):
            assert phrase not in text
        await stage.press("enter")
        assert at_quiz(stage).quiz.done == 1


async def test_an_untouched_question_is_handed_in_only_when_meant(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan()) as stage:
        assert "Nothing is answered. Enter again goes on without an answer." in (await stage.press("enter"))
        assert at_quiz(stage).quiz.done == 0
        await stage.press("enter")
        assert at_quiz(stage).quiz.done == 1


async def test_with_feedback_after_each_the_learner_may_overrule(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=GLAND, feedback="each"), size=(60, 15)) as stage:
        text = await stage.press(*"pituitery", "enter")
        assert "Nearly right" in text
        assert "[2 Partly]" in text
        assert "[3 Right]" in await stage.press("right")
        text = await stage.press("enter")
        assert "100% of 1 question" in text
    async with quizzed(collection, QuizPlan(filter=GLAND, feedback="each")) as stage:
        await stage.press(*"pituitery", "enter", "enter")
        assert "89% of 1 question" in stage.text
        assert "-11 against the last time (100% on 1 March); the best was 100%" in stage.words
        for phrase in (
            "Missed (1)",
            "≈ Which gland releases LH?",
            "→ pituitary",
            "you: pituitery",
            "Glands, paragraph 2",
        ):
            assert phrase in stage.text


async def test_long_answers_are_noted_and_judged_once_all_is_asked(long: Collection) -> None:
    async with quizzed(long, QuizPlan()) as stage:
        assert "You judge it yourself." in stage.text
        await stage.press(*"story", "enter")
        assert "Because" not in stage.text
        assert "In a way" not in stage.text
        text = await stage.press(*"way", "enter")
        assert "2 to judge" in text
        assert "story" in text
        assert "Say how right your answer was: 1, 2, 3." in await stage.press("enter")
        await stage.press("3")
        assert "1 to judge" in stage.text
        await stage.press("left", "enter")
        assert at_result(stage).result.score == 50


async def test_where_nothing_is_typed_every_short_answer_is_judged(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=GLAND), typed=False) as stage:
        await stage.press("enter")
        assert "pituitary" in stage.text
        await stage.click("2 Partly")
        assert at_result(stage).result.score == 50


async def test_options_are_picked_with_a_digit_or_a_click(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(feedback="each", filter=Filter(levels=("intermediate",)))) as stage:
        while asked_key(stage) != "direction":
            await stage.press("ctrl+n")
        await stage.click("lowers it")
        assert "✓ Right" in stage.text


async def test_finishing_early_asks_once_more_and_counts_what_was_answered(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=FUNDAMENTALS)) as stage:
        assert "Nothing is answered yet." in await stage.press("f9")
        await stage.press(*TYPED[asked_key(stage)], "enter")
        assert "Finish now, 1 question left out? F9 again does." in await stage.press("f9")
        await stage.press("x", "f9")
        at_quiz(stage)
        text = await stage.press("f9")
        assert "100% of 1 question" in text
        assert "Stopped after 1 of 2 questions" in text


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_leaving_asks_once_more_and_keeps_nothing(collection: Collection, key: str) -> None:
    async with quizzed(collection, QuizPlan()) as stage:
        await stage.press("enter", "enter")
        assert "Leave and throw 1 answer away?" in await stage.press(key)
        at_quiz(stage)
        await stage.press(key)
        assert isinstance(stage.app.screen, HomeScreen) == (key == "escape")
        assert load_quiz_lines(collection) == ()


async def test_a_quiz_with_no_answer_yet_is_left_at_once(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan()) as stage:
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)


async def test_a_result_that_cannot_be_kept_is_a_sentence_and_can_be_tried_again(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=GLAND)) as stage:
        collection.connection.execute("PRAGMA query_only = ON")
        text = await stage.press(*"pituitary", "enter")
        assert "All questions are answered." in text
        assert "the database is read-only" in stage.words
        collection.connection.execute("PRAGMA query_only = OFF")
        assert "100% of 1 question" in await stage.press("enter")


@pytest.fixture
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.tui.quiz.screen._LOOK_AGAIN", 0.04)


@pytest.mark.usefixtures("_quick_looks")
async def test_the_time_left_is_shown_and_what_is_written_when_it_is_up_counts(
    collection: Collection, clock: FixedClock
) -> None:
    async with quizzed(collection, QuizPlan(filter=FUNDAMENTALS, limit=90)) as stage:
        assert "1:30 left" in stage.text
        clock.at += 48_000
        await stage.press(*TYPED[asked_key(stage)])
        await stage.until("0:42 left")
        clock.at += 42_000
        await stage.until("The time was up. Not answered, and counted as not known: 1 question.")
        result = at_result(stage).result
        assert (result.right, result.unasked, result.ended) == (1, 1, "time")
        assert "you: the time was up" in stage.text


@pytest.mark.usefixtures("_quick_looks")
async def test_the_time_runs_while_help_is_open_and_the_result_waits_behind_it(
    collection: Collection, clock: FixedClock
) -> None:
    async with quizzed(collection, QuizPlan(filter=FUNDAMENTALS, limit=90)) as stage:
        await stage.press(*TYPED[asked_key(stage)], "enter", "f1")
        clock.at += 90_000
        await stage.until("Quiz, while a question is asked")
        await stage.until(lambda: not at_quiz_behind(stage).quiz.is_asking)
        at_quiz_behind(stage)._look()
        await stage.pilot.pause()
        assert isinstance(stage.screen, HelpScreen)
        await stage.press("escape")
        await stage.until("Quiz done")
        assert at_result(stage).result.unasked == 1


@pytest.mark.usefixtures("_quick_looks")
async def test_nothing_written_when_the_time_is_up_is_no_answer(collection: Collection, clock: FixedClock) -> None:
    async with quizzed(collection, QuizPlan(filter=GLAND, limit=60)) as stage:
        clock.at += 60_000
        await stage.until("No answer counts; nothing was kept.")


def test_what_is_wanted_while_an_answer_is_typed_has_a_key_that_is_no_letter() -> None:
    for action in ("submit", "finish", "skip", "leave"):
        keys = DEFAULT_KEYS[f"quiz.{action}"].keys
        assert any(len(key) > 1 and key != "space" for key in keys), action


def test_a_key_that_answers_a_question_cannot_be_given_away() -> None:
    with pytest.raises(WrongUse, match="it picks or moves while a question is answered"):
        resolve_keys({"quiz.finish": ["2"]})
    assert resolve_keys({"quiz.wrong": ["9"]})["quiz.wrong"] == ("9",)


@pytest.mark.guarded
@pytest.mark.usefixtures("hand")
async def test_enter_held_down_hands_one_answer_in_and_no_more(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=GLAND, feedback="each")) as stage:
        await stage.press(*"pituitary", *["enter"] * 20)
        quiz = at_quiz(stage).quiz
        assert quiz.pending is not None, "its mark is not taken"
        assert quiz.done == 1


async def test_an_axis_that_gives_the_answer_away_is_left_out(collection: Collection, paths: Paths) -> None:
    (paths.decks / "hpt.yaml").write_text(
        "axis: {id: HPT, name: HPT axis}\nnotes:\n  - {id: which, ask: Which axis?, answer: HPT, level: academic}\n",
        "utf-8",
    )
    sync_decks(collection)
    async with quizzed(collection, QuizPlan(filter=Filter(axes=("HPT",)))) as stage:
        assert "Quiz · academic" in stage.text
        assert "HPT" not in stage.text
