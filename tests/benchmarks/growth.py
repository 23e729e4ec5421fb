"""How each operation grows: with cards and answers, with deck files and axes, with the notes of a package.

Each is measured at three sizes, every one ten times the one before, by the processor time of a process that does only
that, and by the most memory it held. A card has ten answers on average. The exponent is the slope between the two
largest sizes: 0 is constant, 1 grows as its work does. The run fails when one is above 1.15. ``--cards N`` chooses the
largest size: 500,000 cards have five million answers.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzer.config import Paths
from tests.benchmarks.page.figures import Table, duration, number, read_rows, run, verdict
from tests.benchmarks.page.machine import Size
from tests.benchmarks.stage.file_operations import (
    make_empty,
    time_archive,
    time_axes,
    time_check,
    time_files,
    time_package,
)
from tests.benchmarks.stage.million import home_with
from tests.benchmarks.stage.operations import OPERATIONS, run_alone
from tests.benchmarks.stage.stopwatch import Lap, Stopwatch, measure_alone

FULL = Size(cards=100_000, rounds=1)
FEW = 0.005
"""Seconds; what takes less may be noise, and is as good as nothing."""
MOST = 1.15
TOO_FAST = f"exponent ≤ {MOST:g}, MISSED"

Goals = Mapping[str, Sequence[tuple[float, str]]]
"""Milliseconds, seconds or MiB at the largest size, by what is done."""
GOALS: Goals = {
    "home": [(10, "ms")],
    "mastery as of 30 days ago": [(3.3, "s")],
    "statistics of 30 days": [(0.3, "s")],
    "statistics of an axis": [(0.3, "s")],
    "rebuild": [(5, "s")],
    "merge, 20 new answers": [(1.5, "s"), (100, "MiB")],
    "optimize, the memory that of its process": [(1_024, "MiB")],
}
GOALS_OF_FILES: Goals = {"sync, one file changed": [(0.1, "s")], "list of decks": [(0.1, "s")]}
GOALS_OF_AXES: Goals = {"report, again": [(0.4, "s")]}

Grown = dict[str, list[Lap]]
"""The laps of each size, by what was done."""


def grow(sizes: Sequence[int], works: Sequence[Callable[[int, Stopwatch], None]], size: Size) -> Grown:
    """Measure at every size."""
    grown: Grown = {}
    for many in sizes:
        for work in works:
            for name, lap in measure_alone(partial(work, many), tiny=size.tiny).items():
                grown.setdefault(name, []).append(lap)
    return grown


def exponent(sizes: Sequence[int], laps: Sequence[Lap]) -> float | None:
    """How the time grows between the two largest sizes; None where even the largest is as good as nothing."""
    if len(laps) < 2 or laps[-1].seconds <= FEW:
        return None
    before, after = (max(lap.seconds, FEW) for lap in laps[-2:])
    return math.log(after / before) / math.log(sizes[-1] / sizes[-2])


def table(caption: str, sizes: Sequence[int], what: str, grown: Grown, goals: Goals, size: Size) -> Table:
    """A row for each operation."""
    rows = []
    for name, laps in grown.items():
        slope = None if size.tiny else exponent(sizes, laps)
        rows.append(
            [
                name,
                *(duration(lap.seconds) for lap in laps),
                f"{number(laps[-1].memory)} MiB",
                "" if slope is None else f"{max(0.0, slope):.2f}",
                _judge(laps[-1], slope, goals.get(name, ()), size),
            ]
        )
    heads = ("work", *(f"{many:,} {what}" for many in sizes), "peak memory", "exponent", "goal")
    return Table(caption, heads, rows)


def _judge(lap: Lap, slope: float | None, goals: Sequence[tuple[float, str]], size: Size) -> str:
    values = {"ms": lap.seconds * 1e3, "s": lap.seconds, "MiB": lap.memory}
    said = [verdict(values[unit], most, unit) for most, unit in goals if size.judged]
    if slope is not None and slope > MOST:
        said.append(TOO_FAST)
    return "; ".join(said)


def measure(size: Size) -> Iterator[Table]:
    """Measure by cards, by deck files, by axes and by packages."""
    cards = [size.cards] if size.tiny else [size.cards // 100, size.cards // 10, size.cards]
    for many in cards:
        measure_alone(partial(_make, many))
    works = [partial(_of_cards, operation) for operation in OPERATIONS]
    yield table("By cards, with ten answers each.", cards, "cards", grow(cards, works, size), GOALS, size)
    with TemporaryDirectory() as folder:
        empty = Paths(Path(folder) / "empty")
        measure_alone(lambda _: make_empty(empty.home))
        yield from _of_files(empty, cards, size)


def _of_files(empty: Paths, sizes: Sequence[int], size: Size) -> Iterator[Table]:
    grown = grow(sizes, [partial(time_files, empty), partial(time_check, empty)], size)
    yield table("By notes in deck files of a hundred.", sizes, "notes", grown, GOALS_OF_FILES, size)
    axes = [max(1, many * 3 // 1_000) for many in sizes]
    grown = grow(axes, [partial(time_axes, empty)], size)
    yield table("By axes, each of ten notes in a file.", axes, "axes", grown, GOALS_OF_AXES, size)
    notes = [*sizes[:-1], max(60, sizes[-1] * 3 // 10)]
    grown = grow(notes, [partial(time_package, empty), partial(time_archive, empty)], size)
    caption = "By notes of a file: a package, seven in ten with history, and an archive of retired ones."
    yield table(caption, notes, "notes", grown, {}, size)


def _make(cards: int, _watch: Stopwatch) -> None:
    home_with(cards)


def _of_cards(operation: Callable[..., None], cards: int, watch: Stopwatch) -> None:
    run_alone(operation, home_with(cards), watch)


def find_too_fast(body: str) -> list[str]:
    """The operations that grow faster than their work."""
    return [next(iter(row.values())) for row in read_rows(body) if TOO_FAST in row.get("goal", "")]


if __name__ == "__main__":
    too_fast = find_too_fast(run("growth", measure, __doc__, FULL))
    if too_fast:
        sys.exit(f"Growing faster than their work: {', '.join(too_fast)}.")
