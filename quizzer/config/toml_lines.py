"""Where the keys and tables of a TOML text are, character by character: the standard library reads values alone."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTES = ('"""', "'''", '"', "'")
_PARTS = re.compile(r""""((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+)""")


class TomlLine(NamedTuple):
    """A key with its value, or the header of a table.

    Attributes:
        path: The key with the tables it is in; a header's table.
        table: The table of the header above it.
        number: Its line, from 1.
        start: Where it begins.
        end: Where it ends, before a comment behind it.
        value_start: Where the value begins; that of a header is itself.
        value_end: Where the value ends.
    """

    path: tuple[str, ...]
    table: tuple[str, ...]
    number: int
    start: int
    end: int
    value_start: int
    value_end: int

    @property
    def is_header(self) -> bool:
        """Whether it is the header of a table."""
        return self.value_start == self.start


def statements(text: str) -> list[TomlLine]:
    """The keys and headers of a text in their order; a text that is not TOML gives what can be made out."""
    found: list[TomlLine] = []
    table: tuple[str, ...] = ()
    at, number = 0, 1
    while at < len(text):
        start = at
        while start < len(text) and text[start] in " \t\ufeff":
            start += 1
        equals, end = _ends(text, start)
        written = text[start:end]
        if written.startswith("["):
            table = _path(written.strip("[] \t\r"))
            found.append(TomlLine(table, table, number, start, end, start, end))
        elif equals is not None:
            value = equals + 1
            while value < end and text[value] in " \t":
                value += 1
            path = table + _path(text[start:equals])
            found.append(TomlLine(path, table, number, start, end, value, end))
        after = text.find("\n", end)
        following = len(text) if after < 0 else after + 1
        number += text.count("\n", at, following)
        at = following
    return found


def _ends(text: str, start: int) -> tuple[int | None, int]:
    """Where the first = outside of quotes is, and where the statement ends, blanks behind it left out."""
    at, depth, equals, end = start, 0, None, start
    is_header = text.startswith("[", start)
    while at < len(text):
        character = text[at]
        if character == "#":
            line = text.find("\n", at)
            if depth == 0 or line < 0:
                break
            at = line
            continue
        if character == "\n" and (depth <= 0 or is_header):
            break
        quote = next((mark for mark in _QUOTES if text.startswith(mark, at)), None)
        if quote is not None:
            at = end = _after_quote(text, at, quote)
            continue
        if character == "=" and equals is None:
            equals = at
        if equals is not None:
            depth += (character in "[{") - (character in "]}")
        at += 1
        if character not in " \t\r\n":
            end = at
    return equals, end


def _after_quote(text: str, at: int, quote: str) -> int:
    """Where a quoted text ends; a short one ends with its line at the latest."""
    place = at + len(quote)
    while place < len(text):
        if text.startswith(quote, place):
            return place + len(quote)
        if len(quote) == 1 and text[place] == "\n":
            return place
        place += 2 if text[place] == "\\" and quote[0] == '"' else 1
    return len(text)


def _path(written: str) -> tuple[str, ...]:
    """The parts of a dotted key, quoted or not."""
    return tuple(next(part for part in found.groups() if part is not None) for found in _PARTS.finditer(written))
