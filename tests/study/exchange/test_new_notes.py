"""Decks from elsewhere become deck files of one's own; what is there already is never touched or lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.exchange import Incoming, IncomingDeck
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.read.deck import read_deck
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.new_notes import ImportPlan, plan_import
from tests.probe import notes_of

AXIS = Axis("Endo", "Endo")


def note(key: str, answer: str = "yes", axis: str = "Endo") -> Note:
    return Note(key, Basic(f"Is it {key}?", answer), axis)


def incoming(*notes: Note, bundled: bool = False) -> Incoming:
    return Incoming("test", (IncomingDeck(Deck("Endo", (AXIS,), notes), "endo.yaml", bundled),), [])


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    return tmp_path / "bundled"


def arrive(collection: Collection, coming: Incoming, bundled: Path, *, own: bool = False) -> ImportPlan:
    found = plan_import(collection.connection, coming, collection.paths.decks, bundled, own=own)
    found.write()
    assert [problem for problem in sync_decks(collection) if problem.level == "error"] == []
    return found


def keys(collection: Collection) -> set[str]:
    return {note.key for note in notes_of(collection) if not note.retired}


def test_a_foreign_deck_becomes_a_deck_file(collection: Collection, bundled: Path) -> None:
    found = arrive(collection, incoming(note("a"), note("b")), bundled)
    assert [(file.path.name, file.notes, file.made) for file in found.files] == [("endo.yaml", 2, True)]
    assert {"a", "b"} <= keys(collection)
    assert found.coming == {"a", "b"}


def test_the_same_deck_again_writes_nothing(collection: Collection, bundled: Path) -> None:
    arrive(collection, incoming(note("a"), note("b")), bundled)
    again = arrive(collection, incoming(note("a"), note("b", "no")), bundled)
    assert (again.files, again.known, again.differing) == ([], 2, 1)


def test_new_notes_are_added_below_and_the_rest_of_the_file_stays_as_it_is(
    collection: Collection, bundled: Path
) -> None:
    arrive(collection, incoming(note("a")), bundled)
    file = collection.paths.decks / "endo.yaml"
    file.write_text("# mine\n" + file.read_text("utf-8") + "# the end\n", "utf-8")
    before = file.read_text("utf-8")
    found = arrive(collection, incoming(note("a"), note("b")), bundled)
    assert [(written.path.name, written.notes, written.made) for written in found.files] == [("endo.yaml", 1, False)]
    assert file.read_text("utf-8").startswith(before.rstrip())
    assert {"a", "b"} <= keys(collection)


@pytest.mark.parametrize("content", ["deck: Other\nnotes: []\n", "deck: [broken\n", "deck: Endo\nnotes:\n- {id: x}\n"])
def test_a_file_that_cannot_take_them_is_left_alone(collection: Collection, bundled: Path, content: str) -> None:
    file = collection.paths.decks / "endo.yaml"
    file.write_text(content, "utf-8")
    found = plan_import(collection.connection, incoming(note("a")), collection.paths.decks, bundled, own=False)
    found.write()
    assert file.read_text("utf-8") == content
    assert [written.path.name for written in found.files] == ["endo-2.yaml"]


def test_the_name_of_a_bundled_deck_is_not_taken(collection: Collection, bundled: Path) -> None:
    (bundled / "endo.yaml").write_text("deck: Bundled\nnotes:\n  - {id: z, ask: Who?, answer: me}\n", "utf-8")
    found = arrive(collection, incoming(note("a")), bundled)
    assert [written.path.name for written in found.files] == ["endo-2.yaml"]
    assert {"a", "z"} <= keys(collection)


def test_a_note_that_no_deck_file_can_hold_is_left_out_with_its_reason(collection: Collection, bundled: Path) -> None:
    found = arrive(collection, incoming(note("a"), note("b", answer=" "), note("bad id")), bundled)
    assert found.files[0].notes == 1
    assert sorted(skipped.what for skipped in found.skipped) == ["b", "bad id"]


def test_a_note_there_twice_is_taken_once(collection: Collection, bundled: Path) -> None:
    found = arrive(collection, incoming(note("a"), note("a", "no")), bundled)
    assert (found.files[0].notes, len(found.skipped)) == (1, 1)


def test_a_retired_note_that_comes_again_is_asked_again(collection: Collection, bundled: Path) -> None:
    arrive(collection, incoming(note("a")), bundled)
    (collection.paths.decks / "endo.yaml").unlink()
    sync_decks(collection)
    assert "a" not in keys(collection)
    arrive(collection, incoming(note("a")), bundled)
    assert "a" in keys(collection)


def test_a_changed_copy_of_a_bundled_deck_in_an_archive_is_one_again(collection: Collection, bundled: Path) -> None:
    (bundled / "endo.yaml").write_text(
        "deck: Endo\nnotes:\n  - {id: a, ask: 'Is it a?', answer: no}\n  - {id: b, ask: 'Is it b?', answer: no}\n",
        "utf-8",
    )
    sync_decks(collection)
    found = arrive(collection, incoming(note("a")), bundled, own=True)
    assert [written.path for written in found.files] == [collection.paths.decks / "endo.yaml"]
    assert {"a"} == keys(collection) & {"a", "b"}


def test_an_unchanged_bundled_deck_in_an_archive_stays_bundled(collection: Collection, bundled: Path) -> None:
    (bundled / "endo.yaml").write_text("deck: Endo\nnotes:\n  - {id: a, ask: 'Is it a?', answer: no}\n", "utf-8")
    sync_decks(collection)
    found = arrive(collection, incoming(note("a", "an older answer"), bundled=True), bundled, own=True)
    assert (found.files, found.known) == ([], 1)


def test_a_large_deck_is_divided(collection: Collection, bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.study.exchange.new_notes.LARGEST", 600)
    found = arrive(collection, incoming(*(note(f"n{i}") for i in range(20))), bundled)
    assert len(found.files) > 1
    assert sum(file.notes for file in found.files) == 20
    assert {f"n{i}" for i in range(20)} <= keys(collection)
    assert all(read_deck(file.path).deck is not None for file in found.files)
