"""A bundled deck is edited as a copy."""

from __future__ import annotations

from pathlib import Path

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK


def test_a_bundled_deck_is_edited_as_a_copy_that_takes_its_place(
    collection: Collection, paths: Paths, tmp_path: Path, clock: FixedClock
) -> None:
    (paths.decks / "small.yaml").unlink()
    bundled = tmp_path / "bundled" / "small.yaml"
    bundled.write_text(DECK, "utf-8")
    sync_decks(collection)
    assert [deck.bundled for deck in load_deck_lines(collection)] == [True]
    session = Session(collection, Plan())
    session.answer(Rating.EASY, 1_000)
    session.undo()
    path, line = session.edit_place()
    assert (path, line) == (paths.decks / "small.yaml", 4)
    path.write_text(path.read_text("utf-8").replace("releases LH", "secretes LH"), "utf-8")
    assert session.reload() == []
    assert session.current is not None
    assert "secretes" in session.current.face.prompt
    assert [deck.bundled for deck in load_deck_lines(collection)] == [False]
    assert bundled.read_text("utf-8") == DECK
