"""What the tests of merges and syncs share: machines whose collections are united."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from tests.conftest import DECK, START

Machine = Callable[..., Collection]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Opens the collection of a machine by its name, with the small deck unless the caller says otherwise."""

    def opener(name: str, *, at: int = START, deck: str = DECK) -> Collection:
        paths = Paths(tmp_path / name)
        paths.decks.mkdir(parents=True, exist_ok=True)
        if deck:
            (paths.decks / "small.yaml").write_text(deck, "utf-8")
        collection = Collection.open(paths, Settings(deck_folders=(paths.decks,)), FixedClock(at))
        sync_decks(collection)
        return collection

    return opener
