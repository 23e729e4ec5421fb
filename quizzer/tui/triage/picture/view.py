"""The screen of the drafts, painted for a terminal of the usual size and for a small one."""

from __future__ import annotations

from textual.content import Content

from quizzer.core.safe_text import one_line
from quizzer.tui.kit.painting.paint import (
    DENSE,
    EMPTY,
    LINE,
    Line,
    Picture,
    column,
    hanging,
    hint_line,
    meter,
    wrapped,
)
from quizzer.tui.triage.picture.draft_view import draft_lines
from quizzer.tui.triage.picture.lines import bare_lines, label, notice_lines, place_line, title_line
from quizzer.tui.triage.picture.passage_view import passage_lines
from quizzer.tui.triage.picture.values import TriageView
from quizzer.tui.triage.picture.wide_view import wide_picture

WIDE = (110, 30)
"""Cells and rows from which the wide layout is drawn."""
_LABEL = 11
_PASSAGE = 7
_SMALL_PASSAGE = 4


def triage_picture(view: TriageView, width: int, height: int) -> Picture:
    """Draw the sentence, its drafts, and the marked one as the learner would see it.

    Args:
        view: Its content.
        width: Cells of the page.
        height: Rows of the page.
    """
    if width >= WIDE[0] and height >= WIDE[1]:
        return wide_picture(view, width, height)
    wide = column(width)
    dense = height < DENSE
    gap = [] if dense else [EMPTY]
    head = [
        *gap,
        title_line(view, wide),
        *([] if dense else [meter(view.decided, view.total, wide)]),
        place_line(view, wide),
        *gap,
        *passage_lines(view.passage, wide, _SMALL_PASSAGE if dense else _PASSAGE),
        *gap,
    ]
    shown = view.drafts[view.at : view.at + 1] if dense else view.drafts
    body, look = draft_lines(shown, 0 if dense else view.at, wide) if shown else (bare_lines(view, wide), 0)
    foot = [*([] if dense else _detail(view, wide)), *notice_lines(view, wide), Content.styled("─" * wide, LINE)]
    return Picture(tuple(head), tuple(body), (*foot, hint_line(view.hints, wide)), look)


def _detail(view: TriageView, width: int) -> list[Line]:
    detail = view.detail
    if detail is None:
        return []
    room = width - _LABEL
    lines = [Content.styled("─" * width, LINE)]
    lines += hanging(label("As asked", _LABEL), wrapped(one_line(detail.asked), room)[:3])
    if detail.options:
        lines.append(
            label("", _LABEL) + Content("   ".join(map(one_line, detail.options))).truncate(room, ellipsis=True)
        )
    lines += hanging(label("Why", _LABEL), wrapped(one_line(detail.why), room)[:2])
    doubts = [text for passed, text in detail.checks if not passed]
    last = [one_line(detail.axis), f"level {one_line(detail.level)}" if detail.level else ""]
    last += [f"! {one_line(text)}" for text in doubts] or ["every check passed"]
    lines.append(label("Axis", _LABEL) + Content("   ".join(filter(None, last))).truncate(room, ellipsis=True))
    if detail.caveat:
        lines += hanging(label("Caveat", _LABEL), wrapped(one_line(detail.caveat), room)[:2])
    return lines
