"""The layout of the sections: titles and figures with their words, blocks side by side and one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import zip_longest
from textwrap import wrap

from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import SHORT_MONTHS, short_day_month
from quizzer.plots.lines import QUIET, STRONG, Line, cells, line

_GAP = 3
_EMPTY: Line = ()


def width_of(runs: Line) -> int:
    """Cells the line takes in a terminal."""
    return sum(cells(run.text) for run in runs)


def cut(runs: Line, width: int) -> Line:
    """The line, ended by an ellipsis where it is wider than ``width`` cells."""
    if width_of(runs) <= width:
        return runs
    kept: list[tuple[str, str]] = []
    room = width - 1
    for text, level in runs:
        end = _end(text, room)
        kept.append((text[:end], level))
        room -= cells(text[:end])
        if end < len(text):
            kept.append(("…", level))
            break
    return line(*kept) if width > 0 else _EMPTY


def _end(text: str, room: int) -> int:
    """Index of the first character that does not fit into ``room`` cells."""
    end = min(len(text), room)
    if not text.isascii():
        end = len(text)
        while cells(text[:end]) > room:
            end -= 1
    return end


def title_line(title: str, figures: str = "") -> Line:
    """The title of a plot, and its main figure in words."""
    return line((title, STRONG), (f"   {figures}" if figures else "", QUIET))


def heading(title: str, figures: str, width: int) -> list[Line]:
    """The title of a plot and its main figure, which begins a line of its own where both do not fit on one."""
    together = title_line(title, figures)
    return [together] if width_of(together) <= width else [title_line(title), *sentence(figures, width)]


def figure_lines(pairs: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Figures with their words, ``277 due today   275 tomorrow``, on as many lines as they need."""
    rows: list[Line] = []
    for figure, words in pairs:
        item = line((figure, STRONG), (f" {words}", QUIET))
        if rows and width_of(rows[-1]) + _GAP + width_of(item) <= width:
            rows[-1] = line(*rows[-1], " " * _GAP, *item)
        elif width_of(item) <= width:
            rows.append(item)
        else:
            rows += [line((figure, STRONG)), line((words, QUIET))]
    return rows


def beside(left: Sequence[Line], right: Sequence[Line], left_width: int, gap: int = _GAP) -> list[Line]:
    """Two blocks of lines side by side; no line of the left one is wider than ``left_width`` cells."""
    return [
        line(*one, " " * (left_width - width_of(one) + gap), *other)
        for one, other in zip_longest(left, right, fillvalue=_EMPTY)
    ]


def sentence(text: str, width: int) -> list[Line]:
    """A dimmed sentence, broken into lines."""
    return [line((part, QUIET)) for part in wrap(text, max(2, width))]


def stacked(parts: Sequence[Sequence[Line]], rows: int) -> list[Line]:
    """Parts one below the other, as many as fit, with an empty line between them where there is room for those.

    The first part is always shown.
    """
    shown = 1
    while shown < len(parts) and sum(map(len, parts[: shown + 1])) <= rows:
        shown += 1
    gap = [_EMPTY] if sum(map(len, parts[:shown])) + shown - 1 <= rows else []
    body: list[Line] = list(parts[0])
    for part in parts[1:shown]:
        body += [*gap, *part]
    return body


def short_duration(milliseconds: float) -> str:
    """A length of time in few characters: ``9.2 s``, ``14 min``, ``3 h 05``."""
    seconds = milliseconds / 1000
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60:02}"


def date_labels(first: int, count: int, size: int) -> list[str]:
    """Labels for columns of days.

    Args:
        first: The study day at which the first column begins.
        count: Columns.
        size: Days of a column.

    Returns:
        For each column a text, mostly empty: a date every week or two, or over more than 70 days the months.
    """
    labels = [""] * count
    month = None
    for at in range(count):
        date = date_of(first + at * size)
        if count * size > 70:
            if month is not None and date.month != month:
                labels[at] = SHORT_MONTHS[date.month - 1]
            month = date.month
        elif at % max(1, 7 // size) == 0:
            labels[at] = short_day_month(date)
    return labels


def month_labels(first: int, days: int) -> list[str]:
    """A date below the first column, the one in the middle, and the last."""
    labels = [""] * days
    for at in (0, days // 2):
        labels[at] = short_day_month(date_of(first + at))
    labels[-1] = str((date_of(first) + timedelta(days - 1)).day)
    return labels


_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_in_words(number: int) -> str:
    """A number in letters up to ten: ``five``, ``11``."""
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"
