"""Hints that offer or hold the answer, coin tosses, and lists of two."""

from __future__ import annotations

import pytest

from quizzer.deckfile.lint.notes.giveaways import find_giveaways
from tests.deckfile.given import note_of


def found(lines: str) -> list[tuple[str, str]]:
    return [(key, name) for key, _, name in find_giveaways(note_of(lines))]


def gap(answer: str, hint: str) -> list[str]:
    return [name for _, name in found(f"cloze: 'It {{{{{answer}::{hint}}}}}.'")]


@pytest.mark.parametrize(
    ("answer", "hint"), [("rises", "rises or falls?"), ("lower", "higher/lower"), ("two", "two, or three")]
)
def test_a_hint_of_two_ways_offers_the_answer(answer: str, hint: str) -> None:
    assert gap(answer, hint) == ["two-way-hint"]


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("rises", "does what?"),
        ("rises", ""),
        ("aromatase", "which hormone or enzyme?"),
        ("aromatase", "hormone or enzyme"),
        ("red", "red, green or blue?"),
    ],
)
def test_hints_that_ask_openly_or_offer_three_do_not(answer: str, hint: str) -> None:
    assert gap(answer, hint) == []


@pytest.mark.parametrize(
    ("answer", "hint"),
    [("serine", "serine marks"), ("phosphorylates", "by phosphorylation"), ("The liver", "liver cells"), ("LH", "LH?")],
)
def test_a_hint_that_holds_the_answer_or_its_stem_gives_it_away(answer: str, hint: str) -> None:
    assert gap(answer, hint) == ["hint-gives-answer"]


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("growth hormone", "which hormone?"),
        ("5 nmol/l", "in nmol/l"),
        ("neurotransmitters", "messengers between neurons"),
        ("serine", "serine, threonine or tyrosine?"),
        ("the store or the kitchen", "which of store and tower, or else?"),
    ],
)
def test_a_hint_that_holds_a_part_does_not(answer: str, hint: str) -> None:
    assert gap(answer, hint) == []


def test_one_right_and_one_wrong_option_are_a_coin_toss() -> None:
    assert found("ask: q\nanswer: a\noptions: [b]") == [("options", "two-options")]
    assert found("ask: q\nanswer: a\noptions: [b, c]") == []
    assert found("ask: q\nanswer: [a, d]\noptions: [b]") == []


def test_a_list_of_two_is_better_a_pair() -> None:
    assert found("ask: q (2)\nitems: [a, b]") == [("items", "pair-as-list")]
    assert found("ask: q (3)\nitems: [a, b, c]") == []
    assert found("ask: q\nsteps: [a, b]") == []
