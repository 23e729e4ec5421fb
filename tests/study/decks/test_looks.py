"""A start reads the files whose stamps changed, and those that it cannot know from their stamps."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.deckfile.find import hash_file
from quizzer.deckfile.read.deck import DeckReading, read_deck
from quizzer.store.notes.deck_files import load_digests
from quizzer.study.collection.collection import Collection
from quizzer.study.decks import looks, sync
from quizzer.study.decks.looks import YOUNG, Looks, is_old
from quizzer.study.decks.sync import sync_decks, sync_decks_if_free, sync_for_session
from tests.conftest import DECK
from tests.probe import note_of

BAD = "deck: Bad\nnotes:\n  - id: x\n    ask: Why\n"


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose bytes were read to see whether they changed."""
    names: list[str] = []

    def hash_and_note(path: Path) -> str:
        names.append(path.name)
        return hash_file(path)

    monkeypatch.setattr(looks, "hash_file", hash_and_note)
    return names


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file was written a while ago."""
    monkeypatch.setattr(sync, "now_of_files", lambda: time.time_ns() + 2 * YOUNG)


@pytest.mark.usefixtures("later")
def test_only_a_file_that_changed_is_read(collection: Collection, paths: Paths, hashed: list[str]) -> None:
    (paths.decks / "other.yaml").write_text("deck: Other\nnotes: []\n", "utf-8")
    sync_decks(collection)
    assert hashed == ["other.yaml"]
    hashed.clear()
    sync_decks(collection)
    sync_for_session(collection)
    assert hashed == []
    (paths.decks / "small.yaml").write_text(DECK.replace("Which gland releases LH?", "And LH?"), "utf-8")
    sync_for_session(collection)
    assert hashed == ["small.yaml"]
    assert "And LH?" in note_of(collection, "gland").content


@pytest.mark.usefixtures("later")
def test_a_file_that_keeps_its_size_and_time_is_read(collection: Collection, paths: Paths, hashed: list[str]) -> None:
    sync_decks(collection)
    hashed.clear()
    file, aside = paths.decks / "small.yaml", paths.home / "aside"
    before = file.stat()
    aside.write_text(DECK.replace("gland releases", "glind releases"), "utf-8")
    os.utime(aside, ns=(before.st_atime_ns, before.st_mtime_ns))
    aside.replace(file)
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    sync_decks_if_free(collection)
    assert hashed == ["small.yaml"]


def test_a_young_stamp_is_not_believed(collection: Collection, hashed: list[str]) -> None:
    for _ in range(2):
        sync_for_session(collection)
        assert hashed == ["small.yaml"]
        hashed.clear()


def test_a_change_within_a_tick_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("one", "utf-8")
    monkeypatch.setattr(looks, "stamp", lambda path: f"{10 * YOUNG}-{10 * YOUNG}-3-1 {path}")
    young, old = Looks(now=10 * YOUNG + 1), Looks(now=11 * YOUNG + 1)
    first = young.look(file)
    assert old.look(file) == first
    file.write_text("two", "utf-8")
    assert Looks(young.note(), 12 * YOUNG).look(file) != first
    assert Looks(old.note(), 12 * YOUNG).look(file) == first


@pytest.mark.parametrize(
    ("stamped", "old"),
    [("5-5-1-1 a", True), ("5-20-1-1 a", False), ("20-5-1-1 a", False), ("-5-5-1-1 a", False), ("none a", True)],
)
def test_a_stamp_is_old_when_both_of_its_times_are(stamped: str, old: bool) -> None:
    assert is_old(stamped, YOUNG + 10) == old


@pytest.mark.usefixtures("later")
def test_a_file_with_an_error_is_read_again_once_anything_changed(
    collection: Collection, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    (paths.decks / "bad.yaml").write_text(BAD, "utf-8")
    found = sync_for_session(collection)
    assert found
    with monkeypatch.context() as patched:
        patched.setattr("quizzer.study.decks.update.read_deck", lambda path: pytest.fail(f"{path} was read"))
        assert sync_for_session(collection) == found
    parsed: list[str] = []

    def parse(path: Path) -> DeckReading:
        parsed.append(path.name)
        return read_deck(path)

    monkeypatch.setattr("quizzer.study.decks.update.read_deck", parse)
    monkeypatch.setattr(sync, "__version__", "another")
    assert sync_for_session(collection) == found
    assert parsed == ["bad.yaml"]
    (paths.decks / "small.yaml").write_text(DECK + "\n", "utf-8")
    assert sync_for_session(collection) == found
    assert sorted(parsed[1:]) == ["bad.yaml", "small.yaml"]


@pytest.mark.usefixtures("later")
def test_a_file_that_cannot_be_read_is_tried_again(
    collection: Collection, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    (paths.decks / "other.yaml").write_text("deck: Other\nnotes: []\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(looks, "hash_file", lambda path: "" if path.name == "other.yaml" else hash_file(path))
        sync_for_session(collection)
    sync_for_session(collection)
    assert all(load_digests(collection.connection).values())
