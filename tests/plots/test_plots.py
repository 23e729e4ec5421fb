"""The plots: no line is wider than asked for, whatever the numbers; and what is drawn is what was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.calibration import CalibrationBin
from quizzer.core.schedule.study_days import date_of
from quizzer.plots.bars import Bar, draw_bar, draw_bars, draw_shares
from quizzer.plots.calendar import SIGNS, WEEKS, draw_calendar, shade_thresholds
from quizzer.plots.calibration import draw_calibration
from quizzer.plots.columns import draw_columns, draw_sparkline, draw_upright
from quizzer.plots.curve import Curve, Mark, draw_curves
from quizzer.plots.lines import LEVELS, Line, cells, fit_text, line, text_of, texts_of
from quizzer.plots.panel import draw_panel
from quizzer.plots.scale import abbreviate_number, round_top, sum_neighbours
from quizzer.plots.stacked import FILLINGS, draw_stacked

counts = st.lists(st.integers(0, 10**7), max_size=400)
shares_of_one = st.floats(0, 1)
words = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=30)
widths = st.integers(16, 200)


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def fits(lines: Sequence[Line], width: int) -> None:
    """No line is wider, nothing steers the terminal, and each run says what it is."""
    for drawn in lines:
        text = "".join(run.text for run in drawn)
        assert cells(text) <= width, text
        assert not any(category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text)
        assert {run.level for run in drawn} <= set(LEVELS)


# Lines and numbers


@given(words, st.integers(0, 40), st.booleans())
def test_a_fitted_text_takes_exactly_its_cells(text: str, width: int, right: bool) -> None:
    assert cells(fit_text(text, width, right=right)) == width


def test_a_text_that_does_not_fit_is_cut_between_characters() -> None:
    assert fit_text("pituitary", 5) == "pitu…"
    assert fit_text("垂体前叶", 6) == "垂体… "
    assert fit_text("gland", 8, right=True) == "   gland"
    assert fit_text("\x1b[31mred", 6) == "␛[31m…"


def test_neighbouring_runs_of_one_level_are_joined() -> None:
    assert line("a", "b", ("", "bar"), ("c", "bar"), ("d", "bar")) == (("ab", ""), ("cd", "bar"))


@given(st.integers(0, 10**9))
def test_a_round_top_is_above_and_not_far(most: int) -> None:
    top = round_top(most)
    assert most <= top <= max(1, 2 * most)
    assert top <= 1 or (top / 2).is_integer()


@given(st.floats(0, 1e12))
def test_a_short_number_is_short(value: float) -> None:
    assert len(abbreviate_number(value)) <= 5


def test_short_numbers() -> None:
    assert [abbreviate_number(n) for n in (0, 7, 0.5, 999, 1234, 12_500, 999_600, 3_400_000)] == [
        "0", "7", "0.5", "999", "1.23k", "12.5k", "1M", "3.4M",
    ]  # fmt: skip


@given(counts, st.integers(1, 100))
def test_gathered_values_keep_their_total(values: list[int], most: int) -> None:
    sums, size = sum_neighbours(values, most)
    assert sum(sums) == sum(values)
    assert len(sums) <= most
    assert sums[: len(values) // size] == [sum(values[i * size : (i + 1) * size]) for i in range(len(values) // size)]


# Bars


@given(st.floats(0, 1e9), st.floats(0.001, 1e9), st.integers(0, 80))
def test_a_bar_takes_exactly_its_cells_and_what_there_is_is_seen(value: float, most: float, width: int) -> None:
    drawn = draw_bar(value, most, width)
    assert len(drawn) == width
    assert (drawn.strip() != "") == (value > 0 and width > 0)


@given(st.lists(st.tuples(words, st.floats(0, 1e6)), max_size=10), widths)
def test_bars_are_never_wider(rows: list[tuple[str, float]], width: int) -> None:
    drawn = draw_bars([Bar(label, value, f"{value:.0f}") for label, value in rows], width)
    assert len(drawn) == len(rows)
    fits(drawn, width)


def test_bars_read_as_label_number_length() -> None:
    rows = [Bar("HPA axis", 0.75, "75%"), Bar("GH", 0.5, "50%"), Bar("Insulin", 0, "0%")]
    assert texts_of(draw_bars(rows, 33, most=1)) == (
        "HPA axis 75% ███████████████\n"
        "GH       50% ██████████\n"
        "Insulin   0%"
    )  # fmt: skip


@given(st.lists(st.tuples(words, st.integers(0, 10**6)), min_size=1, max_size=7), widths)
def test_shares_fill_the_line_and_show_whatever_there_is(parts: list[tuple[str, int]], width: int) -> None:
    drawn = draw_shares(parts, width)
    fits(drawn, width)
    assert sum(len(run.text) for run in drawn[0]) == width
    if sum(number for _, number in parts):
        assert len(set("".join(run.text for run in drawn[0]))) == sum(number > 0 for _, number in parts)


# Columns


@given(counts, widths, st.integers(1, 20), st.booleans())
def test_columns_are_never_wider_or_higher(values: list[int], width: int, height: int, labelled: bool) -> None:
    labels = [f"label {i}" for i in range(len(values))] if labelled else []
    drawn = draw_columns(values, width, height, labels=labels, notes=labels)
    fits(drawn, width)
    assert len(drawn) <= height + 3


def test_columns_have_numbers_and_labels() -> None:
    assert texts_of(draw_columns([0, 1, 4, 2], 18, 4, labels=["Mo", "Tu", "We", "Th"])) == (
        "4 ┤      ██\n"
        "  │      ██\n"
        "2 ┤      ██ ██\n"
        "  │·  ██ ██ ██\n"
        "  └────────────\n"
        "   Mo Tu We Th"
    )  # fmt: skip


@given(st.lists(st.integers(1, 50), min_size=1, max_size=60), st.integers(1, 12))
def test_upright_bars_are_as_high_as_their_values(values: list[int], height: int) -> None:
    rows = draw_upright(values, height, 50)
    for at, value in enumerate(values):
        eighths = sum(" ▁▂▃▄▅▆▇█".index(row[at]) for row in rows)
        assert abs(eighths - 8 * height * value / 50) <= 0.5 or eighths == 1


def test_a_sparkline_shows_gaps_and_means() -> None:
    assert text_of(draw_sparkline([None, 0, 0.5, 1], 10)) == " ·▄█"
    assert text_of(draw_sparkline([0, 1, 1, 1, 0.5, 0.5], 3, most=1)) == "▄█▄"
    assert draw_sparkline([], 10) == ()


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=300), st.integers(0, 80))
def test_a_sparkline_is_never_wider(values: list[float | None], width: int) -> None:
    fits([draw_sparkline(values, width)], min(width, len(values)))


# Calendar


@given(counts, st.integers(0, 40_000), st.integers(16, 140))
def test_the_calendar_is_never_wider(values: list[int], last: int, width: int) -> None:
    drawn = draw_calendar(values, last, width)
    assert len(drawn) == 9
    fits(drawn, width)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=360), st.integers(15_000, 25_000))
def test_each_day_of_the_year_stands_where_it_belongs(values: list[int], last: int) -> None:
    rows = ["".join(run.text for run in row)[4:] for row in draw_calendar(values, last, 114)[1:8]]
    steps = shade_thresholds(values)
    for ago, count in enumerate(reversed(values)):
        weeks_ago = (date_of(last - ago).weekday() - date_of(last).weekday() + ago) // 7
        at = 2 * (WEEKS - 1 - weeks_ago)
        assert rows[date_of(last - ago).weekday()][at : at + 2] == SIGNS[sum(count >= step for step in steps)] + " "


def test_many_answers_are_half_of_a_busy_day() -> None:
    assert shade_thresholds([]) == (1, 2)
    assert shade_thresholds([0, 0, 1]) == (1, 2)
    assert shade_thresholds([40] * 20) == (1, 20)
    assert shade_thresholds([40] * 20 + [4000]) == (1, 20)
    assert text_of(draw_calendar([40] * 20, 20_500, 80)[-1]).strip() == "· none   ▪ 1–19   ■ 20 or more"


def test_months_stand_over_the_week_in_which_they_begin() -> None:
    months = text_of(draw_calendar([1] * 400, day("2026-02-28"), 114)[0])
    assert " ".join(months.split()) == "Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar"
    first = day("2026-02-28") - 5 - 7 * (WEEKS - 1)  # the Monday of the first week
    assert months.index("Jan") == 4 + 2 * ((day("2026-01-01") - first) // 7)


def test_a_calendar_is_a_year_half_of_one_or_as_many_weeks_as_fit() -> None:
    for width, weeks in ((114, WEEKS), (110, WEEKS), (109, 26), (74, 26), (30, 13)):
        drawn = draw_calendar([1] * 400, day("2026-03-01"), width)
        assert sum(len(run.text) for run in drawn[1]) == 4 + 2 * weeks


# Panels and stacked columns


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30), st.integers(0, 9)), min_size=1, max_size=40),
       st.integers(14, 120), st.integers(1, 20))  # fmt: skip
def test_stacked_columns_fit_and_every_part_is_seen(days: list[tuple[int, int, int]], width: int, height: int) -> None:
    parts = [list(part) for part in zip(*days, strict=True)]
    drawn = draw_stacked(parts, width, height)
    fits(drawn, width)
    if height >= 3 and width >= len(days) + 8:
        assert (FILLINGS[0][0] in texts_of(drawn[:height])) == any(parts[0])


def test_parts_lie_on_each_other() -> None:
    drawn = [text_of(row).ljust(12) for row in draw_stacked([[4, 0], [4, 8], [2, 0]], 12, 5, labels=["a", "b"])]
    columns = ["".join(row[at] for row in drawn[:5]) for at in (4, 8)]
    assert columns == ["▒░░██", " ░░░░"]
    assert drawn[-1].split() == ["a", "b"]


def test_a_panel_has_its_title_in_the_border() -> None:
    drawn = [text_of(row) for row in draw_panel("Remembered", [line("all"), line("of it")], 20, 4)]
    assert drawn == ["╭─ Remembered ─────╮", "│ all              │", "│ of it            │", "╰──────────────────╯"]
    marked = [text_of(row) for row in draw_panel("A title that is far too long", [], 16, 3, marked=True)]
    assert marked == ["┏━ A title t… ━┓", "┃              ┃", "┗━━━━━━━━━━━━━━┛"]


# Curves


points = st.lists(st.tuples(st.floats(-50, 150), st.floats(-0.5, 1.5)), max_size=30).map(sorted)


@given(st.lists(points, max_size=3), widths, st.integers(2, 15))
def test_curves_are_never_wider_and_stay_in_their_frame(
    drawn: list[list[tuple[float, float]]], width: int, height: int
) -> None:
    lines = draw_curves(
        [Curve(of, "bar") for of in drawn],
        width,
        height,
        across=(0, 100),
        labels=[(0, "100 days ago"), (50, "then"), (100, "today")],
        marks=[Mark(x, "✓") for of in drawn for x, _ in of],
        rules=[0.9],
    )
    fits(lines, width)
    assert len(lines) <= height + 3


def test_a_curve_falls_from_the_top_left_to_the_bottom_right() -> None:
    assert texts_of(draw_curves([Curve([(0, 1.0), (10, 0.0)])], 14, 4, across=(0, 10), marks=[Mark(10, "✗")])) == (
        "100% ┤⠑⢄\n"
        "     │  ⠑⢄\n"
        " 50% ┤    ⠑⢄\n"
        "  0% ┤      ⠑⢄\n"
        "     │       ✗\n"
        "     └────────"
    )  # fmt: skip


def test_a_single_point_is_seen() -> None:
    assert any(ord("⠀") < ord(c) <= ord("⣿") for c in texts_of(draw_curves([Curve([(5, 0.5)])], 20, 3, across=(0, 10))))


# Calibration


@given(st.lists(st.builds(CalibrationBin, shares_of_one, shares_of_one, st.integers(0, 10**6)), max_size=20), widths)
def test_the_calibration_is_never_wider(bins: list[CalibrationBin], width: int) -> None:
    drawn = draw_calibration(bins, width, 9)
    fits(drawn, width)
    assert len(drawn) == 11


@pytest.mark.parametrize(("actual", "apart"), [(1.0, -2), (0.9, 0), (0.8, 2), (0.7, 4)])
def test_a_prediction_that_came_true_lies_on_the_diagonal(actual: float, apart: int) -> None:
    plot = [CalibrationBin(0.9, actual, 9), CalibrationBin(0.6, 0.6, 1)]
    dot, empty = (list(map(text_of, draw_calibration(bins, 60, 9))) for bins in (plot, plot[1:]))
    row = next(at for at, text in enumerate(dot) if "●" in text)
    column = dot[row].index("●")
    diagonal = next(at for at, text in enumerate(empty) if text[column : column + 1] in ("╱", "●"))
    assert row - diagonal == apart
