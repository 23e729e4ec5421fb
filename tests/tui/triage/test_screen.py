"""The drafts' screen: from Home through every decision to the first review, and back by undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Size

from quizzer.deckfile.read.deck import parse_deck
from quizzer.study.collection.collection import Collection
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.review.screen import ReviewScreen
from quizzer.tui.triage.screen import TriageScreen
from tests.probe import notes_of
from tests.tui.stage import Stage, staged


def screen_of(stage: Stage) -> TriageScreen:
    screen = stage.app.screen
    assert isinstance(screen, TriageScreen)
    return screen


def marked(stage: Stage) -> str:
    return screen_of(stage).desk.walk.note


def drafts_in(path: Path) -> list[str]:
    deck = parse_deck(path.read_text("utf-8"), path).deck
    assert deck is not None
    return [note.id for note in deck.notes if note.draft is not None]


GAP = [*["left_curly_bracket"] * 2, *"lens", *["right_curly_bracket"] * 2]


async def test_from_home_through_all_drafts_to_the_first_review(drafted: Collection, path: Path) -> None:
    async with staged(drafted) as stage:
        text = await stage.press("D")
        assert "1 of 6" in text  # one was accepted before
        assert "▐A lamp needs a lens.▌" in text
        await stage.press("a")
        assert "lens" not in drafts_in(path)
        assert "u takes it back" in stage.text
        await stage.press("r", "w")
        assert "Rejected: wording." in stage.text
        assert "why: wording" in path.read_text("utf-8")
        text = await stage.press("A", "a", "a")
        assert "Every draft is decided" in text
        assert drafts_in(path) == []
        await stage.press("enter")
        assert isinstance(stage.app.screen, ReviewScreen)


async def test_a_decision_is_drawn_once(drafted: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = TriageScreen.picture

    def counted(screen: TriageScreen, size: Size) -> Picture:
        drawn.append(screen.desk.walk.note)
        return draw(screen, size)

    monkeypatch.setattr(TriageScreen, "picture", counted)
    async with staged(drafted) as stage:
        await stage.press("D")
        drawn.clear()
        screen_of(stage).act("triage.accept")
        assert drawn == [marked(stage)]


async def test_undo_goes_back_to_the_first_decision_also_after_leaving(drafted: Collection, path: Path) -> None:
    before = path.read_bytes()
    async with staged(drafted) as stage:
        await stage.press("D", "a", "r", "t", "a")
        await stage.press("escape")
    async with staged(drafted) as stage:
        await stage.press("D", "u", "u", "u")
        assert path.read_bytes() == before
        assert marked(stage) == "lens"
        assert "There is nothing to take back." in await stage.press("u")


async def test_one_comes_back_to_the_same_draft_and_what_was_accepted_is_a_note(drafted: Collection) -> None:
    async with staged(drafted) as stage:
        await stage.press("D", "a", "right_square_bracket")
        place = marked(stage)
        await stage.press("escape")
        assert "lens" in {note.key for note in notes_of(drafted)}
        await stage.press("D")
        assert marked(stage) == place


async def test_after_a_rejection_a_key_that_is_no_reason_decides_the_next_draft(drafted: Collection) -> None:
    async with staged(drafted) as stage:
        await stage.press("D", "r")
        assert "t trivial" in stage.text
        await stage.press("a")
        assert screen_of(stage).desk.triage.progress().accepted == 2  # one was accepted before
        assert "t trivial" not in stage.text


async def test_words_are_changed_in_a_form_that_says_what_is_wrong(drafted: Collection, path: Path) -> None:
    async with staged(drafted) as stage:
        await stage.press("D", "e")
        await stage.press("ctrl+u", "enter")
        assert "is wanted" in "\n".join(stage.lines)
        await stage.press(*"Light", "space", *GAP, "enter")
        assert "Light {{lens}}" in path.read_text("utf-8")
        assert "edited" in stage.text
        await stage.press("e", *"no", "escape")
        await stage.press("u")
        assert "Light {{" not in path.read_text("utf-8")


async def test_a_note_is_written_on_a_statement_that_nothing_stands_on(drafted: Collection, path: Path) -> None:
    async with staged(drafted) as stage:
        text = await stage.press("D", "n")
        assert "No note and no draft stands on this statement" in text
        await stage.press("plus", *"What", "question_mark", "tab")
        await stage.press(*"That", "enter")
        assert "ask: What?" in path.read_text("utf-8")
        await stage.press("u")
        assert "ask: What?" not in path.read_text("utf-8")


async def test_sections_and_the_page_are_looked_at_without_losing_the_place(drafted: Collection) -> None:
    async with staged(drafted) as stage:
        await stage.press("D")
        place = marked(stage)
        assert "Lighthouses" in await stage.press("p")
        await stage.press("escape", "l", "escape")
        assert marked(stage) == place
        await stage.press("l", "down", "enter")
        assert marked(stage) != place


async def test_a_deck_edited_meanwhile_refuses_the_step_with_a_sentence(drafted: Collection, path: Path) -> None:
    async with staged(drafted) as stage:
        await stage.press("D", "a")
        path.write_text(path.read_text("utf-8") + "# a remark\n", encoding="utf-8")
        assert "edited since" in await stage.press("u")
        assert path.read_text("utf-8").endswith("# a remark\n")


async def test_where_no_deck_has_drafts_home_says_how_to_make_some(collection: Collection) -> None:
    async with staged(collection) as stage:
        assert "quizzer derive DOCUMENT" in await stage.press("D")


async def test_other_ways_to_ask_are_gone_through_and_taken_back_one_by_one(drafted: Collection, path: Path) -> None:
    before = path.read_bytes()
    async with staged(drafted) as stage:
        await stage.press("D", "right_square_bracket")
        assert "cloze" in stage.text
        first = drafts_text(stage)
        await stage.press("g")
        other = drafts_text(stage)
        assert other != first
        presses = 1
        while drafts_text(stage) != first and presses < 9:
            await stage.press("g")
            presses += 1
        assert drafts_text(stage) == first  # the last gap is followed by the first
        await stage.press(*["u"] * presses)
        assert path.read_bytes() == before
        assert "O writes" in await stage.press("o") or drafts_text(stage) != first


async def test_axis_level_and_caveat_are_set_by_a_key_each(drafted: Collection, path: Path) -> None:
    async with staged(drafted) as stage:
        assert "Axis: MEN." in await stage.press("D", "x")
        assert "Level: intermediate." in await stage.press("v")
        await stage.press("ctrl+t", *"Disputed", "enter")
        text = path.read_text("utf-8")
        assert "axis: MEN" in text
        assert "level: intermediate" in text
        assert "caveat: Disputed" in text


def drafts_text(stage: Stage) -> str:
    draft = screen_of(stage).desk.triage.draft(marked(stage))
    assert draft is not None
    return str(draft.note.body)


async def test_the_first_screen_says_that_drafts_wait_and_no_longer_when_none_does(drafted: Collection) -> None:
    async with staged(drafted, size=(100, 30)) as stage:
        assert "D 5 drafts" in stage.text
        await stage.press("D", *["r", "x"] * 5)
        await stage.press("escape")
        assert "drafts" not in stage.text
