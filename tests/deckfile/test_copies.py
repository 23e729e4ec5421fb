"""Copies that programs make of a deck file are known, and a deck of one's own is never taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.copies import is_same_deck
from quizzer.deckfile.find import find_files

DECK = "deck: D\nnotes:\n" + "".join(f"  - {{id: n{n}, ask: 'Which?', answer: b}}\n" for n in range(4))


def deck(folder: Path, name: str, text: str = DECK) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


@pytest.mark.parametrize(
    "name",
    [
        "x.sync-conflict-20261125-101010-ABCDEFG.yaml",
        "x (Ann's conflicted copy 2026-11-25).yaml",
        "x (conflicted copy 2026-11-25 101010).yaml",
        "x (In Konflikt stehende Kopie von Ann 2026-11-25).yaml",
        "x_conflict-20261125-101010.yaml",
        "x (SFConflict ann@example.org 2026-11-25-10-10-10).yaml",
        "x [conflicted].yaml",
        "x 2.yaml",
        "x (1).yaml",
        "x-DESKTOP-AB12CD.yaml",
        "x copy.yaml",
        "x - Copy (2).yaml",
        "x - Kopie.yaml",
    ],
)
def test_a_copy_is_left_out_and_names_its_original(tmp_path: Path, name: str) -> None:
    original, copy = deck(tmp_path, "x.yaml"), deck(tmp_path, name, DECK.replace("Which", "What"))
    found = find_files(tmp_path)
    assert found.files == [original]
    assert found.left_out == [(copy, "this is a copy of x.yaml; compare the two, then delete it")]


@pytest.mark.parametrize("name", ["x 2.yaml", "x-second.yaml", "x (1).yaml", "x-DESKTOP.yaml", "x (conflict).yaml"])
def test_a_deck_of_ones_own_is_no_copy(tmp_path: Path, name: str) -> None:
    own = deck(tmp_path, name, DECK.replace("id: n", "id: m"))
    original = deck(tmp_path, "x.yaml")
    assert sorted(find_files(tmp_path).files) == sorted([original, own])
    original.unlink()
    own.write_text(DECK, "utf-8")
    assert find_files(tmp_path).files == [own]


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").symlink_to("gone.yaml")
    found = find_files(tmp_path)
    assert (found.files, found.left_out) == ([], [(tmp_path / "x.yaml", "this link leads nowhere")])
    assert found.unknown == [tmp_path / "x.yaml"]


def test_a_deck_is_known_by_its_name_or_its_notes(tmp_path: Path) -> None:
    one = deck(tmp_path, "a.yaml")
    assert is_same_deck(one, deck(tmp_path, "b.yaml", DECK.replace("deck: D", "deck: E")))
    assert is_same_deck(one, deck(tmp_path, "c.yaml", "deck: 'D'\nnotes: []\n"))
    assert not is_same_deck(one, deck(tmp_path, "d.yaml", DECK.replace("deck: D", "deck: E").replace("id: n", "id: m")))
    assert not is_same_deck(one, deck(tmp_path, "e.yaml", ""))
