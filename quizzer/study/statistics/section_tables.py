"""Those parts of the statistics that are numbers first: a title, and lines of text."""

from __future__ import annotations

from itertools import zip_longest

from quizzer.core.calibration import BINS, CalibrationBin
from quizzer.plots.bars import draw_bar
from quizzer.plots.calibration import draw_calibration
from quizzer.plots.lines import BAD, BAR, GOOD, QUIET, STRONG, Line, Run, cells, fit_text, line
from quizzer.study.statistics.figures import Passes, Statistics

_PERIODS = {
    "today": "today",
    "yesterday": "yesterday",
    "week": "7 days",
    "month": "30 days",
    "year": "a year",
    "all": "ever",
}
_RATINGS = ("Again", "Hard", "Good", "Easy")
_PASSED, _SHARE = 19, 9  # cells of a share with its answers, and without
_SIDE = 34  # cells of a table that stands beside a plot

Table = tuple[str, list[Line]]
"""A title and lines."""


def count(number: int, word: str, words: str = "") -> str:
    """``1 card``, ``2,000 cards``."""
    return f"{number:,} {word if number == 1 else words or word + 's'}"


def percent(share: float | None) -> str:
    """A share with one decimal; a dash for none."""
    return "–" if share is None else f"{100 * share:.1f}%"


def duration(minutes: float) -> str:
    """A length of time: ``40 seconds``, ``12 minutes``, ``3 hours 5 minutes``."""
    if minutes < 1:
        return count(round(60 * minutes), "second")
    if minutes < 59.5:
        return count(round(minutes), "minute")
    hours, rest = divmod(round(minutes), 60)
    return count(hours, "hour") + (f" {count(rest, 'minute')}" if rest else "")


def retention(shown: Statistics, width: int, _height: int) -> Table:
    """True retention by period, young and mature apart."""
    every = shown.retention[-1].all
    if not every.reviews:
        return "True retention: no reviews yet", []
    title = f"True retention {percent(every.share)}"
    wide = _PASSED if width >= 10 + 3 * _PASSED else _SHARE
    room = max(0, min(20, width - 12 - 3 * wide))
    lines = [line((f"{'':10}{'young':>{wide}}{'mature':>{wide}}{'all':>{wide}}", QUIET))]
    for row in shown.retention:
        parts: list[Run | str] = [Run(f"{_PERIODS[row.period]:<10}")]
        for passes in (row.young, row.mature, row.all):
            parts += _passed(passes, wide)
        if room and row.all.share is not None:
            parts += ["  ", Run(draw_bar(row.all.share, 1, room), BAR)]
        lines.append(line(*parts))
    return title, lines


def _passed(passes: Passes, wide: int) -> list[Run | str]:
    """The share, and what it was made of where there is room for it."""
    share = f"{percent(passes.share):>7}"
    told = f"{passes.passes:,}/{passes.reviews:,}" if passes.reviews else ""
    room = wide - len(share)
    if len(told) >= room:
        told = f"{passes.reviews:,}" if wide > _SHARE and passes.reviews else ""
    return [Run(f"{told:>{room}}", QUIET), Run(share, STRONG if passes.reviews else QUIET)]


def buttons(shown: Statistics, width: int, _height: int) -> Table:
    """Answers by rating: learning, young, mature."""
    groups = [("learning", shown.buttons.learning), ("young", shown.buttons.young), ("mature", shown.buttons.mature)]
    room = max(4, (width - 6) // 3 - 8)
    total = sum(sum(answers) for _, answers in groups)
    if not total:
        return "Buttons: no answers in this period", []
    names = [f"{name} {sum(answers):,}" for name, answers in groups]
    lines = [line(" " * 6, *((f"{fit_text('  ' + name, room + 8)}", QUIET) for name in names))]
    for at, rating in enumerate(_RATINGS):
        parts: list[Run | str] = [f"{rating:<6}"]
        for _, answers in groups:
            share = answers[at] / sum(answers) if sum(answers) else 0.0
            level = BAD if at == 0 else GOOD if at > 1 else BAR
            parts += [Run(f"{share:6.0%}", STRONG if answers[at] else QUIET), "  "]
            parts.append(Run(draw_bar(share, 1, room), level))
        lines.append(line(*parts))
    return f"Buttons of {count(total, 'answer')}", lines


def calibrated(shown: Statistics, width: int, height: int) -> Table:
    """Predicted recall against actual, with the figures of an evaluation."""
    judged = shown.calibration
    if judged is None or not judged.answers:
        return "Predicted and actual recall: no answer to judge yet", []
    title = f"Recall predicted {percent(judged.predicted)}, actual {percent(judged.actual)}"
    told = f"over {count(judged.answers, 'answer')}; log loss {judged.log_loss:.4f}, RMSE {percent(judged.rmse)}"
    high = height + 1 - height % 2
    beside = width >= _SIDE + 16 + 6
    plot = draw_calibration(judged.bins, width - _SIDE - 3 if beside else width, high)
    table = _bins(judged.bins, high + 1)
    lines = [line(told)]
    if not beside:
        return title, [*lines, *plot, *table]
    wide = max(sum(cells(run.text) for run in row) for row in plot)
    for row, of_table in zip_longest(plot, table, fillvalue=()):
        blanks = " " * (wide + 3 - sum(cells(run.text) for run in row))
        lines.append(line(*row, blanks, *of_table))
    return title, lines


def _bins(bins: tuple[CalibrationBin, ...], most: int) -> list[Line]:
    """The bins as a table, from the highest prediction; those for which there is no line are one."""
    lines = [line((f"{'predicted':>14}{'actual':>9}{'answers':>11}", QUIET))]
    shown = list(reversed(bins))
    if len(shown) > most:
        rest = shown[most - 1 :]
        total = sum(bin_.answers for bin_ in rest)
        predicted = sum(bin_.predicted * bin_.answers for bin_ in rest) / total
        actual = sum(bin_.actual * bin_.answers for bin_ in rest) / total
        shown = [*shown[: most - 1], CalibrationBin(predicted, actual, total)]
    for bin_ in shown:
        low = int(min(BINS - 1, bin_.predicted * BINS)) * 100 // BINS
        name = f"{low}–{low + 100 // BINS}%"
        figures = f"{percent(bin_.predicted):>7}{percent(bin_.actual):>9}"
        lines.append(line((f"{name:>7}", QUIET), (figures, STRONG), f"{bin_.answers:>11,}"))
    return lines


def leeches(shown: Statistics, width: int, _height: int) -> Table:
    """The cards most often forgotten."""
    title = f"{count(shown.cards.leeches, 'leech', 'leeches')}; the cards forgotten most often"
    if not shown.troubles:
        return "Leeches: no card was forgotten in this period", []
    axes = max(cells(trouble.axis.id) for trouble in shown.troubles)
    lines = []
    for trouble in shown.troubles:
        told = f"{trouble.lapses:>3} of {trouble.reviews:<4}"
        parts: list[Run | str] = [Run(told, STRONG), Run("leech " if trouble.leech else " " * 6, BAD)]
        parts += [Run(fit_text(trouble.axis.id, min(axes, 12)), QUIET), " "]
        room = max(10, width - sum(cells(part if isinstance(part, str) else part.text) for part in parts))
        lines.append(line(*parts, fit_text(trouble.question, room).rstrip()))
    return title, lines
