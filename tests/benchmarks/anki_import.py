"""Import of a package with its history, against Anki's own import of the same package.

The package was exported by Anki in its newest format. Both sides import it into a collection without notes of it, and
then once more, taking turns in one process; the processor time of the process is what counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from anki.collection import Collection as Anki
from anki.collection import ExportAnkiPackageOptions

from quizzer.config import Paths
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.exchange.import_file import import_file
from tests.anki.profile import import_package
from tests.benchmarks.page.figures import COMPARED, Comparison, Table, count, run
from tests.benchmarks.page.machine import Size
from tests.benchmarks.stage.file_operations import MET, REVIEWS, make_empty
from tests.benchmarks.stage.learner import copy_of, open_collection
from tests.benchmarks.stage.packages import write_package
from tests.benchmarks.stage.stopwatch import processor

FULL = Size(cards=10_000, rounds=5)
GOAL = 3.0


def write_newest(path: Path, notes: int) -> None:
    """Write a package as Anki exports it today."""
    older = path.with_name("older.apkg")
    write_package(older, notes, REVIEWS, met=MET)
    anki = Anki(str(path.with_name("source.anki2")))
    import_package(anki, older, progress=True)
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, legacy=False)
    exported = anki.export_anki_package(out_path=str(path), options=options, limit=None)
    anki.close()
    assert exported == notes, f"{exported} notes"


def import_twice(folder: Path, empty: Paths, package: Path, works: tuple[Comparison, Comparison]) -> tuple[int, int]:
    """Import into new collections, twice on either side.

    Returns:
        The reviews that each side has then.
    """
    anki = Anki(str(folder / "collection.anki2"))
    with open_collection(copy_of(empty, folder / "home")) as quizzer:
        for work in works:
            work.take_turns(
                lambda: import_package(anki, package, progress=True),
                lambda: import_file(quizzer, package, dry=False, progress=quiet),
            )
        ours = quizzer.connection.execute("SELECT count(*) FROM log WHERE kind = 0").fetchone()[0]
    theirs = anki.db.scalar("select count() from revlog")
    anki.close()
    return theirs, ours


def measure(size: Size) -> Iterator[Table]:
    """Let both sides take turns."""
    works = (
        Comparison("import", size.goal(GOAL), clock=processor),
        Comparison("import again, nothing new", clock=processor),
    )
    with TemporaryDirectory() as place:
        package, empty = Path(place) / "notes.apkg", Paths(Path(place) / "empty")
        write_newest(package, size.cards)
        make_empty(empty.home)
        for _ in range(size.rounds):
            with TemporaryDirectory() as folder:
                theirs, ours = import_twice(Path(folder), empty, package, works)
                assert theirs == ours > 0, f"{theirs} reviews in Anki, {ours} in quizzer"
    caption = f"{size.cards:,} notes, {ours:,} reviews; medians of {count(size.rounds, 'rounds')}."
    yield Table(caption, ("work", *COMPARED), [work.row() for work in works])


if __name__ == "__main__":
    run("anki_import", measure, __doc__, FULL)
