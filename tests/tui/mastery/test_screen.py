"""The mastery screen: its pages, and the keys that act on the selected axis."""

from __future__ import annotations

from threading import Event

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.mastery.goals import load_goals
from quizzer.tui.browse.card_screen import DetailsScreen
from quizzer.tui.browse.table_screen import BrowseScreen
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.mastery.screen import MasteryScreen
from quizzer.tui.review.screen import ReviewScreen
from tests.conftest import Opener
from tests.probe import log_of
from tests.tui.mastery.mastery_stage import BODY, label, learn, opened, settled
from tests.tui.mastery.mastery_stage import body as body
from tests.tui.stage import staged


def known(screen: MasteryScreen, name: str) -> float:
    """Expected recall of an axis."""
    (found,) = (group.mastery for group in screen.content.view.groups if group.group.id == name)
    return found.expected_recall or 0.0


HOSTILE = """\
deck: Hostile
axis: {id: "[b]HOS", name: "[@click=app.quit]Axis[/]\\e[2J"}
notes:
  - {id: one, ask: "[bold]not bold[/bold] \\u202Eq\\u202C?", answer: "beta", level: "[red]hard"}
"""


async def test_the_known_axes_lie_as_in_the_body_and_the_weakest_is_selected(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        text = stage.text
        for phrase in ("hypothalamus", "pituitary", "gonads", "adrenals", "thyroid", "liver", "Insulin", "Receptors"):
            assert phrase in text
        rows = {
            word: next(y for y, line in enumerate(stage.lines) if word in line) for word in ("hypoth", "Rec", "HPG")
        }
        assert rows["hypoth"] < rows["Rec"] < rows["HPG"]
        least = min(known(screen, name) for name in BODY[:6])
        assert known(screen, screen.group.group.id) == least, "of those begun"
        assert "known" in text
        await stage.press("up", "up")
        assert screen.group.group.id == "brain"
        assert "┏━ Brain" in stage.text, "the selection is visible without colours"
        assert "Not begun. s starts with its 2 first cards." in stage.words
        assert "s study 2 " in stage.words
        assert "practise" not in stage.text, "no key for what cannot be done"
        await stage.press("down")
        for phrase in (
            "of the 2 cards that ask for recall",
            "of 2",
            "weakest",
            "To master it: ",
            "practise its weakest",
        ):
            assert phrase in stage.words, phrase


async def test_the_arrows_go_through_the_picture_and_the_figures_follow(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        await stage.press("up", "up", "up")
        for key, axis in (
            ("j", "insulin"),
            ("right", "receptors"),
            ("down", "HPA"),
            ("right", "HPT"),
            ("up", "pept"),
        ):
            await stage.press(key)
            assert screen.group.group.id.startswith(axis), key
            assert label(screen.group.group.id) in stage.text
        await stage.press("left", "left")
        assert screen.group.group.id == "insulin"
        assert "What is one of insulin?" in stage.text
        assert "new this month 2" in stage.words
        await stage.click("HPA")
        assert screen.group.group.id == "HPA"


async def test_other_axes_are_rows_of_bars(collection: Collection, clock: FixedClock) -> None:
    learn(collection, clock, ("SML",))
    async with staged(collection) as stage:
        await opened(stage)
        assert "▸SML" in stage.text
        assert "█" in stage.text
        assert "hypothalamus" not in stage.text


async def test_one_key_goes_from_axes_to_decks_to_tags_and_back(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        first = screen.group.group.id
        for by, names in (("deck", ("HPG deck", "peptides deck")), ("tag", ("first", "second"))):
            await stage.press("b")
            text = await settled(stage)
            assert screen.group.group.grouping == by
            assert "hypothalamus" not in text, "the map is of axes"
            for phrase in (*names, "practise its weakest", "new this month"):
                assert phrase in text
            assert f"mastered 0 of {len(screen.content.view.groups)} {by}s" in text
        await stage.press("b")
        assert "hypothalamus" in await settled(stage)
        assert screen.group.group.id == first


@pytest.mark.parametrize(("times", "by"), [(1, "deck"), (2, "tag")])
async def test_every_key_works_for_the_selected_deck_or_tag(body: Collection, times: int, by: str) -> None:
    async with staged(body) as stage:
        for keys in ((*["up"] * 8, *["down"] * 4, "s"), (*["up"] * 8, "w"), (*["up"] * 8, "W")):
            screen = await opened(stage)
            for _ in range(times):
                await stage.press("b")
                await settled(stage)
            await stage.press(*keys[:-1])
            group = screen.group.group
            assert group.grouping == by
            await stage.press(keys[-1])
            assert isinstance(stage.app.screen, ReviewScreen)
            shown = stage.shown
            assert group.id in ((shown.note.tags) if by == "tag" else (shown.axis.id,))
            await stage.press("escape")
            assert id(stage.app.screen) == id(screen)
            await settled(stage)
            assert screen.group.group == group, "as it was"
            await stage.press("escape")
        screen = await opened(stage)
        for _ in range(times):
            await stage.press("b")
            await settled(stage)
        group = screen.group.group
        await stage.press("g", *"2026-06-01", "tab", "backspace", "backspace", *"95", "enter")
        assert [line.goal.key for line in load_goals(body)] == [group.key]
        assert "95% by 1 June" in await stage.press("down", "up")
        assert "fundamentals" in await stage.press("l")
        await stage.press("b")
        assert "fundamentals" in await settled(stage), "the page stays"
        assert screen.group.group.grouping != by


async def test_a_deck_named_like_an_axis_of_the_body_is_a_bar(body: Collection) -> None:
    async with staged(body, size=(120, 40)) as stage:
        await opened(stage)
        assert "┏━" in stage.text
        await stage.press("b")
        text = await settled(stage)
        assert "┏━" not in text
        assert "brain deck" in text


async def test_without_tags_the_next_key_says_so_and_goes_on(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").write_text(HOSTILE, encoding="utf-8")
    async with staged(open_collection()) as stage:
        await opened(stage)
        await stage.press("b")
        await settled(stage)
        await stage.press("b")
        assert "No card has a tag." in (await settled(stage))
        await stage.press("s")
        assert "No card has a tag." in stage.words
        await stage.press("b")
        assert "[b]HOS" in await settled(stage)


async def test_a_key_for_another_grouping_stops_the_trend(body: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()
    trend = MasteryScreen._trend

    def slow(self: MasteryScreen) -> object:
        assert go_on.wait(10)
        self._stop_when_left("", 0, 0)
        return trend(self)

    monkeypatch.setattr(MasteryScreen, "_trend", slow)
    async with staged(body) as stage:
        await stage.press("m")
        assert "One moment." in await stage.press("b")
        go_on.set()
        text = await settled(stage)
        assert "brain deck" in text
        assert "One moment." not in text
        assert "new this month 2" in text, "only the trend by axis was stopped"


async def test_from_the_levels_to_an_axis_to_a_card_and_back(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        text = await stage.press("l")
        assert "fundamentals" in text
        assert "▸" in text
        await stage.press(*["up"] * 8)
        assert screen.group is screen.content.view.groups[0]
        await stage.press("l")
        await stage.click("HPA")
        text = await stage.press("enter")
        assert "HPA axis" in text
        assert "2 cards that ask for recall" in text
        assert "Cards, the weakest first" in text
        text = await stage.press("down", "enter")
        assert isinstance(stage.screen, DetailsScreen)
        assert "2 of 2" in text
        assert "1 of 2" in await stage.press("left")
        assert "Cards, the weakest first" in await stage.press("escape")
        assert screen.content.card == 0, "the cursor went along"
        await settled(stage)
        assert "hypothalamus" in await stage.press("escape")
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)


async def test_search_shows_the_cards_in_the_table_and_leads_back(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        await stage.click("HPA")
        await stage.press("enter", "slash")
        assert isinstance(stage.screen, BrowseScreen)
        assert "What is one of HPA?" in stage.text
        assert "insulin" not in stage.text
        await stage.press("escape")
        await settled(stage)
        assert stage.app.screen is screen
        assert "Cards, the weakest first" in stage.text


async def test_a_card_never_met_says_so(body: Collection) -> None:
    async with staged(body) as stage:
        await opened(stage)
        await stage.press("up", "up", "up")
        assert "not met" in await stage.press("enter")
        assert "No answer yet" in await stage.press("enter")


async def test_study_and_review_count_practice_does_not_and_each_leads_back(body: Collection) -> None:
    async with staged(body) as stage:
        screen = await opened(stage)
        await stage.click("Insulin")
        for key, counts in (("w", False), ("W", True)):
            before = len(log_of(body))
            await stage.press(key)
            assert isinstance(stage.app.screen, ReviewScreen)
            assert stage.shown.axis.id == "insulin"
            assert ("practice" in stage.text) is not counts
            stage.session.answer(Rating.GOOD, 1_000)
            assert (len(log_of(body)) > before) is counts
            await stage.press("escape", "escape")
            await settled(stage)
            assert id(stage.app.screen) == id(screen)
            assert screen.group.group.id == "insulin"
        await stage.press("up", "up", "s")
        assert isinstance(stage.app.screen, ReviewScreen)
        assert stage.shown.axis.id == "brain"
        assert not stage.session.plan.cards


async def test_where_nothing_was_met_there_are_no_weakest_cards(body: Collection) -> None:
    async with staged(body) as stage:
        await opened(stage)
        await stage.press("up", "up", "up", "w")
        assert "No card of Brain has been met yet." in stage.words
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
        await stage.press("m")
        assert "new this month …" in stage.text
        assert "of the 2 cards" in stage.text, "the figures of now do not wait"
        before = stage.screen.group  # type: ignore[attr-defined]
        await stage.press("right")
        assert stage.screen.group is not before, "the arrows do not wait"  # type: ignore[attr-defined]
        assert "One moment." in await stage.press("enter")
        go_on.set()
        text = await settled(stage)
        assert "Cards, the weakest first" in text
        assert "One moment." not in text


async def test_an_empty_collection_says_what_to_do(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").unlink()
    async with staged(open_collection()) as stage:
        await opened(stage)
        assert "There are no cards yet." in stage.words
        for key in ("enter", "s", "w", "W", "l", "down"):
            await stage.press(key)
        assert "There are no cards yet." in stage.words
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)


async def test_the_help_defines_the_figures_and_the_palette_offers_the_screen(collection: Collection) -> None:
    async with staged(collection, size=(80, 40)) as stage:
        assert "Mastery" in [command.title for command in stage.screen.commands()]
        await opened(stage)
        await stage.press("question_mark")
        for phrase in ("Known is", "Met counts", "Remembered is", "mastered when", "only ask to pick"):
            assert phrase in stage.words


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (160, 40), (30, 10)])
async def test_every_page_fits_any_terminal(body: Collection, size: tuple[int, int]) -> None:
    async with staged(body, size=size) as stage:
        screen = await opened(stage)
        for key in ("down", "l", "l", "enter", "enter", "escape", "escape", "pagedown", "end"):
            await stage.press(key)
            assert max(map(len, stage.lines)) <= size[0]
        await stage.press("right")
        assert screen.group.group.id.casefold()[:4] in stage.text.casefold()


async def test_hostile_text_stays_text(paths: Paths, open_collection: Opener, clock: FixedClock) -> None:
    (paths.decks / "small.yaml").write_text(HOSTILE, encoding="utf-8")
    collection = open_collection()
    learn(collection, clock, ("[b]HOS",), 2)
    async with staged(collection) as stage:
        await opened(stage)
        assert "[b]HOS" in stage.text
        seen = "".join([stage.text, await stage.press("l"), await stage.press("enter"), await stage.press("enter")])
        for phrase in ("[red]hard", "[b]HOS", "[bold]not bold[/bold] ‹RLO›q‹PDF›?"):
            assert phrase in seen
        assert "\x1b" not in seen
        assert "\u202e" not in seen
