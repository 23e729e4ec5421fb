"""A plain text that a comment cuts is a warning; a comment that is one is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.read.deck import parse_deck

HEAD = "deck: D\naxis: {id: A, name: A}\nnotes:\n  - id: a\n"


def cuts(lines: str) -> list[tuple[int, str]]:
    reading = parse_deck(HEAD + lines, Path("d.yaml"))
    return [(found.line, found.message) for found in reading.findings if found.name == "cut-text"]


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ("    ask: Which peptide is vial #1?\n    answer: b\n", 5),
        ("    ask: Which one? \n    answer: grade #3\n", 6),
        ("    ask: Which two? (2)\n    items:\n      - C #\n      - vial #2\n", 8),
        ("    ask: Which is # the first?\n    answer: b\n", 5),
        ("    ask: Which?\n    answer: b\n    caveat: long\n      lines #5\n", 8),
        ("    ask: Which\n      is\n      #1?\n    answer: b\n", 7),
        ("    ask: Which?\n    answer: b\n    cite: {section: Part #2\n      }\n", 7),
    ],
)
def test_a_text_that_is_cut_is_named_with_its_line(lines: str, at: int) -> None:
    assert [line for line, _ in cuts(lines)] == [at]


@pytest.mark.parametrize(
    "lines",
    [
        "    ask: Which?  # a comment\n    answer: b\n",
        "    ask: Which? ## a comment\n    answer: b  #---\n",
        "    ask: 'Which #1?'\n    answer: C#\n",
        "    ask: >\n      Which #1?\n    answer: a#b\n",
        "    ask: Which?\n    #answer: old?\n    answer: b\n",
        "    ask: Which?  # really?\n    answer: b\n",
    ],
)
def test_a_comment_is_no_cut(lines: str) -> None:
    assert cuts(lines) == []


def test_a_cut_that_is_meant_can_be_silenced() -> None:
    lines = "    ask: Which?\n    answer: b #x\n    silence: cut-text\n"
    assert cuts(lines) == []
    assert parse_deck(HEAD + lines, Path("d.yaml")).silenced == {"a": frozenset({"cut-text"})}


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "||||||| base", ">>>>>>> theirs"])
def test_a_conflict_marker_is_called_one(marker: str) -> None:
    (found,) = parse_deck(f"{HEAD}    ask: Which?\n{marker}\n    answer: b: c\n", Path("d.yaml")).findings
    assert (found.line, found.name) == (6, "conflict-marker")
