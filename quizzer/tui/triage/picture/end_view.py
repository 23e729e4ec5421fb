"""The page after the last draft: what was decided, what is covered, and how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import plural
from quizzer.tui.kit.painting.paint import (
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    column,
    hint_line,
    meter,
    wrapped,
)
from quizzer.tui.triage.picture.values import SectionRow

_HOLES = 3
_BAR = 24


@dataclass(frozen=True, slots=True)
class EndView:
    """The content of the page.

    Attributes:
        title: As on the screen before.
        accepted: Number of drafts accepted.
        rejected: Number of drafts rejected.
        later: Number of drafts put off.
        sections: All sections of the document, in its order.
        start: Number of new cards that the first session would ask; 0 where there is none.
        notice: A sentence about what was just done, or empty.
        hints: Key as shown, its effect, and the target of a click on it.
    """

    title: str
    accepted: int
    rejected: int
    later: int
    sections: tuple[SectionRow, ...]
    start: int
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""


def end_picture(view: EndView, width: int, height: int) -> Picture:
    """Draw the page."""
    wide = column(width)
    gap = [] if height < DENSE else [EMPTY]
    head = (*gap, Content.styled(one_line(view.title), STRONG), *gap)
    body: list[Line] = [Content.styled(_headline(view), STRONG)]
    decided = [f"{view.accepted} accepted", f"{view.rejected} rejected"]
    if view.later:
        decided.append(f"{view.later} for later")
    body.append(Content("   ".join(decided)))
    if view.sections:
        covered = sum(section.covered for section in view.sections)
        total = sum(section.total for section in view.sections)
        body += [*gap, Content(f"A note stands on {covered} of {plural(total, 'statement')}.")]
        body += [*gap, Content.styled("Least covered", QUIET), *_holes(view.sections, wide)]
    if view.start:
        body += [*gap, Content(f"The first {plural(view.start, 'new card')} can start now.")]
    notice = wrapped(plain(view.notice), wide) if view.notice else ()
    foot = (*notice, Content.styled("─" * wide, LINE), hint_line(view.hints, wide))
    return Picture(head, tuple(body), foot)


def _headline(view: EndView) -> str:
    if view.later:
        return "Every draft is decided or put off."
    return "Every draft is decided." if view.accepted or view.rejected else "There is no draft to decide."


def _holes(sections: Sequence[SectionRow], width: int) -> list[Line]:
    """Draw the sections with the most passages that no note stands on."""
    holes = sorted(sections, key=lambda section: (section.covered - section.total, section.name))[:_HOLES]
    lines = []
    for section in holes:
        if section.total > section.covered:
            name = Content(one_line(section.name) or "Beginning").truncate(width - _BAR - 16, ellipsis=True)
            bar = meter(section.covered, section.total, _BAR)
            figures = Content.styled(f"  {section.covered} of {section.total}", QUIET)
            lines.append(Content.assemble(name.pad_right(max(0, width - _BAR - 14 - name.cell_length)), bar, figures))
    return lines or [Content.styled("none: every statement has a note", QUIET)]
