"""Statistics in the app: pages with keys, a filter, counting that can be stopped, pictures."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.calibration import Evaluation
from quizzer.core.schedule.progress import Rating
from quizzer.core.wording import percent
from quizzer.errors import Problem
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.statistics import compute as study
from quizzer.study.statistics.overview_sections import year_in_words
from quizzer.study.statistics.panels import PANELS
from quizzer.tui.app import QuizzerApp
from quizzer.tui.browse.table_screen import BrowseScreen
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.statistics.screen import StatisticsScreen
from tests.conftest import Opener
from tests.tui.stage import Compare, Stage, pictured, staged
from tests.tui.stage import learnt as learnt
from tests.tui.statistics.counting import counted
from tests.tui.test_hostile_text import HOSTILE, assert_sound, deck_of

SCREEN = "quizzer.tui.statistics.screen"


async def test_one_key_shows_the_year_and_each_number_its_panel(learnt: Collection) -> None:
    async with staged(learnt) as stage:
        words = await counted(stage, "s")
        assert "no answer today" in words
        assert "longest" in words
        assert "Mon" in words
        expected = ["1 of 9", "an answer", "due", "95% range", "first review of a card", "9 cards", "Stability",
                    "Known now", "Slipped"]  # fmt: skip
        for number, told in enumerate(expected, 1):
            words = await counted(stage, str(number))
            assert told in words, (number, stage.text)
            assert PANELS[number - 1].title in words
        await counted(stage, "escape")
        assert isinstance(stage.screen, HomeScreen)


async def test_the_figures_shown_are_those_of_the_study(learnt: Collection) -> None:
    figures = study.compute_statistics(learnt)
    async with staged(learnt) as stage:
        words = await counted(stage, "s")
        assert year_in_words(figures) in words
        assert figures.coming is not None
        assert f"{sum(day.due for day in figures.coming)} due" in await counted(stage, "3")
        assert f"{percent(figures.retention[-1].all.share)} " in await counted(stage, "4")
        assert f"{figures.cards.total} cards" in await counted(stage, "6")
        assert figures.calibration is not None
        assert f"{figures.calibration.answers} of {figures.answers} answers" in await counted(stage, "5")
        assert f"{figures.calibration.log_loss:.4f} log loss" in await counted(stage, "space")


async def test_arrows_and_tab_go_round_through_the_panels(learnt: Collection) -> None:
    async with staged(learnt) as stage:
        await counted(stage, "s", "right", "tab")
        assert "3 of 9" in stage.text
        await counted(stage, "left", "shift+tab", "left")
        assert "9 of 9" in stage.text


async def test_space_goes_through_the_ways_of_a_panel(learnt: Collection) -> None:
    async with staged(learnt) as stage:
        await counted(stage, "s", "3")
        assert "Due in 365 days" in await counted(stage, "space")
        assert "Due in 365 days" not in await counted(stage, "space")
        await counted(stage, "7", "space", "space")
        assert "Difficulty" in stage.text


async def test_a_wide_terminal_is_a_dashboard_whose_panels_are_enlarged(learnt: Collection) -> None:
    async with staged(learnt, size=(120, 40)) as stage:
        words = await counted(stage, "s")
        for title in ("Answers, last 30 days", "Coming, next 30 days", "Remembered", "Predicted and actual"):
            assert title in words
        assert "first review of a card on a day" in words, "the predictions are judged without being asked for"
        assert "┏━ Answers" in stage.text
        await counted(stage, "tab", "tab")
        assert "┏━ Remembered" in stage.text
        await counted(stage, "enter")
        assert "┏" not in stage.text
        assert "Coming" not in stage.text
        assert "Yesterday" in await counted(stage, "space")
        await counted(stage, "escape")
        assert "┏━ Remembered" in stage.text
        assert "Yesterday" in stage.text, "the other view stays"
        await stage.click("Coming, next")
        assert "┏━ Coming" in stage.text
        await stage.click("2 Memory")
        assert "╭─ Known now" in stage.text
        await counted(stage, "3", "enter")
        assert isinstance(stage.screen, BrowseScreen)
        assert "prop:lapses>0" in stage.text
        await stage.press("escape")
        assert isinstance(stage.screen, StatisticsScreen)


async def test_calibration_is_judged_only_when_its_page_is_opened(
    learnt: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[Filter] = []

    def calibration(collection: Collection, wanted: Filter, *rest: object) -> Evaluation:
        judged.append(wanted)
        return study.compute_calibration(collection, wanted, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(f"{SCREEN}.compute_calibration", calibration)
    async with staged(learnt) as stage:
        await counted(stage, "s", "3", "7")
        assert judged == []
        await counted(stage, "5", "9", "5")
        assert judged == [Filter()]


class Gate:
    """Holds the counting until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        self.begun = 0

        def held(collection: Collection, wanted: Filter, days: int | None, progress: object, **rest: bool) -> object:
            assert callable(progress)
            self.begun += 1
            progress("Counting answers", 30, 120)
            self.reached.set()
            assert self.opened.wait(30)
            progress("Counting answers", 60, 120)
            return study.compute_statistics(collection, wanted, days, progress, **rest)

        monkeypatch.setattr(f"{SCREEN}.compute_statistics", held)

    async def wait(self, stage: Stage) -> None:
        """Go on when the counting has come to the gate."""
        await stage.until(self.reached.is_set)


async def test_while_it_counts_it_tells_how_far_and_nothing_else_reaches_the_collection(
    learnt: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    async with staged(learnt) as stage:
        theme = stage.app.theme
        await stage.press("s")
        await gate.wait(stage)
        await stage.until("Counting answers: 30 of 120")
        await stage.press("t", "question_mark", "ctrl+p", "f", "t", "question_mark", "4")
        assert isinstance(stage.app.screen, StatisticsScreen)
        assert stage.app.theme == theme
        assert "Counting answers" in stage.text
        gate.opened.set()
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert "Remembered" in stage.text


async def test_escape_stops_the_counting_and_goes_back(learnt: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)
    async with staged(learnt) as stage:
        await stage.press("s")
        await gate.wait(stage)
        await stage.press("escape")
        assert isinstance(stage.screen, StatisticsScreen), "the thread still holds the collection"
        gate.opened.set()
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert isinstance(stage.screen, HomeScreen)


async def test_the_program_can_be_left_while_it_counts(learnt: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)
    async with staged(learnt) as stage:
        await stage.press("s")
        await gate.wait(stage)
        await stage.press("q")
        gate.opened.set()
    assert stage.app.return_code == 0
    assert stage.app.fault is None
    assert gate.begun == 1, "nothing is counted for no one"


async def test_keys_typed_ahead_are_not_lost(learnt: Collection) -> None:
    async with staged(learnt) as stage:
        await stage.press("s", "escape", "b")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert not isinstance(stage.screen, StatisticsScreen)
        await stage.press("escape")
        assert isinstance(stage.screen, HomeScreen)
        await stage.press("s", "3", "space")
        assert "365 days" in await counted(stage, "right", "left")


async def test_a_problem_is_a_sentence_and_is_not_tried_for_ever(
    learnt: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def failing(*_: object, **__: object) -> None:
        tried.append(1)
        raise Problem("The database is busy.")

    monkeypatch.setattr(f"{SCREEN}.compute_statistics", failing)
    async with staged(learnt) as stage:
        assert "The database is busy." in await counted(stage, "s", "2", "3")
        assert len(tried) == 1


async def test_without_answers_each_page_tells_what_will_be_there(collection: Collection) -> None:
    async with staged(collection) as stage:
        await counted(stage, "s")
        for number, page in enumerate(PANELS, 1):
            words = await counted(stage, str(number))
            assert page.about in words or (page.shows_new and "new" in words), stage.text


async def test_without_cards_as_well(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").unlink()
    async with staged(open_collection()) as stage:
        assert "There is no card yet." in await counted(stage, "s")
        assert "There is no card yet." in await counted(stage, "6")


async def test_the_help_tells_what_each_figure_means(learnt: Collection) -> None:
    async with staged(learnt, size=(80, 70)) as stage:
        words = await counted(stage, "s", "question_mark")
        for figure in ("Remembered", "counted as in Anki", "Stability", "Log loss", "RMSE", "Leech"):
            assert figure in words


@pytest.mark.parametrize("name", ["markup", "override", "wide", "combining"])
async def test_deck_text_is_text_on_every_page(
    paths: Paths, open_collection: Opener, clock: FixedClock, name: str
) -> None:
    (paths.decks / "small.yaml").write_text(deck_of(HOSTILE[name]), encoding="utf-8")
    collection = open_collection()
    for rating in (Rating.EASY, Rating.AGAIN, Rating.AGAIN):
        session = Session(collection, Plan(ahead_days=30))
        for _ in range(9):
            if session.current is not None:
                session.answer(rating, 1_000)
        clock.at += 10 * 86_400_000
    async with staged(collection) as stage:
        await counted(stage, "s")
        for key in ("9", "f", "right", "down", "right", "enter"):
            await counted(stage, key)
            assert_sound(stage)
        await counted(stage, "9")
        assert_sound(stage)
        assert "Slipped" in stage.text


def opened(app: QuizzerApp, page: int) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Opens a page and waits until it is counted."""

    async def show(pilot: Pilot[int]) -> None:
        await counted(Stage(app, pilot), "s", str(page))

    return show


@pictured
@pytest.mark.parametrize(
    ("theme", "size", "page"),
    [
        ("quizzer-dark", (80, 24), 1),
        ("quizzer-light", (60, 15), 4),
        ("quizzer-dark", (120, 40), 1),
    ],
)
def test_pictures(learnt: Collection, snap_compare: Compare, theme: str, size: tuple[int, int], page: int) -> None:
    learnt.put("theme", theme)
    app = QuizzerApp(learnt)
    assert snap_compare(app, run_before=opened(app, page), terminal_size=size)


@pictured
@pytest.mark.parametrize("page", [5])
def test_pictures_without_colours(
    learnt: Collection, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = QuizzerApp(learnt)
    assert snap_compare(app, run_before=opened(app, page))
