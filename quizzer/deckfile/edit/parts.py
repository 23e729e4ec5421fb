"""The text of a deck file in parts: one for each entry of ``notes``, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizzer.deckfile.read.deck import DeckReading

_LINE = re.compile(r"[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|$)")
_DASH = re.compile(r"( *)-( +(?=\S)|\s*(?:#.*)?$)")


def split_lines(text: str) -> list[str]:
    """Split a text where YAML does, with the line ends."""
    return [line for line in _LINE.findall(text) if line]


class Entry(NamedTuple):
    """An entry of ``notes``, by lines from 0.

    Attributes:
        start: The line of its dash.
        end: One after its last line; comments that stand further out are no part of it.
    """

    start: int
    end: int


def find_entries(lines: Sequence[str], reading: DeckReading) -> list[Entry | None]:
    """Find the entries of ``notes`` in the lines of a deck file; None for one that shares a line with another."""
    keys = reading.lines[""]
    following = [line - 1 for line in keys.values() if line > keys["notes"]]
    first_lines = [_dash_line(lines, line - 1) for line in reading.entries]
    ends = [*first_lines[1:], min(following, default=len(lines))]
    found: list[Entry | None] = []
    for start, key_line, end in zip(first_lines, reading.entries, ends, strict=False):  # no entries: one end
        if start is None or end is None or start < keys["notes"]:
            found.append(None)
            continue
        found.append(Entry(start, _trim(lines, start, end, _indent_of(lines[start], lines[key_line - 1]))))
    return found


def _dash_line(lines: Sequence[str], key_line: int) -> int | None:
    """The line of the dash before a first key; None where no line begins with it."""
    if _DASH.match(lines[key_line]):
        return key_line
    above = key_line - 1
    while above > 0 and (not lines[above].strip() or lines[above].lstrip().startswith("#")):
        above -= 1
    return above if above >= 0 and re.fullmatch(r" *-\s*(?:#.*)?", lines[above].rstrip()) else None


def _indent_of(dash_line: str, key_line: str) -> int:
    """How far in the keys of an entry stand."""
    dash = _DASH.match(dash_line)
    if dash is not None and dash_line is key_line:
        return dash.end()
    return len(key_line) - len(key_line.lstrip(" "))


def _trim(lines: Sequence[str], start: int, end: int, indent: int) -> int:
    """The end of an entry without the blank lines, and the comments further out than its keys, that follow it."""
    while end > start + 1:
        line = lines[end - 1]
        bare = line.lstrip(" ")
        if bare.strip() and not (bare.startswith("#") and len(line) - len(bare) < indent):
            break
        end -= 1
    return end


def without_value(lines: Sequence[str], start: int) -> list[str]:
    """The lines of an entry without the key that begins in one of them; comments beside it stay."""
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    end = last = start + 1
    while end < len(lines):
        bare = lines[end].lstrip(" ")
        if bare.strip() and len(lines[end]) - len(bare) <= indent:
            break
        end += 1
        last = end if bare.strip() else last
    return [*lines[:start], *lines[last:]]


class RejectionList(NamedTuple):
    """The list ``rejected`` of a deck file, by lines from 0.

    Attributes:
        start: First line that an addition replaces; the end of the list where it is written below its key.
        end: One after the last line that an addition replaces.
        indent: How far in its items stand.
        is_flow: It is written in brackets, so that an addition writes all of it anew.
    """

    start: int
    end: int
    indent: int = 2
    is_flow: bool = False


def find_rejections(lines: Sequence[str], reading: DeckReading) -> RejectionList | None:
    """Find where one more rejection belongs; None where the deck has no list of them yet."""
    keys = reading.lines[""]
    if "rejected" not in keys:
        return None
    start = keys["rejected"] - 1
    following = [line - 1 for line in keys.values() if line - 1 > start]
    end = _trim(lines, start, min(following, default=len(lines)), 1)
    if re.match(r"rejected\s*:\s*\[", "".join(lines[start:end])):
        return RejectionList(start, end, is_flow=True)
    items = (_DASH.match(line) for line in lines[start + 1 : end])
    return RejectionList(end, end, next((len(item[1]) for item in items if item is not None), 2))
