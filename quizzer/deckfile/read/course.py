"""Read what makes notes a course: the order, the short name and the primer of a deck."""

from __future__ import annotations

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import LAST_COURSE
from quizzer.deckfile.findings import Reporter, quote
from quizzer.deckfile.read.fields import read_optional
from quizzer.deckfile.yaml.nodes import Fields
from quizzer.plots.lines import cells

WIDEST_SHORT = 10
"""Cells that the short name of an axis may take on a screen."""


def name_axis(axis: Axis, short: str, spans: str) -> Axis:
    """Complete an axis by what a file from elsewhere says of it; what a deck file cannot hold is left out."""
    kept = (text if "\n" not in text else "" for text in (short if cells(short) <= WIDEST_SHORT else "", spans))
    return Axis(axis.id, axis.name, *kept)


def read_axis_names(fields: Fields, axis: Axis, report: Reporter) -> Axis:
    """Complete an axis by its short name and what it spans, where they are given beside it."""
    short, spans = read_optional(fields, "short", report), read_optional(fields, "spans", report)
    for key, text in (("short", short), ("spans", spans)):
        if "\n" in text:
            report.error(fields.nodes[key].line, "several-lines", f"'{key}' must be one line")
    if cells(short) > WIDEST_SHORT:
        message = (
            f"the short name {quote(short)} is {cells(short)} cells wide; the most a column holds is {WIDEST_SHORT}"
        )
        report.error(fields.nodes["short"].line, "long-short", message)
        short = ""
    return axis._replace(short=short or axis.short, spans=spans or axis.spans)


def read_course(root: Fields, report: Reporter) -> int:
    """Read the number of a deck in the order of the decks; 0 where it has none."""
    written = read_optional(root, "course", report)
    if not written:
        return 0
    number = int(written) if written.isascii() and written.isdecimal() and len(written) <= len(str(LAST_COURSE)) else 0
    if not 1 <= number <= LAST_COURSE:
        message = f"'course' is the deck's place among the decks, a number from 1 to {LAST_COURSE}: 'course: 1'"
        report.error(root.nodes["course"].line, "bad-course", message)
        return 0
    return number
