"""Homes on several machines that sync with one place, each with the same decks."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import cast

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import sync
from quizzer.study.sync.values import SyncOutcome
from tests.conftest import DECK, START
from tests.store.sync.devices import seen

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


class Homes:
    """Homes by name, each with a clock of its own.

    Attributes:
        folder: The place where they meet.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self._stack = ExitStack()
        self._open: dict[str, Collection] = {}
        self.clocks: defaultdict[str, FixedClock] = defaultdict(lambda: FixedClock(START))

    def __getitem__(self, name: str) -> Collection:
        """The home of this name, open; made with the small deck where there is none."""
        if name not in self._open:
            paths = Paths(self.root / name)
            if not paths.decks.exists():
                paths.decks.mkdir(parents=True)
                (paths.decks / "small.yaml").write_text(DECK, "utf-8")
            opened = Collection.open(paths, load_settings(paths), self.clocks[name])
            self._open[name] = self._stack.enter_context(opened)
            sync_decks(self._open[name])
        return self._open[name]

    def close(self, name: str) -> None:
        """Close a home; the next use opens it again."""
        self._open.pop(name).close()

    def close_all(self) -> None:
        """Close every home."""
        self._stack.close()

    def join(self, *names: str) -> None:
        """Set sync up, one after the other."""
        for name in names:
            set_up(self[name], str(self.folder), name=name)
            sync(self[name])

    def sync(self, name: str, *, whole: bool = True) -> SyncOutcome:
        """Sync a home, a minute later."""
        self.clocks[name].at += MINUTE
        return sync(self[name], whole=whole)

    def answer(self, name: str, number: int = 1, rating: Rating = Rating.GOOD) -> None:
        """Answer the next cards, a minute later each."""
        for _ in range(number):
            self.clocks[name].at += MINUTE
            Session(self[name], Plan(limit=100)).answer(rating, 1_000)

    def settle(self, *names: str) -> None:
        """Sync all, twice, so that each has what the others have."""
        for name in names * 2:
            self.sync(name)

    def require_same(self, *names: str) -> None:
        """Hold logs and schedules against each other, and each against what its log says."""
        first = self._see(names[0])
        for name in names:
            assert self._see(name) == first, name
            assert rebuild_collection(self[name]) == [], name

    def _see(self, name: str) -> tuple[object, ...]:
        """The log and the schedule; where a new card stands in the order follows from when its deck was read."""
        log, cards = (list(rows) for rows in cast("list[list[tuple[object, ...]]]", seen(self[name])))
        return log, [row if row[6] else (*row[:2], None, *row[3:]) for row in cards]

    def files(self, *kinds: str) -> list[str]:
        """The names of the files in the folder that begin with one of these."""
        found = (Path(at, name) for at, _, names in os.walk(self.folder) for name in names)
        return sorted(
            text for path in found if (text := path.relative_to(self.folder).as_posix()).startswith(kinds or ("",))
        )


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[Homes]:
    """Homes, and an empty folder for them to meet in."""
    (tmp_path / "shared").mkdir()
    homes = Homes(tmp_path / "homes", tmp_path / "shared")
    yield homes
    homes.close_all()
