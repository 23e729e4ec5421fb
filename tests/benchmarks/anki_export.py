"""Export of a collection with its history against Anki's own export of the same; ``python -m`` this module.

Anki's collection is made by importing the package that is measured. Both export with schedule and history to a file,
taking turns in one process. The memory of a large export is measured in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from quizzer.store.connection import transaction
from quizzer.study.collection.collection import Collection
from quizzer.study.exchange.plan import ExportPlan
from tests.benchmarks import learner
from tests.benchmarks.machine import machine

CARDS, REVIEWS, LARGE = 14_500, 100_000, 145_000  # about 10,000 and 100,000 notes
ROUNDS = 7


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def with_reviews(collection: Collection, wanted: int) -> None:
    """Give the collection so many answers: the ones it has, and those again with other instants."""
    connection = collection.connection
    have = connection.execute("SELECT count(*) FROM log").fetchone()[0]
    with transaction(connection):
        shift = 0
        while have < wanted:
            shift += 1
            have += connection.execute(
                "INSERT OR IGNORE INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
                "SELECT card_id, at - ?, day, kind, value, before, state, step, interval, took FROM log "
                "WHERE origin = 0 AND kind = 0 AND id <= ? LIMIT ?",
                (shift * 1000, have, wanted - have),
            ).rowcount


def compare() -> None:
    """Print both times and their ratio."""
    from anki.collection import Collection as AnkiCollection
    from anki.collection import ExportAnkiPackageOptions

    from tests.anki.profile import import_package

    with TemporaryDirectory() as folder:
        paths = learner.copy_of(learner.home_of(CARDS), Path(folder) / "home")
        package = Path(folder) / "ours.apkg"
        with learner.open_collection(paths) as collection:
            with_reviews(collection, REVIEWS)
            plan = ExportPlan(package, progress=True)
            collection.export(plan, quiet)
            anki = AnkiCollection(str(Path(folder) / "collection.anki2"))
            import_package(anki, package, progress=True)

            def theirs(legacy: bool) -> None:
                options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, legacy=legacy)
                anki.export_anki_package(out_path=str(Path(folder) / "theirs.apkg"), options=options, limit=None)

            ours, legacy, latest = [], [], []
            for _ in range(ROUNDS):
                ours.append(seconds(lambda: collection.export(plan, quiet)))
                legacy.append(seconds(lambda: theirs(True)))
                latest.append(seconds(lambda: theirs(False)))
            notes, cards = anki.note_count(), anki.card_count()
            reviews = anki.db.scalar("select count() from revlog")
            anki.close()
    print(f"{notes:,} notes, {cards:,} cards, {reviews:,} reviews; medians of {ROUNDS} rounds")
    for name, runs in (("Anki, its newest format", latest), ("Anki, its older format", legacy)):
        ratio = median(mine / other for mine, other in zip(ours, runs, strict=True))
        told = f"{name:<28}{median(runs) * 1e3:8.0f} ms   quizzer {median(ours) * 1e3:8.0f} ms"
        print(f"{told}   ratio {ratio:.2f}   <= 1")


def export_large() -> None:
    """Export a large collection and print the peak memory of this process in MiB."""
    with TemporaryDirectory() as folder:
        paths = learner.home_of(LARGE)
        with learner.open_collection(paths) as collection:
            done = collection.export(ExportPlan(Path(folder) / "large.apkg", progress=True), quiet)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{done.notes:,} notes, {done.reviews:,} reviews: {peak:.0f} MiB at most   <= 300")


def main() -> None:
    """Measure both."""
    learner.in_utc()
    if sys.argv[1:] == ["large"]:
        export_large()
        return
    print(machine())
    compare()
    learner.home_of(LARGE)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.anki_export", "large"], check=True)


if __name__ == "__main__":
    main()
