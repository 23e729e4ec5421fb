"""What the tests of this folder share."""

from __future__ import annotations

import pytest

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from tests.conftest import Opener
from tests.tui.review.open_deck import OPEN


@pytest.fixture
def open_cards(paths: Paths, open_collection: Opener) -> Collection:
    """Cards with nothing to type."""
    (paths.decks / "small.yaml").write_text(OPEN, encoding="utf-8")
    return open_collection()
