"""A deck file made here names the schema beside it, which is no deck and is kept up to date."""

from __future__ import annotations

from pathlib import Path

from quizzer.config import Paths
from quizzer.deckfile.find import list_deck_files
from quizzer.deckfile.schema import MODELINE, SCHEMA_NAME, load_schema, write_schema
from quizzer.study.decks.editing.add import NewNote, add_note
from quizzer.study.decks.sync import sync_decks
from tests.conftest import DECK, Opener


def test_a_new_deck_names_its_schema(paths: Paths, open_collection: Opener) -> None:
    added = add_note(open_collection(), NewNote("Bones", "Which bone is the longest?", "femur", axis="BONES"))
    assert added.path.read_text("utf-8").startswith(MODELINE)
    assert (paths.decks / SCHEMA_NAME).read_text("utf-8") == load_schema()
    assert MODELINE.strip().endswith(f"$schema={SCHEMA_NAME}")
    assert [path.name for path in list_deck_files(paths.decks)] == ["bones.yaml", "small.yaml"]


def test_an_own_deck_gets_no_line_and_no_schema(paths: Paths, open_collection: Opener) -> None:
    add_note(open_collection(), NewNote("small", "Which bone is the longest?", "femur"))
    assert (paths.decks / "small.yaml").read_text("utf-8").startswith(DECK)
    assert not (paths.decks / SCHEMA_NAME).exists()


def test_an_old_schema_is_renewed_when_decks_are_read(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / SCHEMA_NAME).write_text("{}", "utf-8")
    collection = open_collection()
    assert (paths.decks / SCHEMA_NAME).read_text("utf-8") == load_schema()
    sync_decks(collection)
    stamp = (paths.decks / SCHEMA_NAME).stat().st_mtime_ns
    sync_decks(collection)
    assert (paths.decks / SCHEMA_NAME).stat().st_mtime_ns == stamp


def test_a_folder_that_takes_no_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / SCHEMA_NAME).mkdir()
    write_schema(tmp_path)
    write_schema(tmp_path / "nowhere" / "at all")
