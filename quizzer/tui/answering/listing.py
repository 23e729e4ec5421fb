"""A closed set of items, recalled one by one in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line, plain
from quizzer.tui.answering.base import AnswerInput, InputLines, Move, verdict_line
from quizzer.tui.answering.typed import input_line
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.paint import EMPTY, QUIET, RIGHT, STRONG, WRONG, Line, hanging, wrapped

if TYPE_CHECKING:
    from quizzer.core.grading.grading import ListVerdict


class ListInput(AnswerInput):
    """A line for one item after the other: Enter ticks a right item, and on an empty line shows the answer."""

    takes_text: ClassVar[bool] = True
    enter: ClassVar[str] = "next item; on an empty line, show answer"

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self._line = LineEditor()
        self._given: list[str] = []
        self._found: list[int] = []
        self._missed: list[str] = []

    def press(self, key: str, character: str | None) -> Move:
        if key != "enter":
            return Move.CHANGED if self._line.press(key, character) else Move.IGNORED
        from quizzer.core.grading.grading import match_item

        text = self._line.text.strip()
        if not text:
            return Move.DONE
        self._line.clear()
        self._given.append(text)
        item = match_item(text, self.face.accepts, self._found)
        if item is None:
            self._missed.append(text)
        else:
            self._found.append(item)
        return Move.DONE if len(self._found) == len(self.face.accepts) else Move.CHANGED

    def paste(self, text: str) -> Move:
        self._line.insert(text)
        return Move.CHANGED

    def input_lines(self, width: int) -> InputLines:
        lines = [Content.styled(f"{len(self._found)} of {len(self.face.answers)} found", QUIET)]
        for item in self._found:
            lines += hanging(Content.styled("✓ ", RIGHT), wrapped(plain(self.face.answers[item]), width - 2))
        for text in self._missed:
            lines += hanging(
                Content.styled("? ", WRONG), wrapped(f"{one_line(text)}  (not among them)", width - 2, QUIET)
            )
        return input_line(self._line, width, tuple(lines))

    def feedback_lines(self, width: int) -> list[Line]:
        from quizzer.core.grading.grading import ListVerdict

        verdict = self.verdict()
        assert isinstance(verdict, ListVerdict)
        blank = verdict.outcome == "blank"
        lines: list[Line] = []
        if not blank:
            share = f"{len(self.face.answers) - verdict.found.count(None)} of {len(self.face.answers)}"
            lines += [verdict_line(verdict, share), EMPTY]
        for item, found in zip(self.face.answers, verdict.found, strict=True):
            sign, style = ("•", QUIET) if blank else ("✓", RIGHT) if found is not None else ("✗", WRONG)
            lines += hanging(Content.styled(f"{sign} ", style), wrapped(plain(item), width - 2, STRONG))
        for text in verdict.unmatched:
            lines += hanging(Content("  "), wrapped(f"{one_line(text)}  (not among them)", width - 2, QUIET))
        return lines

    def _graded(self) -> ListVerdict:
        from quizzer.core.grading.grading import grade_list

        text = self._line.text.strip()
        return grade_list([*self._given, *([text] if text else [])], self.face.accepts)
