"""Fronts that name the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.lint.notes.attribution import cites_tables, find_attribution
from quizzer.deckfile.read.deck import parse_deck
from tests.deckfile.given import note_of

PATH = Path("d.yaml")


def named(ask: str, more: str = "", *, tables: bool = False) -> list[str]:
    note = note_of(f"ask: {ask}\nanswer: the article's\n{more}")
    return [key for key, _, _ in find_attribution(note, tables=tables)]


@pytest.mark.parametrize("ask", ["What does the article call it?", "Which is the text's name for it?", "In The Text?"])
def test_a_front_that_names_the_document_is_told(ask: str) -> None:
    assert named(ask) == ["ask"]


@pytest.mark.parametrize("tag", ["view", "disputed", "text"])
def test_a_tag_says_that_its_author_matters(tag: str) -> None:
    assert named("What does the article say?", f"tags: [{tag}]") == []
    assert named("What does the article say?", f"tags: [{tag}s]") == ["ask"]


@pytest.mark.parametrize(
    "ask",
    ["What is a text?", "Which article is it?", "Which case has the article „dem“?", "What is the texture?"],
)
def test_other_articles_and_texts_are_left_alone(ask: str) -> None:
    assert named(ask) == []


def test_the_table_is_the_documents_only_where_notes_stand_on_one() -> None:
    ask = "What does the table list?"
    assert named(ask) == []
    assert named(ask, tables=True) == ["ask"]
    assert named("Which place has it in the table of elements?", tables=True) == []
    row = note_of("ask: q\nanswer: r\ncite: {section: s, row: 2}")
    paragraph = note_of("ask: q\nanswer: r\ncite: {section: s, paragraph: 2}")
    assert cites_tables((paragraph, row))
    assert not cites_tables((paragraph, note_of("ask: q\nanswer: r")))


def test_each_side_is_told_once_and_an_answer_never() -> None:
    assert named("q", "reverse: {ask: What does the article say?, answer: r}") == ["reverse"]
    note = note_of("cloze: 'The article calls {{this}} and {{that}} so.'")
    assert [key for key, _, _ in find_attribution(note, tables=False)] == ["cloze"]


def test_only_a_deck_with_a_source_has_a_document() -> None:
    text = "notes:\n  - {id: x, ask: What does the article say?, answer: r}\n"
    assert lint([parse_deck(text, PATH)]) == ()
    assert [finding.name for finding in lint([parse_deck(text + "source: s\n", PATH)])] == ["attribution"]
