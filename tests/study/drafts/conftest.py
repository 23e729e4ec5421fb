"""What the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.derive.document.passages import Document
from quizzer.study.collection.collection import Collection
from quizzer.study.drafts.triage import Triage
from tests.study.drafts.given import drafts_of, keep_document, write_drafts
from tests.study.drafts.opening import open_home


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home")


@pytest.fixture
def document(home: Paths) -> Document:
    return keep_document(home)


@pytest.fixture
def path(home: Paths, document: Document) -> Path:
    return write_drafts(home, drafts_of(document))


@pytest.fixture
def opened(home: Paths, path: Path) -> Iterator[Collection]:
    with open_home(home) as collection:
        yield collection


@pytest.fixture
def triage(opened: Collection, path: Path) -> Triage:
    return Triage(opened, path)
