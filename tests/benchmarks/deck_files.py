"""Reading and checking the project's decks and syncing 10,000 notes, against times that a person does not notice.

Times of a whole process are what checking adds to a process that only prints the version, both run in turn. The 10,000
notes are those of the decks, over and over, each copy with ids and a word of its own; the syncs are those of the app,
each into a store and a home of its own that lie in the system's folder for temporary files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from quizzer.clock import SystemClock
from quizzer.config import Paths, load_settings
from quizzer.core.notes.notes import Deck
from quizzer.deckfile.find import list_deck_files
from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import read_deck
from quizzer.deckfile.write import write_deck
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.decks.sync import sync_decks
from tests.benchmarks.page.figures import Table, count, duration, run, verdict
from tests.benchmarks.page.machine import Size
from tests.benchmarks.stage.copies import DECKS, copies
from tests.benchmarks.stage.stopwatch import processor

FULL = Size(cards=10_000, rounds=5)
FILES, TINY_FILES = 100, 3
PROCESSES, LOOKS = 15, 21


class Run(NamedTuple):
    """Seconds of one run: by the clock, and of the processor, which other programs disturb less."""

    wall: float
    cpu: float


def row(name: str, runs: Sequence[Run], goal: float | None = None) -> list[str]:
    """A row of the table: medians, the quickest run, and whether the goal in milliseconds is met by the clock."""
    wall, cpu = (median(times) for times in zip(*runs, strict=True))
    least = min(run.wall for run in runs)
    return [name, duration(wall), duration(least), duration(cpu), verdict(wall * 1e3, goal, "ms")]


def timed(work: Callable[[], object]) -> Run:
    """How long the work takes."""
    cpu, start = processor(), time.perf_counter()
    work()
    return Run(time.perf_counter() - start, processor() - cpu)


def process(*arguments: str) -> Run:
    """How long a whole process of quizzer's takes."""
    command = [sys.executable, "-m", "quizzer", *arguments]
    return timed(lambda: subprocess.run(command, capture_output=True, check=True))


def checking(paths: Sequence[Path], size: Size) -> Iterator[list[str]]:
    """Reading and checking these decks: the whole process beyond its start-up, and each part once all is imported."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    check = ("check", *map(str, paths))
    warm_up = 0 if size.tiny else 1
    rounds = 1 if size.tiny else PROCESSES
    runs = [(process("--version"), process(*check)) for _ in range(rounds + warm_up)][warm_up:]
    beyond = [Run(whole.wall - bare.wall, whole.cpu - bare.cpu) for bare, whole in runs]
    looks = 1 if size.tiny else LOOKS
    yield row("`quizzer --version`, whole process", [bare for bare, _ in runs])
    yield row("read and check all decks, cold, beyond that", beyond, size.goal(150))
    yield row("read all decks, warm", [timed(lambda: [read_deck(path) for path in paths]) for _ in range(looks)])
    readings = [read_deck(path) for path in paths]
    yield row("check all decks, warm", [timed(lambda: lint(readings)) for _ in range(looks)])


def multiplied(decks: Sequence[Deck], folder: Path, size: Size) -> list[Path]:
    """Write the wanted number of notes in files of the same number of notes."""
    axes = tuple({axis.id: axis for deck in decks for axis in deck.axes}.values())
    notes = copies([note for deck in decks for note in deck.notes])
    folder.mkdir(parents=True)
    files = TINY_FILES if size.tiny else FILES
    paths = [folder / f"deck-{number:03d}.yaml" for number in range(files)]
    for path in paths:
        write_deck(path, Deck(path.stem, axes, tuple(islice(notes, size.cards // files))))
    return paths


def syncing(decks: Sequence[Deck], folder: Path, size: Size) -> Iterator[list[str]]:
    """All notes into a fresh store, then looked at again with nothing changed, and with one file changed."""
    fresh: list[Run] = []
    again: list[Run] = []
    one: list[Run] = []
    for round_number in range(size.rounds):
        paths = Paths(folder / f"home-{round_number}")
        written = multiplied(decks, paths.decks, size)
        with Collection.open(paths, load_settings(paths), SystemClock()) as collection:
            fresh.append(timed(partial(sync_decks, collection)))
            notes = sum(deck.notes for deck in load_deck_lines(collection) if not deck.bundled)
            assert notes == size.cards // len(written) * len(written)
            again += [timed(partial(sync_decks, collection)) for _ in range(size.few(LOOKS))]
            for path in written[:3]:
                path.write_text(path.read_text("utf-8").replace("In case q", "In the case q"), "utf-8")
                one.append(timed(partial(sync_decks, collection)))
    yield row(f"sync {notes:,} notes in {len(written)} files into a fresh store", fresh, size.goal(2_000))
    yield row("see that none of them changed", again, size.goal(50))
    yield row("sync one changed file of them", one)
    readings = [read_deck(path) for path in written]
    yield row(f"check {notes:,} notes, read already", [timed(lambda: lint(readings)) for _ in range(size.few(3))])


def measure(size: Size) -> Iterator[Table]:
    """Check the project's decks, and sync copies of their notes."""
    paths = list_deck_files(DECKS)
    readings = [read_deck(path) for path in paths]
    decks = [reading.deck for reading in readings if reading.deck is not None]
    kilobytes = sum(path.stat().st_size for path in paths) / 1e3
    notes = sum(len(deck.notes) for deck in decks)
    caption = (
        f"The decks: {len(paths)} files, {notes} notes, {kilobytes:.0f} kB; {count(size.rounds, 'rounds')} of syncs."
    )
    with tempfile.TemporaryDirectory(prefix="quizzer-decks-") as folder:
        rows = [*checking(paths, size), *syncing(decks, Path(folder), size)]
    yield Table(caption, ("work", "median", "quickest", "processor", "goal"), rows)


if __name__ == "__main__":
    run("deck_files", measure, __doc__, FULL)
