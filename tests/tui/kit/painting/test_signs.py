"""Signs on a terminal that has only ASCII, and the colours of signs where words have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content, Span

from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.kit.painting.signs import to_ascii
from tests.conftest import Opener
from tests.tui.stage import staged

SIGNS = "▸▌●⚑✓≈✗↕◎▴▾━─█░▒╭╮╰╯│┏┓┗┛┃→←↑↓⌫…▐╎“”’"


@pytest.mark.parametrize(
    ("drawn", "written"),
    [
        ("▸ 1 cloze  → more …", "> 1 cloze  -> more ..."),
        ("▌ [ 20 ]", "| [ 20 ]"),
        ("│ One. ▐Two three.▌ ╎Four.╎", "| One. [Two three.] {Four.}"),
        ("━━──", "==--"),
        ("IGF-1 ⊣ GH", "IGF-1 -| GH"),
        ("β-cell, 0.5 µg", "β-cell, 0.5 µg"),
    ],
)
def test_a_sign_has_a_letter_of_ascii_and_letters_stay(drawn: str, written: str) -> None:
    assert to_ascii(Content(drawn)).plain == written


@given(st.text(alphabet=SIGNS + "ab ", max_size=30), st.data())
def test_a_style_stays_on_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line = to_ascii(Content(text, [Span(start, end, "strong")]))
    assert line.plain.isascii()
    (span,) = line.spans or [Span(0, 0, "strong")]
    assert line.plain[span.start : span.end].count("a") == text[start:end].count("a")
    assert line.plain[span.start : span.end].count("b") == text[start:end].count("b")


async def test_the_setting_draws_every_screen_in_ascii(open_collection: Opener) -> None:
    async with staged(open_collection("[app]\nascii = true\n")) as stage:
        assert stage.text.isascii()
        await stage.press("s")
        assert not set(SIGNS) & set(stage.text)


OWN_INK = ("default", "ansi_default")


async def test_with_sixteen_colours_words_have_the_terminals_ink(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.setenv("COLORTERM", "")
    async with staged(collection, Plan()) as stage:
        await stage.press(*"pituitary", "enter")
        coloured = {
            segment.text
            for strip in stage.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style
            and segment.style.color
            and segment.style.color.name.lower() not in ("default", "ansi_default")
        }
        assert coloured
        assert not any(character.isalnum() for text in coloured for character in text), coloured


def test_what_a_word_adds_is_taken_from_the_blanks_that_follow() -> None:
    line = Content.assemble("Which gland is it…", "     ", ("Brain", "strong"), "    now")
    drawn = to_ascii(line)
    assert drawn.plain == "Which gland is it...   Brain    now"
    (span,) = drawn.spans
    assert drawn.plain[span.start : span.end] == "Brain"
    assert to_ascii(Content("a…  b    c")).plain == "a... b   c"
    assert to_ascii(Content("a → b")).plain == "a -> b"
