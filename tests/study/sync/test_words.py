"""What is said of a sync is true at every length of time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from quizzer.study.sync.words import describe_noted

NOW = datetime(2026, 3, 16, 10, 5)  # noqa: DTZ001 - a wall clock has no zone


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(minutes=-3), "just now"),  # the clock was set back
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "within the last hour"),
        (timedelta(hours=1), "within the last hour"),
        (timedelta(hours=1, seconds=1), "within the last 2 hours"),
        (timedelta(hours=48), "within the last 48 hours"),
        (timedelta(hours=48, seconds=1), "within the last 3 days"),
        (timedelta(days=40), "within the last 40 days"),
    ],
)
def test_what_is_noted_once_an_hour_is_said_as_a_span_that_has_the_instant_in_it(before: timedelta, said: str) -> None:
    assert describe_noted(NOW - before, NOW) == said
