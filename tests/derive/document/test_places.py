"""Each passage knows what stands above it, what introduces it, what it is about, and where it stood in the text."""

from __future__ import annotations

import pytest

from quizzer.derive.document.passages import Passage, split_passages

NESTED = """\
Lamps

There are two kinds of lamps:

- Oil lamps: they burn.
  - Argand: a round wick
    - chimney
  - flat wick
- Electric lamps
"""


def by_text(text: str, *, markdown: bool) -> dict[str, Passage]:
    return {passage.text: passage for passage in split_passages(text, markdown=markdown)}


@pytest.mark.parametrize("markdown", [False, True])
def test_a_nested_item_names_those_above_it_and_the_list_its_lead(markdown: bool) -> None:
    passages = by_text(NESTED, markdown=markdown)
    assert passages["chimney"].parents == ("Oil lamps", "Argand")
    assert passages["flat wick"].parents == ("Oil lamps",)
    assert passages["Electric lamps"].parents == ()
    assert passages["Oil lamps: they burn."].lead == "There are two kinds of lamps:"
    assert passages["Oil lamps: they burn."].name == "Oil lamps"
    assert passages["chimney"].lead == ""


def test_a_lead_ends_with_the_list_and_a_nested_list_has_the_sentence_above_it() -> None:
    passages = by_text(
        "Two were lit. These are:\n\n- Far. It had two panes:\n  - north\n  - south\n\nRain fell.\n\n- alone\n",
        markdown=True,
    )
    assert passages["north"].lead == "It had two panes:"
    assert passages["alone"].lead == ""


def test_the_author_s_terms_are_spans_of_the_text() -> None:
    (passage,) = split_passages(
        "A **Fresnel lens** is a *stepped* lens; see [mantle](glossary.md#mantle) and **see**.", markdown=True
    )
    assert [passage.text[start:end] for start, end in passage.terms] == ["Fresnel lens", "stepped", "mantle", "see"]
    (whole,) = split_passages("_All of this was said by one keeper, and he said it in one breath._", markdown=True)
    assert whole.terms == ()


def test_a_glossary_s_paragraphs_have_names() -> None:
    passages = by_text("# Key terms\n\nmantle: a mesh that glows\n\nNote: all of them are old.\n", markdown=True)
    assert passages["mantle: a mesh that glows"].name == "mantle"
    assert passages["Note: all of them are old."].name == ""
    passages = by_text("- **Oil is dear**: it comes by ship\n- **Gas**: it is piped\n\n**Syntax.**\n", markdown=True)
    assert [passage.name for passage in passages.values()] == ["", "Gas", ""]
    assert [bool(passage.terms) for passage in passages.values()] == [False, True, False]


@pytest.mark.parametrize("markdown", [False, True])
def test_cells_are_spans_of_the_row_and_know_their_header(markdown: bool) -> None:
    table = "| Lamp | Fuel | Hours |\n|---|---|---|\n| Argand | rape oil | |\n| Bude | gas | 9 |\n"
    plain = "Lamp\tFuel\tHours\nArgand\trape oil\t\nBude\tgas\t9\n"
    rows = [passage for passage in split_passages(table if markdown else plain, markdown=markdown) if passage.cells]
    assert [[(cell.header, cell.text) for cell in row.cells] for row in rows] == [
        [("Lamp", "Argand"), ("Fuel", "rape oil")],
        [("Lamp", "Bude"), ("Fuel", "gas"), ("Hours", "9")],
    ]
    for row in rows:
        assert all(row.text[cell.start : cell.end] == cell.text for cell in row.cells)


@pytest.mark.parametrize("markdown", [False, True])
def test_offsets_lead_back_to_the_text(markdown: bool) -> None:
    for passage in split_passages(NESTED, markdown=markdown):
        said = NESTED[passage.start : passage.end]
        assert passage.text in said
        assert not markdown or len(said) <= len(NESTED)
        assert markdown or said == passage.text
