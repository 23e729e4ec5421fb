"""JSON read one value at a time: a file of any length in little memory, and its line when something is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, TextIO

from quizzer.errors import Problem

LARGEST_VALUE = 20_000_000
"""Characters of one value."""

_CHUNK = 1 << 17
_SPACE = re.compile(r"[ \t\r\n]*")
_CUT = 12  # a fault so near to the end of what was read may be the end's


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


class JsonStream:
    """Reads the members of an object, and the elements of the lists among them.

    Attributes:
        line: Line of what was read last, from 1.
    """

    def __init__(self, path: Path, file: TextIO) -> None:
        self.line = 1
        self._path = path
        self._file = file
        self._text = ""
        self._at = 0
        self._ended = False
        self._decode = json.JSONDecoder(parse_constant=_refused).raw_decode

    def members(self) -> Iterator[str]:
        """The keys of the object that comes next; each value must be read before the next key is asked for.

        Raises:
            Problem: What follows is no object, or broken off.
        """
        for _, key in self._inside("{", "}"):
            yield str(key)
        if self.peek():
            self._fail("something stands behind the end")

    def elements(self) -> Iterator[tuple[int, Any]]:
        """The elements of the list that comes next, each with the line it begins on.

        Raises:
            Problem: What follows is no list, or broken off.
        """
        yield from self._inside("[", "]")

    def value(self) -> Any:
        """The value that comes next.

        Raises:
            Problem: It is broken, broken off, or larger than any that is written.
        """
        self.peek()
        wanted = _CHUNK
        while (found := self._decoded()) is None and len(self._text) - self._at <= LARGEST_VALUE:
            self._read(wanted)
            wanted *= 2
        if found is None or found[1] - self._at > LARGEST_VALUE:
            self._fail(f"a value is larger than {LARGEST_VALUE / 1e6:.0f} million characters")
        self._advance(found[1])
        return found[0]

    def _decoded(self) -> tuple[Any, int] | None:
        """The value here and where it ends; None when more has to be read to tell."""
        try:
            value, end = self._decode(self._text, self._at)
        except json.JSONDecodeError as error:
            unfinished = error.msg.startswith(("Unterminated", "Invalid \\")) or error.pos + _CUT > len(self._text)
            if unfinished and not self._ended:
                return None
            self.line += self._text.count("\n", self._at, error.pos)
            self._fail(error.msg[0].lower() + error.msg[1:])
        except RecursionError:
            self._fail("it is nested too deep")
        except ValueError as error:
            self._fail(str(error).split(";")[0])
        # A number may go on behind the end of what was read.
        return (value, end) if end < len(self._text) or self._ended else None

    def _inside(self, opening: str, closing: str) -> Iterator[tuple[int, Any]]:
        """What begins each member or element: a key, its colon passed over, or the element itself."""
        if self.peek() != opening:
            self._fail(f"here belongs “{opening}”")
        self._advance(self._at + 1)
        if self.peek() == closing:
            self._advance(self._at + 1)
            return
        while True:
            self.peek()
            line, begun = self.line, self.value()
            if opening == "{":
                if not isinstance(begun, str) or self.peek() != ":":
                    self._fail("here belongs a name and a colon")
                self._advance(self._at + 1)
            yield line, begun
            mark = self.peek()
            if mark not in (",", closing):
                self._fail(f"here belongs a comma or “{closing}”")
            self._advance(self._at + 1)
            if mark == closing:
                return

    def peek(self) -> str:
        """The next character that is no blank, left where it is; nothing at the end of the file."""
        if self._at < len(self._text) and (mark := self._text[self._at]) > " ":
            return mark
        while True:
            found = _SPACE.match(self._text, self._at)
            assert found is not None
            self._advance(found.end())
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._read(_CHUNK)

    def _advance(self, to: int) -> None:
        self.line += self._text.count("\n", self._at, to)
        self._at = to

    def _read(self, count: int) -> None:
        try:
            more = self._file.read(count)
        except UnicodeDecodeError:
            raise Problem(
                f"{self._path}:{self.line}: here or below stands what is no UTF-8 text. Nothing was imported."
            ) from None
        self._ended = not more
        self._text = self._text[self._at :] + more
        self._at = 0

    def _fail(self, what: str) -> NoReturn:
        if self._ended and self._at >= len(self._text.rstrip()):
            what = "the file ends too early; it was not written to its end"
        raise Problem(
            f"{self._path}:{self.line}: this is no JSON as an archive holds it: {what}. Nothing was imported."
        )
