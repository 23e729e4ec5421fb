"""The desired retention of an axis."""

from __future__ import annotations

from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, Scheduling


def test_an_axis_has_its_own_retention_or_the_general_one() -> None:
    settings = Scheduling(desired_retention=0.85, axis_retention={"HPA": 0.95})
    assert (settings.retention_of("HPA"), settings.retention_of("HPG")) == (0.95, 0.85)


def test_there_are_21_parameters() -> None:
    assert len(FSRS_6_DEFAULTS) == 21
