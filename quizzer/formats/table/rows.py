"""The rows of a table, each with its line; what a row cannot be is left out with a reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quizzer.errors import Problem
from quizzer.formats.common.clean_text import LARGEST
from quizzer.formats.common.incoming_notes import NoteCollector
from quizzer.formats.table.columns import ENTITY_END, TableLayout, mask_entities

MOST_COLUMNS = 1_000
_NAMED = 3
_LEAST = 3  # one row in three has several cells: answers are rarely longer than three lines


class TableRow(NamedTuple):
    """A row: the lines it begins and ends on, and its cells."""

    line: int
    end: int
    cells: list[str]


def read_rows(path: Path, text: str, layout: TableLayout, collector: NoteCollector) -> Iterator[TableRow]:
    """The rows that are not empty.

    Raises:
        Problem: The text is no table.
    """
    if layout.delimiter == ";" and "&" in text:
        text = mask_entities(text.replace(ENTITY_END, ""))
    lines = io.StringIO(text, newline="")
    for _ in range(layout.above):
        lines.readline()
    before = layout.above
    longest = csv.field_size_limit(LARGEST)
    try:
        reader = csv.reader(lines, delimiter=layout.delimiter)
        for cells in reader:
            line, before = before + 1, layout.above + reader.line_num
            if before > line and lines.tell() == len(text) and _is_open(text, line, layout.delimiter):
                rest = f"the {before - line:,} lines" if before - line > 1 else "the line"
                why = f"opens a quotation mark that is never closed, so {rest} after it are inside it"
                collector.skip(f"line {line}", why if before - line > 1 else why.replace(" are ", " is "))
            elif len(cells) > MOST_COLUMNS:
                collector.skip(f"line {line}", f"has more than {MOST_COLUMNS:,} cells")
            elif any(map(str.strip, cells)):
                yield TableRow(line, before, [cell.replace(ENTITY_END, ";") for cell in cells])
    except csv.Error as error:
        raise Problem(f"{path}:{before + 1}: the table cannot be read: {error}.") from None
    finally:
        csv.field_size_limit(longest)


def _is_open(text: str, line: int, delimiter: str) -> bool:
    """Whether the row that begins on this line and reaches to the end of the text lacks a closing quotation mark."""
    rest = io.StringIO(text, newline="")
    for _ in range(line - 1):
        rest.readline()
    try:
        list(csv.reader(rest, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def join_continued(rows: Sequence[TableRow], closed: frozenset[int], collector: NoteCollector) -> list[TableRow]:
    """The rows, with a line that has no delimiter as a further line of the row directly above it.

    Only in a table of several columns. A line with a cloze is a note of its own.

    Args:
        closed: Columns in which no text goes on, such as tags.
    """
    if _LEAST * sum(len(row.cells) > 1 for row in rows) < len(rows):
        return list(rows)
    joined: list[TableRow] = []
    lines: list[int] = []
    for row in rows:
        above = joined[-1] if joined else None
        if (
            above is not None
            and len(row.cells) == 1
            and len(above.cells) > 1
            and row.line == above.end + 1
            and len(above.cells) - 1 not in closed
            and "{{" not in row.cells[0]
        ):
            above.cells[-1] += f"\n{row.cells[0]}"
            joined[-1] = above._replace(end=row.end)
            lines.append(row.line)
        else:
            joined.append(row)
    if lines:
        named = ", ".join(f"{line:,}" for line in lines[:_NAMED])
        more = f" and {len(lines) - _NAMED:,} more" if len(lines) > _NAMED else ""
        where, verb = ("line", "has") if len(lines) == 1 else ("lines", "have")
        collector.notices.append(
            f"{where.capitalize()} {named}{more} {verb} no second cell: taken for a further line of the row above."
        )
    return joined
