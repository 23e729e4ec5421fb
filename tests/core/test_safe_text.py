"""Text made safe to print: nothing steers the terminal, and everything else stays."""

from __future__ import annotations

import pytest

from quizzer.core.safe_text import MARKS, one_line, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31m", "a␛[31m"),
        ("\x00\x7f", "␀␡"),
        ("a\tb", "a    b"),
        ("a\r\nb\x85c\u2028d", "a\nb\nc\nd"),
        ("left\u202eright", "left‹RLO›right"),
        ("soft\xadhyphen\ufeff", "softhyphen"),
        ("\ud800\x9b", "\N{REPLACEMENT CHARACTER}" * 2),
    ],
)
def test_what_would_steer_a_terminal_is_replaced(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["", "Sjögren’s – 5α", "👩‍⚕️", "é", "line\nline", "عربي"])
def test_everything_else_stays(text: str) -> None:
    assert plain(text) == text


def test_a_pile_of_marks_is_cut_after_as_many_as_fit_a_cell() -> None:
    mark = "\N{COMBINING ACUTE ACCENT}"
    assert plain("e" + mark * MARKS) == "e" + mark * MARKS
    assert plain("e" + mark * (MARKS + 1)) == "e" + mark * MARKS + "…"


def test_one_line_has_one_line() -> None:
    assert one_line(" a\n\tb\u2029c ") == "a b c"
