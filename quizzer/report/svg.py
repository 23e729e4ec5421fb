"""Charts as inline SVG. Colours are classes of the page's style sheet; each chart says in words what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil

from quizzer.core.safe_text import plain
from quizzer.core.schedule.study_days import date_of
from quizzer.report.values import CalibrationBin

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def escape_text(told: str) -> str:
    """Any text as a part of the page: nothing in it is markup, and nothing steers."""
    return escape(plain(told))


def draw_chart(width: float, height: float, told: str, *parts: str) -> str:
    """An SVG of this size in its own units, as wide as there is room.

    Args:
        told: What it shows, for those who hear the page.
        parts: Elements, as markup.
    """
    return (
        f'<svg viewBox="0 0 {_number(width)} {_number(height)}" role="img" aria-label="{escape_text(told)}">'
        f"{''.join(parts)}</svg>"
    )


def draw_trend(values: Sequence[float | None], first: str, last: str) -> str:
    """A share, 0..1, day by day, as a line over its area, with the first and the last value on it.

    Args:
        first: What is written below the left end.
        last: The same for the right end.
    """
    wide, high, left, top = 300.0, 96.0, 36.0, 8.0
    right, low = wide - 8, high - 18
    step = (right - left) / max(1, len(values) - 1)
    points = [(left + at * step, low - (low - top) * value) for at, value in enumerate(values) if value is not None]
    parts = [_rule(left, right, low - (low - top) * share, f"{share:.0%}") for share in (0.0, 0.5, 1.0)]
    if points:
        along = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        area = f"{_number(points[0][0])},{low} {along} {_number(points[-1][0])},{low}"
        parts.append(f'<polygon class="area" points="{area}"/><polyline class="curve" points="{along}"/>')
        parts.append(f'<circle class="dot" cx="{_number(points[-1][0])}" cy="{_number(points[-1][1])}" r="3"/>')
    parts += [_label(left, high - 4, first, "start"), _label(right, high - 4, last, "end")]
    told = [value for value in values if value is not None]
    said = f"from {told[0]:.0%} to {told[-1]:.0%}" if told else "nothing yet"
    return draw_chart(wide, high, f"Expected recall, {first} to {last}: {said}", *parts)


def draw_columns(values: Sequence[float], labels: Sequence[str], told: str, *, backlog: float = 0) -> str:
    """Upright bars, the largest number beside them.

    Args:
        labels: Below each bar, or empty.
        backlog: Put on top of the first bar in another shade.
    """
    wide, high, left, top = 420.0, 150.0, 34.0, 10.0
    low, right = high - 20, wide - 4
    most = max([1.0, values[0] + backlog if values else 0, *values])
    step = (right - left) / max(1, len(values))
    parts = [_rule(left, right, low, "0"), _rule(left, right, top, f"{most:,.0f}")]
    for at, (value, label) in enumerate(zip(values, labels, strict=True)):
        x, tall = left + at * step, (low - top) * value / most
        thick = step * 0.78
        parts.append(_box("bar", x, low - tall, thick, tall))
        if at == 0 and backlog:
            extra = (low - top) * backlog / most
            parts.append(_box("late", x, low - tall - extra, thick, extra))
        if label:
            parts.append(_label(x + thick / 2, high - 6, label, "middle"))
    return draw_chart(wide, high, told, *parts)


def draw_calendar(counts: Sequence[int], last_day: int) -> str:
    """A year of days: a column for each week, Monday first, in five shades."""
    cell, left, top = 7.4, 28.0, 14.0
    weekday = date_of(last_day).weekday()
    weeks = min(53, ceil((len(counts) - weekday - 1) / 7) + 1) if counts else 1
    first = last_day - weekday - 7 * (weeks - 1)
    busy = max(4, *sorted(count for count in (*counts, 0))[-max(1, len(counts) // 20) :][:1])
    parts = [
        _label(left - 4, top + row * cell + 6.5, name, "end") for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))
    ]
    month, labelled = date_of(first).month, -3
    for week in range(weeks):
        begins = date_of(first + 7 * week)
        if begins.month != month:
            month = begins.month
            if week - labelled >= 3:
                parts.append(_label(left + week * cell, top - 4, _MONTHS[month - 1], "start"))
                labelled = week
        for row in range(7):
            ago = last_day - (first + 7 * week + row)
            if ago < 0:
                continue
            count = counts[-1 - ago] if ago < len(counts) else 0
            shade = 0 if not count else min(4, 1 + int(4 * (count - 1) / busy))
            box = _box(f"s{shade}", left + week * cell, top + row * cell, cell - 1.2, cell - 1.2)
            hover = f"<title>{date_of(last_day - ago)}: {count}</title>"
            parts.append(box.replace("/>", f">{hover}</rect>"))
    days = sum(1 for count in counts if count)
    told = f"{sum(counts):,} answers on {days:,} days of the last year"
    return draw_chart(left + 53 * cell, top + 7 * cell + 2, told, *parts)


def draw_calibration(bins: Sequence[CalibrationBin]) -> str:
    """Predicted against actual recall; on the diagonal a prediction came true."""
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
    parts = [_rule(left, right, place(least, share)[1], f"{share:.0%}") for share in (least, middle, 1.0)]
    parts += [_label(place(share, least)[0], low + 14, f"{share:.0%}", "middle") for share in (least, middle)]
    parts.append(_label(right, low + 14, "100%", "end"))
    parts.append(f'<line class="diagonal" x1="{left}" y1="{low}" x2="{right}" y2="{top}"/>')
    most = max((found.answers for found in shown), default=1)
    for found in shown:
        x, y = place(found.predicted, found.actual)
        size = 3 + 8 * (found.answers / most) ** 0.5
        told = f"predicted {found.predicted:.0%}, recalled {found.actual:.0%}, {found.answers:,} answers"
        parts.append(
            f'<circle class="bubble" cx="{_number(x)}" cy="{_number(y)}" r="{_number(size)}">'
            f"<title>{told}</title></circle>"
        )
    parts.append(_label((left + right) / 2, high - 4, "predicted recall", "middle"))
    answers = sum(found.answers for found in shown)
    return draw_chart(wide, high, f"Predicted against actual recall of {answers:,} answers", *parts)


def _rule(left: float, right: float, y: float, told: str) -> str:
    line = f'<line class="rule" x1="{_number(left)}" y1="{_number(y)}" x2="{_number(right)}" y2="{_number(y)}"/>'
    return line + _label(left - 4, y + 3.5, told, "end")


def _label(x: float, y: float, told: str, anchor: str) -> str:
    return f'<text x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}">{escape_text(told)}</text>'


def _box(name: str, x: float, y: float, wide: float, tall: float) -> str:
    size = f'width="{_number(wide)}" height="{_number(tall)}"'
    return f'<rect class="{name}" x="{_number(x)}" y="{_number(y)}" {size} rx="1"/>'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
