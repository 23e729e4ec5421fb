"""Which files are decks, and when their content changed."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

import pytest

from quizzer.deckfile.find import hash_file, list_deck_files


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in list_deck_files(folder)]


def test_decks_are_found_in_all_folders_and_sorted(tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    make(folder, "b.yaml", "a.yml", "C.YAML", "sub/deep/d.yaml", "notes.txt", "yaml", ".hidden.yaml", ".git/e.yaml")
    make(folder, "folder.yaml/f.yaml")
    assert found(folder) == ["C.YAML", "a.yml", "b.yaml", "folder.yaml/f.yaml", "sub/deep/d.yaml"]


def test_no_folder_has_no_decks(tmp_path: Path) -> None:
    assert list_deck_files(tmp_path / "missing") == []


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as on POSIX")
def test_links_are_followed_once_and_never_round(tmp_path: Path) -> None:
    folder, other = tmp_path / "decks", tmp_path / "other"
    make(folder, "a.yaml", "sub/b.yaml")
    make(other, "c.yaml")
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "again.yaml").symlink_to("a.yaml")
    (folder / "linked").symlink_to(other)
    (folder / "broken.yaml").symlink_to("nowhere.yaml")
    os.mkfifo(folder / "pipe.yaml")
    assert found(folder) == ["a.yaml", "linked/c.yaml", "sub/b.yaml"]


def test_a_digest_tells_content_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, "a.yaml", "b.yaml")
    (tmp_path / "b.yaml").write_text("a.yaml")
    before = hash_file(tmp_path / "a.yaml")
    assert before == hash_file(tmp_path / "b.yaml")
    assert before == blake2b(b"a.yaml", digest_size=16).hexdigest()
    os.utime(tmp_path / "a.yaml", (0, 0))
    assert hash_file(tmp_path / "a.yaml") == before
    (tmp_path / "a.yaml").write_text("a.yaml\n")
    assert hash_file(tmp_path / "a.yaml") != before


def test_what_can_not_be_read_has_no_digest(tmp_path: Path) -> None:
    assert hash_file(tmp_path / "missing.yaml") == ""
    assert hash_file(tmp_path) == ""
