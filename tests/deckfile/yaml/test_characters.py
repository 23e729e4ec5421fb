"""Characters that no deck may hold are reported and replaced by visible ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic
from quizzer.deckfile.read.deck import parse_deck

PATH = Path("d.yaml")


GOOD = "  - id: good\n    ask: q\n    answer: r\n"


def findings(text: str) -> list[str]:
    return [str(finding) for finding in parse_deck(text, PATH).findings]


@pytest.mark.parametrize(
    ("written", "code", "shown"),
    [
        ("\x1b[31mred", "U+001B", "␛[31mred"),
        ('"\\e[31mred"', "U+001B", "␛[31mred"),
        ('"\\u009b31m"', "U+009B", "\ufffd31m"),
        ("a\x85b", "U+0085", "a\ufffdb"),
        ("a\u2028b", "U+2028", "a\ufffdb"),
        ("a\ufeffb", "U+FEFF", "a\ufffdb"),
        ("a\x7fb", "U+007F", "a␡b"),
        ('"a\\r\\nb"', "U+000D", "a␍\nb"),
    ],
)
def test_a_control_character_is_told_and_something_visible_stands_in_for_it(
    written: str, code: str, shown: str
) -> None:
    reading = parse_deck(f"notes:\n  - id: x\n    ask: q\n    answer: {written}\n{GOOD}", PATH)
    assert [(f.line, f.name, f.level) for f in reading.findings] == [(4, "control-character", "error")]
    assert code in reading.findings[0].message
    assert reading.deck is not None
    assert [note.body for note in reading.deck.notes] == [Basic("q", shown), Basic("q", "r")]
    assert [note.line for note in reading.deck.notes] == [2, 5]


def test_a_file_full_of_control_characters_is_told_about_twenty_times_at_most() -> None:
    assert len(findings("notes: []\n" + "# \x01\n" * 1000)) == 21
