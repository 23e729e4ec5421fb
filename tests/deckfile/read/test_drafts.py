"""The marks of drafts are read or refused with a sentence; a note whose mark cannot be read is not used as a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.drafts import DraftMark, Origin, Rejection
from quizzer.deckfile.read.deck import parse_deck

BASIC = "notes:\n  - id: x\n    ask: q\n    answer: r\n"


def read(lines: str) -> tuple[list[str], int]:
    reading = parse_deck(BASIC + lines, Path("d.yaml"))
    return [str(finding) for finding in reading.findings], len(reading.notes)


def test_marks_are_read_as_they_are_written() -> None:
    marks = "    draft: {score: .85, why: w, doubts: two right}\n    derived: {key: 1e10, made: 0123}\n"
    reading = parse_deck(f"{BASIC}{marks}rejected:\n  - {{key: a, why: false, kind: list}}\n", Path("d.yaml"))
    assert reading.findings == ()
    (note,) = reading.notes
    assert note.draft == DraftMark(0.85, "w", ("two right",))
    assert note.derived == Origin("1e10", "0123")
    assert reading.deck is not None
    assert reading.deck.rejected == (Rejection("a", "false", "list"),)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("    draft:\n", "5: 'draft' is a mapping such as {score: 0.85, why: ...}, and here stands a text; take the "
                         "whole line out to accept the draft [wrong-shape]"),
        ("    draft: {score: -1}\n", "5: a score is a number from 0 to 1, not '-1' [bad-score]"),
        ("    draft: {score: nan}\n", "5: a score is a number from 0 to 1, not 'nan' [bad-score]"),
        ("    draft: {why: w}\n", "5: 'score' is missing here [missing-key]"),
        ("    draft: {score: 1, wy: w}\n", "5: 'wy' is not a key of 'draft'; did you mean 'why'? [unknown-key]"),
        ("    derived: [a]\n", "5: 'derived' is a mapping such as {key: ..., made: ...}, and here stands a list "
                               "[wrong-shape]"),
    ],
)  # fmt: skip
def test_a_mark_that_cannot_be_read_keeps_the_note_out(lines: str, message: str) -> None:
    assert read(lines) == ([f"d.yaml:{message}"], 0)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("rejected: a\n", "5: 'rejected' is a list of {key: ..., why: ...}, and here stands a text [wrong-shape]"),
        ("rejected: [a]\n", "5: an entry of 'rejected' is a mapping such as {key: ..., why: ...}; here is a text "
                            "[wrong-shape]"),
        ("rejected: [{key: a, why: dull}]\n", "5: 'dull' is no reason for a rejection; there are trivial, wording, "
                                              "false, said, passage [unknown-reason]"),
    ],
)  # fmt: skip
def test_a_rejection_that_cannot_be_read_is_an_error_and_the_notes_are_used(lines: str, message: str) -> None:
    assert read(lines) == ([f"d.yaml:{message}"], 1)
