"""Study days: cut at the rollover, counted by the wall clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.schedule.study_days import date_of, day_begins, elapsed_days, streak_until, study_day, weekday_of

DAY_2026_03_01 = 20_513


@pytest.mark.parametrize(
    ("wall", "rollover_hour", "day"),
    [
        ("2026-03-01 04:00:00", 4, DAY_2026_03_01),
        ("2026-03-01 03:59:59.999999", 4, DAY_2026_03_01 - 1),
        ("2026-03-02 03:59:59.999999", 4, DAY_2026_03_01),
        ("2026-03-01 00:00:00", 0, DAY_2026_03_01),
        ("2026-03-01 22:59:59", 23, DAY_2026_03_01 - 1),
        ("1970-01-01 00:00:00", 0, 0),
        ("1970-01-01 03:00:00", 4, -1),
    ],
)
def test_a_day_begins_at_the_rollover(wall: str, rollover_hour: int, day: int) -> None:
    assert study_day(datetime.fromisoformat(wall), rollover_hour) == day


def test_days_are_rollovers_crossed_not_blocks_of_24_hours() -> None:
    late, early = datetime.fromisoformat("2026-03-01 03:45"), datetime.fromisoformat("2026-03-01 04:15")
    assert elapsed_days(study_day(late, 4), study_day(early, 4)) == 1
    assert elapsed_days(study_day(early, 4), study_day(early + timedelta(hours=23.7), 4)) == 0


def test_elapsed_days_are_never_negative() -> None:
    assert elapsed_days(20_000, 20_003) == 3
    assert elapsed_days(20_003, 20_000) == 0


def test_a_day_has_the_date_it_began_on() -> None:
    assert date_of(DAY_2026_03_01) == date(2026, 3, 1)
    assert day_begins(DAY_2026_03_01, 4) == datetime.fromisoformat("2026-03-01 04:00")


@settings(deadline=None)
@given(st.integers(-20_000, 60_000), st.integers(0, 23))
def test_a_day_begins_with_its_first_microsecond(day: int, rollover_hour: int) -> None:
    begins = day_begins(day, rollover_hour)
    assert study_day(begins, rollover_hour) == day
    assert study_day(begins - timedelta(microseconds=1), rollover_hour) == day - 1


@pytest.mark.parametrize(
    ("active", "length"),
    [
        (set(), 0),
        ({10}, 1),
        ({9, 8}, 2),
        ({10, 9, 7}, 2),
        ({8, 7}, 0),
        ({11}, 0),
        ({11, 10, 9}, 2),
    ],
)
def test_a_streak_ends_today_or_yesterday(active: set[int], length: int) -> None:
    assert streak_until(10, active.__contains__) == length


@given(st.integers(0, 60_000))
def test_a_study_day_has_the_weekday_of_its_date(day: int) -> None:
    assert weekday_of(day) == date_of(day).weekday()
