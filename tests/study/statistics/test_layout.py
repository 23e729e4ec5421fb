"""Titles, figures and blocks: what is cut, what takes a line of its own, and what is left out."""

from __future__ import annotations

from quizzer.core.schedule.study_days import date_of
from quizzer.plots.lines import QUIET, STRONG, line, text_of, texts_of
from quizzer.study.statistics.layout import (
    beside,
    cut,
    date_labels,
    figure_lines,
    heading,
    sentence,
    short_duration,
    stacked,
    width_of,
)

A, B, C = ([line(name)] * 2 for name in "abc")


def test_a_line_is_cut_with_an_ellipsis_and_keeps_the_levels_of_what_is_left() -> None:
    wide = line(("abc", STRONG), ("defg", QUIET))
    assert cut(wide, 7) == wide
    assert cut(wide, 6) == line(("abc", STRONG), ("de…", QUIET))
    assert cut(wide, 3) == line(("ab…", STRONG))
    assert cut(wide, 0) == ()
    assert cut(line("下垂体"), 5) == line("下垂…")
    assert width_of(cut(line("下垂体"), 4)) == 3


def test_a_main_figure_that_does_not_fit_beside_the_title_begins_its_own_line() -> None:
    assert texts_of(heading("Time", "12 minutes", 17)) == "Time   12 minutes"
    assert texts_of(heading("Time", "12 minutes", 16)) == "Time\n12 minutes"
    assert texts_of(heading("Time", "", 4)) == "Time"


def test_figures_take_as_many_lines_as_they_need() -> None:
    pairs = [("1", "new"), ("2", "due"), ("3,000,000", "reviews")]
    assert texts_of(figure_lines(pairs, 40)) == "1 new   2 due   3,000,000 reviews"
    assert texts_of(figure_lines(pairs, 17)) == "1 new   2 due\n3,000,000 reviews"
    assert texts_of(figure_lines(pairs, 16)) == "1 new   2 due\n3,000,000\nreviews"


def test_blocks_stand_side_by_side_whatever_their_height() -> None:
    assert texts_of(beside([line("ab")], [line("x"), line("y")], 3, gap=1)) == "ab  x\n    y"


def test_a_sentence_is_broken_between_words() -> None:
    assert texts_of(sentence("one two three", 8)) == "one two\nthree"


def test_parts_that_do_not_fit_are_left_out_but_for_the_first() -> None:
    assert stacked([A, B, C], 8) == [*A, (), *B, (), *C]
    assert stacked([A, B, C], 7) == [*A, *B, *C]
    assert stacked([A, B, C], 5) == [*A, (), *B]
    assert stacked([A, B, C], 1) == A


def test_short_durations() -> None:
    found = [short_duration(seconds * 1000) for seconds in (0, 9.24, 59.9, 60, 3_599, 3_900, 36_000_000)]
    assert found == ["0.0 s", "9.2 s", "59.9 s", "1 min", "1 h 00", "1 h 05", "10,000 h 00"]


def test_columns_of_days_are_labelled_by_weeks_and_of_many_days_by_months() -> None:
    first = 20_500
    assert date_of(first).isoformat() == "2026-02-16"
    weeks = date_labels(first, 30, 1)
    assert [(at, text) for at, text in enumerate(weeks) if text] == [
        (0, "16 Feb"), (7, "23 Feb"), (14, "2 Mar"), (21, "9 Mar"), (28, "16 Mar"),
    ]  # fmt: skip
    assert [(at, text) for at, text in enumerate(date_labels(first, 12, 7)) if text] == [
        (2, "Mar"),
        (7, "Apr"),
        (11, "May"),
    ]
    assert text_of(line(date_labels(first, 71, 1)[0])) == ""
