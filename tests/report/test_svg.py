"""Charts are inside their frame, say in words what they show, and take any text as text."""

from __future__ import annotations

import re
from datetime import date

import pytest

from quizzer.report.svg import draw_calendar, draw_calibration, draw_columns, draw_trend, escape_text
from quizzer.report.values import RecallBin

DAY = (date(2026, 3, 31) - date(1970, 1, 1)).days


def test_text_is_neither_markup_nor_control_characters() -> None:
    assert escape_text('<b>"a" & b') == "&lt;b&gt;&quot;a&quot; &amp; b"
    assert "\x1b" not in escape_text("\x1b[31m")


def test_a_trend_names_its_first_and_last_share_and_skips_days_without_one() -> None:
    chart = draw_trend([None, 0.25, None, 1.0], "March", "April")
    assert "Expected recall, March to April: from 25% to 100%" in chart
    (line,) = re.findall(r'<polyline class="curve" points="([^"]*)"', chart)
    assert len(line.split()) == 2
    assert "nothing yet" in draw_trend([None], "March", "April")


def test_the_highest_bar_fills_the_chart_and_a_backlog_is_on_top_of_the_first() -> None:
    chart = draw_columns([2, 4], ["today", ""], "6 cards", backlog=2)
    bars = [float(height) for height in re.findall(r'class="bar"[^>]*height="([0-9.]+)"', chart)]
    (late,) = [float(height) for height in re.findall(r'class="late"[^>]*height="([0-9.]+)"', chart)]
    assert bars[1] == 2 * bars[0] == 2 * late == 120


def test_the_calendar_ends_today_and_a_day_without_answers_has_no_shade() -> None:
    chart = draw_calendar([0, 3, 0, 9], DAY)
    titles = re.findall(r'class="s(\d)"[^>]*><title>([^<]*)</title>', chart)
    assert titles[-1] == ("4", "2026-03-31: 9")
    assert titles[-2] == ("0", "2026-03-30: 0")
    assert "12 answers on 2 days of the last year" in chart


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_right_prediction_is_on_the_diagonal(share: float) -> None:
    chart = draw_calibration([RecallBin(share, share, 5), RecallBin(0.9, 0.9, 0)])
    (x, y), *others = re.findall(r'class="bubble" cx="([0-9.]+)" cy="([0-9.]+)"', chart)
    assert not others, "a bin without answers is not drawn"
    (x1, y1, x2, y2) = map(float, re.findall(r'class="diagonal" x1="(.*?)" y1="(.*?)" x2="(.*?)" y2="(.*?)"', chart)[0])
    assert (float(x) - x1) / (x2 - x1) == pytest.approx((float(y) - y1) / (y2 - y1), abs=0.01)
