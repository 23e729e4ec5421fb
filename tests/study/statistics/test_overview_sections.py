"""Sections about the collection as a whole, drawn from figures that a person can add up."""

from __future__ import annotations

import pytest

from quizzer.plots.lines import texts_of
from quizzer.study.due.values import DayForecast
from quizzer.study.statistics.figures import CardCounts, Forecast, Statistics, Streak
from quizzer.study.statistics.overview_sections import (
    calendar,
    cards,
    coming,
    coming_numbers,
    forecast,
    forecast_of_a_month,
    forecast_of_a_year,
    year,
    year_in_words,
)
from tests.study.statistics.any_figures import any_figures


@pytest.fixture
def shown() -> Statistics:
    """Figures of which each test replaces what it is about."""
    return any_figures(0)


def test_cards_by_state_count_relearning_as_learning(shown: Statistics) -> None:
    text = texts_of(cards(shown._replace(cards=CardCounts(1, 2, 3, 4, 5, 6, 7, 1)), 80, 20))
    assert text.startswith("28 cards   1 leech\n")
    assert all(part in text for part in ("5 firm", "4 young", "5 learning", "1 new", "6 suspended", "7 buried"))


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


def test_the_year_is_told_in_words_beside_its_legend(shown: Statistics) -> None:
    shown = shown._replace(year=(*[0] * 341, *[9] * 29, 1), streak=Streak(5, 11, 40))
    assert year_in_words(shown) == "262 answers on 30 days; five in a row, longest 11"
    assert texts_of(year(shown, 110, 9)).endswith("five in a row, longest 11")
    assert len(year(shown, 110, 9)) == 9


def test_what_comes_has_due_new_and_carried_over_and_says_who_waits(shown: Statistics) -> None:
    days = tuple(DayForecast(20, 10 if at < 3 else 0, 4) for at in range(30))
    shown = shown._replace(coming=days, waiting=3)
    text = " ".join(texts_of(coming(shown, 56, 10)).split())
    assert "600 due" in text
    assert "30 new in all" in text
    assert "4 carried over" in text
    assert "3 wait for" in text
    assert {"█", "░", "▒"} <= set(text)
    numbers = texts_of(coming_numbers(shown, 58, 8))
    assert "20 + 10 due and new tomorrow" in numbers
    assert "3 wait for their sibling." in numbers
    assert "█" not in numbers
    assert "1 waits for its sibling." in texts_of(coming_numbers(shown._replace(waiting=1), 58, 8))


def test_of_some_cards_only_what_is_due_is_known(shown: Statistics) -> None:
    assert texts_of(coming(shown._replace(coming=None), 80, 20)).startswith(
        texts_of(forecast_of_a_month(shown, 80, 20))
    )
