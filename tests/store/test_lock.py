"""One program writes at a time, and a second one is told which."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.store.lock import Hold, InUse
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_due
from tests.conftest import Opener


def test_a_second_program_is_told_who_holds_the_collection(collection: Collection, paths: Paths) -> None:
    code = "from quizzer.store.lock import Hold\nfrom pathlib import Path\nimport sys\nHold(Path(sys.argv[1]), 'now')"
    second = subprocess.run([sys.executable, "-c", code, str(paths.lock)], capture_output=True, text=True, check=False)
    assert f"another quizzer (process {os.getpid()}" in second.stderr
    assert "since 2026-03-01 10:00" in second.stderr


def test_a_second_collection_is_refused_and_a_reader_is_let_in(
    collection: Collection, open_collection: Opener, paths: Paths, clock: FixedClock
) -> None:
    with pytest.raises(InUse, match="another quizzer"):
        Collection.open(paths, load_settings(paths), clock)
    with Collection.open(paths, load_settings(paths), clock, exclusive=False) as reader:
        assert load_due(reader).counts == load_due(collection).counts


def test_the_lock_is_free_again_when_its_holder_is_gone(paths: Paths) -> None:
    code = (
        "from quizzer.store.lock import Hold\nfrom pathlib import Path\nimport os, signal, sys\n"
        "hold = Hold(Path(sys.argv[1]), 'now')\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(paths.lock)], check=False)
    assert killed.returncode == -9
    Hold(paths.lock, "later").release()
