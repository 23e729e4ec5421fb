"""A short answer, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.cards import Face
from quizzer.core.plain import one_line, plain
from quizzer.tui.asking.base import Asked, Asking, Move, answer_lines, verdict_line
from quizzer.tui.editor import LineEditor
from quizzer.tui.paint import ACCENT_STRONG, DIFFERENT, EMPTY, LINE, QUIET, Line, hanging, wrapped

if TYPE_CHECKING:
    from quizzer.core.grading import Verdict


PROMPT = "› "


class TypedAsking(Asking):
    """One line to write the answer into; Enter sends it off."""

    takes_text: ClassVar[bool] = True

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self._line = LineEditor()

    def press(self, key: str, character: str | None) -> Move:
        if key == "enter":
            return Move.DONE
        return Move.CHANGED if self._line.press(key, character) else Move.IGNORED

    def paste(self, text: str) -> Move:
        self._line.insert(text)
        return Move.CHANGED

    def asked(self, width: int) -> Asked:
        return asked_line(self._line, width, ())

    def answered(self, width: int) -> list[Line]:
        verdict = self.verdict()
        assert verdict is not None
        lines = answer_lines(self.face.answer, width)
        if verdict.outcome != "blank":
            lines += [EMPTY, verdict_line(verdict), *_difference(verdict, width)]
        also = [one_line(text) for text in self.face.accept if text not in (self.face.answer, verdict.expected)]
        if also:
            lines += hanging(Content.styled("  also   ", QUIET), wrapped(" · ".join(also), width - 9, QUIET))
        return lines

    def _graded(self) -> Verdict:
        from quizzer.core.grading import grade_typed

        return grade_typed(self._line.text, self.face.accept)


def asked_line(line: LineEditor, width: int, above: tuple[Line, ...]) -> Asked:
    """The line under edit, below other lines."""
    text, cell = line.painted(width - len(PROMPT))
    rule = Content.styled("─" * width, LINE)
    lines = (*above, Content.assemble((PROMPT, ACCENT_STRONG), text), rule)
    return Asked(lines, caret=(len(above), len(PROMPT) + cell))


def _difference(verdict: Verdict, width: int) -> list[Line]:
    """What was written, and when it was not right the answer it comes nearest to; where they differ is underlined."""
    shown = verdict.outcome != "right" and any(piece.op == "same" for piece in verdict.pieces)
    styles = [DIFFERENT if shown and piece.op != "same" else "" for piece in verdict.pieces]
    given, expected = (
        Content.assemble(*((plain(text), style) for text, style in zip(texts, styles, strict=True)))
        for texts in ([p.given for p in verdict.pieces], [p.expected for p in verdict.pieces])
    )
    lines = hanging(Content.styled("  you    ", QUIET), given.wrap(width - 9))
    if shown or (verdict.outcome == "right" and verdict.expected != verdict.given):
        lines += hanging(Content.styled("  answer ", QUIET), expected.wrap(width - 9))
    return lines
