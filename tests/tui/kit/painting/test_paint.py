"""Drawing: bars, figures and lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from quizzer.study.due.values import Counts
from quizzer.tui.home.sentences import greeting
from quizzer.tui.kit.painting.paint import big_number, columns_of, counts_line, hint_line, hints, meter, spread


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(2, 80))
def test_a_meter_is_full_only_when_all_is_done_and_empty_only_when_nothing_is(
    done: int, total: int, width: int
) -> None:
    bar = meter(done, total, width).plain
    assert len(bar) == width
    if 0 < done < total:
        assert 0 < bar.count("━") < width
    else:
        assert bar == ("━" if total > 0 else "─") * width if done else "─" * width


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=28), st.integers(1, 4))
def test_a_day_with_anything_has_a_bar_and_a_day_with_nothing_has_none(values: list[int], height: int) -> None:
    lowest = columns_of(values, height)[-1]
    assert [cell != "·" for cell in lowest] == [value > 0 for value in values]


def test_counts_carry_words() -> None:
    assert counts_line(Counts(12, 3, 40)).plain == "12 new  3 learning  40 review"


@pytest.mark.parametrize(
    ("hour", "said"), [(4, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening"), (3, "evening")]
)
def test_the_greeting_fits_the_hour(hour: int, said: str) -> None:
    assert greeting(hour) == f"Good {said}"


def test_big_digits_are_three_lines_of_one_width() -> None:
    lines = big_number(1234567890)
    assert len(lines) == 3
    assert len({len(line) for line in lines}) == 1


def test_a_line_with_two_ends_keeps_its_right_end() -> None:
    assert spread(Content("a long left end"), Content("right"), 12).plain == "a lon… right"


def test_hints_that_do_not_fit_are_left_out_from_the_end() -> None:
    rows = hints([("a", "one", ""), ("b", "two", ""), ("c", "three", "")], 16)
    assert [row.plain for row in rows] == ["a one   b two"]


@given(st.integers(20, 120))
def test_the_help_stays_among_the_hints_when_others_are_dropped(width: int) -> None:
    pairs = [("Enter", "start 54", ""), ("u", "undo", ""), ("b", "browse the cards", ""), ("?", "all keys", "")]
    line = hint_line(pairs, width)
    assert line.plain.endswith("? all keys")
    assert line.cell_length <= width
    assert ("browse" in line.plain) <= ("undo" in line.plain) <= ("start" in line.plain)
