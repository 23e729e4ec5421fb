"""What is known of one card over time: a curve that falls between the answers, and its continuation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from textual.content import Content

from quizzer.core.schedule.progress import Rating
from quizzer.core.wording import percent, short_day_month
from quizzer.plots import lines as plot
from quizzer.plots.curve import Curve, Mark, draw_curves
from quizzer.study.mastery.cards import CardHistory
from quizzer.tui.kit.painting.paint import QUIET, RIGHT, STRONG, WRONG, Line

_BOTTOMS = (0.8, 0.6, 0.4, 0.2, 0.0)  # where the axis may start: below the lowest recall
_DATE_CELLS = 20  # for a date and the word before it
_STYLES = {plot.GOOD: RIGHT, plot.BAD: WRONG}


def recall_lines(history: CardHistory, local: Callable[[int], datetime], width: int, height: int) -> list[Line]:
    """Draw the curve with its axes, and a mark for each answer.

    Args:
        history: The card's history, with at least one answer.
        local: Converts an instant to local time.
        width: Cells of a line.
        height: Rows of the plot.
    """
    first, now, until = history.curve[0][0][0], max(history.now, history.reviews[-1].at), history.until
    past = [[(float(at), recall) for at, recall in piece if at <= now] for piece in history.curve]
    ahead = [(float(at), recall) for at, recall in history.curve[-1] if at > now]
    drawn = [Curve([*past[-1][-1:], *ahead], plot.LINE)] if ahead else []
    drawn += [Curve(piece) for piece in past if piece]
    signs = [(review.rating is Rating.AGAIN, float(review.at)) for review in history.reviews]
    signs.sort(key=lambda sign: sign[0])  # of marks in the same cell the last one is visible
    marks = [Mark(at, "✗", plot.BAD) if missed else Mark(at, "●", plot.GOOD) for missed, at in signs]
    labels = [(float(first), short_day_month(local(first))), (float(now), "today")]
    if (until - now) / (until - first) * width > _DATE_CELLS:
        labels.append((float(until), short_day_month(local(until))))
    least = min(recall for piece in history.curve for _, recall in piece)
    bottom = next(at for at in _BOTTOMS if at <= least)
    lines = draw_curves(
        drawn,
        width,
        height,
        across=(float(first), float(until)),
        up=(bottom, 1.0),
        ticks=[(at, percent(at)) for at in (1.0, (1 + bottom) / 2, bottom)],
        labels=labels,
        marks=marks,
    )
    title = Content.assemble(
        ("Known over time", STRONG),
        ("  ", ""),
        ("●", RIGHT),
        (" remembered  ", QUIET),
        ("✗", WRONG),
        (" slipped", QUIET),
    )
    return [title, *map(_styled, lines)]


def _styled(runs: Iterable[plot.Run]) -> Line:
    return Content.assemble(*((run.text, _STYLES.get(run.level, run.level)) for run in runs))
