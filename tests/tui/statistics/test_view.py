"""The statistics as pictures: they fit the terminal, and say what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzer.core.calibration import CalibrationBin, Evaluation
from quizzer.study.collection.collection import Collection
from quizzer.study.statistics.compute import compute_statistics
from quizzer.study.statistics.panels import PANELS
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.statistics.view import StatisticsView, statistics_picture
from tests.tui.stage import learnt as learnt

SIZES = [(80, 24), (60, 15), (120, 40), (110, 34), (200, 60), (24, 8), (20, 8)]
HINTS = (("Enter", "enlarge", ""), ("Esc", "back", ""), ("?", "all keys", ""))
EVALUATION = Evaluation(10_003, 0.31, 0.02, (CalibrationBin(0.2, 0.0, 3), CalibrationBin(0.85, 0.9, 10_000)), 0.85, 0.9)


@pytest.fixture
def view(learnt: Collection) -> StatisticsView:
    """All figures, the first panel marked."""
    found = compute_statistics(learnt, calibrate=False)
    return StatisticsView(1, [0] * len(PANELS), "all cards", "all time", HINTS, found, EVALUATION)


def words(picture: Picture) -> str:
    """The text of a picture, line by line."""
    return "\n".join(line.plain for line in (*picture.head, *picture.body, *picture.foot))


@pytest.mark.parametrize("size", SIZES)
def test_no_panel_is_wider_than_the_terminal_or_needs_scrolling(view: StatisticsView, size: tuple[int, int]) -> None:
    for at, panel in enumerate(PANELS):
        for way in range(len(panel.ways)):
            for is_full in (False, True):
                shown = replace(view, at=at, ways=[way] * len(PANELS) if len(panel.ways) > way else view.ways)
                shown = replace(shown, ways=[min(way, len(each.ways) - 1) for each in PANELS], is_full=is_full)
                picture = statistics_picture(shown, *size)
                assert all(line.cell_length <= size[0] for line in (*picture.head, *picture.body, *picture.foot))
                rows = len(picture.head) + len(picture.body) + len(picture.foot)
                assert rows <= size[1] or panel.title == "Leeches" or size[1] < 15, (panel.title, way, rows)
                assert "all keys" in picture.foot[-1].plain


def test_a_wide_terminal_answers_four_questions_at_once(view: StatisticsView) -> None:
    text = words(statistics_picture(view, 120, 40))
    for title in ("Answers, last 30 days", "Coming, next 30 days", "Remembered", "Predicted and actual"):
        assert f"─ {title} ─" in text or f"━ {title} ━" in text
    assert "┏━ Answers, last 30 days ━" in text, "the marked panel has a heavy border"
    assert text.count("┏") == 1
    assert "Mon" in text
    assert "1 Answers" in text


def test_more_panels_stand_beside_each_other_on_a_wider_one(view: StatisticsView) -> None:
    boxes = words(statistics_picture(view, 200, 60)).count("─╮") + words(statistics_picture(view, 200, 60)).count("━┓")
    assert boxes == 6


def test_one_panel_fills_a_smaller_terminal_and_says_which_it_is(view: StatisticsView) -> None:
    text = words(statistics_picture(view, 80, 24))
    assert "Answers, last 30 days" in text
    assert f"2 of {len(PANELS)}" in text
    assert "Remembered" not in text
    assert "█" in text


def test_a_small_terminal_has_numbers_and_no_picture(view: StatisticsView) -> None:
    for at in range(len(PANELS)):
        body = "\n".join(line.plain for line in statistics_picture(replace(view, at=at), 60, 15).body)
        assert body.strip()
        assert not set(body) & set("█▇▆▅▄▃▂▁━■▪┤│"), PANELS[at].title


def test_a_row_of_predictions_says_whether_it_is_fair(view: StatisticsView) -> None:
    text = " ".join(words(statistics_picture(replace(view, at=4), 80, 24)).split())
    assert "under 70% 0%" in text
    assert "80–90% 90%" in text
    assert "10,003 of 20 answers: first review of a card on a day." in text or "10,003 of" in text
    assert "one of two is." in text


def test_the_calibration_is_not_drawn_before_it_is_there(view: StatisticsView) -> None:
    at = next(at for at, panel in enumerate(PANELS) if panel.needs_calibration)
    body = statistics_picture(replace(view, at=at, calibration=None), 80, 24).body
    assert not any(line.plain.strip() for line in body)
