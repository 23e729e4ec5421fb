"""A closed set of items, recalled one by one in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line, plain
from quizzer.tui.answering.base import AnswerInput, InputLines, Move, verdict_line
from quizzer.tui.answering.typed import input_line
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import EMPTY, NEAR, QUIET, RIGHT, STRONG, WRONG, Line, hanging, wrapped

if TYPE_CHECKING:
    from quizzer.core.grading.items import Finding, ListVerdict
    from quizzer.core.grading.judging import AnswerContext


_SIGNS: dict[Finding, tuple[str, str]] = {"right": ("✓", RIGHT), "near": ("≈", NEAR), "missing": ("✗", WRONG)}


class ListInput(AnswerInput):
    """A line for one item after the other: Enter ticks a right item, and on an empty line shows the answer."""

    takes_text: ClassVar[bool] = True
    enter: ClassVar[str] = "next item; on an empty line, show answer"

    def __init__(self, face: Face, is_word: Callable[[str], bool]) -> None:
        super().__init__(face)
        self._is_word = is_word
        self._line = LineEditor()
        self._given: list[str] = []
        self._found: list[int] = []
        self._missed: list[str] = []

    def press(self, key: str, character: str | None) -> Move:
        if key != "enter":
            return Move.CHANGED if self._line.press(key, character) else Move.IGNORED
        text = self._line.text.strip()
        if not text:
            return Move.DONE
        self._line.clear()
        self._take(text)
        return Move.DONE if len(self._found) == len(self.face.accepts) else Move.CHANGED

    def _take(self, line: str) -> None:
        """Take the items that a line names: one, or several as people write them side by side."""
        from quizzer.core.grading.items import match_item, split_items

        for text in split_items(line, self.face.accepts, self._context):
            self._given.append(text)
            item = match_item(text, self.face.accepts, self._found, self._context)
            if item is None:
                self._missed.append(text)
            else:
                self._found.append(item)

    @property
    def _context(self) -> AnswerContext:
        from quizzer.core.grading.judging import AnswerContext

        return AnswerContext(self.face.prompt, self._is_word)

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
        from quizzer.core.grading.items import ListVerdict

        verdict = self.verdict()
        assert isinstance(verdict, ListVerdict)
        blank = verdict.outcome == "blank"
        lines: list[Line] = []
        if not blank:
            share = f"{len(self.face.answers) - verdict.found.count(None)} of {len(self.face.answers)}"
            lines += [verdict_line(verdict, share), EMPTY]
        for item, found, finding in zip(self.face.answers, verdict.found, verdict.findings, strict=True):
            sign, style = ("•", QUIET) if blank else _SIGNS[finding]
            lines += hanging(Content.styled(f"{sign} ", style), wrapped(plain(item), width - 2, STRONG))
            if finding == "near":
                lines += hanging(Content("  "), wrapped(f"(you: {one_line(found or '')})", width - 2, QUIET))
        for text in verdict.unmatched:
            lines += hanging(Content("  "), wrapped(f"{one_line(text)}  (not among them)", width - 2, QUIET))
        return lines

    def _graded(self) -> ListVerdict:
        from quizzer.core.grading.items import grade_list, split_items

        lines = [*self._given, self._line.text]
        texts = [text for line in lines for text in split_items(line, self.face.accepts, self._context)]
        return grade_list(texts, self.face.accepts, self._context)
