"""The page on which a quiz is chosen."""

from __future__ import annotations

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.quiz.results import load_quiz_lines
from quizzer.study.quiz.values import QuizPlan
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.quiz.setup_screen import QuizSetupScreen
from tests.conftest import DECK, Opener
from tests.study.mastery.mastering import TAGGED
from tests.study.quiz.quizzing import stored
from tests.tui.quiz.quiz_stage import TYPED, asked_key, at_quiz
from tests.tui.stage import staged


async def test_a_quiz_is_chosen_from_home_taken_and_scored_and_the_schedule_left_alone(collection: Collection) -> None:
    before = stored(collection, "log", "card")
    async with staged(collection) as stage:
        assert "Questions" in await stage.press("z")
        # One axis only, so the levels come next: fundamentals is the first after “all”.
        text = await stage.press("down", "right", "space")
        assert "[ ] all ›[x] fundamentals" in text
        assert "There are but 2 notes to ask." in await stage.press("enter")
        text = await stage.press("enter")
        assert "Quiz · SML · fundamentals" in text
        assert "0 of 2" in text
        for _ in range(2):
            assert "Right" not in stage.text
            await stage.press(*TYPED[asked_key(stage)], "enter")
        for phrase in ("Quiz done", "100% of 2 questions", "2 right  0 partly  0 not right", "Nothing was missed."):
            assert phrase in stage.text
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


async def test_decks_and_tags_are_chosen_and_drawn_over_where_there_are_several(
    paths: Paths, open_collection: Opener
) -> None:
    (paths.decks / "things.yaml").write_text(TAGGED, encoding="utf-8")
    async with staged(open_collection()) as stage:
        assert "Evenly over   [axes]   decks    tags" in await stage.press("z")
        text = await stage.press("down", "right", "right", "up")
        assert "drawn evenly over tags" in text
        await stage.click("things")
        await stage.click("igf")
        screen = stage.app.screen
        assert isinstance(screen, QuizSetupScreen)
        assert screen.plan == QuizPlan(filter=Filter(decks=("things",), tags=("igf",)), by="tag")
        assert "There are but 2 notes to ask." in await stage.press("down", "enter")


async def test_a_long_row_is_folded_while_another_is_selected(paths: Paths, open_collection: Opener) -> None:
    tags = ", ".join(f"tag{number}" for number in range(30))
    (paths.decks / "small.yaml").write_text(DECK.replace("[gland]", f"[{tags}]"), encoding="utf-8")
    async with staged(open_collection()) as stage:
        assert "[x] all  30 of them" in await stage.press("z")
        text = await stage.press("down", "down", "down")
        assert "tag29" in text
        await stage.press("right", "space")
        text = await stage.press("down")
        assert "[x] tag0  of 30" in text
        assert "tag29" not in text
        await stage.click("of 30")
        assert "tag29" in stage.text
