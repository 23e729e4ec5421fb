"""Sections about memory: predicted recall against actual recall, and the cards forgotten most often."""

from __future__ import annotations

from typing import Any

from quizzer.core.calibration import Evaluation
from quizzer.core.safe_text import one_line
from quizzer.core.wording import percent
from quizzer.plots.calibration import draw_calibration
from quizzer.plots.lines import CAVEAT, QUIET, STRONG, Line, Run, fit_text, line, max_cells
from quizzer.study.statistics.figures import Statistics, Trouble
from quizzer.study.statistics.layout import beside, sentence, stacked, title_line, width_of
from quizzer.study.statistics.section import Section

_CLOSE = 0.01
_HIGHEST = 21
_NARROW = 50  # cells under which a list of cards names neither reviews nor axis


def calibration(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Predicted recall against actual recall."""
    found = shown.calibration
    if found is None or not found.answers or found.predicted is None or found.actual is None:
        return sentence("No answer can be judged yet: that takes cards answered on two days at least.", width)
    pairs = [
        ("predicted", percent(found.predicted, 1)),
        ("recalled", percent(found.actual, 1)),
        ("log loss", _log_loss(found)),
        ("RMSE", percent(found.rmse, 2)),
        ("answers", f"{found.answers:,}"),
    ]
    right = [line((f"{figure:>9}", STRONG), (f" {words}", QUIET)) for words, figure in pairs]
    signs = ("○ few answers", "◉ a tenth of them", "● a third or more", "╱ as predicted")
    right += [(), *(line((sign, QUIET)) for sign in signs)]
    plot = draw_calibration(
        found.bins,
        width - max(map(width_of, right)) - 4,
        max(3, min(_HIGHEST, rows - 4)),
    )
    axes = title_line("Recalled ↑", "against predicted →")
    return stacked(
        [
            [axes, *beside(plot, right, max(map(width_of, plot)), gap=4)],
            sentence(_verdict(found.actual - found.predicted), width),
        ],
        rows,
    )


def _log_loss(found: Evaluation) -> str:
    return "–" if found.log_loss is None else f"{found.log_loss:.4f}"


def _verdict(off: float) -> str:
    if abs(off) < _CLOSE:
        return "The predictions come true within one point."
    return f"You recall {100 * abs(off):.1f} points {'more' if off > 0 else 'less'} than predicted."


def _calibration_json(shown: Statistics) -> dict[str, Any]:
    found = shown.calibration
    return {
        "calibration": None if found is None else {**found._asdict(), "bins": [bin_._asdict() for bin_ in found.bins]}
    }


def leeches(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """The cards most often forgotten, one a line, leeches marked."""
    if not shown.troubles:
        return sentence("No card in review has been forgotten in this time.", width)
    if width < _NARROW:
        table = [line((f"{'Lapses':>6}         Card", QUIET))]
        return table + [line(*_lapses(trouble), one_line(trouble.question)) for trouble in shown.troubles]
    axis = max_cells([trouble.axis.id for trouble in shown.troubles], 8)
    table = [line((f"{'Lapses':>6} {'Reviews':>8}         {'':{axis}}  Card", QUIET))]
    return table + [_trouble(trouble, axis) for trouble in shown.troubles]


def _trouble(trouble: Trouble, axis: int) -> Line:
    lapses, leech = _lapses(trouble)
    reviews = Run(f" {trouble.reviews:>8,}", QUIET)
    name = Run(fit_text(trouble.axis.id, axis), QUIET)
    return line(lapses, reviews, leech, name, "  ", one_line(trouble.question))


def _lapses(trouble: Trouble) -> tuple[Run, Run]:
    return Run(f"{trouble.lapses:>6,}", STRONG), Run("  leech  " if trouble.leech else " " * 9, CAVEAT)


def _leeches_json(shown: Statistics) -> dict[str, Any]:
    return {
        "leeches": [
            {
                "card": trouble.key,
                "question": trouble.question,
                "axis": trouble.axis.id,
                "lapses": trouble.lapses,
                "reviews": trouble.reviews,
                "leech": trouble.leech,
            }
            for trouble in shown.troubles
        ]
    }


SECTIONS = (
    Section(
        name="calibration",
        title="Calibration",
        page="Calibration",
        about="how well your recall was predicted",
        draw=calibration,
        to_json=_calibration_json,
        by_period=True,
        needs_calibration=True,
    ),
    Section(
        name="leeches",
        title="Leeches",
        page="Leeches",
        about="the cards you forget most often",
        draw=leeches,
        to_json=_leeches_json,
        by_period=True,
    ),
)
