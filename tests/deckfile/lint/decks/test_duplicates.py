"""Two notes that ask the same, and questions with several right answers, are told; whatever differs is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import DeckReading, parse_deck

RULES = {"asks-the-same", "several-answers"}


def told(*files: str) -> list[str]:
    """Findings of the two rules as ``file:line name``; each file is the notes of a deck, which begin in line 2."""
    readings = [parse_deck(f"notes:\n{text}", Path(f"{'abc'[at]}.yaml")) for at, text in enumerate(files)]
    assert [str(f) for reading in readings for f in reading.findings] == []
    return [f"{f.path}:{f.line} {f.name}" for f in lint(readings) if f.name in RULES]


def note(key: str, body: str) -> str:
    return f"  - {{id: {key}, {body}}}\n"


SAME = [
    ("ask: Which gland makes LH?, answer: pituitary", "ask: 'The LH - which gland makes it?', answer: Pituitary."),
    ("ask: What raises SHBG?, answer: estrogen", "ask: What raised SHBG?, answer: oestrogens"),
    ("ask: Which hormone rises?, answer: T3", "ask: Which hormone rises?, answer: t 3"),
    ("ask: What stores it?, answer: liver, accept: [hepar]", "ask: What stores it?, answer: hepar"),
    ("ask: What is LH?, answer: lutropin", "ask: p, answer: r, reverse: {ask: What is LH?, answer: lutropin}"),
    ("cloze: '{{Aromatase}} converts testosterone.'", "ask: Which converts testosterone?, answer: aromatase"),
    ("ask: Name both. (2), items: [LH, FSH]", "ask: Name both., items: [fsh, lh]"),
    ("ask: Which one?, answer: LH, options: [TSH]", "ask: Which one?, answer: LH, options: [ACTH, CRH]"),
    ("ask: Order., steps: [GnRH, LH, androgen]", "ask: Order., steps: [LH, GnRH, androgens]"),
    ("ask: Sort., groups: {A: [b, c], D: [e]}", "ask: Sort., groups: {A: [b], D: [c, e]}"),
    # a single word more
    (
        "ask: Which gland releases luteinizing hormone in men?, answer: pituitary",
        "ask: Which gland of the head releases luteinizing hormone in men?, answer: pituitary",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_notes_that_ask_the_same_are_told_at_the_second(one: str, other: str) -> None:
    assert told(note("x", one) + note("y", other)) == ["a.yaml:3 asks-the-same"]
    assert told(note("x", other), note("z", "ask: q, answer: r"), note("y", one)) == ["c.yaml:2 asks-the-same"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ask: What raises it?, answer: LH", "ask: What lowers it?, answer: LH"),
        ("ask: What binds SHBG?, answer: LH", "ask: What does not bind SHBG?, answer: LH"),
        ("ask: What is made from LH?, answer: it", "ask: What is LH made to?, answer: it"),
        ("ask: What does LH stand for?, answer: a", "ask: What does FSH stand for?, answer: b"),
        ("ask: Which hormone binds it?, answer: LH", "ask: Which hormone binds it in men?, answer: LH"),
        (
            "ask: Which hormone rises in women who sleep badly?, answer: LH",
            "ask: Which hormone rises in men who sleep badly?, answer: LH",
        ),
        (
            "ask: Which two hormones rise in women who sleep badly?, answer: LH",
            "ask: Which hormones rise in women who sleep badly without insulin?, answer: LH",
        ),
        ("ask: Which table has 4 rows of it all?, answer: LH", "ask: Which table has rows of it all?, answer: LH"),
        ("ask: Order., steps: [a, b, c]", "ask: Order., steps: [a, b, d]"),
        ("cloze: 'The {{liver}} makes IGF.'", "cloze: 'The liver makes {{IGF}}.'"),
    ],
)  # fmt: skip
def test_notes_that_ask_for_different_things_are_left_alone(one: str, other: str) -> None:
    assert told(note("x", one) + note("y", other)) == []


def test_two_cards_of_one_note_never_ask_the_same() -> None:
    assert told(note("x", "cloze: '{{LH}} and {{LH}}'")) == []
    assert told(note("x", "ask: LH, answer: LH, reverse: true")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ask: Which peptide is for fat loss?, answer: A", "ask: 'Which peptide is for fat loss', answer: B"),
        ("cloze: 'The liver makes {{IGF-1}}.'", "cloze: 'The liver makes {{SHBG}}.'"),
        ("ask: Name the two. (2), items: [a, b]", "ask: Name the two., items: [a, c]"),
        ("ask: p, answer: q, reverse: {ask: s, answer: t}", "ask: s, answer: u"),
    ],
)
def test_a_question_with_two_right_answers_is_told_with_both_places(one: str, other: str) -> None:
    assert told(note("x", one), note("y", other)) == ["b.yaml:2 several-answers"]
    finding = lint([parse_deck(f"notes:\n{note('x', one)}{note('y', other)}", Path("a.yaml"))])
    messages = [f.message for f in finding if f.name == "several-answers"]
    assert len(messages) == 1
    assert "'x' (a.yaml:2)" in messages[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ask: Which is right?, answer: A, options: [B]", "ask: Which is right?, answer: C, options: [D]"),
        ("ask: Put it in order., steps: [a, b, c]", "ask: Put it in order., steps: [d, e, f]"),
        ("ask: Sort these., groups: {A: [b], C: [d]}", "ask: Sort these., groups: {A: [e], C: [f]}"),
        ("ask: What does LH do to T?, answer: A", "ask: What does T do to LH?, answer: B"),
        ("ask: Which?, answer: A, accept: [B]", "ask: Which?, answer: B, accept: [C]"),
    ],
)
def test_a_question_that_needs_its_options_or_shares_an_answer_has_not_several(one: str, other: str) -> None:
    assert "several-answers" not in str(told(note("x", one), note("y", other)))


def test_both_directions_with_one_question_are_told() -> None:
    assert told(note("x", "ask: Which?, answer: A, reverse: {ask: which?, answer: B}")) == ["a.yaml:2 several-answers"]


def test_one_id_in_two_files_is_told_as_that_alone() -> None:
    assert told(note("x", "ask: q, answer: r"), note("x", "ask: q, answer: r")) == []
    assert told(note("x", "ask: q, answer: r"), note("x", "ask: q, answer: s")) == []


def test_of_many_equal_notes_each_is_told_once_with_the_first() -> None:
    notes = tuple(Note(f"n{at}", Basic("q", "r"), "A", line=at + 2) for at in range(3_000))
    every = lint([DeckReading(Path("a.yaml"), Deck("d", (Axis("A", "A"),), notes))])
    found = [finding for finding in every if finding.name != "same-answer"]
    assert [finding.line for finding in found] == list(range(3, 3_002))
    assert {finding.message for finding in found} == {"this asks the same as 'n0' (a.yaml:2); keep one of them"}


words = st.lists(
    st.sampled_from(("insulin", "liver", "raises", "lowers", "LH", "T3", "the", "of", "not")), min_size=1, max_size=6
)


@given(words, words, words)
@settings(deadline=None, max_examples=50)
def test_order_of_words_case_and_punctuation_do_not_make_another_question(
    asked: list[str], answer: list[str], other: list[str]
) -> None:
    one = Basic(" ".join(asked) + "?", " ".join(answer))
    two = Basic(", ".join(reversed(asked)).upper(), " ".join(answer).lower() + ".")
    notes = (Note("a", one, "A"), Note("b", Basic(" ".join(other), "z"), "A"), Note("c", two, "A"))
    found = lint([DeckReading(Path("a.yaml"), Deck("d", (Axis("A", "A"),), notes))])
    assert [f.message for f in found if f.name == "asks-the-same"] == [
        "this asks the same as 'a' (a.yaml:0); keep one of them"
    ]
