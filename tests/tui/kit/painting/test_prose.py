"""Prose is wrapped, a drawing keeps its lines, and a wide one has the terminal's width."""

from __future__ import annotations

import pytest

from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.painting.prose import fit_drawings, most_shift, text_lines

LONG = "What goes back at this place, and what does it restrain there?"


def test_prose_before_and_after_a_drawing_is_wrapped() -> None:
    lines = [line.plain for line in text_lines(f"{LONG}\n\n    a ──▸ b\n    └─────┘\n\n{LONG}", 30)]
    assert "    a ──▸ b" in lines
    assert "    └─────┘" in lines
    assert max(map(len, lines)) <= 30
    assert len(lines) > 8


def test_a_drawing_wider_than_the_column_has_the_width_of_the_terminal_and_all_else_its_place() -> None:
    wide = "──" * 25
    picture = Picture(body=tuple(text_lines(f"Why?\n  a{wide}\n  b", 40)))
    fitted = fit_drawings(picture, 40, 60)
    assert fitted.wide == 58
    assert [line.plain.rstrip() for line in fitted.body] == [" " * 9 + "Why?", " " * 4 + f"a{wide}", " " * 4 + "b"]


@pytest.mark.parametrize("shift", [0, 10, 1000])
def test_of_a_drawing_wider_still_a_part_is_shown_and_a_sign_says_where_it_goes_on(shift: int) -> None:
    text = "  " + "─" * 50 + "end"
    picture = Picture(body=tuple(text_lines(text, 20)))
    (line,) = (line.plain for line in fit_drawings(picture, 20, 30, min(shift, most_shift([text], 30))).body)
    assert len(line) == 28
    assert line.startswith("‹") == (shift > 0)
    assert line.endswith("›") == (shift < 1000)
    assert line.endswith("end") == (shift == 1000)
