"""A quiz in the app: chosen on a page, taken, judged, and told axis by axis."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.errors import WrongUse
from quizzer.keys import DEFAULT_KEYS, resolve_keys
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.results import load_quiz_lines
from quizzer.study.quiz.values import QuizPlan
from quizzer.tui.app import QuizzerApp
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.quiz.result_screen import QuizResultScreen
from quizzer.tui.quiz.screen import QuizScreen
from quizzer.tui.quiz.setup_screen import QuizSetupScreen
from quizzer.tui.review.screen import ReviewScreen
from tests.conftest import Opener
from tests.study.quiz.quizzing import stored, taken
from tests.tui.stage import Stage, ratings, staged

GLAND = Filter(tags=("gland",))
FUNDAMENTALS = Filter(levels=("fundamentals",))
TYPED = {
    "gland": [*"pituitary"],
    "acronym": [*"luteinizing", "space", *"hormone"],
    "acronym#reverse": [*"LH"],
}
LONG = """\
deck: Long
axis: {id: LNG, name: Long axis}
notes:
  - {id: why, ask: Why is that?, answer: Because it is a rather long story that nobody would ever type.}
  - {id: how, ask: How is that?, answer: In a way that takes more than five words to be told in full.}
"""
HOSTILE = """\
deck: "[red]Hostile"
axes: [{id: "OTH", name: "[b]Other[/b]"}]
axis: {id: HOS, name: "[@click=app.quit]Axis[/]\\e[2J"}
notes:
  - {id: one, ask: "[bold]not bold[/bold] \\u202Eq\\u202C?", answer: "[@click=app.quit]IKKβ[/]\\e[31m"}
  - {id: two, ask: "[red]Two?", answer: beta, axis: OTH, cite: {section: "[i]Section\\e[0m"}}
"""


@asynccontextmanager
async def quizzed(
    collection: Collection, plan: QuizPlan, *, size: tuple[int, int] = (80, 24), typed: bool = True
) -> AsyncIterator[Stage]:
    """The application at a quiz."""
    app = QuizzerApp(collection, None, QuizScreen(Quiz(collection, plan), typed=typed))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stage(app, pilot)


def at_quiz(stage: Stage) -> QuizScreen:
    """The quiz that is taken."""
    screen = stage.app.screen
    assert isinstance(screen, QuizScreen), type(screen)
    return screen


def at_quiz_behind(stage: Stage) -> QuizScreen:
    """The quiz with another screen in front of it."""
    screen = stage.app.screen_stack[-2]
    assert isinstance(screen, QuizScreen), type(screen)
    return screen


def at_result(stage: Stage) -> QuizResultScreen:
    """The result that is shown."""
    screen = stage.app.screen
    assert isinstance(screen, QuizResultScreen), type(screen)
    return screen


async def until(stage: Stage, told: str) -> None:
    """Wait for the screen to say something of its own accord."""
    for _ in range(100):
        if told in stage.words:
            return
        await stage.pilot.pause(0.02)
    raise AssertionError(f"{told!r} never comes:\n{stage.text}")


def asked_key(stage: Stage) -> str:
    """The card that is asked."""
    current = at_quiz(stage).quiz.current
    assert current is not None
    return current.key


@pytest.fixture
def long(paths: Paths, open_collection: Opener) -> Collection:
    """Cards that only the learner can judge."""
    (paths.decks / "small.yaml").write_text(LONG, encoding="utf-8")
    return open_collection()


# Choosing


async def test_a_quiz_is_chosen_from_home_taken_and_told_and_the_schedule_left_alone(collection: Collection) -> None:
    before = stored(collection, "log", "card")
    async with staged(collection) as stage:
        assert "Questions" in await stage.press("z")
        # One axis only, so the levels come next: fundamentals is the first after “all”.
        text = await stage.press("down", "right", "space")
        assert "[ ] all ›[x] fundamentals" in text
        assert "There are but 2 notes to ask." in await stage.press("enter")
        text = await stage.press("enter")
        assert "Quiz · Small axis · fundamentals" in text
        assert "0 of 2" in text
        for _ in range(2):
            assert "Right" not in stage.text
            await stage.press(*TYPED[asked_key(stage)], "enter")
        for told in ("Quiz done", "100% of 2 questions", "2 right  0 partly  0 not right", "Nothing was missed."):
            assert told in stage.text
        assert "The first quiz of this kind" in stage.text
        await stage.press("enter")
        assert isinstance(stage.app.screen, HomeScreen)
    assert stored(collection, "log", "card") == before
    assert [line.score for line in load_quiz_lines(collection)] == [100]


async def test_what_is_ticked_is_what_is_asked(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("z", "left", "down", "right", "right", "space", "right", "space")
        await stage.press("down", "space", "down", "right", "down", "right", "right", "down", "space")
        screen = stage.app.screen
        assert isinstance(screen, QuizSetupScreen)
        assert screen.plan == QuizPlan(
            questions=10,
            filter=Filter(levels=("intermediate", "academic")),
            feedback="each",
            limit=600,
            as_reviews=True,
            only_seen=True,
        )
        await stage.press("up", "up", "up", "up", "left", "left", "left", "space")
        assert screen.plan.filter == Filter(), "ticking “all” unticks the others"


async def test_choosing_can_be_done_with_clicks(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("z")
        await stage.click("academic")
        await stage.click("after each question")
        await stage.click("Begin")
        quiz = at_quiz(stage).quiz
        assert (quiz.plan.filter, quiz.plan.feedback) == (Filter(levels=("academic",)), "each")


async def test_a_quiz_without_cards_is_a_sentence_on_the_page(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("z", "down", "down", "space", "enter", "enter")
        assert "No card of this choice has been met yet." in stage.words
        assert isinstance(stage.app.screen, QuizSetupScreen)
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)


async def test_the_palette_offers_a_quiz(collection: Collection) -> None:
    async with staged(collection) as stage:
        assert "Quiz" in [command.title for command in stage.screen.commands()]


# Taking


async def test_nothing_is_told_before_the_end(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=Filter(levels=("academic",)))) as stage:
        while asked_key(stage) != "signs":
            await stage.press("ctrl+n")
        text = await stage.press(*"fatigue", "enter", *"cough", "enter")
        assert "· fatigue" in text
        assert "· cough" in text
        for told in ("found", "not among them", "✓"):
            assert told not in text
        assert "› cough" in await stage.press("backspace"), "an item is taken back to be written anew"
        await stage.press("ctrl+u", "enter")
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
        for told in (
            "Missed (1)",
            "≈ Which gland releases LH?",
            "→ pituitary",
            "you: pituitery",
            "Glands, paragraph 2",
        ):
            assert told in stage.text


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


async def test_as_reviews_the_answers_are_in_the_log_and_undo_takes_them_back(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=GLAND, as_reviews=True)) as stage:
        await stage.press(*"pituitary", "enter")
        assert "Each answer was a review." in stage.text
        assert ratings(stage) == [Rating.GOOD]
        assert "Took back the answer Good" in await stage.press("enter", "u")
        assert ratings(stage) == []


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


# Time


@pytest.fixture
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.tui.quiz.screen._LOOK_AGAIN", 0.01)


@pytest.mark.usefixtures("_quick_looks")
async def test_the_time_left_is_shown_and_what_is_written_when_it_is_up_counts(
    collection: Collection, clock: FixedClock
) -> None:
    async with quizzed(collection, QuizPlan(filter=FUNDAMENTALS, limit=90)) as stage:
        assert "1:30 left" in stage.text
        clock.at += 48_000
        await stage.press(*TYPED[asked_key(stage)])
        await until(stage, "0:42 left")
        clock.at += 42_000
        await until(stage, "The time was up. Not answered, and counted as not known: 1 question.")
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
        await until(stage, "Quiz, while a question is asked")
        await stage.pilot.pause(0.1)
        assert not at_quiz_behind(stage).quiz.is_asking
        await stage.press("escape")
        await until(stage, "Quiz done")
        assert at_result(stage).result.unasked == 1


@pytest.mark.usefixtures("_quick_looks")
async def test_nothing_written_when_the_time_is_up_is_no_answer(collection: Collection, clock: FixedClock) -> None:
    async with quizzed(collection, QuizPlan(filter=GLAND, limit=60)) as stage:
        clock.at += 60_000
        await until(stage, "No answer counts; nothing was kept.")


# The result


async def test_the_missed_can_be_practised_and_another_quiz_begun(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=FUNDAMENTALS)) as stage:
        await stage.press("x", "enter", "x", "enter")
        await stage.press("p")
        screen = stage.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.session.plan.practice
        assert screen.session.counts.total == 2
    async with quizzed(collection, QuizPlan(filter=GLAND)) as stage:
        await stage.press("x", "enter", "a")
        assert isinstance(stage.app.screen, QuizSetupScreen)


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (200, 60), (30, 10)])
async def test_every_page_fits_any_terminal(collection: Collection, size: tuple[int, int]) -> None:
    taken(collection, QuizPlan(), right=2)
    async with staged(collection, size=size) as stage:
        await stage.press("z")
        for key in ("down", "right", "down", "down", "down", "down", "enter", "enter"):
            await stage.press(key)
            assert max(map(len, stage.lines)) <= size[0]
        while isinstance(stage.app.screen, QuizScreen):
            await stage.press("enter")
            assert max(map(len, stage.lines)) <= size[0]
        for key in ("pagedown", "end", "home"):
            await stage.press(key)
            assert max(map(len, stage.lines)) <= size[0]
        assert at_result(stage).result.score == 0


async def test_hostile_text_stays_text(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").write_text(HOSTILE, encoding="utf-8")
    collection = open_collection()
    async with staged(collection) as stage:
        await stage.press("z", "down", "right")
        assert "[@click=app.quit]Axis[/]␛[2J" in stage.text
        await stage.press("enter", "enter")
        while asked_key(stage) != "one":
            await stage.press("ctrl+n")
        assert "[bold]not bold[/bold] ‹RLO›q‹PDF›?" in stage.text
        await stage.press(*"[/b]", "enter", *"[/]", "enter")
        seen = ""
        for key in ("home", "pagedown", "end"):
            seen += await stage.press(key)
        for told in ("[red]Two?", "[@click=app.quit]IKKβ[/]␛[31m", "[i]Section␛[0m", "[b]Other[/b]", "you: [/]"):
            assert told in seen
        assert "\x1b" not in seen
        assert "\u202e" not in seen


# Keys


def test_what_is_wanted_while_an_answer_is_typed_has_a_key_that_is_no_letter() -> None:
    for action in ("submit", "finish", "skip", "leave"):
        keys = DEFAULT_KEYS[f"quiz.{action}"].keys
        assert any(len(key) > 1 and key != "space" for key in keys), action


def test_a_key_that_answers_a_question_cannot_be_given_away() -> None:
    with pytest.raises(WrongUse, match="it picks or moves while a question is answered"):
        resolve_keys({"quiz.finish": ["2"]})
    assert resolve_keys({"quiz.wrong": ["9"]})["quiz.wrong"] == ("9",)
