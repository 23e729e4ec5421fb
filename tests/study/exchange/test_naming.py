"""The name and axis that an imported deck gets, as a person gives them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.import_file import import_file
from quizzer.study.exchange.messages import import_messages
from quizzer.study.exchange.plan import ImportResult, Naming
from tests.probe import notes_of
from tests.study.exchange.people import quiet

ROWS = "Where does the Nile end?,the Mediterranean\nWhere does the Rhine end?,the North Sea\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "export (3).csv"
    path.write_text(ROWS, "utf-8")
    return path


def take(collection: Collection, path: Path, *, dry: bool = False, deck: str = "", axis: str = "") -> ImportResult:
    return import_file(collection, path, dry=dry, progress=quiet, naming=Naming(deck, axis))


def decks(collection: Collection) -> dict[str, tuple[str, str, str, int]]:
    """For the name of each deck its file, axis, that axis's name, and how many notes it has."""
    return {
        line.name: (line.path.name, line.axis.id, line.axis.name, line.notes)
        for line in load_deck_lines(collection)
        if line.axis is not None
    }


def test_a_table_becomes_the_deck_and_axis_that_are_named(collection: Collection, table: Path) -> None:
    take(collection, table, deck="Rivers of Europe", axis="GEO")
    assert decks(collection)["Rivers of Europe"] == ("rivers-of-europe.yaml", "GEO", "GEO", 2)


def test_without_a_name_it_is_that_of_the_file_and_the_dry_run_says_so(collection: Collection, table: Path) -> None:
    looked = take(collection, table, dry=True)
    assert "Would make the deck “export (3)” with the axis “export (3)”" in " ".join(import_messages(looked))
    assert looked.naming == Naming("export (3)", "export (3)")
    named = " ".join(import_messages(take(collection, table, dry=True, deck="Rivers", axis="sml")))
    assert "Would make the deck “Rivers” with the axis “SML”" in named


def test_the_axis_of_a_deck_that_is_named_alone_is_its_name(collection: Collection, table: Path) -> None:
    take(collection, table, deck="Rivers")
    assert decks(collection)["Rivers"] == ("rivers.yaml", "Rivers", "Rivers", 2)


@pytest.mark.parametrize("axis", ["SML", "sml", "Small axis"])
def test_an_axis_that_is_here_keeps_its_name(collection: Collection, table: Path, axis: str) -> None:
    take(collection, table, axis=axis)
    assert decks(collection)["export (3)"][1:3] == ("SML", "Small axis")
    assert decks(collection)["Small axis"][1:3] == ("SML", "Small axis")


@pytest.mark.parametrize("head", ["", "namespace: ada\n"])
def test_a_deck_of_ones_own_that_is_named_gains_the_notes(
    collection: Collection, paths: Paths, table: Path, head: str
) -> None:
    own = paths.decks / "mine.yaml"
    own.write_text(f"deck: Rivers\n{head}axis: GEO\nnotes:\n  - {{id: a, ask: Where?, answer: there}}\n", "utf-8")
    sync_decks(collection)
    for _ in range(2):
        take(collection, table, deck="rivers")
        assert decks(collection)["Rivers"] == ("mine.yaml", "GEO", "GEO", 3)
    assert len(list(paths.decks.glob("*.yaml"))) == 2


def test_importing_again_under_another_name_changes_nothing(collection: Collection, table: Path) -> None:
    take(collection, table, deck="Rivers")
    before = notes_of(collection)
    assert take(collection, table).known == take(collection, table, deck="Streams").known == 2
    assert notes_of(collection) == before


def test_notes_that_name_an_axis_keep_it(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("question,answer,axis\nWhy one?,because,ONE\nWhy two?,because,\n", "utf-8")
    take(collection, path, deck="Whys", axis="TWO")
    assert decks(collection)["Whys"][1] == "TWO"
    texts = {json.loads(note.content)["body"]["ask"] for note in notes_of(collection) if "Why" in note.content}
    assert texts == {"Why one?", "Why two?"}
    named = tmp_path / "named.csv"
    named.write_text("question,answer,axis\nWho one?,me,ONE\n", "utf-8")
    with pytest.raises(WrongUse, match="every note in it names its axis"):
        take(collection, named, axis="TWO")


def test_a_file_of_several_decks_has_names_of_its_own(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("question,answer,deck\nWhy one?,because,One\nWhy two?,because,Two\n", "utf-8")
    assert take(collection, path, dry=True).naming is None
    with pytest.raises(WrongUse, match="this file holds 2: leave"):
        take(collection, path, deck="All")


def test_a_bundled_deck_is_not_added_to(collection: Collection, tmp_path: Path, table: Path) -> None:
    (tmp_path / "bundled" / "theirs.yaml").write_text(
        "deck: Theirs\nnotes:\n  - {id: t, ask: Whose?, answer: theirs}\n", "utf-8"
    )
    sync_decks(collection)
    with pytest.raises(WrongUse, match="comes with quizzer"):
        take(collection, table, deck="theirs")
