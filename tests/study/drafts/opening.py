"""A home whose drafts are decided."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.study.collection.collection import Collection
from tests.conftest import START


def open_home(home: Paths) -> Collection:
    return Collection.open(home, load_settings(home), FixedClock(START))
