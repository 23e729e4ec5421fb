"""The form in which a quiz is chosen."""

from __future__ import annotations

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.quiz.results import load_quiz_lines
from quizzer.study.quiz.values import QuizPlan
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.quiz.setup_choices import keep_plan, kept_plan
from quizzer.tui.quiz.setup_screen import QuizSetupScreen
from tests.conftest import Opener
from tests.study.mastery.mastering import TAGGED
from tests.study.quiz.quizzing import stored
from tests.tui.quiz.quiz_stage import TYPED, asked_key, at_quiz
from tests.tui.stage import Stage, staged


def setup(stage: Stage) -> QuizSetupScreen:
    screen = stage.app.screen
    assert isinstance(screen, QuizSetupScreen), type(screen)
    return screen


async def test_a_quiz_is_chosen_from_home_taken_and_scored_and_the_schedule_left_alone(collection: Collection) -> None:
    before = stored(collection, "log", "card")
    async with staged(collection) as stage:
        assert "▌ [ 20" in await stage.press("z")
        # One axis only, so the levels come next.
        await stage.press("tab", "right", "space", "right", "space", "tab", "tab", "space")
        assert "[x] fundamentals   [ ] intermediate   [ ] academic" in stage.text
        assert "Begin: all 2 notes" in stage.text
        text = await stage.press("enter")
        assert "Quiz · SML · fundamentals" in text
        assert "0 of 2" in text
        for _ in range(2):
            assert "Right" not in stage.text
            await stage.press(*TYPED[asked_key(stage)], "enter")
        for phrase in ("Quiz done", "100% of 2 questions", "2 right  0 partly  0 not right", "Nothing was missed."):
            assert phrase in stage.text
        assert "The first quiz of this kind" in stage.text
        await stage.press("a")
        assert "[x] fundamentals   [ ] intermediate   [ ] academic" in stage.text, "another one keeps the choices"
        assert "Last quiz, 1 March: 100% of 2 questions." in stage.text
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)
    assert stored(collection, "log", "card") == before
    assert [line.score for line in load_quiz_lines(collection)] == [100]


async def test_what_is_chosen_is_what_is_asked_and_is_kept(collection: Collection) -> None:
    wanted = QuizPlan(
        questions=1,
        filter=Filter(levels=("intermediate", "academic")),
        feedback="end",
        limit=600,
        as_reviews=True,
    )
    async with staged(collection) as stage:
        await stage.press("z", "backspace", "backspace", "1", "down", "space", "down", "down", "right")
        await stage.press("down", *"10", "down", "space")
        assert setup(stage).plan == wanted
        await stage.press("enter")
        assert at_quiz(stage).quiz.plan == wanted
        await stage.press("escape", "escape", "z")
        assert setup(stage).plan == wanted
        await stage.press("escape")
    assert kept_plan(collection) == wanted


def test_what_was_kept_by_others_or_spoilt_is_the_usual(collection: Collection) -> None:
    plan = QuizPlan(filter=Filter(tags=("gone",)), by="tag", feedback="each")
    keep_plan(collection, plan)
    assert kept_plan(collection) == plan
    for spoilt in ("", "[]", "{}", '{"questions": -1, "limit": null, "scope": []}', "no JSON"):
        collection.put("quiz.choices", spoilt)
        assert kept_plan(collection) == QuizPlan(feedback="each")


async def test_choosing_can_be_done_with_clicks(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("z")
        await stage.click("] fundamentals")
        await stage.click("] intermediate")
        await stage.click(") at the end")
        await stage.click("Begin")
        quiz = at_quiz(stage).quiz
        assert (quiz.plan.filter, quiz.plan.feedback) == (Filter(levels=("academic",)), "end")


async def test_the_button_says_what_is_missing_and_enter_goes_there(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("z", "down", "space", "right", "space", "right", "space", "down")
        assert "Choose at least one level" in await stage.press("enter")
        assert isinstance(stage.app.screen, QuizSetupScreen)
        assert "Levels      ▌" in stage.text or "Levels     ▌" in stage.text
        await stage.press("space", "down", "right")
        assert "None of them has been met yet" in stage.text


async def test_a_wrong_number_is_told_below_its_field_and_gone_once_it_is_corrected(collection: Collection) -> None:
    async with staged(collection) as stage:
        text = await stage.press("z", *"00", "tab")
        assert "✗ Write a whole number from 1 to 500." in text
        text = await stage.press("enter")
        assert "▌ [ 2000" in text, "Enter goes to what is wrong"
        assert "✗" not in await stage.press("backspace")
        await stage.press("enter")
        assert at_quiz(stage).quiz.plan.questions == 200


async def test_the_palette_offers_a_quiz(collection: Collection) -> None:
    async with staged(collection) as stage:
        assert "Quiz" in [command.title for command in stage.screen.commands()]


async def test_decks_and_tags_are_chosen_and_drawn_over_where_there_are_several(
    paths: Paths, open_collection: Opener
) -> None:
    (paths.decks / "things.yaml").write_text(TAGGED, encoding="utf-8")
    async with staged(open_collection()) as stage:
        assert "Evenly over   (•) axes   ( ) decks   ( ) tags" in await stage.press("z")
        text = await stage.press("down", "right", "right")
        assert "drawn evenly over tags" in text
        await stage.click("Decks")
        await stage.press("space", "down", "down", "enter")
        assert "[ Other things" in stage.text
        await stage.click("Tags")
        await stage.press("space", "i", "enter")
        assert setup(stage).plan.filter.decks == ("things",)
        assert setup(stage).plan.filter.tags == ("igf",)
        assert setup(stage).plan.by == "tag"
        assert "Begin: all 2 notes" in stage.text


async def test_in_a_low_terminal_the_form_scrolls_and_the_button_stays(collection: Collection) -> None:
    async with staged(collection, size=(60, 10)) as stage:
        text = await stage.press("z")
        assert "[ Begin: all 7 notes ]" in text
        assert "↓" in text
        assert "Counts as" not in text
        text = await stage.press("shift+tab", "shift+tab")
        assert "Counts as" in text
        assert "Begin" in text
        assert "F1 all keys" in text
