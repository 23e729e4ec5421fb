"""The dialogue that reviews and quizzes share: writing a line, reading one, and showing a card's answer."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TextIO, assert_never

from quizzer.cli.lines.answers import LinePrompt, grade_part
from quizzer.core.notes.head import head_gives_answer
from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import plural
from quizzer.study.review.values import Shown

_ENDS = (".", "!", "?", "…")
_NO_TEXT = re.compile("[\ud800-\udfff]")


class Left(Exception):
    """The learner leaves."""


class InputEnded(Exception):
    """There are no more lines to read."""


class Moved(Exception):
    """A command changed which card is current."""


class Dialogue:
    """A conversation on two streams: prompts go out, and one line comes back for each."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out
        # A terminal shows what is typed; in a pipe the transcript would lack it.
        self._echoed = source.isatty()

    def say(self, text: str = "") -> None:
        """Write a line."""
        self._out.write(f"{text}\n")
        self._out.flush()

    def read(self, prompt: str) -> str:
        """A line of input, without blanks at its ends.

        Raises:
            InputEnded: There is none.
        """
        while True:
            self._out.write(prompt)
            self._out.flush()
            line = self._source.readline()
            if not line:
                self.say()
                raise InputEnded
            if not self._echoed:
                self.say(plain(line.rstrip("\n")))
            if not _NO_TEXT.search(line):
                return line.strip()
            encoding = getattr(self._source, "encoding", None) or "the encoding of the terminal"
            self.say(f"This line is no text in {encoding}; set a UTF-8 locale (or PYTHONIOENCODING=utf-8).")

    def read_answer(self, prompt: LinePrompt, invitation: str, commands: Collection[str]) -> str:
        """A line that answers a card: where it has parts, they are asked one by one, and the line is their numbers.

        Args:
            prompt: The card as it was asked.
            invitation: What to type.
            commands: Lines that are commands; one ends the questions, as an empty first line does.

        Raises:
            InputEnded: There is none.
        """
        if not prompt.parts:
            return self.read(f"{invitation}: ")
        numbers: list[str] = []
        while len(numbers) < len(prompt.parts):
            self.say(plain(prompt.parts[len(numbers)]))
            line = self.read(f"{invitation}; 0 goes back one: " if numbers else f"{invitation}: ")
            if line in commands or (not line and not numbers):
                return line
            if line == "0":
                del numbers[-1:]
            elif grade_part(prompt, line):
                numbers.append(line)
            else:
                self.say(prompt.complaint)
        return " ".join(numbers)

    def say_answer(self, shown: Shown) -> None:
        """Write a card's answer and what stands below it: the axis where it was left out, remark, caveat and source."""
        self.say(_spell_answer(shown))
        if head_gives_answer(shown.face, shown.axis.label):
            self.say(f"Axis: {one_line(shown.axis.label)}")
        if shown.note.extra:
            self.say(f"Note: {plain(shown.note.extra)}")
        if shown.note.caveat:
            self.say(f"Caveat: {plain(shown.note.caveat)}")
        cite = shown.note.cite
        if cite is not None:
            self.say(f"Source: {one_line(', '.join(part for part in (cite.section, cite.place) if part))}")


def head_of(shown: Shown) -> list[str]:
    """The axis and the level of a card as they stand above its question; no axis that gives the answer away."""
    axis = "" if head_gives_answer(shown.face, shown.axis.label) else shown.axis.label
    return [one_line(part) for part in (axis, shown.note.level) if part]


def _spell_answer(shown: Shown) -> str:
    """The answer on one line, its items counted and parted by semicolons; a drawing stays as it is drawn."""
    face = shown.face
    items = plain(face.answer).split("\n")
    match face.kind:
        case "list" | "sequence" | "sort":
            return f"Answer, {plural(len(items), 'item')}: {'; '.join(map(one_line, items))}"
        case "basic" | "cloze" | "choice":
            answer = "; ".join(map(one_line, items))
            end = "" if answer.endswith(_ENDS) else "."
            whole = f" In the sentence: {plain(face.whole)}" if face.whole else ""
            return f"Answer: {answer}{end}{whole}"
        case _:
            assert_never(face.kind)
