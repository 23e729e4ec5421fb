"""The drafts on a sentence, painted as a list."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizzer.core.safe_text import one_line
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    CAVEAT,
    QUIET,
    RIGHT,
    STRONG,
    Line,
    clickable,
    spread,
    wrapped,
)
from quizzer.tui.triage.picture.values import DraftRow

_KIND = 8
_SIGNS = {"open": ("  ", ""), "accepted": ("✓ ", RIGHT), "rejected": ("✗ ", QUIET)}


def draft_lines(drafts: Sequence[DraftRow], at: int, width: int) -> tuple[list[Line], int]:
    """Draw the drafts, and return the lines with the index of the marked draft's last one.

    Args:
        drafts: The drafts.
        at: Index of the marked one.
        width: Cells of a line.
    """
    lines: list[Line] = []
    look = 0
    for number, draft in enumerate(drafts):
        drawn = _draft(draft, number, width, marked=number == at)
        lines += [clickable(line, f"draft:{number}") for line in drawn]
        if number == at:
            look = len(lines) - 1
    return lines, look


def _draft(draft: DraftRow, number: int, width: int, *, marked: bool) -> list[Line]:
    mark, style = ("▸ ", ACCENT_STRONG) if marked and draft.state == "open" else _SIGNS[draft.state]
    label = Content.assemble(
        (mark, style), (f"{number + 1} ", QUIET), (f"{draft.kind:<{_KIND}}", STRONG if marked else "")
    )
    indent = label.cell_length
    room = max(10, width - indent)
    text_style = "" if draft.state == "open" else QUIET
    lines = list(wrapped(one_line(draft.asked), room, text_style))
    lines = _answer(draft, lines, room)
    pad = Content(" " * indent)
    return [label + lines[0], *(pad + line for line in lines[1:])]


def _answer(draft: DraftRow, lines: list[Line], room: int) -> list[Line]:
    """Add the answer, beside the question where there is room, and what is in doubt; the score ends the last line."""
    wrong = f"   not: {', '.join(map(one_line, draft.wrong))}" if draft.wrong else ""
    answer = Content.assemble(("→ ", QUIET), (one_line(draft.answer), ACCENT), (wrong, QUIET))
    score = Content.assemble(("edited  " if draft.edited else "", QUIET), (f"{draft.score:.2f}", QUIET))
    doubt = Content.assemble(("! ", CAVEAT), (one_line("; ".join(draft.doubts)), "")) if draft.doubts else Content("")
    spare = score.cell_length + 2
    if lines[-1].cell_length + answer.cell_length + 4 + spare <= room:
        gap = " " * max(3, min(18, room - spare - answer.cell_length - lines[-1].cell_length))
        lines[-1] = Content.assemble(lines[-1], gap, answer)
    else:
        lines += answer.wrap(max(10, room - spare))
    if doubt.plain:
        if lines[-1].cell_length + doubt.cell_length + 3 + spare <= room:
            lines[-1] = Content.assemble(lines[-1], "   ", doubt)
        else:
            lines += doubt.wrap(max(10, room - spare))
    lines[-1] = spread(lines[-1], score, room)
    return lines
