"""An acronym that a deck asks with and never writes out is told once; every usual way to write one out counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck

ASK = "ask: What does FSH do?"


def told(*notes: str, header: str = "deck: d") -> list[str]:
    """The acronyms told, each with its line; the first note stands in line 3."""
    text = "".join(f"  - {{id: n{at}, {note}}}\n" for at, note in enumerate(notes))
    reading = parse_deck(f"{header}\nnotes:\n{text}", Path("a.yaml"))
    assert [str(finding) for finding in reading.findings] == []
    found = [f for f in lint([reading]) if f.name == "unexpanded-acronym"]
    assert {finding.level for finding in found} <= {"warning"}
    return [f"{finding.line} {finding.message.split(chr(39))[1]}" for finding in found]


@pytest.mark.parametrize(
    "note",
    [
        f"{ASK}, answer: much",
        "ask: q, answer: FSH",
        "ask: Which of the FSHs?, answer: r",
        "ask: q, answer: FSH-like",
        "ask: q (2), items: [FSH, estrogen]",
        "ask: q, steps: [a, b, more FSH]",
        "ask: q, groups: {FSH: [a], b: [c]}",
        "ask: q, answer: a, options: [FSH]",
        "cloze: '{{FSH}} rises.'",
        "cloze: 'FSH {{rises}}.'",
        "ask: q, answer: r, reverse: {ask: s, answer: FSH}",
        "ask: FSH (or another)?, answer: r",
        "ask: Hormones (FSH)?, answer: r",
    ],
)
def test_an_acronym_that_is_never_written_out_is_told(note: str) -> None:
    assert told(note) == ["3 FSH"]


def test_it_is_told_once_a_deck_where_it_is_first_met() -> None:
    assert told("ask: q, answer: r", "ask: FSH, answer: r, caveat: TSH", "ask: LHR?, answer: FSH") == ["4 FSH", "5 LHR"]


@pytest.mark.parametrize(
    "note",
    [
        "ask: q, answer: r, note: Follicle-stimulating hormone (FSH) rises.",
        "ask: q, answer: r, caveat: The FSH (follicle-stimulating hormone) rises.",
        "ask: q, answer: r, note: FSH is follicle-stimulating hormone.",
        "ask: q, answer: r, note: FSH follicle-stimulating hormone",
        "ask: q, answer: r, note: FSH stands for it.",
        "ask: q, answer: r, note: FSH is short for it.",
        "ask: What does FSH stand for?, answer: r",
        "ask: Which acronym is it?, answer: FSH",
        "ask: q, answer: r, accept: [follicle-stimulating hormone]",
        "ask: q, answer: follicle-stimulating hormone, accept: [FSH]",
        "ask: q, answer: follicle-stimulating hormone",
        "ask: q, answer: r, reverse: {ask: The follicle-stimulating hormone?, answer: t}",
        "ask: q (2), items: [a, b], accept: [[follitropin, folliSHormone], [FSH, folli s hormone]]",
        "cloze: '{{Follicle-stimulating hormone}} rises.'",
        "cloze: 'It {{rises}}.', accept: [FSH, follitropic stimulant hormone]",
    ],
)  # fmt: skip
def test_each_usual_way_to_write_an_acronym_out_counts_wherever_it_stands(note: str) -> None:
    assert told(f"{ASK}, answer: much", note) == []
    assert told(note.replace("id: n0", "id: n1"), f"{ASK}, answer: much") == []


@pytest.mark.parametrize(
    ("acronym", "text"),
    [
        ("PCOS", "PCOS is polycystic ovary syndrome"),
        ("IGF-1", "IGF-1 is insulin-like growth factor 1"),
        ("SHBG", "sex hormone-binding globulin (SHBG)"),
        ("GLUT4", "GLUT is short for glucose transporter"),
        ("IKKβ", "inhibitor of kappa B kinase (IKK)"),
        ("GPCRs", "G-protein coupled receptor, GPCR for short: a G-protein coupled receptor (GPCR)"),
        ("TRT", "testosterone replacement therapy"),
        ("GH", "GH is growth hormone"),
    ],
)
def test_long_forms_of_the_field_are_recognised(acronym: str, text: str) -> None:
    assert told(f"ask: What is {acronym}?, answer: r") != []
    assert told(f"ask: What is {acronym}?, answer: r, note: '{text}'") == []


@pytest.mark.parametrize(
    "text",
    [
        "LH (low or not)",
        "it falls (LH)",
        "LH low or high",
        "LH is low",
        "The liver has it.",
        "Low hormone levels of all kinds in all of the people there",
    ],
)
def test_what_happens_to_stand_beside_an_acronym_does_not_write_it_out(text: str) -> None:
    assert told(f"ask: What is LH?, answer: r, note: {text}") == ["3 LH"]


def test_an_axis_is_written_out_by_its_name_and_not_by_tags_or_citations() -> None:
    axis = "axis: {id: HPG, name: Hypothalamic-pituitary-gonadal axis}"
    assert told("ask: What is HPG?, answer: r", header=axis) == []
    note = "ask: What is FSH?, answer: r, tags: [FSH (follicle-stimulating hormone)], cite: FSH stands for it"
    assert told(note) == ["3 FSH"]


@pytest.mark.parametrize(
    "text",
    [
        "DNA in the US",
        "T4 and T3",
        "CJC-1295 and PT-141",
        "11-beta-HSD1",
        "Part IV",
        "P450c17 and GnRH",
        "It is NOT this, not at all",
        "a B c",
        "5 IU",
        "HYPOTHALAMUS",
    ],
)
def test_names_codes_symbols_and_what_everybody_reads_are_left_alone(text: str) -> None:
    assert told(f"ask: '{text}?', answer: r") == []


def test_another_deck_does_not_write_it_out() -> None:
    one = parse_deck("notes:\n  - {id: x, ask: What is LH?, answer: r}\n", Path("a.yaml"))
    other = parse_deck("notes:\n  - {id: y, ask: What does LH stand for?, answer: s}\n", Path("b.yaml"))
    assert [f.name for f in lint([one, other])] == ["unexpanded-acronym"]


def test_an_accepted_text_made_to_be_slow_is_linted_in_no_time() -> None:
    text = f"notes:\n  - {{id: x, ask: q, answer: AB, accept: [{'a ' * 50_000}]}}\n"
    assert "unexpanded-acronym" in [finding.name for finding in lint([parse_deck(text, Path("a.yaml"))])]


def test_texts_made_to_be_slow_are_linted_in_no_time() -> None:
    words = "A " * 20_000
    text = (
        f"notes:\n  - {{id: x, ask: AAAAAB q, answer: r, note: '{words} AAAAAB {words} {'x' * 50_000}(a', typed: no}}\n"
    )
    assert "unexpanded-acronym" in [finding.name for finding in lint([parse_deck(text, Path("a.yaml"))])]
