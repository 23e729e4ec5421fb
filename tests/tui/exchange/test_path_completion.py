"""A file's name is written on with Tab as far as the files that are there leave no choice."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.errors import Problem
from quizzer.tui.exchange.path_completion import completed, typed_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some files, in the home folder and in the current one."""
    here = tmp_path / "here"
    (here / "anki decks").mkdir(parents=True)
    for name in ("anatomy.apkg", "anatomy.csv", ".hidden", "Ωmega.md", "anki decks/one.apkg"):
        (here / name).write_text("")
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(here))
    monkeypatch.setenv("USERPROFILE", str(here))
    return here


@pytest.mark.parametrize(
    ("text", "longer", "choices"),
    [
        ("anat", "anatomy.", ("anatomy.apkg", "anatomy.csv")),
        ("anatomy.a", "anatomy.apkg", ()),
        ("an", "an", ("anatomy.apkg", "anatomy.csv", "anki decks/")),
        ("ank", "anki decks/", ()),
        ("anki decks/", "anki decks/one.apkg", ()),
        ("~/Ω", "~/Ωmega.md", ()),
        ("~", "~/", ()),
        (".h", ".hidden", ()),
        ("", "", ("anatomy.apkg", "anatomy.csv", "anki decks/", "Ωmega.md")),
        ("nothing", "nothing", ()),
        ("no/such/folder/x", "no/such/folder/x", ()),
        ("~nobody-of-that-name/x", "~nobody-of-that-name/x", ()),
        ("a\0b/", "a\0b/", ()),
    ],
)
def test_a_name_goes_on_as_far_as_there_is_but_one_way(
    folder: Path, text: str, longer: str, choices: tuple[str, ...]
) -> None:
    assert completed(text) == (longer, choices)


def test_a_name_under_an_absolute_folder_is_completed(folder: Path) -> None:
    assert completed(f"{folder}/Ω") == (f"{folder}/Ωmega.md", ())


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a b.apkg", "a b.apkg"),
        ("  'a b.apkg' ", "a b.apkg"),
        ('"a b.apkg"', "a b.apkg"),
        ("it's", "it's"),
        ("~/x.csv", "{home}/x.csv"),
    ],
)
def test_home_and_the_quotes_of_a_dropped_file_are_understood(folder: Path, text: str, path: str) -> None:
    assert typed_path(text) == Path(path.format(home=folder))


@pytest.mark.parametrize(
    ("text", "phrase"), [("", "Write the name"), (" '' ", "Write the name"), ("~nobody-of-that-name/x", "no such home")]
)
def test_a_name_that_is_none_is_a_sentence(text: str, phrase: str) -> None:
    with pytest.raises(Problem, match=phrase):
        typed_path(text)
