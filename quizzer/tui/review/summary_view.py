"""The summary of a session, drawn."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from quizzer.core.notes.axes import Axis
from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.progress import Rating
from quizzer.core.wording import duration, percent, plural
from quizzer.study.review.values import ForgottenCard, Summary
from quizzer.tui.answering.card_view import RATING_NAMES
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Picture,
    column,
    hanging,
    hints,
    meter,
    padded,
    wrapped,
)

LONGEST = 400


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The content of the summary screen.

    Attributes:
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
    """

    summary: Summary
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""


def summary_picture(view: SummaryView, width: int, height: int) -> Picture:
    """Draw the summary on a page of a given width and height."""
    wide = column(width)
    dense = height < 18
    summary = view.summary
    title = "Practice done" if summary.practice else "Session done"
    head = [*([] if dense else [EMPTY]), Content.styled(title, ACCENT_STRONG), EMPTY]
    body = _figures(summary, wide)
    if len(summary.axes) > 1:
        body += [EMPTY, *_axes(summary.axes, wide)]
    if summary.missed:
        body += [EMPTY, Content.styled(f"Missed ({len(summary.missed)})", STRONG)]
        for missed in summary.missed:
            body += [*_missed(missed, wide), EMPTY]
        body.pop()
    notice = list(wrapped(plain(view.notice), wide)) if view.notice else []
    foot = [*notice, Content.styled("─" * wide, LINE), *hints(view.hints, wide, lines=2, first=True)]
    return Picture(tuple(head), tuple(body), tuple(foot))


def _figures(summary: Summary, wide: int) -> list[Line]:
    if not summary.answered:
        return [Content("No card was answered.")]
    text = f"{plural(summary.answered, 'answer')} in {duration(summary.seconds)}"
    each = round(summary.seconds / summary.answered)
    lines = [Content(text + (f", {each} s each" if each and summary.answered > 1 else ""))]
    if summary.new:
        lines.append(Content(f"{plural(summary.new, 'new card')} met"))
    if summary.reviews:
        share = summary.passed / summary.reviews
        lines.append(
            Content.assemble(
                (percent(share), STRONG),
                f" retention: {summary.passed} of {plural(summary.reviews, 'review')} remembered",
            )
        )
    if summary.practice:
        lines.append(Content.styled("Practice: the schedule was left alone.", QUIET))
    lines.append(EMPTY)
    most = max(summary.ratings)
    digits = len(str(most))
    bar = min(40, wide - 10 - digits)
    for rating, count in zip(Rating, summary.ratings, strict=True):
        bar_line = meter(count, most, bar, ends=("━", " "))
        lines.append(
            Content.assemble(padded(Content.styled(RATING_NAMES[rating], QUIET), 7), f"{count:>{digits}}  ", bar_line)
        )
    return lines


def _axes(axes: tuple[tuple[Axis, int, int], ...], wide: int) -> list[Line]:
    names = min(max(len(one_line(axis.label)) for axis, _, _ in axes), wide - 32)
    return [
        Content.assemble(
            padded(Content(one_line(axis.label)), names),
            "  ",
            meter(passed, answered, 12),
            (f"  {passed} of {answered} remembered", QUIET),
        )
        for axis, answered, passed in axes
    ]


def _missed(missed: ForgottenCard, wide: int) -> list[Line]:
    times = f"  ({missed.times} times)" if missed.times > 1 else ""
    prompt = wrapped(plain(_shortened(missed.prompt)) + times, wide - 2)
    answer = wrapped(plain(_shortened(missed.answer)), wide - 4, STRONG)
    return [*hanging(Content.styled("✗ ", WRONG), prompt), *hanging(Content.styled("  → ", QUIET), answer)]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
