"""Export of a collection with its history, against Anki's own export of the same collection.

Anki's collection is made by importing the package that is measured. Both export with schedule and history to a file,
taking turns in one process. The memory that a large export takes is measured in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzer.store.connection import transaction
from quizzer.study.collection.collection import Collection
from quizzer.study.exchange.export import export
from quizzer.study.exchange.plan import ExportPlan
from tests.benchmarks.page.figures import COMPARED, Comparison, Table, count, number, run, verdict
from tests.benchmarks.page.machine import Size, peak_memory
from tests.benchmarks.stage import learner

FULL = Size(cards=14_500, rounds=7)  # about 10,000 notes
REVIEWS, TINY_REVIEWS = 100_000, 300
LARGE = 10  # times the cards
MOST_MEMORY = 300.0
"""MiB of a large export."""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def with_reviews(collection: Collection, wanted: int) -> None:
    """Fill the log up to a number of answers: the ones it has, and those again at other instants."""
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


def compare(size: Size) -> Table:
    """Both exports, taking turns."""
    from anki.collection import Collection as AnkiCollection
    from anki.collection import ExportAnkiPackageOptions

    from tests.anki.profile import import_package

    with TemporaryDirectory() as folder:
        paths = learner.copy_of(learner.home_of(size.cards), Path(folder) / "home")
        package = Path(folder) / "ours.apkg"
        with learner.open_collection(paths) as collection:
            with_reviews(collection, TINY_REVIEWS if size.tiny else REVIEWS)
            plan = ExportPlan(package, progress=True)
            export(collection, plan, quiet)
            anki = AnkiCollection(str(Path(folder) / "collection.anki2"))
            import_package(anki, package, progress=True)

            def theirs(legacy: bool) -> None:
                options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, legacy=legacy)
                anki.export_anki_package(out_path=str(Path(folder) / "theirs.apkg"), options=options, limit=None)

            works = [Comparison(f"export, Anki in its {which} format", size.goal(1)) for which in ("newest", "older")]
            for _ in range(size.rounds):
                works[0].take_turns(lambda: theirs(False), lambda: export(collection, plan, quiet))
                works[1].take_turns(lambda: theirs(True), lambda: export(collection, plan, quiet))
            notes, cards = anki.note_count(), anki.card_count()
            reviews = anki.db.scalar("select count() from revlog")
            anki.close()
    caption = f"{notes:,} notes, {cards:,} cards, {reviews:,} reviews; medians of {count(size.rounds, 'rounds')}."
    return Table(caption, ("work", *COMPARED), [work.row() for work in works])


def export_large(cards: int) -> None:
    """Export a large collection, and print as JSON how much that was and the peak memory of this process in MiB."""
    learner.in_utc()
    with TemporaryDirectory() as folder, learner.open_collection(learner.home_of(cards)) as collection:
        done = export(collection, ExportPlan(Path(folder) / "large.apkg", progress=True), quiet)
    print(json.dumps([done.notes, done.reviews, peak_memory()]))


def measure_memory(size: Size) -> Table:
    """The memory of a large export, in a process that does nothing else."""
    cards = size.cards if size.tiny else size.cards * LARGE
    learner.home_of(cards)
    command = [sys.executable, "-c", f"from tests.benchmarks.anki_export import export_large; export_large({cards})"]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    notes, reviews, peak = json.loads(printed)
    caption = f"{notes:,} notes, {reviews:,} reviews; a process of its own."
    row = ["peak memory of an export", f"{number(peak)} MiB", verdict(peak, size.goal(MOST_MEMORY), "MiB")]
    return Table(caption, ("work", "quizzer", "goal"), [row])


def measure(size: Size) -> Iterator[Table]:
    """Time, then memory."""
    yield compare(size)
    yield measure_memory(size)


if __name__ == "__main__":
    run("anki_export", measure, __doc__, FULL)
