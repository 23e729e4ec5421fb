"""A whole copy of a bundled deck becomes an overlay: what the person changed counts, all else follows the deck."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.notes.identity.overlay import mark_of
from quizzer.core.schedule.progress import Rating
from quizzer.deckfile.read.deck import read_deck
from quizzer.errors import Problem
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.own_data import slim
from quizzer.study.own_data.slim import slim_copies
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK
from tests.probe import note_of, notes_of


@pytest.fixture
def bundled(collection: Collection, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small deck as it comes today, and in its place a copy of an earlier one in which a note was changed."""
    path = tmp_path / "bundled" / "small.yaml"
    earlier = read_deck(paths.decks / "small.yaml").notes
    monkeypatch.setattr(slim, "_load_earlier", lambda: {note.id: (mark_of(note, "SML"),) for note in earlier})
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
    assert all(len(mark) == 17 for marks in earlier.values() for mark in marks)
