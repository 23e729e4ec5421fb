"""The device of a home: another one as soon as two copies of a database could write under one name."""

from __future__ import annotations

import shutil
from pathlib import Path

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, START


def answer(home: Path) -> str:
    """Answer a card in this home; its device."""
    paths = Paths(home)
    paths.decks.mkdir(parents=True, exist_ok=True)
    (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    with Collection.open(paths, load_settings(paths), FixedClock(START)) as collection:
        sync_decks(collection)
        Session(collection, Plan(ahead_days=400)).answer(Rating.GOOD, 1_000)
        return collection.get("device") or ""


def test_a_home_keeps_its_device(tmp_path: Path) -> None:
    assert len({answer(tmp_path / "home") for _ in range(3)}) == 1


def test_a_copied_home_is_another_device(tmp_path: Path) -> None:
    device = answer(tmp_path / "home")
    shutil.copytree(tmp_path / "home", tmp_path / "copy")
    assert answer(tmp_path / "copy") != device
    assert answer(tmp_path / "home") == device


def test_a_database_that_was_set_back_into_its_own_file_is_another_device(tmp_path: Path) -> None:
    database = tmp_path / "home" / "quizzer.db"
    device = answer(database.parent)
    shutil.copy(database, tmp_path / "kept.db")
    assert answer(database.parent) == device
    shutil.copy(tmp_path / "kept.db", database)  # into the file: its number stays
    other = answer(database.parent)
    assert other != device
    assert answer(database.parent) == other


def test_a_note_that_cannot_be_is_passed_over(tmp_path: Path) -> None:
    device = answer(tmp_path / "home")
    note = tmp_path / "home" / "quizzer.db-rows"
    for text in (b"", b"\xff\xfe", f"{device} many".encode(), b"x" * 10_000):
        note.write_bytes(text)
        assert answer(tmp_path / "home") == device
    assert note.read_text("utf-8").startswith(f"{device} ")
