"""What is done with deck files and packages, each operation measured: what grows with their number and their notes."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from quizzer.cli.commands import check
from quizzer.config import Paths
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.find import list_deck_files
from quizzer.deckfile.read.deck import read_deck
from quizzer.deckfile.write import write_deck
from quizzer.store.connection import transaction
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.export import export
from quizzer.study.exchange.import_file import import_file
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.report import build_report
from tests.benchmarks.stage.copies import DECKS, copies
from tests.benchmarks.stage.learner import copy_of, fill_log, open_collection
from tests.benchmarks.stage.packages import text_of, write_package
from tests.benchmarks.stage.stopwatch import Stopwatch

NOTES_OF_A_FILE = 100
NOTES_OF_AN_AXIS = 10
REVIEWS, MET = 5, 0.7
ROUNDS = 5


@cache
def _bundled() -> tuple[Deck, ...]:
    readings = [read_deck(path) for path in list_deck_files(DECKS)]
    return tuple(reading.deck for reading in readings if reading.deck is not None)


def write_files(folder: Path, notes: int) -> list[Path]:
    """Copies of the notes of the project's decks, in files of a hundred notes."""
    decks = _bundled()
    axes = tuple({axis.id: axis for deck in decks for axis in deck.axes}.values())
    source = copies([note for deck in decks for note in deck.notes])
    folder.mkdir()
    paths = [folder / f"deck-{number:05d}.yaml" for number in range(max(1, notes // NOTES_OF_A_FILE))]
    for path in paths:
        write_deck(path, Deck(path.stem, axes, tuple(islice(source, min(notes, NOTES_OF_A_FILE)))))
    return paths


def make_empty(home: Path) -> None:
    """Make a home that has the bundled decks; building a database takes longer than most of what is measured."""
    with open_collection(Paths(home)) as collection:
        sync_decks(collection)


def time_files(empty: Paths, notes: int, watch: Stopwatch) -> None:
    """Deck files in step with the store."""
    with TemporaryDirectory() as folder:
        paths = copy_of(empty, Path(folder) / "home")
        first = write_files(paths.decks, notes)[0]
        with open_collection(paths) as collection:
            watch.time("sync into a fresh store", lambda: sync_decks(collection))
            watch.time("sync, nothing changed", lambda: sync_decks(collection), ROUNDS)

            def change() -> None:
                first.write_text(first.read_text("utf-8").replace("In case q", "In that case q", 1), "utf-8")
                sync_decks(collection)

            watch.time("sync, one file changed", change, ROUNDS)
            watch.time("list of decks", lambda: load_deck_lines(collection), ROUNDS)


def time_check(_empty: Paths, notes: int, watch: Stopwatch) -> None:
    """``quizzer check`` of a folder, once its modules are imported."""
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        decks = Path(folder) / "decks"
        write_files(decks, notes)
        arguments = [str(decks)]
        watch.time("check", lambda: check.command.main(arguments, standalone_mode=False, obj=folder))


def time_axes(empty: Paths, axes: int, watch: Stopwatch) -> None:
    """Deck files with an axis of their own, and answers to most of their cards."""
    with TemporaryDirectory() as folder:
        paths = copy_of(empty, Path(folder) / "home")
        paths.decks.mkdir()
        for number in range(axes):
            _write_axis(paths.decks, number)
        with open_collection(paths) as collection:
            sync_decks(collection)
            with transaction(collection.connection) as connection:
                fill_log(connection, collection.moment(), Random(axes))
            rebuild_collection(collection)
            build_report(collection)
            watch.time("report, again", lambda: build_report(collection), ROUNDS)
            watch.time("list of decks", lambda: load_deck_lines(collection), ROUNDS)


def _write_axis(folder: Path, number: int) -> None:
    axis = Axis(f"A{number}", f"Axis {number}")
    numbers = range(number * NOTES_OF_AN_AXIS, (number + 1) * NOTES_OF_AN_AXIS)
    notes = tuple(Note(f"n{n}", Basic(f"{text_of(n, 8)}?", text_of(n, 3)), axis.id, level="academic") for n in numbers)
    write_deck(folder / f"axis-{number:05d}.yaml", Deck(axis.name, (axis,), notes))


def time_package(empty: Paths, notes: int, watch: Stopwatch) -> None:
    """A package of Basic notes, most of them with history."""
    with TemporaryDirectory() as folder, open_collection(copy_of(empty, Path(folder) / "home")) as collection:
        package = Path(folder) / "notes.apkg"
        write_package(package, notes, REVIEWS, met=MET)
        watch.time("import of a package", lambda: import_file(collection, package, dry=False, progress=quiet))
        watch.time("import again", lambda: import_file(collection, package, dry=False, progress=quiet))


def time_archive(empty: Paths, notes: int, watch: Stopwatch) -> None:
    """An archive of quizzer's own, all of whose notes but one are retired."""
    with TemporaryDirectory() as folder:
        archive = Path(folder) / "retired.json"
        with open_collection(copy_of(empty, Path(folder) / "before")) as collection:
            collection.paths.decks.mkdir()
            body = [Note(f"n{n}", Basic(f"{text_of(n, 8)}?", text_of(n, 3)), "OLD") for n in range(notes)]
            for kept in (body, body[:1]):
                write_deck(collection.paths.decks / "old.yaml", Deck("Old", (Axis("OLD", "Old"),), tuple(kept)))
                sync_decks(collection)
            export(collection, ExportPlan(archive), quiet)
        with open_collection(copy_of(empty, Path(folder) / "after")) as collection:
            watch.time("import of retired notes", lambda: import_file(collection, archive, dry=False, progress=quiet))
