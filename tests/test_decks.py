"""The bundled decks: whole, sound, graded fairly, and standing on the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.grading.context import AnswerContext
from quizzer.core.grading.grading import grade_typed
from quizzer.core.grading.items import grade_list, split_items
from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.find import list_deck_files
from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import read_deck
from quizzer.derive.fingerprint import fingerprint

ROOT = Path(__file__).parent.parent
FILES = list_deck_files(ROOT / "decks")
DOCUMENT = ROOT.parent / "shared" / "source" / "insulin-resistance-and-hormone-receptors.txt"


def load(path: Path) -> Deck:
    deck = read_deck(path).deck
    assert deck is not None
    return deck


NOTES = [(path.stem, note) for path in FILES for note in load(path).notes]
each_note = pytest.mark.parametrize(
    "note", [note for _, note in NOTES], ids=[f"{deck}/{note.id}" for deck, note in NOTES]
)


def test_the_linter_finds_nothing_in_the_bundled_decks() -> None:
    assert [str(finding) for finding in lint([read_deck(path) for path in FILES])] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_deck_is_a_part_of_the_course(path: Path) -> None:
    deck = load(path)
    assert deck.course
    assert len(deck.primer.split(". ")) in (2, 3, 4)
    tags = [tag for note in deck.notes for tag in note.tags]
    assert tags.count("case") >= 2
    assert tags.count("diagram") >= 1
    assert tags.count("contrast") >= 1
    assert any(note.priority == "core" for note in deck.notes)


@each_note
def test_what_is_disputed_has_its_caveat_and_a_case_is_two_sentences_or_three(note: Note) -> None:
    assert note.caveat or note.extra or not {"disputed", "view"} & set(note.tags) or "caveat" in note.tags
    assert len(note.caveat) <= 140
    if "case" in note.tags:
        assert len(face_of(note, parts_of(note)[0]).prompt.rstrip("?").split(". ")) <= 3
    if "diagram" in note.tags:
        drawn = [line for line in face_of(note, parts_of(note)[0]).whole.splitlines() if line.startswith("  ")]
        assert 2 <= len(drawn) <= 6
        assert max(map(len, drawn)) <= 70


def test_all_six_kinds_are_used_and_no_deck_is_of_a_few_kinds_only() -> None:
    kinds = {path: {note.kind for note in load(path).notes} for path in FILES}
    assert set().union(*kinds.values()) == {"basic", "cloze", "choice", "list", "sequence", "sort"}
    assert {path: found for path, found in kinds.items() if len(found) < 3} == {}


@each_note
def test_every_accepted_spelling_is_right(note: Note) -> None:
    for part in parts_of(note):
        face = face_of(note, part)
        if face.typed:
            for spelling in face.accept:
                assert grade_typed(spelling, face.accept).outcome == "right", spelling
        for index, spellings in enumerate(face.accepts):
            for spelling in spellings:
                found = grade_list([spelling], face.accepts).found
                assert found[index] == spelling, f"{spelling} counts for another item"


@each_note
def test_answers_are_right_as_people_type_them_and_wrong_when_denied(note: Note) -> None:
    for part in parts_of(note):
        face = face_of(note, part)
        context = AnswerContext(face.prompt)
        if face.typed:
            assert grade_typed(face.accept[0], face.accept, context).outcome == "right"
            assert grade_typed(f"it isn't {face.accept[0]}", face.accept, context).outcome != "right"
        if face.kind == "list":
            for line in (", ".join(face.answers), " and ".join(face.answers), " / ".join(reversed(face.answers))):
                verdict = grade_list(split_items(line, face.accepts, context), face.accepts, context)
                assert verdict.outcome == "right", (line, verdict.unmatched)


@each_note
def test_every_note_says_where_it_stands_and_how_deep(note: Note) -> None:
    assert note.level in ("fundamentals", "intermediate", "academic")
    assert note.cite is not None
    assert note.cite.section
    assert note.cite.place
    assert len(note.cite.fingerprint) == 16


@pytest.mark.skipif(
    not DOCUMENT.exists(), reason="the document is not beside the checkout; it is no part of the project"
)
def test_every_citation_names_a_passage_of_the_document() -> None:
    passages = {fingerprint(line) for line in DOCUMENT.read_text("utf-8").splitlines() if line.strip()}
    missing = [note.id for _, note in NOTES if note.cite is not None and note.cite.fingerprint not in passages]
    assert missing == []
