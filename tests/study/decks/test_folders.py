"""Deck folders that are not there, bundled decks that are replaced, and which of two files holds a note."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.discover import discover_decks
from quizzer.study.decks.sync import load_notices, sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, Opener
from tests.probe import card_of, note_of, notes_of


def retired(collection: Collection) -> int:
    return sum(note.retired for note in notes_of(collection))


def test_a_folder_that_is_gone_retires_nothing_and_is_named(collection: Collection, paths: Paths) -> None:
    paths.decks.rename(paths.home / "elsewhere")
    (notice,) = sync_decks(collection)
    assert str(notice).startswith(f"{paths.decks}:1: warning: the deck folder is not there; what was loaded")
    assert retired(collection) == 0
    (paths.home / "elsewhere").rename(paths.decks)
    assert sync_decks(collection) == []
    (paths.decks / "small.yaml").unlink()
    assert sync_decks(collection) == []
    assert retired(collection) == 7


def test_an_empty_folder_on_another_disk_retires_nothing(open_collection: Opener, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    (disk / "sub").mkdir(parents=True)
    (disk / "sub" / "usb.yaml").write_text(DECK.replace("id: ", "id: u-"), "utf-8")
    collection = open_collection(f'[decks]\nfolders = ["decks", "{disk}"]\n')
    shutil.rmtree(disk / "sub")
    (notice,) = sync_decks(collection)
    assert "the deck folder is empty; what was loaded from it stays (1 deck)" in notice.message
    assert retired(collection) == 0


def test_a_link_whose_target_is_gone_retires_nothing(collection: Collection, paths: Paths, tmp_path: Path) -> None:
    (paths.decks / "small.yaml").rename(tmp_path / "small.yaml")
    (paths.decks / "small.yaml").symlink_to(tmp_path / "small.yaml")
    assert sync_decks(collection) == []
    (tmp_path / "small.yaml").unlink()
    (notice,) = sync_decks(collection)
    assert notice.message == "this link leads nowhere"
    assert retired(collection) == 0


def test_only_the_same_deck_replaces_a_bundled_one(collection: Collection, paths: Paths, tmp_path: Path) -> None:
    bundled, own = tmp_path / "bundled" / "small.yaml", paths.decks / "small.yaml"
    bundled.write_text(DECK.replace("releases LH", "makes LH"), "utf-8")
    assert sync_decks(collection) == []
    assert load_notices(collection) == ([], [(bundled, own)], ())
    own.write_text("deck: Mine\nnotes:\n  - {id: mine, ask: 'Which?', answer: b}\n", "utf-8")
    sync_decks(collection)
    assert load_notices(collection) == ([], [], ())
    assert [file.path for file in discover_decks(tmp_path / "bundled", [paths.decks]).files] == [own, bundled]


def test_ones_own_copy_keeps_a_note_that_moved_to_another_bundled_deck(
    collection: Collection, paths: Paths, tmp_path: Path
) -> None:
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    moved = DECK[DECK.index("  - id: gland") : DECK.index("  - id: acronym")]
    bundled, own = tmp_path / "bundled", paths.decks / "small.yaml"
    (bundled / "small.yaml").write_text(DECK.replace(moved, ""), "utf-8")
    (bundled / "a-other.yaml").write_text(
        f"deck: Other\nnotes:\n{moved}  - {{id: new, ask: 'A?', answer: b}}\n", "utf-8"
    )
    (problem,) = sync_decks(collection)
    assert (problem.level, problem.name, problem.path.name) == ("warning", "in-own-copy", "a-other.yaml")
    assert problem.message.startswith(f"1 note of this deck (gland) is asked as your own file {own} has it")
    assert card_of(collection, "gland").axis == "SML"
    assert retired(collection) == 0
    own.write_text(DECK.replace(moved, "").replace("Sort by sex", "Sort"), "utf-8")
    assert sync_decks(collection) == []
    assert card_of(collection, "gland").axis == "Other"
    own.write_text(DECK, "utf-8")
    assert [problem.name for problem in sync_decks(collection)] == ["in-own-copy"]
    assert card_of(collection, "gland").axis == "SML"
    own.unlink()
    assert sync_decks(collection) == []
    assert card_of(collection, "gland").axis == "Other"


@pytest.mark.parametrize("name", ["a-first.yaml", "zz.yaml"])
def test_a_note_stays_with_the_file_that_had_it(collection: Collection, paths: Paths, name: str) -> None:
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    (paths.decks / name).write_text(DECK.replace("releases LH", "OLD"), "utf-8")
    (paths.decks / "small.yaml").write_text(DECK.replace("releases LH", "secretes LH"), "utf-8")
    problems = sync_decks(collection)
    assert {problem.path.name for problem in problems} == {name}
    assert "secretes LH" in note_of(collection, "gland").content


def test_a_folder_and_a_file_may_have_names_that_are_no_text(
    open_collection: Opener, paths: Paths, tmp_path: Path
) -> None:
    (paths.decks / "small.yaml").rename(paths.decks / "o\udcfe.yaml")
    collection = open_collection()
    assert sync_decks(collection) == []
    session = Session(collection, Plan())
    assert session.open_note().path == paths.decks / "o\udcfe.yaml"
    (paths.decks / "o\udcfe.yaml").write_text(DECK.replace("releases LH", "secretes LH"), "utf-8")
    assert session.reload(paths.decks / "o\udcfe.yaml") == []
    assert session.current is not None
    assert "secretes" in session.current.face.prompt
