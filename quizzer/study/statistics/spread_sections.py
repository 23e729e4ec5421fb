"""Sections that show how a figure is spread over the cards: interval, stability, difficulty, recall now."""

from __future__ import annotations

from typing import Any

from quizzer.plots.columns import draw_columns
from quizzer.plots.lines import Line
from quizzer.study.statistics.figures import Spread, Statistics
from quizzer.study.statistics.layout import cut, sentence, title_line, width_of
from quizzer.study.statistics.section import Section

_HIGHEST = 14
_WIDEST = 100
_NARROW = 44  # cells under which the title has no room for the number of cards
_SPANS = {0: "<1d", 30: "1m", 60: "2m", 90: "3m", 180: "6m", 365: "1y", 730: "2y", 1825: "5y"}


def intervals(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Intervals in days, of cards in review."""
    return _days("Intervals", shown.intervals, width, max(3, rows - 5))


def stability(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Stability in days, of cards answered at least once."""
    return _days("Stability", shown.stability, width, max(3, rows - 5))


def difficulty(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Difficulty from 1 to 10, of cards answered at least once."""
    return _difficulty(shown.difficulty, width, max(3, rows - 5))


def recall(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Recall now in percent, of cards answered at least once."""
    return _recall(shown.recall, width, max(3, rows - 5))


def _days(name: str, spread: Spread, width: int, height: int) -> list[Line]:
    labels = [_SPANS.get(round(edge), f"{edge:.0f}d") for edge in spread.edges]
    return _histogram(name, spread, f"mean {spread.average or 0:,.0f} days", labels, width, height)


def _difficulty(spread: Spread, width: int, height: int) -> list[Line]:
    labels = [f"{edge:.0f}" for edge in spread.edges]
    return _histogram("Difficulty", spread, f"mean {spread.average or 0:.1f}", labels, width, height)


def _recall(spread: Spread, width: int, height: int) -> list[Line]:
    labels = [f"{edge:.0%}" if at % 5 == 0 or at == 18 else "" for at, edge in enumerate(spread.edges)]
    return _histogram("Known now", spread, f"mean {spread.average or 0:.1%}", labels, width, height)


def _histogram(name: str, spread: Spread, mean: str, labels: list[str], width: int, height: int) -> list[Line]:
    width, height = min(width, _WIDEST), min(_HIGHEST, height)
    if spread.average is None:
        return [title_line(name), *sentence("No card has been answered yet.", width)]
    title = title_line(name, f"{mean}, {sum(spread.counts):,} cards")
    if width < _NARROW or width_of(title) > width:
        title = title_line(name, mean)
    return [cut(title, width), *draw_columns(spread.counts, width, height, labels=labels)]


def _json(name: str, spread: Spread) -> dict[str, Any]:
    return {name: {"from": list(spread.edges), "cards": list(spread.counts), "average": spread.average}}


SECTIONS = (
    Section(
        name="intervals",
        title="Intervals",
        about="how many days lie between a card's last answer and the day it comes due",
        draw=intervals,
        to_json=lambda shown: _json("intervals", shown.intervals),
        shows_new=True,
    ),
    Section(
        name="stability",
        title="Stability",
        about="after how many days recall of each card has fallen to 90%",
        draw=stability,
        to_json=lambda shown: _json("stability", shown.stability),
        shows_new=True,
    ),
    Section(
        name="difficulty",
        title="Difficulty",
        about="how little an answer makes each card last longer, from 1 to 10",
        draw=difficulty,
        to_json=lambda shown: _json("difficulty", shown.difficulty),
        shows_new=True,
    ),
    Section(
        name="recall",
        title="Known now",
        about="the probability that you would recall each card now",
        draw=recall,
        to_json=lambda shown: _json("recall", shown.recall),
        shows_new=True,
    ),
)
