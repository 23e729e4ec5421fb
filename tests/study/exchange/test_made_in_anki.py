"""Notes made in Anki are left out of packages or go back as they were: no export can empty one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizzer.errors import Problem
from tests.anki.profile import import_package, profile, require_anki
from tests.study.exchange.people import Person, person

BASIC, REVERSED, CLOZE = "Basic", "Basic (and reversed card)", "Cloze"
PICTURE = 'Which bone? <img src="femur.png"> <b>bold</b>'


@pytest.fixture(autouse=True)
def _anki() -> None:
    require_anki()


def add(anki: Any, type_: str, *fields: str, tags: str = "") -> Any:
    """Make a note in Anki."""
    note = anki.new_note(anki.models.by_name(type_))
    note.fields[:] = fields
    note.tags = tags.split()
    anki.add_note(note, anki.decks.id("Bones"))
    return note.id


def fill(anki: Any) -> None:
    """A note of each type."""
    add(anki, BASIC, PICTURE, "Femur", tags="leg")
    add(anki, REVERSED, "Ulna", "A <i>bone</i> of the arm")
    add(anki, CLOZE, "{{c1::Radius}} and {{c2::ulna}}", "the forearm")


def fields(anki: Any) -> list[list[str]]:
    """The fields of every note."""
    return [anki.get_note(note).fields for note in sorted(anki.find_notes(""))]


def take(someone: Person, anki: Any) -> None:
    """Import the profile's package."""
    from anki.import_export_pb2 import ExportAnkiPackageOptions

    path = someone.paths.home / "bones.apkg"
    anki.export_anki_package(
        out_path=str(path), options=ExportAnkiPackageOptions(with_scheduling=True, with_media=False), limit=None
    )
    someone.import_(path)


@pytest.mark.parametrize("merge", [True, False], ids=["merged", "as they are"])
@pytest.mark.parametrize("foreign", [True, False], ids=["with foreign", "without"])
@pytest.mark.parametrize("edited", [True, False], ids=["edited", "not edited"])
def test_no_export_changes_a_note_made_in_anki(tmp_path: Path, merge: bool, foreign: bool, edited: bool) -> None:
    with profile() as anki, person(tmp_path, "ada") as ada:
        fill(anki)
        take(ada, anki)
        assert len(ada.cards()) == 5
        package, said = ada.export(foreign=foreign)
        assert ("3 notes made in Anki go back" if foreign else "3 notes made in Anki left out") in said
        if edited:
            note = anki.get_note(anki.find_notes("femur")[0])
            note["Back"] = "the femur"
            anki.update_note(note)
        before = fields(anki)
        import_package(anki, package, merge=merge)
        assert fields(anki) == before
        assert anki.card_count() == 5


def test_with_foreign_gives_the_notes_as_they_were_to_an_empty_profile(tmp_path: Path) -> None:
    with profile() as anki, profile() as other, person(tmp_path, "ada") as ada:
        fill(anki)
        take(ada, anki)
        ada.write("Own", "  - {id: own, ask: Mine?, answer: yes}\n")
        package, _ = ada.export(foreign=True)
        assert import_package(other, package)["new"] == 4
        assert sorted(fields(anki)) == sorted(found for found in fields(other) if len(found) == 2)
        names = {other.get_note(note).note_type()["name"] for note in other.find_notes("")}
        assert names == {f"{BASIC}+", f"{REVERSED}+", f"{CLOZE}+", "Quizzer"}  # a new profile has types of these names
        assert other.card_count() == 6
        assert sorted(other.get_note(note).guid for note in other.find_notes("-note:Quizzer")) == sorted(
            anki.get_note(note).guid for note in anki.find_notes("")
        )
        assert other.find_notes("tag:leg")


def test_a_note_of_several_cards_goes_back_as_one(tmp_path: Path) -> None:
    with profile() as anki, profile() as other, person(tmp_path, "ada") as ada:
        add(anki, CLOZE, "A set {{c1::{1, 2} }} and {{c2::more}}", "")
        take(ada, anki)
        package, said = ada.export(foreign=True, progress=True)
        assert "1 note made in Anki goes back" in said
        import_package(other, package, progress=True)
        assert fields(other) == fields(anki)
        assert {other.get_card(card).ord for card in other.find_cards("")} == {0, 1}


def test_what_an_earlier_version_imported_is_left_out_and_said_so(tmp_path: Path) -> None:
    with profile() as anki, person(tmp_path, "ada") as ada:
        fill(anki)
        take(ada, anki)
        ada.lose_originals()
        package, said = ada.export(foreign=True)
        assert "3 notes made in Anki left out: how they were there was not kept" in said
        before = fields(anki)
        import_package(anki, package, merge=True)
        assert fields(anki) == before
        take(ada, anki)
        assert "3 notes made in Anki go back" in ada.export(foreign=True)[1]


def test_a_retired_note_made_in_anki_stays_at_home(tmp_path: Path) -> None:
    with profile() as anki, person(tmp_path, "ada") as ada:
        fill(anki)
        take(ada, anki)
        ada.lose_decks()
        for path in ada.paths.decks.iterdir():
            path.unlink()
        ada.write("Own", "  - {id: own, ask: Mine?, answer: yes}\n")
        before = fields(anki)
        for foreign in (True, False):
            package, said = ada.export(foreign=foreign)
            assert said.startswith("1 note and 1 card written")
            import_package(anki, package, merge=True)
        assert [found for found in fields(anki) if len(found) == 2] == before


def test_notes_of_ankis_text_export_are_left_out_too(tmp_path: Path) -> None:
    with profile() as anki, person(tmp_path, "ada") as ada:
        note = add(anki, BASIC, "Femur", "thigh <b>bone</b>")
        guid = anki.get_note(note).guid
        path = ada.paths.home / "notes.txt"
        path.write_text(f"#separator:tab\n#html:true\n#guid column:1\n{guid}\tFemur\tthigh bone\n", "utf-8")
        ada.import_(path)
        assert len(ada.cards()) == 1
        package, said = ada.export()
        assert "1 note made in Anki left out" in said
        import_package(anki, package, merge=True)
        assert fields(anki) == [["Femur", "thigh <b>bone</b>"]]


def test_a_package_of_ankis_notice_names_the_way(tmp_path: Path) -> None:
    with profile() as anki, person(tmp_path, "ada") as ada:
        add(anki, BASIC, "Please update to the latest Anki version, then import the .apkg file again.", "-")
        with pytest.raises(Problem, match=r"export the deck again as .apkg"):
            take(ada, anki)
