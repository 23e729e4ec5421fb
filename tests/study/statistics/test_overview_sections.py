"""Sections about the collection as a whole, drawn from figures that a person can add up."""

from __future__ import annotations

import pytest

from quizzer.plots.lines import texts_of
from quizzer.study.statistics.figures import CardCounts, Forecast, Statistics, Streak
from quizzer.study.statistics.overview_sections import (
    calendar,
    cards,
    cards_and_spreads,
    forecast,
    forecast_of_a_month,
    forecast_of_a_year,
)
from tests.study.statistics.any_figures import any_figures


@pytest.fixture
def shown() -> Statistics:
    """Figures of which each test replaces what it is about."""
    return any_figures(0)


def test_cards_by_state_count_relearning_as_learning(shown: Statistics) -> None:
    text = texts_of(cards(shown._replace(cards=CardCounts(1, 2, 3, 4, 5, 6, 7, 1)), 80, 20))
    assert text.startswith("28 cards   1 leech\n")
    assert all(part in text for part in ("5 mature", "4 young", "5 learning", "1 new", "6 suspended", "7 buried"))


def test_the_histograms_are_drawn_where_there_is_room(shown: Statistics) -> None:
    shown = shown._replace(recall=shown.recall._replace(average=0.9))
    assert cards_and_spreads(shown, 80, 12) == cards(shown, 80, 12)
    assert cards_and_spreads(shown, 69, 40) == cards(shown, 69, 40)
    assert "Recall now" in texts_of(cards_and_spreads(shown, 70, 40))


def test_the_calendar_has_the_streak_and_the_last_thirty_days(shown: Statistics) -> None:
    year = (*[0] * 340, *[9] * 29, 1, 1)
    text = texts_of(calendar(shown._replace(year=year, streak=Streak(1, 31, 40)), 80, 30))
    assert text.startswith("1 answer today")
    assert "1 day in a row   31 the longest   40 with answers" in text
    assert "Last 30 days   254 answers, 8 a day" in text


def test_the_forecast_shows_the_month_and_the_year(shown: Statistics) -> None:
    shown = shown._replace(forecast=Forecast(7, (5, *[2] * 30, *[1] * 335)))
    month = "7 backlog   5 due today   2 tomorrow   14 in 7 days   60 in 30 days"
    both = texts_of(forecast(shown, 100, 24))
    assert both.startswith(f"{month}   395 in a year\n")
    assert "Due in 30 days   2 a day" in both
    assert "Due in 365 days   1 a day; a column is a week" in both
    assert texts_of(forecast_of_a_month(shown, 100, 24)).startswith(f"{month}\n")
    assert "Due in 30 days" not in texts_of(forecast_of_a_year(shown, 100, 24))
    assert "late" in both


def test_a_year_that_has_no_room_for_its_weeks_is_shown_by_fortnights(shown: Statistics) -> None:
    shown = shown._replace(forecast=Forecast(0, (1,) * 366))
    assert "a column is a week" in texts_of(forecast_of_a_year(shown, 57, 20))
    assert "a column is a fortnight" in texts_of(forecast_of_a_year(shown, 56, 20))
