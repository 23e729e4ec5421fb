"""Numbers, shares, lengths of time and dates in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.wording import (
    abbreviate_interval,
    ago,
    day_month,
    duration,
    listed,
    percent,
    percent_range,
    plural,
    short_date,
    short_day_month,
    spell_interval,
)

MINUTE, HOUR = 60, 3600


@pytest.mark.parametrize(
    ("interval", "short", "long"),
    [
        (0, "now", "now"),
        (-1, "1s", "1 second"),
        (-30, "30s", "30 seconds"),
        (-1 * MINUTE, "1m", "1 minute"),
        (-330, "6m", "6 minutes"),
        (-10 * MINUTE, "10m", "10 minutes"),
        (-1 * HOUR, "1h", "1 hour"),
        (-9000, "2.5h", "2.5 hours"),
        (1, "1d", "1 day"),
        (30, "30d", "30 days"),
        (31, "1mo", "1 month"),
        (45, "1.5mo", "1.5 months"),
        (364, "12mo", "12 months"),
        (365, "1y", "1 year"),
        (912, "2.5y", "2.5 years"),
        (36_500, "100y", "100 years"),
    ],
)
def test_an_interval_is_written_in_its_natural_unit(interval: int, short: str, long: str) -> None:
    assert (abbreviate_interval(interval), spell_interval(interval)) == (short, long)


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, "", "0 cards"),
        (1, "", "1 card"),
        (2_000, "", "2,000 cards"),
        (2, "decks of cards", "2 decks of cards"),
    ],
)
def test_a_noun_follows_its_number(number: int, words: str, said: str) -> None:
    assert plural(number, "card", words) == said


def test_a_share_is_rounded_to_the_nearest_and_a_missing_one_is_a_dash() -> None:
    assert (percent(2 / 21), percent(0.905), percent(0.125), percent(None)) == ("10%", "91%", "13%", "–")
    assert (percent(0.90051, 1), percent(0.04567, 2)) == ("90.1%", "4.57%")
    assert percent_range(0.724, 0.916) == "72–92%"


@given(st.floats(0, 1))
def test_a_shown_share_is_off_by_half_a_percent_at_most(share: float) -> None:
    shown = int(percent(share)[:-1])
    assert 0 <= shown <= 100
    assert abs(shown / 100 - share) <= 0.005 + 1e-9


def test_whole_percents_are_shown_as_they_are() -> None:
    assert [percent(whole / 100) for whole in range(101)] == [f"{whole}%" for whole in range(101)]


def test_parts_of_a_sentence_are_listed() -> None:
    assert [listed(["a", "b", "c"][:many]) for many in range(4)] == ["", "a", "a and b", "a, b, and c"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (400, "7 minutes"),
        (3_569, "59 minutes"),
        (3_570, "1 hour"),
        (3_900, "1 hour 5 minutes"),
        (7_260, "2 hours 1 minute"),
        (3_600_000, "1,000 hours"),
    ],
)
def test_a_duration_has_at_most_two_units(seconds: int, said: str) -> None:
    assert duration(seconds) == said


def test_dates_are_written_with_english_months() -> None:
    first = date(2026, 3, 3)
    assert (day_month(first), short_day_month(first), short_date(first)) == ("3 March", "3 Mar", "3 Mar 2026")
    names = [short_day_month(date(2026, month, 1))[2:] for month in range(1, 13)]
    assert names == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(minutes=-3), "just now"),  # the clock was set back
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 min ago"),
        (timedelta(minutes=59, seconds=59), "59 min ago"),
        (timedelta(minutes=60), "at 09:05"),
        (timedelta(hours=12), "yesterday"),
        (timedelta(days=2), "on Saturday"),
        (timedelta(days=6), "on Tuesday"),
        (timedelta(days=7), "on 9 March"),
    ],
)
def test_an_instant_is_said_as_one_says_it_then(before: timedelta, said: str) -> None:
    now = datetime(2026, 3, 16, 10, 5)  # noqa: DTZ001 - a wall clock has no zone
    assert ago(now - before, now) == said
