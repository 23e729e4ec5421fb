"""The review screen, drawn: the session's progress, the card and its four ratings; or the time of the next card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import plain
from quizzer.core.schedule.progress import Rating
from quizzer.study.due.values import Counts
from quizzer.study.review.values import Shown
from quizzer.tui.answering.base import AnswerInput
from quizzer.tui.answering.card_view import RATING_NAMES, draw_card, titles_of
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    centred,
    clickable,
    column,
    counts_line,
    hints,
    meter,
    spread,
    wrapped,
)


@dataclass(frozen=True, slots=True)
class CardView:
    """The content of the review screen.

    Attributes:
        answer_input: The card's input, with the answer given so far.
        revealed: Whether the answer is shown.
        intervals: The next interval for each rating, in words; empty in practice.
        chosen: The rating that Enter takes; None where none is suggested.
        done: Answers given in this session.
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the ratings, or empty.
        practice: Whether the session leaves the schedule alone.
        passage: The passage of the document behind the card, while it is shown.
    """

    shown: Shown
    answer_input: AnswerInput
    revealed: bool
    intervals: tuple[str, ...]
    chosen: Rating | None
    counts: Counts
    done: int
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""
    practice: bool = False
    passage: str = ""


def card_picture(view: CardView, width: int, height: int) -> Picture:
    """Draw the card on a page of a given width and height."""
    wide = column(width)
    dense = height < DENSE
    head = progress_lines(titles_of(view.shown, practice=view.practice), view.counts, view.done, wide)
    if not dense:
        head.append(EMPTY)
    card = draw_card(view.shown, view.answer_input, wide, revealed=view.revealed, passage=view.passage)
    foot = [*_notice(view.notice, wide), *_dock(view, wide, dense)]
    return Picture(tuple(head), card.lines, tuple(foot), card.look, card.caret)


def progress_lines(titles: Sequence[str], counts: Counts, done: int, wide: int) -> list[Line]:
    """Draw the card's title, the remaining counts in words, and a bar.

    Args:
        titles: Titles of the card, the longest first.
        counts: The remaining cards.
        done: Answers given.
        wide: Cells of a line.
    """
    remaining = counts_line(counts)
    fitting = (title for title in titles if cell_len(title) + 3 + remaining.cell_length <= wide)
    title = Content.styled(next(fitting, titles[-1]), QUIET)
    of = f" {done} of {done + counts.total}"
    bar = meter(done, done + counts.total, wide - len(of))
    return [spread(title, remaining, wide), Content.assemble(bar, (of, QUIET))]


def _notice(notice: str, wide: int) -> list[Line]:
    return [*wrapped(plain(notice), wide, ACCENT)][:4] if notice else []


def _dock(view: CardView, wide: int, dense: bool) -> list[Line]:
    """Draw the lines that never scroll away: the ratings once the answer is shown, and the keys."""
    lines = 1 if dense and view.revealed else 2
    keys = hints(view.hints, wide, lines=lines, first=not view.revealed)
    keys += [EMPTY] * (lines - len(keys))
    rule = Content.styled("─" * wide, LINE)
    if not view.revealed:
        return [*([] if dense else [EMPTY, EMPTY]), rule, *keys]
    if dense:
        return [rule, _ratings_line(view, wide), *keys]
    return [*_ratings_boxed(view, wide), *keys]


def _ratings_boxed(view: CardView, wide: int) -> list[Line]:
    """Draw the four ratings in three lines, the chosen one in a box."""
    rows: list[list[Line]] = [[], [], []]
    for place, rating in enumerate(RATING_NAMES):
        width = wide * (place + 1) // 4 - wide * place // 4
        inside = centred(_rating(view, rating), width - 2)
        if rating is view.chosen:
            lines = [
                Content.styled(f"╭{'─' * (width - 2)}╮", ACCENT),
                Content.assemble(("│", ACCENT), inside, ("│", ACCENT)),
                Content.styled(f"╰{'─' * (width - 2)}╯", ACCENT),
            ]
        else:
            lines = [Content(" " * width), inside.pad(1, 1), Content(" " * width)]
        for row, line in zip(rows, lines, strict=True):
            row.append(clickable(line, f"rate:{rating:d}"))
    return [Content.assemble(*row) for row in rows]


def _ratings_line(view: CardView, wide: int) -> Line:
    """Draw the four ratings on one line, the chosen one between brackets."""
    labels = []
    for rating in RATING_NAMES:
        opening, closing = ("[", "]") if rating is view.chosen else (" ", " ")
        label = Content.assemble((opening, ACCENT_STRONG), _rating(view, rating, gap=" "), (closing, ACCENT_STRONG))
        labels.append(clickable(label, f"rate:{rating:d}"))
    between = max(0, wide - sum(label.cell_length for label in labels)) // 3
    return Content(" " * between).join(labels)


def _rating(view: CardView, rating: Rating, gap: str = "  ") -> Line:
    chosen = rating is view.chosen
    interval = f"{gap}{view.intervals[rating - 1]}" if view.intervals else ""
    return Content.assemble(
        (f"{rating:d} ", ACCENT_STRONG if chosen else STRONG),
        (RATING_NAMES[rating], ACCENT_STRONG if chosen else ""),
        (interval, ACCENT if chosen else QUIET),
    )


def waiting_picture(
    when: Line,
    counts: Counts,
    done: int,
    keys: Sequence[tuple[str, str, str]],
    notice: str,
    width: int,
    height: int,
) -> Picture:
    """Draw the screen while every remaining card is on a step.

    Args:
        when: The sentence that says when the next card comes.
        counts: The remaining cards.
        done: Answers given in this session.
        keys: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
        width: Cells of the page.
        height: Rows of the page.
    """
    wide = column(width)
    head = progress_lines(["A short wait"], counts, done, wide)
    above = [EMPTY] * (1 if height < DENSE else 4)
    body = [*above, *(centred(line, wide) for line in when.wrap(wide))]
    foot = [*(wrapped(plain(notice), wide) if notice else ()), *hints(keys, wide)]
    return Picture(tuple(head), tuple(body), tuple(foot))
