"""The dialogue that reviews and quizzes share: writing a line, reading one, and showing a card's answer."""

from __future__ import annotations

import re
from typing import TextIO

from quizzer.core.safe_text import one_line, plain
from quizzer.study.review.values import Shown

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

    def say_answer(self, shown: Shown) -> None:
        """Write a card's answer and what stands below it: remark, caveat and source."""
        self.say("Answer:")
        if shown.face.whole:
            self.say(f"  {plain(shown.face.whole)}")
        for line in plain(shown.face.answer).split("\n"):
            self.say(f"  {line}")
        if shown.note.extra:
            self.say(f"Note: {plain(shown.note.extra)}")
        if shown.note.caveat:
            self.say(f"Caveat: {plain(shown.note.caveat)}")
        cite = shown.note.cite
        if cite is not None:
            self.say(f"Source: {one_line(', '.join(part for part in (cite.section, cite.place) if part))}")
