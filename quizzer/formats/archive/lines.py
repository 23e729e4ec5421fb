"""JSON Lines: one value a line, each error with its line, and no more than a line in memory."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from quizzer.errors import Problem

LONGEST_LINE = 20_000_000
"""Bytes of one line."""


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


class JsonLines:
    """Reads a file line by line.

    Attributes:
        number: Number of the line read last, from 1.
        is_cut: The line read last has no line end, so it is the file's last one.
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.number = 0
        self.is_cut = False
        self._path = path
        self._file = file
        self._decode = json.JSONDecoder(parse_constant=_refuse).decode

    def __iter__(self) -> Iterator[str]:
        """The lines that are not blank, without a byte order mark.

        Raises:
            Problem: A line is too long, or no UTF-8 text.
        """
        while raw := self._file.readline(LONGEST_LINE + 1):
            self.number += 1
            if len(raw) > LONGEST_LINE:
                self.fail(f"the line is longer than {LONGEST_LINE / 1e6:.0f} MB")
            self.is_cut = not raw.endswith(b"\n")
            if self.number == 1:
                raw = raw.removeprefix(codecs.BOM_UTF8)
            try:
                line = raw.decode()
            except UnicodeDecodeError as error:
                if self.is_cut and error.end == len(raw):
                    self.fail_cut()
                self.fail(f"byte {error.start + 1} of the line is no UTF-8 text")
            if line and not line.isspace():
                yield line

    def value(self, line: str) -> Any:
        """The value of the line read last.

        Raises:
            Problem: It is broken or cut off, has a number of thousands of digits, or is nested too deep.
        """
        try:
            return self._decode(line)
        except json.JSONDecodeError as error:
            if self.is_cut:
                self.fail_cut()
            self.fail(error.msg[0].lower() + error.msg[1:])
        except RecursionError:
            self.fail("it is nested too deep")
        except ValueError as error:
            self.fail(str(error).split(";")[0])

    def fail(self, what: str) -> NoReturn:
        """Refuse the file for a fault of the line read last.

        Raises:
            Problem: Always.
        """
        raise Problem(
            f"{self._path}:{self.number}: this is no JSON as an archive holds it: {what}. Nothing was imported."
        )

    def fail_cut(self) -> NoReturn:
        """Refuse a file that was not written to its end.

        Raises:
            Problem: Always; it says how many lines are whole.
        """
        whole = self.number - self.is_cut
        lines = "1 line" if whole == 1 else f"{whole:,} lines"
        raise Problem(
            f"{self._path}:{max(self.number, 1)}: the file ends too early, after {lines}; it was not written to its "
            "end. Nothing was imported."
        )
