"""Draw charts as inline SVG, each with a description in words. Colours are classes of the page's style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil

from quizzer.core.safe_text import plain
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import SHORT_MONTHS
from quizzer.report.values import RecallBin


def escape_text(raw: str) -> str:
    """Escape any text for the page: nothing in it is markup or a control character."""
    return escape(plain(raw))


def draw_chart(width: float, height: float, description: str, *elements: str) -> str:
    """Draw an SVG of this size, in its own units; it fills the width there is.

    Args:
        width: Width in the units of the elements.
        height: Height in the same units.
        description: The chart in words, for readers who hear the page.
        elements: The elements, as markup.
    """
    return (
        f'<svg viewBox="0 0 {_round(width)} {_round(height)}" role="img" aria-label="{escape_text(description)}">'
        f"{''.join(elements)}</svg>"
    )


def draw_trend(values: Sequence[float | None], first: str, last: str) -> str:
    """Draw a share day by day as a line over its area.

    Args:
        values: Shares, 0..1, the last day last; None on days without one.
        first: Label below the left end.
        last: Label below the right end.
    """
    wide, high, left, top = 300.0, 96.0, 36.0, 8.0
    right, low = wide - 8, high - 18
    step = (right - left) / max(1, len(values) - 1)
    points = [(left + at * step, low - (low - top) * value) for at, value in enumerate(values) if value is not None]
    parts = [_draw_rule(left, right, low - (low - top) * share, f"{share:.0%}") for share in (0.0, 0.5, 1.0)]
    if points:
        along = " ".join(f"{_round(x)},{_round(y)}" for x, y in points)
        area = f"{_round(points[0][0])},{low} {along} {_round(points[-1][0])},{low}"
        parts.append(f'<polygon class="area" points="{area}"/><polyline class="curve" points="{along}"/>')
        parts.append(f'<circle class="dot" cx="{_round(points[-1][0])}" cy="{_round(points[-1][1])}" r="3"/>')
    parts += [_draw_label(left, high - 4, first, "start"), _draw_label(right, high - 4, last, "end")]
    known = [value for value in values if value is not None]
    change = f"from {known[0]:.0%} to {known[-1]:.0%}" if known else "nothing yet"
    return draw_chart(wide, high, f"Expected recall, {first} to {last}: {change}", *parts)


def draw_columns(values: Sequence[float], labels: Sequence[str], description: str, *, backlog: float = 0) -> str:
    """Draw upright bars, with the largest number beside them.

    Args:
        values: Height of each bar, from 0.
        labels: Label below each bar, or empty.
        description: The chart in words.
        backlog: Added on top of the first bar in another shade.
    """
    wide, high, left, top = 420.0, 150.0, 34.0, 10.0
    low, right = high - 20, wide - 4
    most = max([1.0, values[0] + backlog if values else 0, *values])
    step = (right - left) / max(1, len(values))
    parts = [_draw_rule(left, right, low, "0"), _draw_rule(left, right, top, f"{most:,.0f}")]
    for at, (value, label) in enumerate(zip(values, labels, strict=True)):
        x, tall = left + at * step, (low - top) * value / most
        thick = step * 0.78
        parts.append(_draw_box("bar", x, low - tall, thick, tall))
        if at == 0 and backlog:
            extra = (low - top) * backlog / most
            parts.append(_draw_box("late", x, low - tall - extra, thick, extra))
        if label:
            parts.append(_draw_label(x + thick / 2, high - 6, label, "middle"))
    return draw_chart(wide, high, description, *parts)


def draw_calendar(counts: Sequence[int], last_day: int) -> str:
    """Draw a year of days: a column for each week, Monday first, in five shades.

    Args:
        counts: Answers on each day, the last day last.
        last_day: Study day of the last count, days since 1970-01-01.
    """
    cell, left, top = 7.4, 28.0, 14.0
    weekday = date_of(last_day).weekday()
    weeks = min(53, ceil((len(counts) - weekday - 1) / 7) + 1) if counts else 1
    first = last_day - weekday - 7 * (weeks - 1)
    busy = max(4, *sorted(count for count in (*counts, 0))[-max(1, len(counts) // 20) :][:1])
    parts = [
        _draw_label(left - 4, top + row * cell + 6.5, name, "end") for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))
    ]
    month, labelled = date_of(first).month, -3
    for week in range(weeks):
        begins = date_of(first + 7 * week)
        if begins.month != month:
            month = begins.month
            if week - labelled >= 3:
                parts.append(_draw_label(left + week * cell, top - 4, SHORT_MONTHS[month - 1], "start"))
                labelled = week
        for row in range(7):
            ago = last_day - (first + 7 * week + row)
            if ago < 0:
                continue
            count = counts[-1 - ago] if ago < len(counts) else 0
            shade = 0 if not count else min(4, 1 + int(4 * (count - 1) / busy))
            box = _draw_box(f"s{shade}", left + week * cell, top + row * cell, cell - 1.2, cell - 1.2)
            hover = f"<title>{date_of(last_day - ago)}: {count}</title>"
            parts.append(box.replace("/>", f">{hover}</rect>"))
    days = sum(1 for count in counts if count)
    description = f"{sum(counts):,} answers on {days:,} days of the last year"
    return draw_chart(left + 53 * cell, top + 7 * cell + 2, description, *parts)


def draw_calibration(bins: Sequence[RecallBin]) -> str:
    """Draw predicted against actual recall; on the diagonal the predictions were right."""
    wide = high = 300.0
    left, top = 38.0, 8.0
    right, low = wide - 8, high - 34
    shown = [found for found in bins if found.answers > 0]
    least = int(10 * min((min(found.predicted, found.actual) for found in shown), default=0.0)) / 10
    least = min(0.9, least)

    def place(x: float, y: float) -> tuple[float, float]:
        across, up = ((share - least) / (1 - least) for share in (x, y))
        return left + (right - left) * across, low - (low - top) * up

    middle = (1 + least) / 2
    parts = [_draw_rule(left, right, place(least, share)[1], f"{share:.0%}") for share in (least, middle, 1.0)]
    parts += [_draw_label(place(share, least)[0], low + 14, f"{share:.0%}", "middle") for share in (least, middle)]
    parts.append(_draw_label(right, low + 14, "100%", "end"))
    parts.append(f'<line class="diagonal" x1="{left}" y1="{low}" x2="{right}" y2="{top}"/>')
    most = max((found.answers for found in shown), default=1)
    for found in shown:
        x, y = place(found.predicted, found.actual)
        size = 3 + 8 * (found.answers / most) ** 0.5
        title = f"predicted {found.predicted:.0%}, recalled {found.actual:.0%}, {found.answers:,} answers"
        parts.append(
            f'<circle class="bubble" cx="{_round(x)}" cy="{_round(y)}" r="{_round(size)}">'
            f"<title>{title}</title></circle>"
        )
    parts.append(_draw_label((left + right) / 2, high - 4, "predicted recall", "middle"))
    answers = sum(found.answers for found in shown)
    return draw_chart(wide, high, f"Predicted against actual recall of {answers:,} answers", *parts)


def _draw_rule(left: float, right: float, y: float, label: str) -> str:
    line = f'<line class="rule" x1="{_round(left)}" y1="{_round(y)}" x2="{_round(right)}" y2="{_round(y)}"/>'
    return line + _draw_label(left - 4, y + 3.5, label, "end")


def _draw_label(x: float, y: float, raw: str, anchor: str) -> str:
    return f'<text x="{_round(x)}" y="{_round(y)}" text-anchor="{anchor}">{escape_text(raw)}</text>'


def _draw_box(name: str, x: float, y: float, wide: float, tall: float) -> str:
    size = f'width="{_round(wide)}" height="{_round(tall)}"'
    return f'<rect class="{name}" x="{_round(x)}" y="{_round(y)}" {size} rx="1"/>'


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
