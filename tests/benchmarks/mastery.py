"""Mastery of every axis over a large collection, and what stands behind it.

Run ``python -m tests.benchmarks.mastery``, or with the number of cards: ``... 10000``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.study_days import date_of
from quizzer.store.caches.watermarks import forget_all
from quizzer.store.queries.due_cards import EVERYTHING
from quizzer.store.queries.mastery_now import counted
from quizzer.store.queries.recall_sql import _pow
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import refresh_memory
from quizzer.study.mastery.axes import mastery
from quizzer.study.mastery.cards import card_history, cards_of
from quizzer.study.review.values import Filter, Plan
from tests.benchmarks.learner import copy_of, home_of, in_utc, open_collection
from tests.benchmarks.machine import machine

CARDS, ROUNDS = 100_000, 21
GOAL = 50.0
"""Milliseconds for every axis over 100,000 cards."""


def timed(name: str, work: Callable[[], object], rounds: int = ROUNDS, goal: float | None = None) -> None:
    """Print the median and the least of some rounds, in milliseconds."""
    runs = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        runs.append((time.perf_counter() - start) * 1e3)
    judged = "" if goal is None else f"<= {goal:g} ms, " + ("met" if median(runs) <= goal else "MISSED")
    print(f"{name:<62}{median(runs):10.2f} ms{min(runs):10.2f} ms   {judged}")


def measure(collection: Collection) -> None:
    """Print the table."""
    connection, scheduler = collection.connection, collection.scheduler
    now = collection.clock.now()

    def figures() -> object:
        return counted(connection, scheduler, EVERYTHING, now)

    def answered() -> None:
        session = collection.session(Plan())
        for _ in range(20):
            session.answer(Rating.GOOD, 1_000)
        refresh_memory(collection)

    print(f"{'work':<62}{'median':>13}{'least':>13}")
    timed("memory of the whole log, from nothing", lambda: refresh_memory(collection), 1)
    timed("20 answers, and their memory", answered, 3)
    goal = GOAL if connection.execute("SELECT count(*) FROM card").fetchone()[0] >= CARDS else None
    timed("every axis by level", figures, goal=goal)
    connection.create_function("pow", 2, _pow, deterministic=True)
    timed("  where SQLite lacks pow()", figures)
    timed("every axis, with what is due and coming", lambda: mastery(collection, trend=False))
    timed("  with the trends of 30 days", lambda: mastery(collection), 3)
    day = collection.moment().day - 30
    timed(f"  as of {date_of(day)}", lambda: mastery(collection, at=day, trend=False), 3)
    timed(
        "the 20 weakest cards of an axis", lambda: cards_of(collection, Filter(axes=("HPA",)), seen=True, limit=20), 5
    )
    card_id = connection.execute("SELECT id FROM card ORDER BY reps DESC LIMIT 1").fetchone()[0]
    timed("the history of a card, and its curve", lambda: card_history(collection, card_id), 5)


def main() -> None:
    """Measure a collection made for it."""
    in_utc()
    print(machine())
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else CARDS
    with (
        tempfile.TemporaryDirectory() as folder,
        open_collection(copy_of(home_of(cards), Path(folder) / "home")) as made,
    ):
        forget_all(made.connection)
        total, answers = (made.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("card", "log"))
        print(f"{total:,} cards, {answers:,} answers")
        measure(made)


if __name__ == "__main__":
    main()
