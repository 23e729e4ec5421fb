"""A whole copy of a bundled deck becomes an overlay: what the person changed counts, all else follows the deck."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.notes.identity.overlay import mark_of
from quizzer.core.notes.notes import Note
from quizzer.core.schedule.progress import Rating
from quizzer.deckfile.read.deck import read_deck
from quizzer.errors import Problem
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.own_data import slim
from quizzer.study.own_data.slim import EarlierNote, slim_copies
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK
from tests.long.earlier_notes import add_marks
from tests.probe import note_of, notes_of

DECKS = Path(__file__).parents[3] / "decks"


def _came(notes: Iterable[Note]) -> dict[str, EarlierNote]:
    return {note.id: EarlierNote(("small",), (mark_of(note, "SML"),)) for note in notes}


@pytest.fixture
def bundled(collection: Collection, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small deck as it comes today, and in its place a copy of an earlier one in which a note was changed."""
    path = tmp_path / "bundled" / "small.yaml"
    earlier = read_deck(paths.decks / "small.yaml").notes
    monkeypatch.setattr(slim, "_load_earlier", lambda: _came(earlier))
    path.write_text(
        DECK.replace("What does LH stand for?", "What is LH short for?") + "  - {id: x, ask: Y?, answer: z}\n"
    )
    own = DECK.replace("releases LH", "secretes LH")[: DECK.index("  - id: sexes") + 1].rstrip() + "\n"
    (paths.decks / "small.yaml").write_text(own + "  - {id: mine, ask: Which?, answer: b}\n", "utf-8")
    sync_decks(collection)
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    return path


def test_only_what_was_changed_is_kept(collection: Collection, bundled: Path, paths: Paths) -> None:
    (done,) = slim_copies(collection)
    assert (done.changed, done.added, done.without) == (1, 1, 1)
    assert done.backup.read_text("utf-8").count("id: ") > 6
    assert not (paths.decks / "small.yaml").exists()
    assert sync_decks(collection) == []
    assert "secretes" in note_of(collection, "gland").content
    assert "short for" in note_of(collection, "acronym").content
    assert {note.key for note in notes_of(collection) if note.retired} == {"sexes"}
    assert {"x", "mine"} <= {note.key for note in notes_of(collection)}
    assert slim_copies(collection) == []


def test_a_copy_with_errors_stays(collection: Collection, bundled: Path, paths: Paths) -> None:
    own = paths.decks / "small.yaml"
    own.write_text(own.read_text("utf-8") + "  - {id: bad, ask: Which?}\n", "utf-8")
    with pytest.raises(Problem, match="Put that right first"):
        slim_copies(collection)
    assert own.exists()


def test_the_notes_that_ever_came_are_known() -> None:
    from quizzer.study.own_data.slim import _load_earlier

    earlier = _load_earlier()
    assert len(earlier) > 200
    assert all(len(mark) == 17 for note in earlier.values() for mark in note.marks)
    assert {deck for note in earlier.values() for deck in note.decks} == {path.stem for path in DECKS.glob("*.yaml")}


def test_a_note_that_moved_to_another_deck_follows_it_or_keeps_ones_own_text(
    collection: Collection, bundled: Path, paths: Paths
) -> None:
    moved = DECK[DECK.index("  - id: gland") : DECK.index("  - id: acronym")]
    bundled.write_text(DECK.replace(moved, ""), "utf-8")
    other = bundled.with_name("other.yaml")
    other.write_text("deck: Other\naxis: {id: OTH, name: Other}\nnotes:\n" + moved.replace("LH", "FSH"), "utf-8")
    own = paths.decks / "small.yaml"
    own.write_text(DECK, "utf-8")
    sync_decks(collection)
    assert "releases LH" in note_of(collection, "gland").content
    (done,) = slim_copies(collection)
    assert (done.changed, done.added, done.without, done.overlay) == (0, 0, 0, None)
    assert "releases FSH" in note_of(collection, "gland").content
    own.write_text(DECK.replace("releases LH", "secretes LH"), "utf-8")
    sync_decks(collection)
    (done,) = slim_copies(collection)
    assert (done.changed, done.added, done.without) == (1, 0, 0)
    assert "secretes LH" in note_of(collection, "gland").content


def test_a_note_that_came_to_this_deck_from_another_was_not_taken_out(
    collection: Collection, bundled: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = _came(read_deck(bundled).notes)
    earlier["x"] = EarlierNote(("other",), ("00000000-00000000",))
    monkeypatch.setattr(slim, "_load_earlier", lambda: earlier)
    (done,) = slim_copies(collection)
    assert done.without == 1
    assert not note_of(collection, "x").retired


def test_the_marks_of_a_release_are_added_once(bundled: Path) -> None:
    before = {"x": EarlierNote(("other",), ("00000000-00000000",))}
    after = add_marks(before, bundled.parent)
    assert after["x"].decks == ("other", "small")
    assert len(after["x"].marks) == 2
    assert add_marks(after, bundled.parent) == after
