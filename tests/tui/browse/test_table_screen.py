"""The table of all cards: keys in, text and stored rows out."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.events import MouseScrollDown, MouseScrollUp

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.tui.browse import table_search
from quizzer.tui.browse.card_screen import DetailsScreen
from quizzer.tui.browse.table_screen import BrowseScreen
from quizzer.tui.home.screen import HomeScreen
from tests.conftest import Opener
from tests.probe import cards_of, log_of
from tests.tui.browse.browse_stage import editor as editor
from tests.tui.browse.browse_stage import here, table
from tests.tui.browse.browse_stage import learnt as learnt
from tests.tui.stage import Stage, staged
from tests.tui.test_hostile_text import HOSTILE, assert_sound, deck_of


def suspended(stage: Stage) -> list[str]:
    """The keys of the suspended cards."""
    return sorted(card.key for card in cards_of(stage.app.collection) if card.suspended)


async def test_b_opens_the_list_of_all_cards(collection: Collection) -> None:
    async with staged(collection) as stage:
        text = await stage.press("b")
        assert "9 cards" in text
        assert len(table(stage)) == 9
        for phrase in ("Axis", "Question", "Due", "Known", "SML", "Which gland releases LH?", "new"):
            assert phrase in text
        assert '"a phrase"' in text, "an empty search says what can be written"


async def test_the_palette_leads_there(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("ctrl+p")
        assert isinstance(stage.app.screen, CommandPalette)
        commands = {command.title: command for command in stage.app.get_system_commands(stage.app.screen_stack[0])}
        await stage.press("escape")
        commands["Browse"].callback()
        await stage.pilot.pause()
        assert isinstance(stage.screen, BrowseScreen)
        names = [command.title for command in stage.app.get_system_commands(stage.app.screen_stack[-1])]
        assert {"Search", "Details", "Sort", "Suspend", "Reset", "Due", "Undo", "Back"} <= set(names)


async def test_cards_are_found_while_one_types_whatever_the_letters_mean_elsewhere(collection: Collection) -> None:
    async with staged(collection) as stage:
        text = await stage.press("b", "slash", *"aro")
        assert "3 of 9" in text
        assert len(table(stage)) == 3
        assert "2 of 9" in await stage.press("m", "a", "t", "a", "s", "e", "space", *"conv")
        await stage.press("ctrl+u", *"is:susp")
        assert "No card is found." in stage.text
        await stage.press("ctrl+u", *"xyz:q")
        assert "There is no “xyz:”, so it is looked for as text." in stage.words
        await stage.press("ctrl+u", *"is:")
        assert "“is:” can be new, met," in stage.words
        assert log_of(stage.app.collection) == [], "no letter did anything but search"


async def test_a_search_of_texts_that_are_not_read_yet_waits_for_them(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_search, "_AHEAD", 1)
    monkeypatch.setattr(table_search, "_EVERY", 1_000)
    async with staged(collection) as stage:
        await stage.press("b")
        every = len(table(stage))
        await stage.press("slash", "i", "s", "colon", "n", "e", "w")
        assert "being read" not in stage.text, "no text is looked at"
        await stage.press("space", "l", "o")
        assert "The texts of the cards are being read." in stage.words
        assert len(table(stage)) == every
        await stage.press("enter")
        assert len(table(stage)) == 3, "what is done now is done to the cards that are found"
        assert "being read" not in stage.text


async def test_arrows_move_while_searching_and_enter_and_escape_lead_to_the_table(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "slash", "down", "down")
        assert table(stage)[2].strip().startswith("▸")
        await stage.press(*"sig")
        assert len(table(stage)) == 1
        await stage.press("escape")
        assert "Enter open" in stage.words
        await stage.press("escape")
        assert isinstance(stage.screen, HomeScreen)
        await stage.press("b")
        assert len(table(stage)) == 1, "the search is as it was"
        await stage.press("slash", "/", "backspace", "enter")
        assert len(table(stage)) == 9


async def test_keys_move_through_a_table_longer_than_the_screen(paths: Paths, open_collection: Opener) -> None:
    notes = "".join(f"  - {{id: n{n:03}, ask: 'Question {n:03}?', answer: a{n}}}\n" for n in range(200))
    (paths.decks / "small.yaml").write_text(f"deck: Long\naxis: {{id: L, name: Long}}\nnotes:\n{notes}", "utf-8")
    async with staged(open_collection(), size=(80, 24)) as stage:
        await stage.press("b")
        shown = len(table(stage))
        assert 10 < shown < 22
        for keys, number in (
            (["end"], 199),
            (["pageup"], 199 - shown + 1),
            (["pageup", "up"], 199 - 2 * (shown - 1) - 1),
            (["home"], 0),
            (["pagedown"], shown - 1),
            (["down", "down"], shown + 1),
        ):
            await stage.press(*keys)
            assert len(table(stage)) == shown
            assert f"Question {number:03}?" in here(stage), keys


async def test_nothing_selected_means_the_card_under_the_cursor(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "down", "s")
        assert "1 suspended. u takes it back." in stage.text
        assert suspended(stage) == ["acronym"]
        assert " off" in table(stage)[1]
        await stage.press("s")
        assert "1 no longer suspended." in stage.text


async def test_many_are_selected_acted_on_and_taken_back_with_one_key(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "slash", *"level:acad", "enter", "a")
        assert "3 selected" in stage.text
        assert "3 suspended." in await stage.press("s")
        assert suspended(stage) == ["chain", "sexes", "signs"]
        assert "Took back the suspension of 3 cards." in await stage.press("u")
        assert suspended(stage) == []
        await stage.press("a")
        assert "selected" not in stage.text
        await stage.press("space", "space")
        assert "2 selected" in stage.text
        await stage.press("b")
        assert "2 buried until tomorrow." in stage.text
        await stage.press("escape")
        assert "2 selected" not in stage.text
        assert "3 of 9" in stage.text, "Escape clears the selection first"


async def test_a_new_search_leaves_no_selection_out_of_sight(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "a", "slash", *"gland")
        assert "1 selected" in stage.text
        await stage.press("f6")
        assert suspended(stage) == ["gland"]


async def test_shift_and_arrows_select_on_the_way(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "shift+down", "shift+down")
        assert "3 selected" in stage.text


async def test_search_sorting_selection_and_place_are_kept_through_a_card_a_session_and_home(
    learnt: Collection,
) -> None:
    async with staged(learnt) as stage:
        await stage.press("b", "slash", *"level:f", "enter", "o", "k", "down", "space")
        before = table(stage)
        assert "1 selected" in stage.text
        await stage.press("enter", "escape")
        assert table(stage) == before, "back from the card"
        await stage.press("p")
        assert stage.session.plan.practice
        assert stage.session.counts.total == 1
        await stage.press("escape")
        assert isinstance(stage.screen, BrowseScreen)
        assert table(stage) == before, "back from the session"
        await stage.press("escape")
        chosen = here(stage)
        await stage.press("escape", "b")
        assert here(stage) == chosen, "back from home"
        assert "level:f" in stage.text
        assert "▴Known" in stage.text


async def test_what_a_session_changes_is_shown_when_one_is_back(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "down", "p", "f6", "escape")
        assert isinstance(stage.screen, BrowseScreen)
        assert " off" in here(stage)
        assert "What does LH stand for?" in here(stage)


async def test_chips_are_another_writing_of_the_search(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "tab", "tab", "enter")
        assert "Level" in stage.text
        await stage.press("end", "enter")
        assert "3 of 9" in stage.text
        assert "[level:academic ×]" in stage.text
        assert "/ level:academic" in stage.text
        await stage.press("slash", *" axis:S", "tab")
        assert "[axis:S ×]" in stage.text
        assert "take away" in stage.text
        await stage.press("backspace", "tab", "backspace", "escape")
        assert "9 cards" in stage.text
        await stage.click("state: any")
        await stage.click("suspended")
        assert "is:suspended" in stage.text
        assert "No card is found." in stage.text


async def test_a_wide_terminal_shows_the_marked_card_beside_the_list(learnt: Collection) -> None:
    async with staged(learnt, size=(120, 30)) as stage:
        await stage.press("b", "slash", *"lobe", "enter")
        assert "pituitary" in stage.text
        assert "1 of 1" in stage.text
        before = stage.lines
        await stage.press("right", "down", "down", "down")
        after = stage.lines
        assert after[6] != before[6], "the card is scrolled"
        assert table(stage)[0] == here(stage)
        await stage.press("left", "end")
        assert here(stage)


async def test_a_slash_is_a_letter_within_quotes_only(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "slash", *"LH", "/", *"sig")
        assert "/ sig" in stage.text
        await stage.press("ctrl+u", '"', "a", "/", "b")
        assert '/ "a/b' in stage.text


async def test_sorting_by_a_letter_by_a_title_and_the_other_way_round(learnt: Collection) -> None:
    async with staged(learnt, size=(100, 24)) as stage:
        await stage.press("b", "o")
        assert "Sort by what?" in stage.text
        await stage.press("q")
        assert "▴Question" in stage.text
        assert "Aromatase" in table(stage)[0]
        await stage.press("r")
        assert "▾Question" in stage.text
        assert "Aromatase" in table(stage)[-1]
        await stage.press("o", "m")
        assert "▾Slipped" in stage.text, "the most first"
        await stage.click("Known")
        assert "▴Known" in stage.text
        await stage.press("o", "escape")
        assert "▴Known" in stage.text
        await stage.press("o", "g")
        assert "by flag ▾" in stage.text


async def test_a_click_selects_a_row_and_another_one_opens_it(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b")
        await stage.click("What does LH stand for?")
        assert table(stage)[1].strip().startswith("▸")
        await stage.click("What does LH stand for?")
        assert isinstance(stage.screen, DetailsScreen)
        assert "luteinizing hormone" in stage.text


async def test_the_wheel_moves_the_cursor(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b")
        for kind, place in ((MouseScrollDown, 3), (MouseScrollDown, 6), (MouseScrollUp, 3)):
            stage.app.post_message(kind(None, 5, 5, 0, 1, 0, shift=False, meta=False, ctrl=False))
            await stage.pilot.pause()
            assert table(stage)[place].strip().startswith("▸")


async def test_with_nothing_found_every_key_is_a_sentence_or_nothing(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "slash", *"nosuchword", "enter")
        for key in ("s", "b", "f", "d", "x", "e", "p", "space", "enter"):
            assert "No card is found." in await stage.press(key), key
        await stage.press("a", "r", "o", "q", "down", "end", "pageup", "shift+down", "u")
        assert "There is nothing to undo." in stage.text


@pytest.mark.parametrize("size", [(20, 6), (40, 10), (60, 15), (80, 24), (160, 40), (240, 60)])
async def test_every_size_is_painted(learnt: Collection, size: tuple[int, int]) -> None:
    async with staged(learnt, size=size) as stage:
        for keys in (["b"], ["a"], ["enter"], ["o", "q"], ["f"], ["escape"], ["enter"], ["end"], ["d"]):
            await stage.press(*keys)
            assert_sound(stage)
        assert isinstance(stage.screen, DetailsScreen)


async def test_more_columns_are_shown_where_there_is_room(learnt: Collection) -> None:
    seen = []
    for width in (60, 80, 100, 160, 200):
        async with staged(learnt, size=(width, 24)) as stage:
            await stage.press("b")
            seen.append(next(line for line in stage.lines if "Question" in line).split())
            assert all(len(line) <= width for line in stage.lines)
    assert seen == [["Question", "Due"], *[["Question", "Axis", "Due", "Known"]] * 2, *[seen[-1]] * 2]
    assert set(seen[-1]) == {"Question", "Axis", "Level", "Due", "Known", "Answers", "Slipped", "Interval"}


@pytest.mark.parametrize("name", sorted(HOSTILE))
async def test_hostile_text_stays_text(paths: Paths, open_collection: Opener, name: str) -> None:
    (paths.decks / "small.yaml").write_text(deck_of(HOSTILE[name]), encoding="utf-8")
    async with staged(open_collection()) as stage:
        await stage.press("b")
        assert_sound(stage)
        await stage.press("enter", "enter")
        for _ in range(5):
            assert_sound(stage)
            await stage.press("end")
            assert_sound(stage)
            await stage.press("right")
        stage.screen.paste(HOSTILE[name])
        await stage.press("escape")
        stage.screen.paste(HOSTILE[name])
        await stage.pilot.pause()
        assert_sound(stage)
