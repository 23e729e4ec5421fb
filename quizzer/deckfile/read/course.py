"""Read what makes notes a course: the names and the order of decks, and what a note waits for."""

from __future__ import annotations

import re

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import LAST_COURSE, PRIORITIES, WRITTEN_ID, Priority
from quizzer.deckfile.findings import Reporter, quote, suggest
from quizzer.deckfile.read.fields import read_list, read_optional
from quizzer.deckfile.yaml.nodes import Fields, Text
from quizzer.plots.lines import cells

_REFERENCE = re.compile(f"(?:(?:{WRITTEN_ID.pattern})?/)?{WRITTEN_ID.pattern}")
_MONTH = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])")

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


def is_reference(text: str) -> bool:
    """Whether a text can name a note, of another namespace too."""
    return _REFERENCE.fullmatch(text) is not None


def read_after(fields: Fields, report: Reporter) -> tuple[str, ...]:
    """Read the ids of the notes that a note waits for, as they are written; each once."""
    written = read_list(fields, "after", report, spare=True)
    own = fields.nodes.get("id")
    for name in written:
        if name and not is_reference(name):
            message = f"{quote(name)} is no id of a note; 'after' lists ids, such as 'after: [what-insulin-does]'"
            report.error(fields.lines["after"], "bad-after", message)
        elif isinstance(own, Text) and name == own.value:
            report.error(fields.lines["after"], "after-itself", "a note cannot wait for itself; take its id out")
    return tuple(dict.fromkeys(written))


def read_priority(fields: Fields, report: Reporter) -> Priority:
    """Read how much a note matters; without a word of its own it is ``more``."""
    written = read_optional(fields, "priority", report) or "more"
    for priority in PRIORITIES:
        if written == priority:
            return priority
    near = suggest(written, PRIORITIES) or "; there are core, more and detail"
    report.error(fields.nodes["priority"].line, "unknown-priority", f"{quote(written)} is no priority{near}")
    return "more"


def month_or_none(text: str) -> str:
    """The text where it is a month as deck files have it, else an empty one."""
    return text if _MONTH.fullmatch(text) else ""


def read_month(fields: Fields, report: Reporter) -> str:
    """Read the month in which a note's facts were looked up."""
    written = read_optional(fields, "checked", report)
    if written and not _MONTH.fullmatch(written):
        message = f"{quote(written)} is no month; write when the facts were looked up as 'checked: 2026-11'"
        report.error(fields.nodes["checked"].line, "bad-month", message)
        return ""
    return written
