"""The rows that an import stores straight away are those that reading the deck files it wrote would give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizzer.study.decks.sync import sync_decks
from tests.anki.profile import profile, require_anki
from tests.probe import rows_of
from tests.study.exchange.people import Person, person

TABLES = ("deck", "axis", "note", "card", "log", "waiting", "prerequisite", "deck_change")


def rows(someone: Person) -> dict[str, list[tuple[object, ...]]]:
    """Every column of every row that deck files and imports fill; the home is left out of paths."""

    def neutral(value: object) -> object:
        return value.replace(str(someone.paths.home), "HOME") if isinstance(value, str) else value

    return {
        table: sorted(tuple(map(neutral, row)) for row in rows_of(someone.collection.connection, table))
        for table in TABLES
    }


def assert_same_rows(someone: Person, other: Person, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One takes the file in, the other reads the deck files that this writes."""
    assert someone.import_(path).files
    with monkeypatch.context() as patched:
        patched.setattr("quizzer.study.exchange.import_file.sync_decks", lambda collection, _: sync_decks(collection))
        other.import_(path)
    assert rows(someone) == rows(other)
    sync_decks(someone.collection)
    assert rows(someone) == rows(other)


def test_an_archive_with_notes_of_all_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = Path(__file__).parents[3] / "decks"
    with person(tmp_path, "eve") as eve, person(tmp_path, "ada") as ada, person(tmp_path, "bea") as bea:
        for path in sorted(bundled.glob("*.yaml"))[:4]:
            text = re.sub("(?m)^namespace:.*\n", "", path.read_text("utf-8"))
            (eve.paths.decks / f"my-{path.name}").write_text(
                text.replace("\ndeck: ", "\nnamespace: my\ndeck: my "), "utf-8"
            )
        sync_decks(eve.collection)
        eve.answer(5)
        archive, _ = eve.export(name="all.json")
        assert_same_rows(ada, bea, archive, monkeypatch)


def test_a_package_of_ankis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_anki()
    from anki.import_export_pb2 import ExportAnkiPackageOptions

    with profile() as anki, person(tmp_path, "ada") as ada, person(tmp_path, "bea") as bea:
        for number, text in enumerate(
            ["Femur", "a: b", "<b>x</b><br>#y", "é\u200b", "[sound:a.mp3] heard", "w " * 200]
        ):
            for type_, fields in (("Basic", (text, text)), ("Cloze", (f"{text} {{{{c1::two}}}} {{{{c2::x}}}}", text))):
                note = anki.new_note(anki.models.by_name(type_))
                note.fields, note.tags = [*fields], [f"t{number}", "no"]
                anki.add_note(note, anki.decks.id(f"Deck {number % 2}"))
        for card in anki.find_cards("deck:'Deck 0'"):
            anki.db.execute("INSERT INTO revlog VALUES (?, ?, 0, 3, 5, 1, 2500, 900, 1)", card + 9, card)
        path = tmp_path / "all.apkg"
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False)
        anki.export_anki_package(out_path=str(path), options=options, limit=None)
        assert_same_rows(ada, bea, path, monkeypatch)
