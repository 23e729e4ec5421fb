"""Drafts become notes of a deck file: ids, axes, tags, citations, and the line between the sure and the doubtful."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.drafts import DraftMark
from quizzer.core.notes.json_content import hash_as_generated
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Citation, Source
from quizzer.deckfile.read.deck import parse_deck
from quizzer.derive.candidate import Derivation
from quizzer.study.drafts.deriving.compose import LINE, choose_axes, compose_deck, compose_notes, name_document, slug
from tests.study.drafts.derived import AXES, derive, document_of

PATH = Path("sea.yaml")
DOCUMENT = document_of("Tides follow the moon. Waves follow the wind.", "Rivers bring the salt.")


def test_a_note_has_what_its_draft_says() -> None:
    derivation = derive(DOCUMENT)
    drafts = (replace(derivation.drafts[0], doubts=("two right answers",), score=0.876), *derivation.drafts[1:])
    first = compose_notes(Derivation(drafts, {}), AXES, ())[0].note
    assert first.draft == DraftMark(0.88, "the end of “Tides”", ("two right answers",))
    assert first.cite == Citation(
        "The sea", "paragraph 1", DOCUMENT.statements[0].fingerprint, "Tides follow the moon."
    )  # fmt: skip
    assert first.tags == ("the-sea",)
    assert first.derived is not None
    assert first.derived.key == drafts[0].candidate.key
    assert first.derived.made == hash_as_generated(first, "SEA")
    assert first.id == f"tides-follow-{first.derived.key[:4]}"


def test_ids_are_free_in_the_decks_that_are_loaded_and_in_their_own() -> None:
    derivation = derive(DOCUMENT)
    twice = Derivation((*derivation.drafts, *derivation.drafts), {})
    first = [one.note.id for one in compose_notes(derivation, AXES, ())]
    notes = [one.note.id for one in compose_notes(twice, AXES, first)]
    assert len({*notes, *first}) == len(notes) + len(first)
    spaced = [one.note.id for one in compose_notes(derivation, AXES, first, "mine")]
    assert spaced == [f"mine/{name}" for name in first]


def test_axes_are_those_of_the_document_and_one_of_the_decks_own_where_drafts_have_none() -> None:
    derivation = derive(DOCUMENT)
    assert choose_axes(derivation, "The sea", "sea") == (Axis("sea", "The sea"),)
    axes = {"TIDE": "Tides", "WAVE": ""}
    some = replace(derivation, axes=axes, drafts=(replace(derivation.drafts[0], axis="TIDE"), derivation.drafts[1]))
    assert choose_axes(some, "The sea", "sea") == (Axis("sea", "The sea"), Axis("TIDE", "Tides"), Axis("WAVE", "WAVE"))
    every = replace(some, drafts=tuple(replace(draft, axis="TIDE") for draft in derivation.drafts))
    assert choose_axes(every, "The sea", "sea")[0] == Axis("TIDE", "Tides")
    notes = [one.note for one in compose_notes(some, choose_axes(some, "The sea", "sea"), ())]
    assert [(note.axis, note.tags) for note in notes] == [("TIDE", ()), ("sea", ())]


@pytest.mark.parametrize(("above", "before"), [(0, 0), (1, 1), (2, 2), (3, None)])
def test_the_line_stands_before_the_first_draft_below_it(above: int, before: int | None) -> None:
    fresh = compose_notes(derive(DOCUMENT, above=above), AXES, ())
    composed = compose_deck("The sea", AXES, Source("sea"), fresh, PATH)
    reading = parse_deck(composed.text, PATH)
    assert [finding.name for finding in reading.findings] == []
    assert reading.notes == tuple(one.note for one in fresh)
    if before is None:
        assert LINE not in composed.text
    else:
        assert composed.text.split(LINE)[0].count("- id:") == before


def test_what_no_deck_file_can_hold_is_left_out_and_counted() -> None:
    fresh = compose_notes(derive(DOCUMENT), AXES, ())
    fresh[1] = fresh[1]._replace(note=replace(fresh[1].note, body=Basic("What is \x1b[1m?", "wind")))
    composed = compose_deck("The sea", AXES, Source("sea"), fresh, PATH)
    assert (len(composed.notes), composed.unwritable) == (2, 1)
    assert "\\e" not in composed.text


def test_names_come_from_the_heading_or_the_file() -> None:
    assert name_document(DOCUMENT) == "The sea"
    bare = replace(DOCUMENT, passages=DOCUMENT.statements, path=Path("of_the  sea.md"))
    assert name_document(bare) == "of the sea"
    assert (slug("Über die See!"), slug("…"), slug("x" * 90)) == ("uber-die-see", "deck", "x" * 40)
