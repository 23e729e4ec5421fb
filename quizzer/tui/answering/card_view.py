"""A card as review and quiz show it: its title, the question, the answer under edit, and the right answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.notes.head import head_gives_answer
from quizzer.core.notes.notes import Note
from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.progress import Rating
from quizzer.study.review.values import Shown
from quizzer.tui.answering.base import AnswerInput
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    CAVEAT,
    EMPTY,
    FILLED,
    LINE,
    QUIET,
    STRONG,
    Line,
    clickable,
    hanging,
    wrapped,
)
from quizzer.tui.kit.painting.prose import text_lines

FLAGS = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
RATING_NAMES = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}
_LABEL = 9
"""Cells of the column of labels below the answer."""
_KEPT = 2
"""Lines of a long question that stay above its answer."""


class Aside(NamedTuple):
    """What stands below the answer besides the note.

    Attributes:
        key: The key that shows the passage, while there is one that is not shown; else empty.
        passage: The passage of the document behind the card, where it is shown.
        past: A sentence on the card's past, where there is room for it.
        spaced: Whether an empty line parts caveat, source and past.
    """

    key: str = ""
    passage: str = ""
    past: str = ""
    spaced: bool = False


NO_ASIDE = Aside()


class CardLines(NamedTuple):
    """The lines of a card.

    Attributes:
        lines: Question and input, or question and answer.
        look: Index of the line to keep in sight; None where any will do.
        caret: Line and cell of the text cursor; None without one.
        sight: The first and the last line to show when the answer comes up; None before.
    """

    lines: tuple[Line, ...]
    look: int | None = None
    caret: tuple[int, int] | None = None
    sight: tuple[int, int] | None = None


def draw_question(shown: Shown, answer_input: AnswerInput, wide: int) -> CardLines:
    """Draw the question, with the answer given so far.

    Args:
        shown: The card.
        answer_input: Its input.
        wide: Cells of a line.
    """
    question = _question(shown.face, wide)
    given = answer_input.input_lines(wide)
    if given.lines:
        question.append(EMPTY)
    caret = None if given.caret is None else (len(question) + given.caret[0], given.caret[1])
    look = None if caret is None else caret[0]
    if given.look is not None:
        look = len(question) + given.look
    return CardLines((*question, *given.lines), look, caret)


def draw_answer(
    shown: Shown, answer_input: AnswerInput, wide: int, room: int, aside: Aside = NO_ASIDE, *, look: bool = False
) -> CardLines:
    """Draw the question with the right answer below it; in a cloze the answer stands in the sentence.

    Args:
        shown: The card.
        answer_input: Its input, with the answer given.
        wide: Cells of a line.
        room: Rows for it; the verdict comes before an answer that would push it out of sight.
        aside: What else to show.
        look: Whether to keep the end in sight, where the passage is.
    """
    lines, sight = _drawn(answer_input, shown.note, aside, wide, room)
    return CardLines(lines, len(lines) - 1 if look else None, None, sight)


@lru_cache(maxsize=2)
def _drawn(
    answer_input: AnswerInput, note: Note, aside: Aside, wide: int, room: int
) -> tuple[tuple[Line, ...], tuple[int, int]]:
    """Draw question and answer; cached, because a revealed card only scrolls."""
    face = answer_input.face
    question = _filled(face, wide) if face.gaps else _question(face, wide)
    above = max(0, len(question) - _KEPT - 1)
    feedback = answer_input.feedback(wide)
    answer, verdict = feedback.answer, feedback.verdict
    first, second = (verdict, answer) if _KEPT + 3 + len(answer) + len(verdict) > room else (answer, verdict)
    lines = [*question]
    for part in (first, second):
        lines += [EMPTY, *part] if part else []
    last = len(lines) - 1 if first is answer else len(question) + 1 + len(verdict)
    return (*lines, *_remarks(note, aside, wide)), (above, last)


def titles_of(shown: Shown, *, practice: bool = False, answered: bool = True) -> tuple[Line, ...]:
    """List titles of a card, the longest first: its marks, axis and level, and for narrow pages without the level.

    Args:
        shown: The card.
        practice: Whether the session leaves the schedule alone.
        answered: Whether the answer is shown; until then an axis that gives it away is left out.
    """
    marks = [
        "practice" if practice else "",
        f"⚑ {FLAGS[shown.flag]}" if shown.flag else "",
        "! leech" if shown.progress.leech else "",
    ]
    parts = [Content.styled(mark, QUIET) for mark in marks if mark]
    if answered or not head_gives_answer(shown.face, shown.axis.label):
        parts.append(Content.styled(one_line(shown.axis.label), STRONG))
    level = [Content.styled(one_line(shown.note.level), QUIET)] if shown.note.level else []
    between = Content.styled(" · ", QUIET)
    titles = [between.join([*parts, *level]), between.join(parts)]
    return tuple(titles) if level and parts else (titles[0],)


def _question(face: Face, wide: int) -> list[Line]:
    """Draw the question, its gaps set off."""
    return _with_gaps(face, wide, STRONG, ACCENT_STRONG, [face.prompt[gap.start : gap.end] for gap in face.gaps])


def _filled(face: Face, wide: int) -> list[Line]:
    """Draw the sentence of a cloze with the words in its gaps."""
    return _with_gaps(face, wide, STRONG, FILLED, [f"[{gap.answer}]" for gap in face.gaps])


def _with_gaps(face: Face, wide: int, style: str, gap_style: str, fillings: Sequence[str]) -> list[Line]:
    parts: list[tuple[str, str]] = []
    end = 0
    for gap, filling in zip(face.gaps, fillings, strict=True):
        parts += [(plain(face.prompt[end : gap.start]), style), (plain(filling), gap_style)]
        end = gap.end
    if not parts:
        return text_lines(plain(face.prompt), wide, style)
    return text_lines(Content.assemble(*parts, (plain(face.prompt[end:]), style)), wide)


def _remarks(note: Note, aside: Aside, wide: int) -> list[Line]:
    """Draw remark, caveat, source and past, each behind a label in one column."""
    blocks: list[list[Line]] = []
    room = wide - _LABEL
    if note.extra:
        blocks.append(_remark("Note", text_lines(plain(note.extra), room)))
    if note.caveat:
        blocks.append(_remark("Caveat", text_lines(plain(note.caveat), room), CAVEAT))
    if note.cite is not None:
        blocks.append(_remark("Source", _source(note, aside, room)))
    if aside.past:
        blocks.append(_remark("Card", wrapped(aside.past, room, QUIET)))
    lines: list[Line] = []
    for block in blocks:
        lines += [EMPTY, *block] if aside.spaced or not lines else block
    return lines


def _remark(label: str, lines: Sequence[Line], style: str = QUIET) -> list[Line]:
    return hanging(Content.styled(f"{label:<{_LABEL}}", style), lines)


def _source(note: Note, aside: Aside, room: int) -> list[Line]:
    assert note.cite is not None
    source = ", ".join(one_line(part) for part in (note.cite.section, note.cite.place) if part)
    lines = list(wrapped(source, room, QUIET))
    if aside.key:
        way = clickable(Content.assemble((aside.key, STRONG), (" shows it", QUIET)), "do:review.passage")
        if lines[-1].cell_length + 3 + way.cell_length <= room:
            lines[-1] = Content("   ").join([lines[-1], way])
        else:
            lines.append(way)
    if aside.passage:
        lines += hanging(Content.styled("│ ", LINE), wrapped(plain(aside.passage), room - 2, QUIET))
    return lines
