"""The mastery screen: the axes as a picture, what is told of one, and the keys that act on it."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.mastery import CardTotals, compute_mastery
from quizzer.core.notes.axes import Axis
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.mastery.axes import AxisMastery
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.app import QuizzerApp
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.mastery.body_map import axes_picture, move_selection
from quizzer.tui.mastery.screen import MasteryScreen
from quizzer.tui.review.screen import ReviewScreen
from tests.conftest import Opener
from tests.tui.stage import Stage, staged
from tests.tui.test_snapshots import Compare
from tests.tui.test_snapshots import pytestmark as pictured

DAY = 86_400_000
BODY = ("HPG", "HPA", "HPT", "GH", "insulin", "receptors", "brain", "peptides")
AXIS = """\
deck: {name} deck
axis: {{id: {name}, name: The {name} axis}}
notes:
  - {{id: {name}-one, ask: What is one of {name}?, answer: alpha, level: fundamentals}}
  - {{id: {name}-two, ask: What is two of {name}?, answer: beta, level: academic}}
"""
HOSTILE = """\
deck: Hostile
axis: {id: "[b]HOS", name: "[@click=app.quit]Axis[/]\\e[2J"}
notes:
  - {id: one, ask: "[bold]not bold[/bold] \\u202Eq\\u202C?", answer: "beta", level: "[red]hard"}
"""


async def settled(stage: Stage) -> str:
    """Wait until the trend is there."""
    for _ in range(200):
        screen = stage.app.screen
        if not (isinstance(screen, MasteryScreen) and screen.is_working):
            await stage.pilot.pause()
            return stage.text
        await stage.pilot.pause(0.01)
    raise AssertionError("the trend is never there")


async def opened(stage: Stage) -> MasteryScreen:
    """Go to the mastery screen."""
    await stage.press("k")
    await settled(stage)
    screen = stage.app.screen
    assert isinstance(screen, MasteryScreen)
    return screen


def learn(collection: Collection, clock: FixedClock, axes: tuple[str, ...], days: int = 4) -> None:
    """Some days of answers to some axes."""
    for _ in range(days):
        for axis in axes:
            session = Session(collection, Plan(Filter(axes=(axis,))))
            for _ in range(6):
                if session.current is None:
                    break
                session.answer(Rating.GOOD, 4_000)
        clock.at += DAY


@pytest.fixture
def body(paths: Paths, open_collection: Opener, clock: FixedClock) -> Collection:
    """The axes of the bundled decks, some of them learnt."""
    (paths.decks / "small.yaml").unlink()
    for name in BODY:
        (paths.decks / f"{name}.yaml").write_text(AXIS.format(name=name), encoding="utf-8")
    collection = open_collection()
    learn(collection, clock, BODY[:6])
    return collection


def figures(*names: str, recall: float = 0.5) -> list[AxisMastery]:
    """Axes that are all known alike."""
    return [
        AxisMastery(Axis(name, f"The {name} axis"), compute_mastery(CardTotals(4, 4, 4, 4 * recall)), {})
        for name in names
    ]


# The picture


async def test_the_known_axes_lie_as_in_the_body_and_the_weakest_is_selected(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        text = stage.text
        for told in ("hypothalamus", "pituitary", "gonads", "adrenals", "thyroid", "liver", "Insulin", "Receptors"):
            assert told in text
        rows = {
            word: next(y for y, line in enumerate(stage.lines) if word in line) for word in ("hypoth", "Rec", "HPG")
        }
        assert rows["hypoth"] < rows["Rec"] < rows["HPG"]
        assert screen.axis.axis.id == "brain"
        assert "┏━ Brain" in text, "what is selected is told without colours"
        for told in ("The brain axis", "Missing: coverage 0% of 95%", "0 of 2 cards seen", "2 new", "no card has been"):
            assert told in stage.words


async def test_the_arrows_go_through_the_picture_and_the_figures_follow(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        for key, axis in (
            ("down", "insulin"),
            ("right", "receptors"),
            ("down", "HPA"),
            ("right", "HPT"),
            ("up", "pept"),
        ):
            await stage.press(key)
            assert screen.axis.axis.id.startswith(axis), key
            assert f"The {screen.axis.axis.id} axis" in stage.text
        await stage.press("left", "left")
        assert screen.axis.axis.id == "insulin"
        assert "What is one of insulin?" in stage.text
        assert " → " in stage.text, "the trend has its first and its last number"
        await stage.click("HPA")
        assert screen.axis.axis.id == "HPA"


async def test_other_axes_are_rows_of_bars(collection: Collection, clock: FixedClock) -> None:
    learn(collection, clock, ("SML",))
    async with staged(collection) as stage:
        await opened(stage)
        assert "▸Small axis" in stage.text
        assert "█" in stage.text
        assert "hypothalamus" not in stage.text


@pytest.mark.parametrize("count", [1, 2, 5, 30])
@pytest.mark.parametrize(("wide", "height", "room"), [(74, 24, 9), (58, 15, 4), (84, 40, 20), (30, 12, 3)])
def test_every_axis_can_be_reached_and_is_seen_when_it_is_selected(
    count: int, wide: int, height: int, room: int
) -> None:
    axes = figures(*(f"A{number:02}" for number in range(count)))
    reached = {0}
    at = 0
    for _ in range(count):
        at = move_selection(axes_picture(axes, at, wide, height, room).rows, at, "right")
        reached.add(at)
        shown = [line.plain for line in axes_picture(axes, at, wide, height, room).lines]
        assert any("▸" in line and axes[at].axis.id in line for line in shown)
        assert len(shown) <= max(room, 3) or count <= max(room, 3)
        assert max(map(len, shown)) <= wide
    assert reached == set(range(count))


def test_a_gland_without_cards_is_named_and_cannot_be_selected() -> None:
    axes = figures("HPA", "gh", "Other")
    picture = axes_picture(axes, 0, 74, 24, 9)
    text = "\n".join(line.plain for line in picture.lines)
    assert "thyroid" in text
    assert "HPT" not in text
    assert "The Other axis" in text
    assert {index for row in picture.rows for index, _ in row} == {0, 1, 2}


def test_a_bar_is_full_and_empty_only_when_it_is() -> None:
    for recall, told in ((0.0, "░░"), (0.001, "█░"), (0.999, "█░"), (1.0, "██")):
        line = axes_picture(figures("A", recall=recall), 0, 30, 24, 9).lines[0].plain
        assert told in line
        assert ("░" in line, "█" in line) == ("░" in told, "█" in told)


# Down to a card


async def test_from_the_axes_by_level_to_an_axis_to_a_card_and_back(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        text = await stage.press("l")
        assert "Mastery by level" in text
        assert "fundamentals" in text
        assert "▸brain" in text
        await stage.press("up", "up", "up", "up", "up", "up", "up", "up")
        assert screen.axis is screen._view.axes[0]
        await stage.press("l")
        await stage.click("HPA")
        text = await stage.press("enter")
        assert "The HPA axis" in text
        assert "2 cards" in text
        assert "the least recalled first" in text
        text = await stage.press("down", "enter")
        assert "2 of 2" in text
        assert "● answered" in text
        assert "first time" in await stage.press("end")
        assert "1 of 2" in await stage.press("left")
        assert "the least recalled first" in await stage.press("escape")
        assert "hypothalamus" in await stage.press("escape")
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)


async def test_a_card_never_met_says_so(body: Collection) -> None:
    async with staged(body) as stage:
        await opened(stage)
        assert "new" in await stage.press("enter")
        assert "Not answered yet" in await stage.press("enter")


# What can be done


async def test_one_key_starts_on_the_selected_axis_the_weakest_or_its_weakest_cards(body: Collection) -> None:
    async with staged(body) as stage:
        for keys, axis in ((("s",), "brain"), (("down", "c"), "insulin"), (("down", "w"), "brain")):
            await opened(stage)
            await stage.press(*keys)
            assert isinstance(stage.app.screen, ReviewScreen)
            assert stage.shown.axis.id == axis
            if "c" in keys:
                assert stage.session.plan.cards
            await stage.press("escape", "escape")
            assert isinstance(stage.app.screen, HomeScreen)


async def test_where_nothing_was_met_there_are_no_weakest_cards(body: Collection) -> None:
    async with staged(body) as stage:
        await opened(stage)
        await stage.press("c")
        assert "No card of this axis has been met yet." in stage.words
        assert isinstance(stage.app.screen, MasteryScreen)


async def test_a_key_pressed_while_the_trend_is_computed_waits_and_is_not_lost(
    body: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    trend = MasteryScreen._trend

    def slow(self: MasteryScreen) -> object:
        assert go_on.wait(10)
        return trend(self)

    monkeypatch.setattr(MasteryScreen, "_trend", slow)
    async with staged(body) as stage:
        await stage.press("k")
        assert "30 days  …" in stage.text
        assert "2 new" in stage.text, "the figures of now do not wait"
        assert "The insulin axis" in await stage.press("down"), "the arrows do not wait"
        assert "One moment." in await stage.press("enter")
        go_on.set()
        text = await settled(stage)
        assert "the least recalled first" in text
        assert "One moment." not in text


async def test_an_empty_collection_is_told_what_to_do(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").unlink()
    async with staged(open_collection()) as stage:
        await opened(stage)
        assert "There are no cards to tell of." in stage.words
        for key in ("enter", "s", "w", "c", "l", "down"):
            await stage.press(key)
        assert "There are no cards yet." in stage.words
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)


async def test_the_help_defines_the_figures_and_the_palette_offers_the_screen(collection: Collection) -> None:
    async with staged(collection, size=(80, 40)) as stage:
        assert "Mastery" in [command.title for command in stage.screen.commands()]
        await opened(stage)
        await stage.press("question_mark")
        for told in ("Coverage is", "Expected recall is", "Retention is", "mastered when", "recognition"):
            assert told in stage.words


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (160, 40), (30, 10)])
async def test_every_page_fits_any_terminal(body: Collection, size: tuple[int, int]) -> None:
    async with staged(body, size=size) as stage:
        screen = await opened(stage)
        for key in ("down", "l", "l", "enter", "enter", "escape", "escape", "pagedown", "end"):
            await stage.press(key)
            assert max(map(len, stage.lines)) <= size[0]
        await stage.press("right")
        assert screen.axis.axis.id.casefold() in stage.text.casefold()


async def test_hostile_text_stays_text(paths: Paths, open_collection: Opener, clock: FixedClock) -> None:
    (paths.decks / "small.yaml").write_text(HOSTILE, encoding="utf-8")
    collection = open_collection()
    learn(collection, clock, ("[b]HOS",), 2)
    async with staged(collection) as stage:
        await opened(stage)
        assert "[@click=app.quit]Axis[/]␛[2J" in stage.text
        seen = "".join([stage.text, await stage.press("l"), await stage.press("enter"), await stage.press("enter")])
        for told in ("[red]hard", "[b]HOS", "[bold]not bold[/bold] ‹RLO›q‹PDF›?"):
            assert told in seen
        assert "\x1b" not in seen
        assert "\u202e" not in seen


# Pictures


async def _wait(pilot: Pilot[int]) -> None:
    await pilot.press("k")
    await settled(Stage(pilot.app, pilot))  # type: ignore[arg-type]
    await pilot.press("down")


@pictured
@pytest.mark.parametrize(
    ("theme", "size"), [("quizzer-dark", (80, 24)), ("quizzer-light", (80, 24)), ("quizzer-dark", (60, 15))]
)
def test_mastery(body: Collection, snap_compare: Compare, theme: str, size: tuple[int, int]) -> None:
    body.put("theme", theme)
    assert snap_compare(QuizzerApp(body), terminal_size=size, run_before=_wait)


@pictured
def test_mastery_without_colours(
    body: Collection, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(QuizzerApp(body), run_before=_wait)
