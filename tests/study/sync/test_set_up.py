"""A place is set up where a person meant it, and nowhere else; a password is kept nowhere and shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.errors import Problem, WrongUse
from quizzer.hub import VARIABLE
from quizzer.study.collection.collection import Collection
from quizzer.study.sync.carriers import find_address
from quizzer.study.sync.set_up import NoFolder, check_place, make_folder, set_up
from quizzer.study.sync.status import load_standing
from tests.conftest import Opener

SECRET = "hunter2"
SERVER = "postgresql://anna@example.org/school"
WITH_PASSWORD = f"postgresql://anna:{SECRET}@example.org/school"


def test_a_mistyped_folder_makes_no_new_place(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "Sync").mkdir()
    with pytest.raises(NoFolder, match=r"Did you mean .*Sync") as refused:
        set_up(collection, str(tmp_path / "Synk"))
    assert not (tmp_path / "Synk").exists()
    assert load_standing(collection) is None
    make_folder(refused.value.path)
    assert set_up(collection, str(tmp_path / "Synk")) == str(tmp_path / "Synk")


def test_a_folder_of_other_files_is_refused(collection: Collection, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    (folder / "quizzer").mkdir(parents=True)
    (folder / "letter.odt").touch()
    with pytest.raises(WrongUse, match=r"Name a folder for quizzer alone, such as .*Dropbox/quizzer"):
        set_up(collection, str(folder))
    set_up(collection, str(folder / "quizzer"))
    with pytest.raises(WrongUse, match=r"Your devices sync with .*Dropbox/quizzer"):
        check_place(str(folder))


@pytest.mark.parametrize("name", ["decks", ".stfolder", "endocrine.yaml", "README.md", ".git"])
def test_what_belongs_beside_it_is_no_hindrance(collection: Collection, tmp_path: Path, name: str) -> None:
    (tmp_path / "shared" / name).mkdir(parents=True)
    assert set_up(collection, str(tmp_path / "shared"))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongUse, match="is a file"):
        check_place(str(tmp_path / "file"))
    with pytest.raises(Problem, match="cannot be made"):
        make_folder(str(tmp_path / "file" / "inner"))


def test_the_persons_folder_may_be_written_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Sync").mkdir()
    assert check_place("~/Sync") == str(tmp_path / "Sync")


@pytest.mark.parametrize("text", ["", "  ", "s3://bucket/key", "https://example.org", "mysql://localhost/x"])
def test_other_places_are_refused(text: str) -> None:
    with pytest.raises(WrongUse, match="folder"):
        check_place(text)


def test_a_password_on_the_command_line_is_refused_and_not_shown() -> None:
    for text in (WITH_PASSWORD, f"{SERVER}?password={SECRET}", f"postgresql://anna:{SECRET}@@example.org/x"):
        with pytest.raises(WrongUse) as refused:
            check_place(text)
        assert SECRET not in str(refused.value)
    with pytest.raises(WrongUse, match=VARIABLE):
        check_place(WITH_PASSWORD)
    assert check_place(SERVER) == SERVER


def test_the_environment_counts_before_what_is_noted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert find_address("/folder") == "/folder"
    monkeypatch.setenv(VARIABLE, WITH_PASSWORD)
    assert find_address("/folder") == WITH_PASSWORD
    assert check_place(SERVER) == WITH_PASSWORD
    with pytest.raises(WrongUse, match=VARIABLE) as refused:
        check_place(str(tmp_path))
    assert SECRET not in str(refused.value)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(WrongUse, match="the address of a server"):
        find_address("")


def test_what_stands_in_the_environment_is_shown_without_its_password(
    open_collection: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, WITH_PASSWORD)
    standing = load_standing(open_collection())
    assert standing is not None
    assert standing.place == SERVER
