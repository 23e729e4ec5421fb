"""A card on the review screen: the question, what is answered below it, the answer, and the four ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.notes.cards import BLANK, Face
from quizzer.core.notes.notes import Note
from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.progress import Rating
from quizzer.study.due.values import Counts
from quizzer.study.review.values import Shown
from quizzer.tui.answering.base import Asking
from quizzer.tui.kit.paint import (
    ACCENT,
    ACCENT_STRONG,
    CAVEAT,
    EMPTY,
    LINE,
    QUIET,
    SOURCE,
    STRONG,
    Line,
    Picture,
    centred,
    clickable,
    column,
    counts_line,
    hanging,
    hints,
    meter,
    spread,
    wrapped,
)

DENSE = 18
FLAGS = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
NAMES = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}


@dataclass(frozen=True, slots=True)
class CardView:
    """What the review screen knows.

    Attributes:
        asking: How it is answered; holds what has been answered so far.
        revealed: Whether the answer is shown.
        intervals: For each rating when the card would come back, in words; empty in practice.
        chosen: The rating Enter takes.
        done: Answers given in this session.
        hints: Key as shown, what it does, and what a click on it does.
        notice: A sentence to show above the ratings, or empty.
        practice: Nothing is scheduled.
        passage: The passage of the document behind the card, when it is asked for.
    """

    shown: Shown
    asking: Asking
    revealed: bool
    intervals: tuple[str, ...]
    chosen: Rating
    counts: Counts
    done: int
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""
    practice: bool = False
    passage: str = ""


def card_picture(view: CardView, width: int, height: int) -> Picture:
    """The review screen for a page of so many cells."""
    wide = column(width)
    dense = height < DENSE
    head = progress_lines(titles_of(view.shown, practice=view.practice), view.counts, view.done, wide)
    if not dense:
        head.append(EMPTY)
    body = _question(view.shown.face, wide)
    look: int | None = None
    caret: tuple[int, int] | None = None
    if view.revealed:
        body += [EMPTY, *_answer(view.asking, view.shown.note, view.passage, wide)]
        look = len(body) - 1 if view.passage else None
    else:
        asked = view.asking.asked(wide)
        if asked.lines:
            body.append(EMPTY)
        if asked.caret is not None:
            caret = (len(body) + asked.caret[0], asked.caret[1])
            look = caret[0]
        if asked.look is not None:
            look = len(body) + asked.look
        body += asked.lines
    foot = [*_notice(view.notice, wide), *_dock(view, wide, dense)]
    return Picture(tuple(head), tuple(body), tuple(foot), look, caret)


def _question(face: Face, wide: int) -> list[Line]:
    lines = wrapped(plain(face.prompt), wide, STRONG)
    if not face.has_blanks:
        return list(lines)
    return [_with_blanks(line) if BLANK in line.plain else line for line in lines]


def _with_blanks(line: Line) -> Line:
    """The line with what is asked set off."""
    at = line.plain.find(BLANK)
    while at >= 0:
        line = line.stylize(ACCENT_STRONG, at, at + len(BLANK))
        at = line.plain.find(BLANK, at + len(BLANK))
    return line


def titles_of(shown: Shown, *, practice: bool = False) -> tuple[str, ...]:
    """Flag, leech, axis, level and deck of a card, each once; then shorter ways to say so, where there is no room."""
    axis, level, deck = one_line(shown.axis.name), one_line(shown.note.level), one_line(shown.deck)
    short = one_line(shown.axis.id)
    marks = (
        "practice" if practice else "",
        f"⚑ {FLAGS[shown.flag]}" if shown.flag else "",
        "leech" if shown.progress.leech else "",
    )
    ways = ((*marks, axis, level, deck), (*marks, short, level, deck), (*marks, short, level), (*marks, short))
    return tuple(" · ".join(dict.fromkeys(part for part in way if part)) for way in ways)


def progress_lines(titles: Sequence[str], counts: Counts, done: int, wide: int) -> list[Line]:
    """What the session is at: the card's place in words, what remains in words, and a bar.

    Args:
        titles: Ways to say the place, the longest first.
        counts: What remains.
        done: Answers given.
        wide: Cells of a line.
    """
    told = counts_line(counts)
    fitting = (title for title in titles if cell_len(title) + 3 + told.cell_length <= wide)
    title = Content.styled(next(fitting, titles[-1]), QUIET)
    of = f" {done} of {done + counts.total}"
    return [spread(title, told, wide), Content.assemble(meter(done, done + counts.total, wide - len(of)), (of, QUIET))]


@lru_cache(maxsize=2)
def _answer(asking: Asking, note: Note, passage: str, wide: int) -> tuple[Line, ...]:
    """Answer, remark, caveat and source; once shown it only scrolls."""
    lines = asking.answered(wide)
    if note.extra:
        lines += [EMPTY, *wrapped(plain(note.extra), wide)]
    if note.caveat:
        lines += [EMPTY, *hanging(Content.styled("Caveat  ", CAVEAT), wrapped(plain(note.caveat), wide - 8))]
    if note.cite is not None:
        source = ", ".join(one_line(part) for part in (note.cite.section, note.cite.place) if part)
        lines += [EMPTY, *wrapped(source, wide, SOURCE)]
    if passage:
        lines += [*hanging(Content.styled("│ ", LINE), wrapped(plain(passage), wide - 2, QUIET))]
    return tuple(lines)


def _notice(notice: str, wide: int) -> list[Line]:
    return [*wrapped(plain(notice), wide, ACCENT)][:4] if notice else []


def _dock(view: CardView, wide: int, dense: bool) -> list[Line]:
    """The lines that never scroll away: the ratings once there is an answer, and the keys."""
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
    """The four ratings in three lines, the chosen one in a box."""
    rows: list[list[Line]] = [[], [], []]
    for place, rating in enumerate(NAMES):
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
    """The four ratings on one line, the chosen one between brackets."""
    labels = []
    for rating in NAMES:
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
        (NAMES[rating], ACCENT_STRONG if chosen else ""),
        (interval, ACCENT if chosen else QUIET),
    )
