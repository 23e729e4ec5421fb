"""The statistics as pictures: they fit the terminal, and say what is missing."""

from __future__ import annotations

import pytest

from quizzer.core.calibration import CalibrationBin, Evaluation
from quizzer.study.collection.collection import Collection
from quizzer.study.statistics.compute import compute_statistics
from quizzer.tui.statistics.pages import PAGES
from quizzer.tui.statistics.view import StatisticsView, statistics_picture
from tests.tui.stage import learnt as learnt

SIZES = [(80, 24), (60, 15), (160, 40), (24, 8), (20, 8)]


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_the_terminal_or_needs_scrolling(learnt: Collection, size: tuple[int, int]) -> None:
    found = compute_statistics(learnt)
    bins = (CalibrationBin(0.85, 0.9, 10_000), CalibrationBin(0.2, 0.0, 3))
    evaluation = Evaluation(10_003, 0.31, 0.02, bins, 0.85, 0.9)
    for at, page in enumerate(PAGES):
        for way in range(len(page.ways)):
            view = StatisticsView(at, way, "all cards", "all time", (("Esc", "back", ""),), found, evaluation)
            picture = statistics_picture(view, *size)
            assert all(line.cell_length <= size[0] for line in (*picture.head, *picture.body, *picture.foot)), page
            rows = len(picture.head) + len(picture.body) + len(picture.foot)
            assert rows <= size[1] or page.title == "Leeches" or size[1] < 15, (page.title, way, rows)


def test_the_calibration_is_not_drawn_before_it_is_there(learnt: Collection) -> None:
    found = compute_statistics(learnt, calibrate=False)
    at = next(at for at, page in enumerate(PAGES) if page.needs_calibration)
    assert statistics_picture(StatisticsView(at, 0, "", "", (), found), 80, 24).body == ()
