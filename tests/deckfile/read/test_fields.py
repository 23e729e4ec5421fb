"""A value is read by its type; one that does not fit is an error at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic
from quizzer.deckfile.read.deck import parse_deck
from tests.deckfile.given import note_of

PATH = Path("d.yaml")


def test_a_field_of_a_hundred_kilobytes_is_read() -> None:
    text = "word " * 20_000 + "end"
    reading = parse_deck(f"notes:\n  - id: x\n    ask: {text}\n    answer: r\n", PATH)
    assert reading.findings == ()
    assert reading.deck is not None
    assert reading.deck.notes[0].body == Basic(text, "r")


@pytest.mark.parametrize(("written", "typed"), [("yes", True), ("On", True), ("FALSE", False), ("off", False)])
def test_true_and_false_have_three_spellings_each(written: str, typed: bool) -> None:
    assert note_of(f"ask: q\nanswer: r\ntyped: {written}").typed is typed


def test_another_word_is_neither_true_nor_false() -> None:
    (finding,) = parse_deck("notes:\n  - {id: x, ask: q, answer: r, typed: maybe}\n", PATH).findings
    assert str(finding) == "d.yaml:2: 'typed' must be true or false, and here stands 'maybe' [wrong-shape]"
