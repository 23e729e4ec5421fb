"""What the tests of this folder share."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from tests.conftest import Opener
from tests.study.statistics.studying import OTHER, study


@pytest.fixture
def studied(open_collection: Opener, clock: FixedClock, paths: Paths) -> Collection:
    """Two axes, studied for thirty days, and today not yet."""
    (paths.decks / "other.yaml").write_text(OTHER, encoding="utf-8")
    collection = open_collection()
    study(collection, clock, 30)
    return collection
