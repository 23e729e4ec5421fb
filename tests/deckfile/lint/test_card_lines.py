"""Every card has the line of its question."""

from __future__ import annotations

from pathlib import Path

from quizzer.deckfile.lint.card_lines import locate_cards
from quizzer.deckfile.read.deck import parse_deck

TEXT = """notes:
  - id: x
    answer: r
    ask: q
    reverse: true
  - id: y
    level: academic
    cloze: "{{a}} and {{b}}"
"""


def test_a_card_is_at_the_key_that_asks_and_a_reverse_card_at_its_own() -> None:
    cards = locate_cards(parse_deck(TEXT, Path("d.yaml")))
    assert [(card.note, card.line) for card in cards] == [
        ((Path("d.yaml"), "x"), 4),
        ((Path("d.yaml"), "x"), 5),
        ((Path("d.yaml"), "y"), 8),
        ((Path("d.yaml"), "y"), 8),
    ]
    assert [card.face.answer for card in cards] == ["r", "q", "a", "b"]


def test_a_file_without_a_deck_has_no_cards() -> None:
    assert locate_cards(parse_deck("", Path("d.yaml"))) == []
