"""The ``silence`` key of a note: names of warnings its author has looked at and means to leave."""

from __future__ import annotations

from quizzer.deckfile.findings import Reporter, quote, suggest
from quizzer.deckfile.read.fields import read_list
from quizzer.deckfile.yaml.nodes import Fields

SILENCES_NOTHING = "silences-nothing"
"""The name of the warning about a name under ``silence`` that silences nothing."""

SILENCEABLE = (
    "after-late",
    "answer-visible",
    "asks-the-same",
    "attribution",
    "checked-old",
    "cut-text",
    "empty-field",
    "few-steps",
    "hint-gives-answer",
    "invisible-character",
    "long-answer",
    "long-text",
    "no-count",
    "no-section",
    "option-form",
    "option-length",
    "pair-as-list",
    "same-answer",
    "same-caveat",
    "several-answers",
    "several-places",
    SILENCES_NOTHING,
    "single-item",
    "two-options",
    "two-way-hint",
    "undated",
    "unexpanded-acronym",
    "unused-key",
    "wrong-count",
)
"""The names of all warnings about a note. Errors must be corrected and are never silenced."""


def read_silence(fields: Fields, report: Reporter) -> tuple[str, ...]:
    """Read the names under ``silence``; a name that no warning has is an error, and the note is used all the same."""
    names = read_list(fields, "silence", report, spare=True)
    for name in names:
        if name not in SILENCEABLE:
            near = suggest(name, SILENCEABLE) or f"; there are {', '.join(SILENCEABLE)}"
            report.flaw(fields.lines["silence"], "unknown-silence", f"no warning has the name {quote(name)}{near}")
    return names
