"""A class on a real server: each of its members has a home, decks, and an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK

DAY = 86_400_000
SECOND_DECK = """\
deck: Other axis
axis: {id: OTH, name: Other axis}
notes:
  - {id: other-one, ask: Where is cortisol made?, answer: adrenal cortex, level: fundamentals, tags: [gland, steroid]}
  - {id: other-two, ask: Where is insulin made?, answer: pancreas, level: academic, tags: [gland]}
  - id: other-pick
    ask: What does insulin do to glucose in the blood?
    answer: lowers it
    options: [raises it]
    level: academic
"""

HomeMaker = Callable[[str], Collection]


@pytest.fixture
def make_home(tmp_path: Path, clock: FixedClock) -> Iterator[HomeMaker]:
    """Makes a home of its own, with two decks."""
    opened: list[Collection] = []

    def make(name: str) -> Collection:
        paths = Paths(tmp_path / name)
        paths.decks.mkdir(parents=True, exist_ok=True)
        (paths.decks / "small.yaml").write_text(DECK, encoding="utf-8")
        (paths.decks / "other.yaml").write_text(SECOND_DECK, encoding="utf-8")
        collection = Collection.open(paths, load_settings(paths), clock)
        opened.append(collection)
        sync_decks(collection)
        return collection

    yield make
    for collection in opened:
        collection.close()


def live(collection: Collection, clock: FixedClock, days: int, *, pattern: int, limit: int = 6) -> None:
    """Some days of sessions, each ``pattern``-th answer of which is Again; the clock is where it was afterwards."""
    began = clock.at
    for day in range(days):
        session = Session(collection, Plan())
        for turn in range(limit):
            if session.current is None:
                break
            session.answer(Rating.AGAIN if (day + turn) % pattern == 0 else Rating.GOOD, 4_000)
        clock.at += DAY
    clock.at = began
