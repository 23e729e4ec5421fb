"""Sections about memory: predicted recall against actual recall, and the cards forgotten most often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from quizzer.core.calibration import CalibrationBin, Evaluation
from quizzer.core.mastery import wilson
from quizzer.core.safe_text import one_line
from quizzer.core.wording import percent, plural
from quizzer.plots.calibration import draw_calibration
from quizzer.plots.lines import BAR, CAVEAT, LINE, QUIET, STRONG, Line, Run, fit_text, line, max_cells
from quizzer.study.statistics.figures import Statistics, Trouble
from quizzer.study.statistics.layout import beside, number_in_words, sentence, stacked, title_line, width_of
from quizzer.study.statistics.section import Section

_CLOSE = 0.01
_BANDS = ((0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.0))
_HIGHEST = 21
_NARROW = 50  # cells under which a list of cards names neither reviews nor axis


def calibration(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Predicted recall against actual recall."""
    found = shown.calibration
    if found is None or not found.answers or found.predicted is None or found.actual is None:
        return sentence("No answer can be judged yet: that takes cards answered on two days at least.", width)
    pairs = [
        ("predicted", percent(found.predicted, 1)),
        ("remembered", percent(found.actual, 1)),
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
    axes = title_line("Remembered ↑", "against predicted →")
    return stacked(
        [
            [axes, *beside(plot, right, max(map(width_of, plot)), gap=4)],
            sentence(_verdict(found.actual - found.predicted), width),
        ],
        rows,
    )


def judged(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Predicted against actual, as a table and on the diagonal."""
    table = predicted(shown, width, rows)
    if not _bands(shown):
        return table
    return stacked([table, calibration(shown, width, max(4, rows - len(table) - 1))], rows)


def _log_loss(found: Evaluation) -> str:
    return "–" if found.log_loss is None else f"{found.log_loss:.4f}"


def _verdict(off: float) -> str:
    if abs(off) < _CLOSE:
        return "The predictions come true within one point."
    return f"You remember {100 * abs(off):.1f} points {'more' if off > 0 else 'less'} than predicted."


def _calibration_json(shown: Statistics) -> dict[str, Any]:
    found = shown.calibration
    return {
        "calibration": None if found is None else {**found._asdict(), "bins": [bin_._asdict() for bin_ in found.bins]}
    }


class _Band(NamedTuple):
    low: float
    high: float
    answers: int
    passed: float
    predicted: float

    @property
    def is_fair(self) -> bool:
        low, high = wilson(round(self.passed), self.answers)
        return low <= self.predicted / self.answers <= high


def predicted(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Predicted against actual, a row with a bar for each range of predictions."""
    return _table(shown, width, rows, max(0, min(40, width - 31)))


def predicted_numbers(shown: Statistics, width: int, rows: int) -> list[Line]:
    """The same without bars."""
    return _table(shown, width, rows, 0)


def _table(shown: Statistics, width: int, rows: int, length: int) -> list[Line]:
    bands = _bands(shown)
    if not bands:
        return sentence("No answer can be judged yet: that takes cards answered on two days at least.", width)
    lines = [line(("predicted   actual", QUIET))]
    for band in bands:
        share = band.passed / band.answers
        filled = round(length * share)
        lines.append(
            line(
                (f"{100 * band.low:.0f}–{percent(band.high)}" if band.low else f"under {percent(band.high)}").ljust(9),
                (f"{percent(share):>9}   ", STRONG),
                ("━" * filled, BAR),
                ("─" * (length - filled), LINE),
                (f"{band.answers:>7,}", QUIET),
            )
        )
    return stacked([lines, _judged(shown, bands, width)], rows)


def _judged(shown: Statistics, bands: Sequence[_Band], width: int) -> list[Line]:
    assert shown.calibration is not None
    fair = sum(band.is_fair for band in bands)
    all_ = (
        "all are"
        if fair == len(bands)
        else f"{number_in_words(fair)} of {number_in_words(len(bands))} {'is' if fair == 1 else 'are'}"
    )
    of = f"{shown.calibration.answers:,} of {plural(shown.answers, 'answer')}: first review of a card on a day."
    return sentence(f"{of} A row is fair when its 95% range holds the predicted share; {all_}.", width)


def _bands(shown: Statistics) -> list[_Band]:
    bins = shown.calibration.bins if shown.calibration is not None else ()
    found = []
    for low, high in _BANDS:
        inside = [bin_ for bin_ in bins if low <= bin_.predicted < high or (high == 1.0 and bin_.predicted == 1.0)]
        if inside:
            found.append(_band(low, high, inside))
    return found


def _band(low: float, high: float, bins: Sequence[CalibrationBin]) -> _Band:
    return _Band(
        low,
        high,
        sum(bin_.answers for bin_ in bins),
        sum(bin_.actual * bin_.answers for bin_ in bins),
        sum(bin_.predicted * bin_.answers for bin_ in bins),
    )


def leeches(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """The cards most often forgotten, one a line, leeches marked."""
    if not shown.troubles:
        return sentence("No card has slipped in this time.", width)
    if width < _NARROW:
        table = [line((f"{'Slipped':>7}         Card", QUIET))]
        return table + [line(*_lapses(trouble), one_line(trouble.question)) for trouble in shown.troubles]
    axis = max_cells([trouble.axis.label for trouble in shown.troubles], 10)
    table = [line((f"{'Slipped':>7} {'Reviews':>8}         {'':{axis}}  Card", QUIET))]
    return table + [_trouble(trouble, axis) for trouble in shown.troubles]


def _trouble(trouble: Trouble, axis: int) -> Line:
    lapses, leech = _lapses(trouble)
    reviews = Run(f" {trouble.reviews:>8,}", QUIET)
    name = Run(fit_text(trouble.axis.label, axis), QUIET)
    return line(lapses, reviews, leech, name, "  ", one_line(trouble.question))


def _lapses(trouble: Trouble) -> tuple[Run, Run]:
    return Run(f"{trouble.lapses:>7,}", STRONG), Run("  leech  " if trouble.leech else " " * 9, CAVEAT)


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
        about="how well your recall was predicted",
        draw=judged,
        to_json=_calibration_json,
        by_period=True,
        needs_calibration=True,
    ),
    Section(
        name="leeches",
        title="Leeches",
        about="the cards you forget most often",
        draw=leeches,
        to_json=_leeches_json,
        by_period=True,
    ),
)
