"""Every section fits the width it is drawn on and shows its figures whole, whatever these are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.wording import percent
from quizzer.plots.lines import LEVELS, line, text_of, texts_of
from quizzer.study.collection.collection import Collection
from quizzer.study.statistics.compute import compute_statistics
from quizzer.study.statistics.figures import Passes, Statistics
from quizzer.study.statistics.layout import width_of
from quizzer.study.statistics.panels import PANELS
from quizzer.study.statistics.section import Draw
from quizzer.study.statistics.sections import OVERVIEW, SECTIONS, absence_of, draw_lines, draw_section, to_json
from tests.study.statistics.any_figures import any_figures

DRAWINGS = {
    **{section.name: section.draw for section in SECTIONS.values()},
    **{f"{panel.title}, {way.name}": way.draw for panel in PANELS for way in panel.ways},
    **{f"{panel.title}, numbers": panel.numbers for panel in PANELS},
}
NARROWEST = 38
"""Cells of a terminal of 40 columns, less the indentation."""

drawn = settings(max_examples=20, deadline=None)
figures = st.builds(any_figures, st.integers(0, 2**32))


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
@drawn
@given(shown=figures, width=st.integers(20, 200), rows=st.integers(4, 60))
def test_no_line_is_wider_than_the_width_and_every_run_has_a_level(
    draw: Draw, shown: Statistics, width: int, rows: int
) -> None:
    lines = draw_lines(draw, shown, width, rows)
    assert lines
    assert max(map(width_of, lines)) <= width
    assert {run.level for runs in lines for run in runs} <= set(LEVELS)


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
@drawn
@given(shown=figures, width=st.integers(NARROWEST, 116), rows=st.sampled_from([14, 24]))
def test_on_forty_columns_and_more_nothing_but_a_question_is_cut(
    draw: Draw, shown: Statistics, width: int, rows: int
) -> None:
    shown = shown._replace(troubles=tuple(trouble._replace(question="Why?") for trouble in shown.troubles))
    assert max(map(width_of, draw(shown, width, rows))) <= width
    assert "…" not in texts_of(draw(shown, width, rows)).replace("A_LONG_AX…", "")


@drawn
@given(shown=figures, width=st.integers(60, 116))
def test_the_overview_shows_the_figures_that_json_holds(shown: Statistics, width: int) -> None:
    text = "\n".join(texts_of(draw_section(name, shown, width, 14)) for name in OVERVIEW)
    held = to_json(shown)
    for number in (held["cards"]["total"], held["cards"]["leeches"], held["streak"]["longest"],
                   held["forecast"]["backlog"], held["forecast"]["days"][0]):  # fmt: skip
        assert re.search(rf"(?<![\d,.]){number:,}(?![\d,])", text), number
    ever = Passes(**held["retention"]["all"]["all"])
    if ever.share is not None:
        assert percent(ever.share) in text


def test_the_table_is_closed_and_each_section_has_its_figures_in_json(collection: Collection) -> None:
    assert set(OVERVIEW) <= set(SECTIONS)
    assert all(name == section.name for name, section in SECTIONS.items())
    shown = compute_statistics(collection)
    held = to_json(shown)
    order = [
        "as_of", "days", "cards", "calendar", "streak", "forecast", "retention", "buttons", "time", "hours",
        "intervals", "stability", "difficulty", "recall", "calibration", "leeches",
    ]  # fmt: skip
    assert [key for key in held if key in order] == order
    assert set(SECTIONS) <= set(held)
    for section in SECTIONS.values():
        assert section.name in section.to_json(shown)


def test_without_cards_or_answers_a_section_says_what_will_be_there(collection: Collection) -> None:
    shown = compute_statistics(collection)
    for name, section in SECTIONS.items():
        text = " ".join(text_of(runs) for runs in draw_section(name, shown, 100, 24))
        if section.shows_new:
            assert "9 cards" in text or text.endswith("No card has been answered yet.")
        else:
            assert text == f"No card has been answered yet. Here will be {section.about}."
    none = shown._replace(cards=shown.cards._replace(new=0))
    assert absence_of(none, shows_new=True) == "There is no card yet."


def test_a_line_that_is_too_wide_is_cut(collection: Collection) -> None:
    wide = line("x" * 50)
    assert draw_lines(lambda *_: [wide], compute_statistics(collection), 20, 5) == [line("x" * 19 + "…")]
