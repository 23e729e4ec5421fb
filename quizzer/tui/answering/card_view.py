"""A card as review and quiz show it: its title, the question, the answer under edit, and the right answer."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from textual.content import Content

from quizzer.core.notes.cards import BLANK, Face
from quizzer.core.notes.notes import Note
from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.progress import Rating
from quizzer.study.review.values import Shown
from quizzer.tui.answering.base import AnswerInput
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    CAVEAT,
    EMPTY,
    LINE,
    QUIET,
    SOURCE,
    STRONG,
    Line,
    hanging,
    wrapped,
)

FLAGS = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
RATING_NAMES = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}


class CardLines(NamedTuple):
    """The lines of a card.

    Attributes:
        lines: Question and input, or question and answer.
        look: Index of the line to keep in sight; None where any will do.
        caret: Line and cell of the text cursor; None without one.
    """

    lines: tuple[Line, ...]
    look: int | None = None
    caret: tuple[int, int] | None = None


def draw_card(shown: Shown, answer_input: AnswerInput, wide: int, *, revealed: bool, passage: str = "") -> CardLines:
    """Draw a card.

    Args:
        shown: The card.
        answer_input: Its input, with the answer given so far.
        wide: Cells of a line.
        revealed: Whether the right answer is shown.
        passage: The passage of the document behind the card, drawn below the right answer; empty for none.
    """
    question = _question(shown.face, wide)
    if revealed:
        lines = (*question, EMPTY, *_answer(answer_input, shown.note, passage, wide))
        return CardLines(lines, len(lines) - 1 if passage else None)
    given = answer_input.input_lines(wide)
    if given.lines:
        question.append(EMPTY)
    caret = None if given.caret is None else (len(question) + given.caret[0], given.caret[1])
    look = None if caret is None else caret[0]
    if given.look is not None:
        look = len(question) + given.look
    return CardLines((*question, *given.lines), look, caret)


def titles_of(shown: Shown, *, practice: bool = False) -> tuple[str, ...]:
    """List titles of a card, the longest first: its marks, axis, level and deck, and shorter ones for narrow pages."""
    axis, level, deck = one_line(shown.axis.label), one_line(shown.note.level), one_line(shown.deck)
    marks = (
        "practice" if practice else "",
        f"⚑ {FLAGS[shown.flag]}" if shown.flag else "",
        "leech" if shown.progress.leech else "",
    )
    ways = ((*marks, axis, level, deck), (*marks, axis, level), (*marks, axis))
    return tuple(" · ".join(dict.fromkeys(part for part in way if part)) for way in ways)


def _question(face: Face, wide: int) -> list[Line]:
    lines = wrapped(plain(face.prompt), wide, STRONG)
    if not face.has_blanks:
        return list(lines)
    return [_with_blanks(line) if BLANK in line.plain else line for line in lines]


def _with_blanks(line: Line) -> Line:
    """Highlight the blanks of a line."""
    at = line.plain.find(BLANK)
    while at >= 0:
        line = line.stylize(ACCENT_STRONG, at, at + len(BLANK))
        at = line.plain.find(BLANK, at + len(BLANK))
    return line


@lru_cache(maxsize=2)
def _answer(answer_input: AnswerInput, note: Note, passage: str, wide: int) -> tuple[Line, ...]:
    """Draw answer, remark, caveat and source; cached, because a revealed card only scrolls."""
    lines = answer_input.feedback_lines(wide)
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
