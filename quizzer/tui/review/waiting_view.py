"""Nothing to ask for the moment: when the next card comes."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.core.safe_text import plain
from quizzer.study.due.values import Counts
from quizzer.tui.kit.paint import EMPTY, Line, Picture, centred, column, hints, wrapped
from quizzer.tui.review.card_view import DENSE, progress_lines


def waiting_picture(
    told: Line,
    counts: Counts,
    done: int,
    keys: Sequence[tuple[str, str, str]],
    notice: str,
    width: int,
    height: int,
) -> Picture:
    """The review screen while every card that is left is on a step."""
    wide = column(width)
    head = progress_lines(["A short wait"], counts, done, wide)
    above = [EMPTY] * (1 if height < DENSE else 4)
    body = [*above, *(centred(line, wide) for line in told.wrap(wide))]
    foot = [*(wrapped(plain(notice), wide) if notice else ()), *hints(keys, wide)]
    return Picture(tuple(head), tuple(body), tuple(foot))
