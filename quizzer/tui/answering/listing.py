"""A closed set of items, recalled in any order."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line
from quizzer.tui.answering.base import (
    AnswerInput,
    Feedback,
    FindContext,
    InputLines,
    MarkedText,
    Move,
    marked_lines,
    verdict_line,
)
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import LINE, NEAR, QUIET, RIGHT, STRONG, WRONG, Line, wrapped

if TYPE_CHECKING:
    from quizzer.core.grading.context import AnswerContext
    from quizzer.core.grading.items import Finding, ListVerdict


_SIGNS: dict[Finding, tuple[str, str]] = {"right": ("✓", RIGHT), "near": ("≈", NEAR), "missing": ("✗", WRONG)}


class ListInput(AnswerInput):
    """A line for each item; Enter goes to the next, and hands in when there are as many as the answer has, or none."""

    takes_text: ClassVar[bool] = True

    def __init__(self, face: Face, context: FindContext) -> None:
        super().__init__(face)
        self._find_context = context
        self._lines = [LineEditor()]
        self._at = 0

    @property
    def enter(self) -> str:
        """The effect of Enter now."""
        if not any(line.text.strip() for line in self._lines):
            return "show answer"
        return "hand in" if self._is_last else "next item"

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The arrows, once there are lines to go to."""
        return (("↑ ↓", "move"),) if len(self._lines) > 1 else ()

    @property
    def _is_last(self) -> bool:
        """Whether Enter hands in: on an empty line, or on the last one when there are enough items."""
        if not self._lines[self._at].text.strip():
            return True
        return self._at == len(self._lines) - 1 and len(self._given()) >= len(self.face.answers)

    def press(self, key: str, character: str | None) -> Move:
        line = self._lines[self._at]
        if key == "enter":
            return Move.DONE if self._is_last else self._open_line()
        if key in ("up", "down"):
            self._at = max(0, min(self._at + (1 if key == "down" else -1), len(self._lines) - 1))
            return Move.CHANGED
        if key == "backspace" and not line.text and len(self._lines) > 1:
            del self._lines[self._at]
            self._at = max(0, self._at - 1)
            return Move.CHANGED
        return Move.CHANGED if line.press(key, character) else Move.IGNORED

    def _open_line(self) -> Move:
        """Go to the next line, a new one below the last."""
        self._at += 1
        if self._at == len(self._lines):
            self._lines.append(LineEditor())
        return Move.CHANGED

    @cached_property
    def _context(self) -> AnswerContext:
        return self._find_context(self.face)

    def _given(self) -> list[str]:
        """The items given, of which a line may hold several, as people write them side by side."""
        from quizzer.core.grading.items import split_items

        texts = [line.text.strip() for line in self._lines]
        return [item for text in texts if text for item in split_items(text, self.face.accepts, self._context)]

    def paste(self, text: str) -> Move:
        self._lines[self._at].insert(text)
        return Move.CHANGED

    def input_lines(self, width: int) -> InputLines:
        digits = len(str(len(self._lines))) + 2
        lines: list[Line] = []
        caret = (0, 0)
        for place, line in enumerate(self._lines):
            number = Content.styled(f"{place + 1:<{digits}}", STRONG if place == self._at else QUIET)
            if place == self._at:
                text, cell = line.painted(width - digits)
                caret = (len(lines), digits + cell)
                lines.append(number + text)
            else:
                lines.append(number + Content(one_line(line.text)).truncate(width - digits, ellipsis=True))
        lines.append(Content.styled("─" * width, LINE))
        return InputLines(tuple(lines), caret)

    def feedback(self, width: int) -> Feedback:
        from quizzer.core.grading.items import ListVerdict

        verdict = self.verdict()
        assert isinstance(verdict, ListVerdict)
        blank = verdict.outcome == "blank"
        items = []
        for place, item in enumerate(self.face.answers):
            sign, style = ("•", QUIET) if blank else _SIGNS[verdict.findings[place]]
            aside = self._aside(place, verdict.found[place])
            items.append(MarkedText(Content.styled(f"{sign} ", style), item, STRONG, aside))
        lines = tuple(marked_lines(items, width))
        if blank:
            return Feedback(lines)
        share = "" if verdict.outcome == "right" else f"{verdict.named} of {len(verdict.found)}"
        said = [verdict_line(verdict, share)]
        for text in verdict.unmatched:
            said += wrapped(f"  {one_line(text)} is not among them", width, QUIET)
        return Feedback(lines, tuple(said))

    def _aside(self, place: int, found: str | None) -> str:
        """What to say beside an item: what was written for it, or what else would have been right."""
        from quizzer.core.grading.spelling import fold

        item = self.face.answers[place]
        if found is not None:
            return "" if fold(found) == fold(item) else f"you wrote {found}"
        others = [text for text in self.face.accepts[place] if text != item]
        return f"also {others[0]}" if others else ""

    def _graded(self) -> ListVerdict:
        from quizzer.core.grading.items import grade_list

        return grade_list(self._given(), self.face.accepts, self._context)
