"""Days as a person writes them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.written_days import read_day, refuse_day

TODAY = date(2026, 10, 31)
FIVE_YEARS = 1826


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30d", "2026-11-30"), ("30 days", "2026-11-30"), ("in 30 days", "2026-11-30"), ("30", "2026-11-30"),
        ("6 weeks", "2026-12-12"), ("2w", "2026-11-14"), ("1 month", "2026-11-30"), ("4mo", "2027-02-28"),
        ("1 year", "2027-10-31"), ("30 Nov", "2026-11-30"), ("nov 30", "2026-11-30"), ("30. november", "2026-11-30"),
        ("30 Nov 2028", "2028-11-30"), ("30 October", "2027-10-30"), ("31 oct", "2027-10-31"),
        ("3rd may", "2027-05-03"),
        ("29 feb", "2028-02-29"), ("2026-11-30", "2026-11-30"), ("2026-11-3", "2026-11-03"), ("tomorrow", "2026-11-01"),
        (" Nov 30, 2026 ", "2026-11-30"),
    ],
)  # fmt: skip
def test_a_day_is_understood(text: str, day: str) -> None:
    assert read_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["", "soon", "31 Nov", "2026-13-01", "30 ju", "99999999d", "999999 years", "0 0", "-3d", "٣d", "1e3 days"]
)
def test_anything_else_is_not(text: str) -> None:
    assert read_day(text, TODAY) is None
    assert refuse_day(text, TODAY, FIVE_YEARS) == "Write 14d, 2 weeks, 14 Nov or 2026-11-14."


def test_a_day_too_far_or_over_is_refused_with_what_would_be_right() -> None:
    assert refuse_day("14 nov 2062", TODAY, FIVE_YEARS) == (
        "That is 36 years away. Write 14d, 2 weeks, 14 Nov or 2026-11-14, at most five years from now."
    )
    assert refuse_day("2026-10-31", TODAY, FIVE_YEARS).startswith("That is today. ")
    assert refuse_day("2026-10-30", TODAY, FIVE_YEARS).startswith("That is over. ")
    assert refuse_day("400d", TODAY, 365).endswith("at most 365 days from now.")


@given(st.integers(1, FIVE_YEARS), st.text(max_size=12))
def test_any_day_ahead_is_read_back_and_any_text_ends_in_a_day_or_a_sentence(days: int, text: str) -> None:
    day = TODAY + timedelta(days)
    for written in (f"{days}d", day.isoformat(), f"{day:%d %b %Y}", f"{day:%B} {day.day} {day.year}"):
        assert read_day(written, TODAY) == day
        assert refuse_day(written, TODAY, FIVE_YEARS) == ""
    assert (read_day(text, TODAY) is None) <= bool(refuse_day(text, TODAY, FIVE_YEARS))
