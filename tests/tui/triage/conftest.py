"""A collection with a deck of drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from tests.conftest import Opener
from tests.study.drafts.given import drafts_of, keep_document, write_drafts


@pytest.fixture
def path(paths: Paths) -> Path:
    return write_drafts(paths, drafts_of(keep_document(paths)))


@pytest.fixture
def drafted(path: Path, open_collection: Opener) -> Collection:
    assert path.exists()
    return open_collection()
