"""Sections about answers, drawn from figures that a person can add up."""

from __future__ import annotations

import pytest

from quizzer.plots.lines import texts_of
from quizzer.study.statistics.answer_sections import buttons, hours, retention, time
from quizzer.study.statistics.figures import Buttons, Day, Hour, Passes, Statistics, TrueRetention
from tests.study.statistics.any_figures import TODAY, any_figures


@pytest.fixture
def shown() -> Statistics:
    """Figures of which each test replaces what it is about."""
    return any_figures(0)


def test_retention_is_a_share_and_the_reviews_it_was_counted_from(shown: Statistics) -> None:
    rows = (TrueRetention("all", Passes(3, 4), Passes(0, 0)),)
    table = texts_of(retention(shown._replace(retention=rows), 60, 20)).splitlines()
    assert table[1].split() == ["All", "75%", "4", "–", "75%", "4"]
    narrow = texts_of(retention(shown._replace(retention=rows), 38, 20)).splitlines()
    assert narrow[:2] == ["               Young     Firm      All", "All              75%        –      75%"]


def test_more_reviews_than_a_cell_holds_are_abbreviated(shown: Statistics) -> None:
    rows = (TrueRetention("all", Passes(1_000_000, 2_000_000), Passes(0, 0)),)
    assert "50%      2M" in texts_of(retention(shown._replace(retention=rows), 60, 20))


def test_buttons_are_bars_where_there_is_room_and_else_a_table(shown: Statistics) -> None:
    shown = shown._replace(buttons=Buttons((1, 1, 2, 0), (0, 0, 0, 0), (0, 0, 3, 0)))
    bars = texts_of(buttons(shown, 60, 17))
    assert "Learning   4 answers, 75% not Again" in bars
    assert "Young   no answers" in bars
    table = texts_of(buttons(shown, 60, 16)).splitlines()
    assert [row.split() for row in table[1:4]] == [
        ["Again", "1", "25%", "0", "–", "0", "0%"],
        ["Hard", "1", "25%", "0", "–", "0", "0%"],
        ["Good", "2", "50%", "0", "–", "3", "100%"],
    ]
    assert table[5].split() == ["Right", "75%", "–", "100%"]


def test_time_is_of_the_days_with_answers(shown: Statistics) -> None:
    days = (Day(TODAY - 3, 0, 0, 10, 0, 60_000), Day(TODAY, 0, 0, 20, 0, 240_000))
    text = texts_of(time(shown._replace(days=days, period=None), 80, 24))
    assert text.startswith("5 min in all   2 min a day with answers   10.0 s an answer")
    assert "Seconds an answer   from 6.0 to 12.0" in text
    assert "a column is" not in text
    long = (Day(TODAY - 999, 0, 0, 10, 0, 60_000), *days)
    assert "a column is 14 days, their mean" in texts_of(time(shown._replace(days=long, period=None), 80, 24))


def test_without_answers_in_the_period_time_and_hours_say_so(shown: Statistics) -> None:
    ahead = (Day(TODAY + 5, 1, 0, 0, 0, 1_000),)  # answered before the clock was set back
    for days in ((), ahead):
        assert texts_of(time(shown._replace(days=days, period=None), 80, 24)) == "There is no answer in this time."
    none = tuple(Hour(hour, 0, 0) for hour in range(24))
    assert texts_of(hours(shown._replace(hours=none), 80, 24)) == "There is no answer in this time."


def test_the_best_and_the_worst_hour_have_twenty_answers_at_least(shown: Statistics) -> None:
    answered = {7: (30, 15), 9: (19, 19), 20: (20, 18)}
    found = tuple(Hour(hour, *answered.get(hour, (0, 0))) for hour in range(24))
    first = texts_of(hours(shown._replace(hours=found), 80, 24)).splitlines()[0]
    assert first == "07:00 most answers   20:00 90% most right   07:00 50% least"
