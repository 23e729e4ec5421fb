"""Predicted against actual recall in words, and the list of the cards forgotten most often."""

from __future__ import annotations

import pytest

from quizzer.core.calibration import CalibrationBin, Evaluation
from quizzer.core.notes.axes import Axis
from quizzer.plots.lines import CAVEAT, texts_of
from quizzer.study.statistics.figures import Statistics, Trouble
from quizzer.study.statistics.memory_sections import calibration, leeches
from tests.study.statistics.any_figures import any_figures


@pytest.fixture
def shown() -> Statistics:
    """Figures of which each test replaces what it is about."""
    return any_figures(0)


@pytest.mark.parametrize(
    ("actual", "verdict"),
    [
        (0.905, "The predictions come true within one point."),
        (0.85, "You remember 5.0 points less than predicted."),
        (0.932, "You remember 3.2 points more than predicted."),
    ],
)
def test_the_calibration_ends_with_a_verdict(shown: Statistics, actual: float, verdict: str) -> None:
    found = Evaluation(1_234, 0.31234, 0.0212, (CalibrationBin(0.9, actual, 1_234),), 0.9, actual)
    text = texts_of(calibration(shown._replace(calibration=found), 80, 24))
    assert text.endswith(verdict)
    for figure in ("90.0% predicted", f"{actual:.1%} remembered", "0.3123 log loss", "2.12% RMSE", "1,234 answers"):
        assert figure in text


def test_without_a_prediction_nothing_is_judged(shown: Statistics) -> None:
    for found in (None, Evaluation(0, None, None, (), None, None)):
        text = texts_of(calibration(shown._replace(calibration=found), 100, 24))
        assert text.startswith("No answer can be judged yet")


def test_leeches_are_marked_and_deck_text_steers_nothing(shown: Statistics) -> None:
    troubles = (
        Trouble(1, "a", "Why?", Axis("SML", "Small"), 9, 1_234, leech=True),
        Trouble(2, "b", "\x1b[31mred\nWhen?", Axis("OTHER_AXIS", "Other"), 2, 8, leech=False),
    )
    lines = leeches(shown._replace(troubles=troubles), 80, 24)
    header, first, second = texts_of(lines).splitlines()
    assert header.split() == ["Slipped", "Reviews", "Card"]
    assert first.split() == ["9", "1,234", "leech", "SML", "Why?"]
    assert second.split() == ["2", "8", "OTHER_AXIS", "␛[31mred", "When?"]
    assert [run.text.strip() for runs in lines for run in runs if run.level == CAVEAT and run.text.strip()] == ["leech"]
    narrow = texts_of(leeches(shown._replace(troubles=troubles), 49, 24)).splitlines()
    assert narrow[1].split() == ["9", "leech", "Why?"]


def test_without_a_forgotten_card_it_says_so(shown: Statistics) -> None:
    assert texts_of(leeches(shown._replace(troubles=()), 80, 24)).startswith("No card has slipped")
