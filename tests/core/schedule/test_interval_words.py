"""Intervals in words: Anki's units and rounding."""

from __future__ import annotations

import pytest

from quizzer.core.schedule.interval_words import abbreviate_interval, spell_interval

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
def test_an_interval_is_told_in_its_natural_unit(interval: int, short: str, long: str) -> None:
    assert (abbreviate_interval(interval), spell_interval(interval)) == (short, long)
