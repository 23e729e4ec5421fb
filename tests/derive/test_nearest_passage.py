"""The nearest passage is found by quote, then by place, then by section, then by the note's words."""

from __future__ import annotations

from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Citation, Note
from quizzer.derive.document.passages import split_passages
from quizzer.derive.nearest_passage import PassageSearch

TEXT = """Lamps

The first lamps burned coal in open baskets on the shore.

The lens of Fresnel bends light to the horizon.

Bells

A bell is struck by clockwork in thick fog.
"""
PASSAGES = [passage for passage in split_passages(TEXT) if passage.kind == "prose"]
COAL, LENS, BELL = PASSAGES
SEARCH = PassageSearch(PASSAGES)


def find(cite: Citation, question: str = "What bends light?", taken: tuple[str, ...] = ()) -> tuple[object, str] | None:
    return SEARCH.find(Note("x", Basic(question, "the lens of Fresnel"), "A", cite=cite), cite, taken)


def test_a_quote_outweighs_the_place() -> None:
    quote = "A bell was struck by clockwork in thick fog"
    assert find(Citation("Lamps", "paragraph 1", quote=quote)) == (BELL, "quote")


def test_the_cited_place_decides_unless_another_note_stands_on_it() -> None:
    assert find(Citation("Lamps", "paragraph 1")) == (COAL, "place")
    assert find(Citation("Lamps", "paragraph 1"), taken=(COAL.fingerprint,)) == (LENS, "section")


def test_the_note_s_words_choose_in_the_section_even_when_its_heading_was_reworded() -> None:
    assert find(Citation("Lamp", "paragraph 9")) == (LENS, "section")


def test_the_note_s_words_choose_in_the_document_when_the_section_is_gone() -> None:
    assert find(Citation("Tides and their causes")) == (LENS, "words")
    assert SEARCH.find(Note("x", Basic("Qqq?", "zzz"), "A"), Citation("Tides and their causes"), ()) is None
