"""Pages of the statistics about cards: what comes due, how they are spread, predicted recall, what is often missed."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.calibration import Evaluation
from quizzer.core.safe_text import one_line
from quizzer.plots.bars import draw_shares
from quizzer.plots.calibration import draw_calibration
from quizzer.plots.columns import draw_columns
from quizzer.plots.lines import BAD, BAR
from quizzer.plots.scale import sum_neighbours
from quizzer.study.statistics.figures import CardCounts, Spread, Statistics, Trouble
from quizzer.tui.kit.paint import CAVEAT, EMPTY, QUIET, STRONG, Line
from quizzer.tui.statistics.answer_pages import dates
from quizzer.tui.statistics.layout import beside, figures, painted, percent, sentence, stacked, titled

MONTH = 30
_HIGHEST = 14
_WEEK = 7
_CLOSE = 0.01
_NARROW = 44
_SPANS = {0: "<1d", 30: "1m", 60: "2m", 90: "3m", 180: "6m", 365: "1y", 730: "2y", 1825: "5y"}


def forecast(shown: Statistics, wide: int, room: int, variant: int) -> list[Line]:
    """Cards due in 30 days or a year, the backlog before them."""
    backlog, days = shown.forecast
    long = variant % 2 == 1
    last = len(days) - 1 if long else MONTH
    counted, size = (sum_neighbours(days[: last + 1], len(days) // _WEEK + 1)) if long else (list(days[: last + 1]), 1)
    total = sum(days[1 : last + 1])
    labels = ["late" if backlog else "", *dates(shown.day, len(counted), size)]
    labels[1] = labels[1] if long else "today"
    levels = [BAD, *[BAR] * len(counted)]
    pairs = [
        (f"{backlog:,}", "backlog"),
        (f"{days[0]:,}", "due today"),
        (f"{days[1]:,}", "tomorrow"),
        (f"{sum(days[1:8]):,}", "in 7 days"),
        (f"{sum(days[1 : MONTH + 1]):,}", "in 30 days"),
    ]
    if long:
        pairs.append((f"{total:,}", "in a year"))
    each = f"{total / last:,.0f} a day" + ("; a column is a week" if long else "")
    height = max(3, min(_HIGHEST, room - 6))
    drawn = draw_columns([backlog, *counted], wide, height, labels=labels, levels=levels)
    name = "Due in 365 days" if long else "Due in 30 days"
    return stacked([figures(pairs, wide), [titled(name, each), *painted(drawn)]], room)


def cards(shown: Statistics, wide: int, room: int, variant: int) -> list[Line]:
    """What the cards are, and how their figures are spread: together, or each alone."""
    drawn = (
        ("Intervals", shown.intervals, "days"),
        ("Stability", shown.stability, "days"),
        ("Difficulty", shown.difficulty, ""),
        ("Recall now", shown.recall, "%"),
    )
    if variant:
        name, spread, unit = drawn[variant - 1]
        height = max(3, min(_HIGHEST, room - 5))
        return _histogram(name, spread, unit, min(wide, 100), height)
    counts = _counts(shown.cards, wide)
    half = (wide - 3) // 2
    height = min(10, (room - len(counts) - 8) // 2)
    if wide < 70 or height < 2 or shown.recall.average is None:
        return counts
    plots = [_histogram(name, spread, unit, half, height) for name, spread, unit in drawn]
    pairs = [beside(plots[at], plots[at + 1], half) for at in (0, 2)]
    return stacked([counts, *pairs], room)


def _counts(counts: CardCounts, wide: int) -> list[Line]:
    parts = (
        ("mature", counts.mature),
        ("young", counts.young),
        ("learning", counts.learning + counts.relearning),
        ("new", counts.new),
        ("suspended", counts.suspended),
        ("buried", counts.buried),
    )
    cards_ = f"{counts.total:,} {'card' if counts.total == 1 else 'cards'}"
    leeches = f"{counts.leeches:,} {'leech' if counts.leeches == 1 else 'leeches'}"
    return [titled(cards_, leeches), *painted(draw_shares(parts, wide))]


def _histogram(name: str, spread: Spread, unit: str, wide: int, height: int) -> list[Line]:
    if spread.average is None:
        return [titled(name), *sentence("No card has been answered yet.", wide)]
    if unit == "%":
        mean = f"mean {spread.average:.1%}"
        labels = [f"{edge:.0%}" if at % 5 == 0 or at == 18 else "" for at, edge in enumerate(spread.edges)]
    elif unit == "days":
        mean = f"mean {spread.average:,.0f} days"
        labels = [_SPANS.get(round(edge), f"{edge:.0f}d") for edge in spread.edges]
    else:
        mean = f"mean {spread.average:.1f}"
        labels = [f"{edge:.0f}" for edge in spread.edges]
    told = mean if wide < _NARROW else f"{mean}, {sum(spread.counts):,} cards"
    drawn = draw_columns(spread.counts, wide, height, labels=labels)
    return [titled(name, told).truncate(wide, ellipsis=True), *painted(drawn)]


def predicted(found: Evaluation, wide: int, room: int, _: int) -> list[Line]:
    """Predicted recall against actual recall."""
    if not found.answers or found.predicted is None or found.actual is None:
        return sentence("No answer can be judged yet: that takes cards answered on two days at least.", wide)
    told = [
        ("predicted", percent(found.predicted)),
        ("recalled", percent(found.actual)),
        ("log loss", _number(found.log_loss)),
        ("RMSE", "–" if found.rmse is None else f"{found.rmse:.2%}"),
        ("answers", f"{found.answers:,}"),
    ]
    right = [Content.assemble((f"{figure:>9}", STRONG), (f" {words}", QUIET)) for words, figure in told]
    marks = ("○ few answers", "◉ a tenth of them", "● a third or more")
    right += [EMPTY, *(Content.styled(mark, QUIET) for mark in marks)]
    right.append(Content.styled("╱ as predicted", QUIET))
    side = max(line.cell_length for line in right)
    height = max(3, min(21, room - 4))
    plot = painted(draw_calibration(found.bins, wide - side - 4, height))
    left = max(line.cell_length for line in plot)
    axes = titled("Recalled ↑", "against predicted →")
    return stacked([[axes, *beside(plot, right, left, gap=4)], sentence(_judged(found), wide)], room)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _judged(found: Evaluation) -> str:
    assert found.actual is not None
    assert found.predicted is not None
    off = found.actual - found.predicted
    if abs(off) < _CLOSE:
        return "The predictions come true within one point."
    more = "more" if off > 0 else "less"
    return f"You recall {100 * abs(off):.1f} points {more} than predicted."


def troubles(shown: Statistics, wide: int, _: int, __: int) -> list[Line]:
    """Leeches and the cards most often forgotten."""
    if not shown.troubles:
        return sentence("No card in review has been forgotten in this time.", wide)
    axis = min(8, max(cell_len(one_line(trouble.axis.id)) for trouble in shown.troubles))
    table = [Content.styled(f"{'Lapses':>6} {'Reviews':>8}         {'':{axis}}  Card", QUIET)]
    return table + [_trouble(trouble, axis, wide) for trouble in shown.troubles]


def _trouble(trouble: Trouble, axis: int, wide: int) -> Line:
    return Content.assemble(
        (f"{trouble.lapses:>6,}", STRONG),
        (f" {trouble.reviews:>8,}", QUIET),
        ("  leech  " if trouble.leech else " " * 9, CAVEAT),
        Content.styled(one_line(trouble.axis.id), QUIET).truncate(axis, ellipsis=True, pad=True),
        "  ",
        one_line(trouble.question),
    ).truncate(wide, ellipsis=True)
