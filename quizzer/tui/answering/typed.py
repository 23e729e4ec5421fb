"""A short answer, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line, plain
from quizzer.tui.answering.base import (
    AnswerInput,
    Feedback,
    FindContext,
    InputLines,
    Move,
    answer_lines,
    labelled,
    room_beside,
    verdict_line,
)
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import ACCENT_STRONG, DIFFERENT, LINE, Line

if TYPE_CHECKING:
    from quizzer.core.grading.grading import Verdict


PROMPT = "› "


class TypedInput(AnswerInput):
    """A line for the answer; Enter hands it in."""

    takes_text: ClassVar[bool] = True

    def __init__(self, face: Face, context: FindContext) -> None:
        super().__init__(face)
        self._context = context
        self._line = LineEditor()

    @property
    def enter(self) -> str:
        """The effect of Enter now."""
        return "hand in" if self._line.text.strip() else "show answer"

    def press(self, key: str, character: str | None) -> Move:
        if key == "enter":
            return Move.DONE
        return Move.CHANGED if self._line.press(key, character) else Move.IGNORED

    def paste(self, text: str) -> Move:
        self._line.insert(text)
        return Move.CHANGED

    def input_lines(self, width: int) -> InputLines:
        return input_line(self._line, width, ())

    def feedback(self, width: int) -> Feedback:
        verdict = self.verdict()
        assert verdict is not None
        also = self._also(width, verdict.expected)
        compared = [] if verdict.outcome == "blank" else [verdict_line(verdict), *self._compared(verdict, width)]
        if self.face.gaps:
            return Feedback((), (*compared, *also))
        return Feedback((*answer_lines(self.face.answer, width), *also), tuple(compared))

    def _also(self, width: int, named: str) -> list[Line]:
        """Draw the other accepted answers, as far as one line holds them."""
        also = [one_line(text) for text in self.face.accept if text not in (self.face.answer, named)]
        return labelled("also", [Content(_fitting(also, room_beside(width)))]) if also else []

    def _compared(self, verdict: Verdict, width: int) -> list[Line]:
        """Draw the given answer and, unless it is right, the nearest accepted one, with the differences underlined."""
        if verdict.outcome == "right" and verdict.given.casefold() == self.face.answer.casefold():
            return []
        shown = verdict.outcome != "right" and any(piece.op == "same" for piece in verdict.pieces)
        styles = [DIFFERENT if shown and piece.op != "same" else "" for piece in verdict.pieces]
        given, expected = (
            Content.assemble(*((plain(text), style) for text, style in zip(texts, styles, strict=True)))
            for texts in ([p.given for p in verdict.pieces], [p.expected for p in verdict.pieces])
        )
        lines = labelled("you", given.wrap(room_beside(width)))
        if shown or (verdict.outcome == "right" and verdict.expected not in (verdict.given, self.face.answer)):
            lines += labelled("answer", expected.wrap(room_beside(width)))
        return lines

    def _graded(self) -> Verdict:
        from quizzer.core.grading.grading import grade_typed

        return grade_typed(self._line.text, self.face.accept, self._context(self.face))


def _fitting(texts: list[str], width: int) -> str:
    """Join the texts that fit on one line, at least the first: a card may accept a dozen spellings."""
    shown = texts[0]
    for place, text in enumerate(texts[1:], 1):
        longer = f"{shown} · {text}"
        if cell_len(longer) > width - (4 if place < len(texts) - 1 else 0):
            return set_cell_size(shown, min(cell_len(shown), width - 4)) + " · …"
        shown = longer
    return set_cell_size(shown, min(cell_len(shown), width))


def input_line(line: LineEditor, width: int, above: tuple[Line, ...]) -> InputLines:
    """Draw the line under edit below other lines."""
    text, cell = line.painted(width - len(PROMPT))
    rule = Content.styled("─" * width, LINE)
    lines = (*above, Content.assemble((PROMPT, ACCENT_STRONG), text), rule)
    return InputLines(lines, caret=(len(above), len(PROMPT) + cell))
