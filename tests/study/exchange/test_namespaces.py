"""Two people's notes of one id stay two, here and in Anki; the ids of decks without a namespace stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.anki.embedded_note import guid_of
from quizzer.core.exchange import Incoming, IncomingDeck
from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.core.notes.notes import Note, Retirement
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.write import format_deck
from quizzer.study.decks.editing.add import NewNote, add_note
from quizzer.study.exchange.namespaces import move_to_namespace
from tests.anki.profile import import_package, profile, require_anki
from tests.probe import notes_of
from tests.study.exchange.people import person

GLAND = "  - {id: q1, ask: Largest gland?, answer: liver}\n"
IRON = "  - {id: q1, ask: Chemical sign of iron?, answer: Fe}\n"
ZINC = "  - {id: q1, ask: Which metal rusts white?, answer: zinc}\n"


@pytest.mark.parametrize(
    ("note", "guid"),
    [
        (Note("q1", Basic("a", "b"), "A"), "quizzer:q1"),
        (Note("q1", Cloze("a {{b}}"), "A"), "quizzer:cloze:q1"),
        (Note("ada/q1", Basic("a", "b"), "A"), "quizzer:ada/q1"),
        (Note("ada/q1", Cloze("a {{b}}"), "A"), "quizzer:cloze:ada/q1"),
        (Note("hpg-axis.order", Basic("a", "b"), "A"), "quizzer:hpg-axis.order"),
    ],
)
def test_guids_are_frozen(note: Note, guid: str) -> None:
    assert guid_of(note) == guid


def test_a_namespace_is_read_written_and_part_of_every_id() -> None:
    text = f"deck: Ada\nnamespace: ada-l.1\naxis: Ada\nnotes:\n{GLAND}"
    reading = parse_deck(text, Path("a.yaml"))
    assert reading.deck is not None
    assert not reading.findings
    assert [note.id for note in reading.notes] == ["ada-l.1/q1"]
    written = format_deck(reading.deck)
    assert "namespace: ada-l.1\n" in written
    assert "- id: q1\n" in written
    assert parse_deck(written, Path("a.yaml")).deck == reading.deck


@pytest.mark.parametrize("written", ["", "a b", "a/b", "-x", "ä"])
def test_a_namespace_that_cannot_be_one_is_an_error_with_its_line(written: str) -> None:
    reading = parse_deck(f"deck: Ada\nnamespace: '{written}'\naxis: Ada\nnotes:\n{GLAND}", Path("a.yaml"))
    assert reading.deck is None
    assert [(found.line, found.level) for found in reading.findings] == [(2, "error")]


def test_ids_are_unique_within_a_namespace_and_free_between_them(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        assert not [found for found in ada.write("One", GLAND) if found.level == "error"]
        assert not [found for found in ada.write("Two", IRON, head="namespace: two\n") if found.level == "error"]
        (error,) = (found for found in ada.write("Three", ZINC, head="namespace: two\n") if found.level == "error")
        assert "two/q1" in str(error)
        assert "two.yaml:5" in str(error)
        assert "three.yaml:5" in str(error)
        assert set(ada.cards()) == {"q1", "two/q1"}


def test_a_namespace_added_later_is_said_and_loses_nothing(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("Ada", GLAND)
        ada.answer()
        (said,) = ada.write("Ada", GLAND, head="namespace: ada\n")
        assert "1 of its notes begin anew" in said.message
        assert said.level == "warning"
        assert ada.cards() == {"ada/q1": 0}
        ada.write("Ada", GLAND)
        assert ada.cards() == {"q1": 1}


def test_two_peoples_notes_of_one_id_live_side_by_side(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada, person(tmp_path, "ben") as ben, person(tmp_path, "cleo") as cleo:
        ada.write("Ada", GLAND)
        ada.answer()
        ben.write("Ben", IRON)
        cleo.write("Ben", ZINC)
        for other in (ben, cleo):
            package, said = other.export()
            assert "“Ben” has no namespace" in said
            assert not ada.import_(package).differing
            assert ada.import_(package).files == ()
        assert ada.cards() == {"q1": 1, "ben/q1": 0, "ben-2/q1": 0}
        assert "namespace: ben\n" in (ada.paths.decks / "ben.yaml").read_text("utf-8")
        ben.write("Ben", IRON + "  - {id: q2, ask: Chemical sign of gold?, answer: Au}\n")
        ada.import_(ben.export()[0])
        assert "ben/q2" in ada.cards()


def test_an_edit_of_ones_own_notes_is_no_other_persons_note(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("Ada", GLAND)
        package, _ = ada.export()
        ada.write("Anatomy", "  - {id: q1, ask: What is the largest gland?, answer: the liver}\n", file="ada.yaml")
        assert ada.import_(package).differing == 1
        assert set(ada.cards()) == {"q1"}


def test_answers_to_another_persons_note_go_to_that_note(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada, person(tmp_path, "ben") as ben:
        ada.write("Ada", GLAND)
        ben.write("Ben", IRON)
        ben.answer()
        ada.import_(ben.export(progress=True)[0])
        assert ada.cards() == {"q1": 0, "ben/q1": 1}


def test_namespaces_keep_two_notes_two_in_anki(tmp_path: Path) -> None:
    require_anki()
    with person(tmp_path, "ada") as ada, person(tmp_path, "ben") as ben, profile() as anki:
        ada.write("Ada", GLAND, head="namespace: ada\n")
        ben.write("Ben", IRON, head="namespace: ben\n")
        for one in (ada, ben):
            path, said = one.export()
            assert "no namespace" not in said
            assert import_package(anki, path)["new"] == 1
        prompts = {anki.get_note(note)["Prompt"] for note in anki.find_notes("")}
        assert prompts == {"Largest gland?", "Chemical sign of iron?"}


def test_a_namespace_survives_the_archive(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada, person(tmp_path, "new") as new:
        ada.write("Ada", GLAND, head="namespace: ada\n")
        ada.write("Own", IRON)
        ada.answer(2)
        path, _ = ada.export(name="all.json")
        new.import_(path)
        assert new.cards() == ada.cards() == {"ada/q1": 1, "q1": 1}
        assert "namespace: ada\n" in (new.paths.decks / "ada.yaml").read_text("utf-8")


def test_ids_without_a_namespace_are_what_they_were_in_the_store(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("Ada", GLAND)
        assert [note.key for note in notes_of(ada.collection)] == ["q1"]


def test_a_note_added_by_hand_joins_the_namespace_of_its_deck(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("Ada", GLAND, head="namespace: ada\n")
        added = add_note(ada.collection, NewNote(deck="Ada", ask="Chemical sign of iron?", answer="Fe"))
        assert added.id.startswith("ada/")
        assert added.id in ada.cards()


def test_retired_ids_and_their_heirs_move_to_the_namespace_with_the_notes() -> None:
    deck = parse_deck(f"retired: {{old: [q1, bea/b]}}\nnotes:\n{GLAND}", Path("a.yaml")).deck
    assert deck is not None
    there = Incoming("archive", (IncomingDeck(deck, "a.yaml"),), [])
    (moved,) = move_to_namespace(there, "ada").decks
    assert moved.deck.retired == (Retirement("ada/old", ("ada/q1", "bea/b")),)
