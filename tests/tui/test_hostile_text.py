"""Deck text is shown as text: nothing in it is interpreted, and nothing in it breaks the layout."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.config import Paths
from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import plain
from quizzer.study.review.values import Plan
from quizzer.tui.answering import build_input
from quizzer.tui.kit.painting.paint import wrapped
from tests.conftest import Opener
from tests.probe import count_rows
from tests.tui.stage import Stage, staged

HOSTILE = {
    "markup": "[bold]not bold[/bold] [@click=app.quit]no link[/] [red",
    "override": "safe \u202edetrevni\u202c \u2066isolated\u2069",
    "emoji": "👩‍👩‍👧 family, 🇩🇪 flag, ❤️ heart, 👍🏽 tone",
    "combining": "e\u0301 n\u0303 क्षि Z" + "\u0311\u0325" * 40 + " end",
    "wide": "下垂体は黄体形成ホルモンを放出する。" * 8,
    "joined": "a\u200bb\u200dc\ufeffd\u00ade",
    "long": "word " * 5_000,
    "unbroken": "x" * 25_000,
    "lines": "\n".join(["line"] * 1_000),
}


def deck_of(text: str) -> str:
    """A deck whose every field is one text."""
    note = {
        "ask": text,
        "answer": text,
        "note": text,
        "caveat": text,
        "cite": {"section": text[:200], "paragraph": "1"},
    }
    notes = [
        {"id": "open", "typed": "no", **note},
        {"id": "options", "ask": text, "answer": f"{text} right", "options": [f"{text} wrong"]},
        {"id": "items", "ask": text, "items": [f"{text} one", f"{text} two"]},
        {"id": "steps", "ask": text, "steps": [f"{text} one", f"{text} two", f"{text} three"]},
        {"id": "groups", "ask": text, "groups": {"one": [f"{text} one"], "two": [f"{text} two"]}},
    ]
    return json.dumps({"deck": "Hostile", "axis": {"id": "HOS", "name": text[:60].strip() or "x"}, "notes": notes})


def assert_sound(stage: Stage) -> None:
    """Nothing but text is on the screen, and every row is as wide as the screen."""
    width = stage.app.size.width
    for strip in stage.app.screen._compositor.render_strips():
        assert strip.cell_length == width
        assert all(unicodedata.category(character) not in ("Cc", "Cs") for character in strip.text)
        assert not set(strip.text) & set("\u202e\u202c\u2066\u2069\u2028\u2029")


@pytest.mark.parametrize("name", sorted(HOSTILE))
async def test_every_screen_shows_it_as_text(paths: Paths, open_collection: Opener, name: str) -> None:
    (paths.decks / "small.yaml").write_text(deck_of(HOSTILE[name]), encoding="utf-8")
    async with staged(open_collection()) as stage:
        assert_sound(stage)
        await stage.press("enter")
        for _ in range(count_rows(stage.app.collection, "card")):
            assert_sound(stage)
            await stage.press("enter")
            assert_sound(stage)
            assert "4 Easy" in stage.text
            await stage.press("end")
            assert_sound(stage)
            await stage.press("1")
        await stage.press("escape")
        assert_sound(stage)


async def test_markup_in_a_deck_is_neither_style_nor_link(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").write_text(deck_of(HOSTILE["markup"]), encoding="utf-8")
    async with staged(open_collection(), Plan()) as stage:
        assert "[bold]not bold[/bold] [@click=app.quit]no link[/] [red" in stage.text
        await stage.click("no link")
        assert stage.app.is_running
        assert "show answer" in stage.text


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=75)
def test_no_text_puts_a_control_character_or_an_overlong_line_on_the_screen(text: str) -> None:
    lines = wrapped(plain(text), 40)
    assert all(line.cell_length <= 40 for line in lines)
    assert all(unicodedata.category(c) not in ("Cc", "Cs") for line in lines for c in line.plain)


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.integers(20, 100))
@settings(deadline=None, max_examples=50)
def test_no_answer_overflows_its_column(answer: str, given_: str, width: int) -> None:
    answer_input = build_input(Face("basic", "?", answer, accept=(answer, "other"), typed=True), seed=0)
    answer_input.paste(given_)
    for lines in (answer_input.input_lines(width).lines, *answer_input.feedback(width)):
        assert all(line.cell_length <= width for line in lines)
