"""The result of a quiz, and where it leads."""

from __future__ import annotations

import pytest

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.quiz.values import QuizPlan
from quizzer.tui.quiz.screen import QuizScreen
from quizzer.tui.quiz.setup_screen import QuizSetupScreen
from quizzer.tui.review.screen import ReviewScreen
from tests.conftest import Opener
from tests.study.quiz.quizzing import taken
from tests.tui.quiz.quiz_stage import FUNDAMENTALS, GLAND, asked_key, at_result, quizzed
from tests.tui.stage import ratings, staged

HOSTILE = """\
deck: "[red]Hostile"
axes: [{id: "OTH", name: "[b]Other[/b]"}]
axis: {id: HOS, name: "[@click=app.quit]Axis[/]\\e[2J"}
notes:
  - {id: one, ask: "[bold]not bold[/bold] \\u202Eq\\u202C?", answer: "[@click=app.quit]IKKβ[/]\\e[31m"}
  - {id: two, ask: "[red]Two?", answer: beta, axis: OTH, cite: {section: "[i]Section\\e[0m"}}
"""


async def test_as_reviews_the_answers_are_in_the_log_and_undo_takes_them_back(collection: Collection) -> None:
    async with quizzed(collection, QuizPlan(filter=GLAND, as_reviews=True)) as stage:
        await stage.press(*"pituitary", "enter")
        assert "Each answer was a review." in stage.text
        assert ratings(stage) == [Rating.GOOD]
        assert "Took back the answer Good" in await stage.press("enter", "u")
        assert ratings(stage) == []


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
        await stage.press("z")
        await stage.click(") at the end")
        await stage.press("enter")
        while asked_key(stage) != "one":
            await stage.press("ctrl+n")
        assert "[bold]not bold[/bold] ‹RLO›q‹PDF›?" in stage.text
        await stage.press(*"[/b]", "enter", *"[/]", "enter")
        seen = ""
        for key in ("home", "pagedown", "end"):
            seen += await stage.press(key)
        for phrase in ("[red]Two?", "[@click=app.quit]IKKβ[/]␛[31m", "[i]Section␛[0m", "[b]Other[/b]", "you: [/]"):
            assert phrase in seen
        assert "\x1b" not in seen
        assert "\u202e" not in seen
