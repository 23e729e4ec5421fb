"""Deck files: reading and checking the decks of the project, and syncing 10,000 notes in 100 files.

Run ``python -m tests.benchmarks.deck_files``, or with the folders or files to check in place of ``decks``.

Times with a whole process are what checking adds to a process that only prints the version, both run in turn. The
10,000 notes are those of the decks, over and over, each copy with ids and a word of its own; the syncs are those of the
app, each into a store and a home of its own that lie in the system's folder for temporary files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from quizzer.clock import SystemClock
from quizzer.config import Paths, load_settings
from quizzer.core.notes.notes import Basic, Body, Cloze, Deck, Note
from quizzer.deckfile.find import deck_files
from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import read_deck
from quizzer.deckfile.write import write_deck
from quizzer.study.collection.collection import Collection
from tests.benchmarks.machine import machine

DECKS = Path(__file__).parents[2] / "decks"
NOTES, FILES = 10_000, 100
PROCESSES, SYNCS, LOOKS = 15, 5, 21


class Run(NamedTuple):
    """Seconds of one run: by the clock, and of the processor, which other programs disturb less."""

    wall: float
    cpu: float


def line(name: str, runs: Sequence[Run], goal: float | None = None) -> str:
    """One line of the table: medians in milliseconds, the quickest run, and whether the goal is met by the clock."""
    wall, cpu = (1e3 * median(times) for times in zip(*runs, strict=True))
    least = 1e3 * min(run.wall for run in runs)
    met = "" if goal is None else f"   < {goal:<5g} {'met' if wall < goal else 'MISSED'}"
    return f"{name:<52}{wall:9.1f} ms{least:9.1f} ms{cpu:9.1f} ms  n={len(runs):<4}{met}".rstrip()


def processor() -> float:
    """Seconds of the processor so far, of this process and of those it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def timed(work: Callable[[], object]) -> Run:
    """How long the work takes."""
    cpu, start = processor(), time.perf_counter()
    work()
    return Run(time.perf_counter() - start, processor() - cpu)


def process(*arguments: str) -> Run:
    """How long a whole process of quizzer's takes."""
    command = [sys.executable, "-m", "quizzer", *arguments]
    return timed(lambda: subprocess.run(command, capture_output=True, check=False))


def checking(paths: Sequence[Path]) -> None:
    """Reading and checking these decks: the whole process beyond its start-up, and each part once all is imported."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    check = ("check", *map(str, paths))
    runs = [(process("--version"), process(*check)) for _ in range(PROCESSES + 1)][1:]
    beyond = [Run(whole.wall - bare.wall, whole.cpu - bare.cpu) for bare, whole in runs]
    print(line("quizzer --version, whole process", [bare for bare, _ in runs]))
    print(line("read and check all decks, cold, beyond that", beyond, 150))
    print(line("  read alone, warm", [timed(lambda: [read_deck(path) for path in paths]) for _ in range(LOOKS)]))
    readings = [read_deck(path) for path in paths]
    print(line("  check alone, warm", [timed(lambda: lint(readings)) for _ in range(LOOKS)]))


def copies(notes: Sequence[Note]) -> Iterator[Note]:
    """The notes over and over, each with an id and a question of its own."""
    for copy in count(1):
        for note in notes:
            yield replace(note, id=f"{note.id}-{copy}", body=_reworded(note.body, f"In case q{copy}: "))


def _reworded(body: Body, word: str) -> Body:
    if isinstance(body, Cloze):
        return replace(body, text=word + body.text)
    if isinstance(body, Basic) and body.reverse is not None:
        body = replace(body, reverse=replace(body.reverse, ask=word + body.reverse.ask))
    return replace(body, ask=word + body.ask)


def multiplied(decks: Sequence[Deck], folder: Path) -> list[Path]:
    """Write so many notes in so many files, alike in each of their sizes."""
    axes = tuple({axis.id: axis for deck in decks for axis in deck.axes}.values())
    notes = copies([note for deck in decks for note in deck.notes])
    folder.mkdir(parents=True)
    paths = [folder / f"deck-{number:03d}.yaml" for number in range(FILES)]
    for path in paths:
        write_deck(path, Deck(path.stem, axes, tuple(islice(notes, NOTES // FILES))))
    return paths


def syncing(decks: Sequence[Deck], folder: Path) -> None:
    """10,000 notes into a fresh store, then looked at again with nothing changed, and with one file changed."""
    fresh: list[Run] = []
    again: list[Run] = []
    one: list[Run] = []
    for run in range(SYNCS):
        paths = Paths(folder / f"home-{run}")
        written = multiplied(decks, paths.decks)
        with Collection.open(paths, load_settings(paths), SystemClock()) as collection:
            fresh.append(timed(collection.sync))
            assert sum(deck.notes for deck in collection.decks() if not deck.bundled) == NOTES
            again += [timed(collection.sync) for _ in range(LOOKS)]
            for path in written[:3]:
                path.write_text(path.read_text("utf-8").replace("In case q", "In the case q"), "utf-8")
                one.append(timed(collection.sync))
    print(line(f"sync {NOTES:,} notes in {FILES} files into a fresh store", fresh, 2_000))
    print(line("  see that none of them changed", again, 50))
    print(line("  one of the files changed", one))
    readings = [read_deck(path) for path in written]
    print(line(f"check {NOTES:,} notes, read already", [timed(lambda: lint(readings)) for _ in range(3)]))


def main() -> None:
    """Print the table."""
    places = [Path(argument) for argument in sys.argv[1:]] or [DECKS]
    paths = [path for place in places for path in (deck_files(place) if place.is_dir() else [place])]
    readings = [read_deck(path) for path in paths]
    decks = [reading.deck for reading in readings if reading.deck is not None]
    size = sum(path.stat().st_size for path in paths)
    print(machine())
    print(f"{len(paths)} files, {sum(len(deck.notes) for deck in decks)} notes, {size / 1e3:.0f} kB, ", end="")
    print(f"{len(lint(readings))} findings\n")
    print(f"{'':<52}{'median':>12}{'quickest':>12}{'processor':>12}")
    checking(paths)
    with tempfile.TemporaryDirectory(prefix="quizzer-decks-") as folder:
        syncing(decks, Path(folder))


if __name__ == "__main__":
    main()
