"""People who exchange decks: each a home, an open collection, and what they do with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.decks.values import DeckProblem
from quizzer.study.exchange.export import export
from quizzer.study.exchange.import_file import import_file
from quizzer.study.exchange.messages import export_messages
from quizzer.study.exchange.plan import ExportPlan, ImportResult
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import cards_of

START = 1_763_985_600_000
MINUTE = 60_000


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


class Person:
    """Somebody with a collection."""

    def __init__(self, collection: Collection, paths: Paths, clock: FixedClock) -> None:
        """Begin with what is there."""
        self.collection = collection
        self.paths = paths
        self.clock = clock

    def write(self, name: str, notes: str, *, head: str = "", file: str = "") -> list[DeckProblem]:
        """Write a deck file and read it a minute later; its findings."""
        self.clock.at += MINUTE
        path = self.paths.decks / (file or f"{name.lower()}.yaml")
        path.write_text(f"deck: {name}\n{head}axis: {name}\nnotes:\n{notes}", "utf-8")
        return self.sync(path)

    def sync(self, path: Path) -> list[DeckProblem]:
        """Read the deck files; the findings of one. The test's clock is behind the files', as they count as changed."""
        return [found for found in sync_decks(self.collection) if found.path == path]

    def answer(self, times: int = 1) -> None:
        """Answer cards with Easy, as many as are due."""
        session = Session(self.collection, Plan())
        for _ in range(times):
            if session.current is not None:
                self.clock.at += 7_000
                session.answer(Rating.EASY, 2_000)

    def export(self, *, foreign: bool = False, progress: bool = False, name: str = "out.apkg") -> tuple[Path, str]:
        """Everything as a package, and what is said of it."""
        self.clock.at += MINUTE
        path = self.paths.home / name
        done = export(self.collection, ExportPlan(path, progress=progress, foreign=foreign), quiet)
        return path, " ".join(export_messages(done))

    def import_(self, path: Path) -> ImportResult:
        """Take a file in."""
        return import_file(self.collection, path, dry=False, progress=quiet)

    def cards(self) -> dict[str, int]:
        """How often each card in use was answered, by its key."""
        return {card.key: card.reps for card in cards_of(self.collection) if not card.retired}

    def lose_originals(self) -> None:
        """Be as after an import by a version that kept no notes of Anki's."""
        self.collection.connection.execute("DELETE FROM setting WHERE key LIKE 'anki-note:%'")

    def lose_decks(self) -> None:
        """Be as after an export of everything by a version that did not keep the decks."""
        self.collection.connection.execute("UPDATE note SET exported = 1")


@contextmanager
def person(folder: Path, name: str) -> Iterator[Person]:
    """Somebody new."""
    paths, clock = Paths(folder / name), FixedClock(START)
    paths.decks.mkdir(parents=True)
    collection = Collection.open(paths, load_settings(paths), clock, exclusive=True)
    try:
        yield Person(collection, paths, clock)
    finally:
        collection.close()
