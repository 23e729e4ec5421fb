"""When a note last changed: it moves on with what the note says, and with nothing else."""

from __future__ import annotations

import os

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.notes.axes import Axis
from quizzer.store.notes.catalogue import count_deck_contents
from quizzer.store.notes.names import load_axes
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from tests.conftest import DECK, START
from tests.probe import note_of, rows_of

HOUR = 3_600
FIRST = START // 1_000 - 10 * HOUR


def changed(collection: Collection, key: str = "gland") -> int:
    return note_of(collection, key).changed


def written(collection: Collection, paths: Paths, text: str, at: int) -> None:
    """Write the deck file as at an epoch second, and sync."""
    file = paths.decks / "small.yaml"
    file.write_text(text, "utf-8")
    os.utime(file, (at, at))
    assert [told for told in sync_decks(collection) if told.level == "error"] == []


@pytest.fixture
def dated(collection: Collection, paths: Paths) -> Collection:
    """The notes were last changed ten hours ago."""
    written(collection, paths, DECK.replace("id: gland", "id: other"), FIRST - HOUR)
    collection.connection.execute("DELETE FROM card")
    collection.connection.execute("DELETE FROM note")
    written(collection, paths, DECK, FIRST)
    assert changed(collection) == FIRST
    return collection


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("releases LH", "secretes LH"),  # content
        ("level: fundamentals\n    tags: [gland]", "level: academic\n    tags: [gland]"),
        ("tags: [gland]", "tags: [glands]"),
        ("axis: {id: SML, name: Small axis}", "axis: {id: OTH, name: Other axis}"),
    ],
)
def test_a_note_that_says_something_else_changed_when_its_file_was_written(
    dated: Collection, paths: Paths, what: str, other: str
) -> None:
    written(dated, paths, DECK.replace(what, other), FIRST + HOUR)
    assert changed(dated) == FIRST + HOUR


def test_a_change_is_later_than_the_one_before_whatever_the_file_says(dated: Collection, paths: Paths) -> None:
    written(dated, paths, DECK.replace("releases LH", "secretes LH"), FIRST - HOUR)
    assert changed(dated) == FIRST + 1
    written(dated, paths, DECK.replace("releases LH", "makes LH"), FIRST - HOUR)
    assert changed(dated) == FIRST + 2


def test_notes_that_say_the_same_stand_still(dated: Collection, paths: Paths) -> None:
    written(dated, paths, "# moved down a line\n" + DECK.replace("releases LH", "secretes LH"), FIRST + HOUR)
    assert changed(dated, "acronym") == FIRST


def test_a_file_from_the_future_changed_now(dated: Collection, paths: Paths, clock: FixedClock) -> None:
    written(dated, paths, DECK.replace("releases LH", "secretes LH"), clock.at // 1_000 + HOUR)
    assert changed(dated) == clock.at // 1_000


def test_a_note_that_goes_and_comes_back_changed_both_times(dated: Collection, paths: Paths) -> None:
    without = DECK[: DECK.index("  - id: gland")] + DECK[DECK.index("  - id: acronym") :]
    written(dated, paths, without, FIRST + HOUR)
    assert changed(dated) == FIRST + HOUR
    written(dated, paths, DECK, FIRST + 2 * HOUR)
    assert changed(dated) == FIRST + 2 * HOUR


def test_a_note_of_several_cards_counts_once_in_use_and_once_retired(collection: Collection, paths: Paths) -> None:
    notes, cards = DECK.count("  - id:"), 9  # two notes have two cards each
    assert list(count_deck_contents(collection.connection).values()) == [(notes, cards, 0)]
    start, end = DECK.index("  - id: acronym"), DECK.index("  - id: direction")  # both of them
    (paths.decks / "small.yaml").write_text(DECK[:start] + DECK[end:], "utf-8")
    sync_decks(collection)
    assert list(count_deck_contents(collection.connection).values()) == [(notes - 2, cards - 4, 2)]


def test_an_axis_has_the_names_of_its_deck_and_a_deck_its_place(collection: Collection, paths: Paths) -> None:
    head = "axis: {id: SML, name: Small axis}\n"
    written(collection, paths, DECK.replace(head, f"{head}short: Small\nspans: gland\ncourse: 4\n"), FIRST)
    assert load_axes(collection.connection)[0][1] == Axis("SML", "Small axis", "Small", "gland")
    assert [row for row in rows_of(collection, "deck") if "Small axis" in row and 4 in row] != []
