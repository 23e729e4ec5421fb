"""The line under edit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.tui.kit.line_editor import LONGEST, LineEditor

KEYS = (
    "left", "right", "home", "end", "ctrl+a", "ctrl+e", "ctrl+left", "ctrl+right", "alt+b", "alt+f",
    "backspace", "delete", "ctrl+h", "ctrl+d", "ctrl+w", "alt+backspace", "ctrl+u", "ctrl+k",
)  # fmt: skip


def edited(text: str, *keys: str) -> LineEditor:
    """A line with some keys pressed."""
    line = LineEditor()
    line.insert(text)
    for key in keys:
        assert line.press(key, key if len(key) == 1 else None)
    return line


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("backspace",), "one tw"),
        (("left", "left", "x"), "one txwo"),
        (("home", "delete"), "ne two"),
        (("ctrl+a", "ctrl+k"), ""),
        (("ctrl+w",), "one "),
        (("ctrl+left", "ctrl+u"), "two"),
        (("ctrl+left", "ctrl+left", "ctrl+right", "x"), "one xtwo"),
        (("home", "backspace", "left", "ctrl+w"), "one two"),
        (("end", "delete", "right"), "one two"),
    ],
)
def test_the_keys_of_every_terminal_edit_the_line(keys: tuple[str, ...], text: str) -> None:
    assert edited("one two", *keys).text == text


def test_a_character_and_its_marks_are_one_step() -> None:
    assert edited("ne\u0301", "backspace").text == "n"
    assert edited("a👩‍👩‍👧", "left").caret == 1
    assert edited("a👩‍👩‍👧", "home", "right", "delete").text == "a"


def test_pasted_line_breaks_are_spaces_and_controls_are_left_out() -> None:
    assert edited("one\r\n\ttwo\x1b[0m").text == "one two[0m"


def test_a_key_that_is_no_text_is_left_to_others() -> None:
    line = LineEditor("a", 1)
    assert not line.press("f5", None)
    assert not line.press("ctrl+o", "\x0f")
    assert line.text == "a"


def test_a_line_has_an_end() -> None:
    assert len(edited("x" * LONGEST * 2).text) == LONGEST


@given(st.text(max_size=30), st.lists(st.sampled_from([*KEYS, "x", "é", "下"]), max_size=30), st.integers(8, 60))
@settings(deadline=None, max_examples=100)
def test_the_caret_stays_in_the_line_and_the_painting_in_its_width(text: str, keys: list[str], width: int) -> None:
    line = edited(text, *keys)
    assert 0 <= line.caret <= len(line.text)
    painted, cell = line.painted(width)
    assert painted.cell_length <= width
    assert cell < width
