"""Histograms of the cards' figures: the mean, the labels, and nothing where no card was answered."""

from __future__ import annotations

import pytest

from quizzer.plots.lines import texts_of
from quizzer.study.statistics.figures import Spread, Statistics
from quizzer.study.statistics.layout import width_of
from quizzer.study.statistics.spread_sections import difficulty, intervals, recall, stability
from tests.study.statistics.any_figures import any_figures


@pytest.fixture
def shown() -> Statistics:
    """Figures of which each test replaces what it is about."""
    return any_figures(0)


def test_a_histogram_names_its_mean_and_how_many_cards_it_counts(shown: Statistics) -> None:
    days = Spread((0, 30, 365), (1_000, 2, 3), 1_234.4)
    shown = shown._replace(
        intervals=days, stability=days, difficulty=Spread((1, 2), (1, 1), 4.26), recall=Spread((0, 0.5), (0, 4), 0.876)
    )
    assert texts_of(intervals(shown, 80, 20)).startswith("Intervals   mean 1,234 days, 1,005 cards\n")
    assert texts_of(intervals(shown, 43, 20)).startswith("Intervals   mean 1,234 days\n")
    assert texts_of(stability(shown, 80, 20)).startswith("Stability   mean 1,234 days")
    assert texts_of(difficulty(shown, 80, 20)).startswith("Difficulty   mean 4.3, 2 cards")
    assert texts_of(recall(shown, 80, 20)).startswith("Known now   mean 87.6%, 4 cards")
    assert texts_of(intervals(shown, 80, 20)).split("\n")[-1].split() == ["<1d", "1m", "1y"]


def test_without_an_answered_card_there_is_no_histogram(shown: Statistics) -> None:
    shown = shown._replace(recall=Spread((0, 0.5), (0, 0), None))
    assert texts_of(recall(shown, 80, 20)) == "Known now\nNo card has been answered yet."


def test_the_plot_grows_with_the_rows_up_to_fourteen_and_no_wider_than_a_hundred_cells(shown: Statistics) -> None:
    found = Spread((0, 30, 365), (1, 2, 3), 5.0)
    shown = shown._replace(intervals=found)
    assert [len(intervals(shown, 80, rows)) for rows in (4, 10, 19, 50)] == [6, 8, 17, 17]
    assert max(map(width_of, intervals(shown, 200, 20))) <= 100
