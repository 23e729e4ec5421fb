"""A profile of the real Anki, to judge packages by; where the library is missing, its tests are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

JUDGE = (26, 9)
REASON = "the anki library cannot judge here (its Linux wheel needs glibc 2.35)"


def require_anki() -> None:
    """Skip the test, with a reason, where Anki cannot be imported, or is older than the memory model it is to judge."""
    pytest.importorskip("anki.collection", reason=REASON, exc_type=ImportError)
    from anki.buildinfo import version

    if tuple(map(int, version.split(".")[:2])) < JUDGE:
        pytest.skip(f"anki {version} is older than the judge, {JUDGE[0]}.{JUDGE[1]}")


@contextmanager
def profile(*, fsrs: bool = True) -> Iterator[Any]:
    """An empty collection of Anki's, closed and gone afterwards."""
    from anki.collection import Collection

    with TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        try:
            collection.set_config("fsrs", fsrs)
            yield collection
        finally:
            collection.close()


def import_package(collection: Any, path: Path, *, progress: bool = False, merge: bool = False) -> dict[str, int]:
    """Import a package as the desktop does, with what the result window tells.

    Args:
        progress: Learning progress and deck presets are ticked.
        merge: Note types are merged.
    """
    from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    options = ImportAnkiPackageOptions(with_scheduling=progress, with_deck_configs=progress, merge_notetypes=merge)
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    log = collection.import_anki_package(request).log
    return {name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")}
