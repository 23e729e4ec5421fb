"""Mastery of every axis over a large collection, against a time that a person does not notice.

Anki has no counterpart. The rows below it are what else stands behind the mastery screen.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from quizzer.core.groups import Grouping
from quizzer.core.schedule.progress import Rating
from quizzer.store.caches.watermarks import invalidate_memory
from quizzer.store.queries.mastery_now import count_cards
from quizzer.store.queries.recall_sql import _pow
from quizzer.store.scope import EVERYTHING
from quizzer.study.browse.card import load_details
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import refresh_memory
from quizzer.study.filters import Filter
from quizzer.study.mastery.cards import load_cards
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.benchmarks.page.figures import Table, count, duration, run, verdict
from tests.benchmarks.page.machine import Size, seconds
from tests.benchmarks.stage.learner import copy_of, home_of, open_collection

FULL = Size(cards=100_000, rounds=21)
GOAL = 50.0
"""Milliseconds for every axis over 100,000 cards."""


def timed(name: str, work: Callable[[], object], rounds: int, goal: float | None = None) -> list[str]:
    """A row: the median and the least of some rounds."""
    runs = [seconds(work) for _ in range(rounds)]
    middle = median(runs)
    return [name, duration(middle), duration(min(runs)), verdict(middle * 1e3, goal, "ms")]


def time_figures(collection: Collection, size: Size) -> Iterator[list[str]]:
    """The figures of every axis, the memory below them filled first."""
    connection, scheduler = collection.connection, collection.scheduler
    now = collection.clock.now()

    def figures(by: Grouping = "axis") -> object:
        return count_cards(connection, scheduler, EVERYTHING, now, by)

    def answered() -> None:
        session = Session(collection, Plan())
        for _ in range(20):
            if session.current is not None:
                session.answer(Rating.GOOD, 1_000)
        refresh_memory(collection)

    yield timed("memory of the whole log, from nothing", lambda: refresh_memory(collection), 1)
    yield timed("20 answers, and their memory", answered, size.few(3))
    yield timed("every axis by level", figures, size.rounds, size.goal(GOAL))
    yield timed("every deck by level", lambda: figures("deck"), size.rounds)
    yield timed("every tag by level", lambda: figures("tag"), size.rounds)
    connection.create_function("pow", 2, _pow, deterministic=True)
    yield timed("every axis by level, where SQLite lacks pow()", figures, size.rounds)


def time_screens(collection: Collection, size: Size) -> Iterator[list[str]]:
    """What the mastery screen and its cards ask for."""
    month_ago = collection.moment().day - 30
    card_id = collection.connection.execute("SELECT id FROM card ORDER BY reps DESC LIMIT 1").fetchone()[0]
    weakest = Filter(axes=("HPA",))
    works: list[tuple[str, Callable[[], object], int]] = [
        ("every axis, with what is due and coming", lambda: load_mastery(collection, trend=False), size.rounds),
        ("the same, with the trends of 30 days", lambda: load_mastery(collection), 3),
        ("the same, of every tag", lambda: load_mastery(collection, by="tag"), 3),
        ("the same of every axis, as of 30 days ago", lambda: load_mastery(collection, at=month_ago, trend=False), 3),
        ("the 20 weakest cards of an axis", lambda: load_cards(collection, weakest, seen=True, limit=20), 5),
        ("the history of a card, and its curve", lambda: load_details(collection, card_id).history, 5),
    ]
    for name, work, rounds in works:
        yield timed(name, work, 1 if size.tiny else rounds)


def measure(size: Size) -> Iterator[Table]:
    """Measure a collection made for it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_collection(copy_of(home_of(size.cards), Path(folder) / "home")) as made,
    ):
        invalidate_memory(made.connection)
        cards, answers = (made.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("card", "log"))
        rows = [*time_figures(made, size), *time_screens(made, size)]
    caption = f"{cards:,} cards, {answers:,} answers; {count(size.rounds, 'rounds')}, of the slow ones fewer."
    yield Table(caption, ("work", "median", "least", "goal"), rows)


if __name__ == "__main__":
    run("mastery", measure, __doc__, FULL)
