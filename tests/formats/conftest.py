"""A collection of Mnemosyne's, as it was written by Mnemosyne itself."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.formats.given import HERE


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "default.db"
    path.write_bytes(gzip.decompress((HERE / "collection.db.gz").read_bytes()))
    return path
