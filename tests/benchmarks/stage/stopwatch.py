"""Processor time and peak memory of some work, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

from tests.benchmarks.page.machine import peak_memory

T = TypeVar("T")

ENOUGH = 1.0
"""Seconds of the processor after which no further round is taken."""
_LOOK = 0.05


class Lap(NamedTuple):
    """Seconds of the processor, and the most MiB of the process so far."""

    seconds: float
    memory: float


def processor() -> float:
    """Seconds of the processor so far, of this process and of those it waited for."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


class Stopwatch:
    """The laps of a process, by what was done.

    Attributes:
        laps: What was measured, in order.
    """

    def __init__(self, *, tiny: bool = False) -> None:
        self._tiny = tiny
        self.laps: dict[str, Lap] = {}

    def time(self, name: str, work: Callable[[], object], rounds: int = 1) -> None:
        """Do some work, and keep the least of some rounds; slow work has fewer."""
        self._keep(name, min(self._runs(work, rounds)))

    def time_each(self, name: str, work: Callable[[], object], times: int) -> None:
        """Do something again and again, and keep the median."""
        self._keep(name, median(self._runs(work, times)))

    def _runs(self, work: Callable[[], object], rounds: int) -> list[float]:
        runs: list[float] = []
        while len(runs) < (1 if self._tiny else rounds) and sum(runs) < ENOUGH:
            start = processor()
            work()
            runs.append(processor() - start)
        return runs

    def _keep(self, name: str, seconds: float) -> None:
        self.laps[name] = Lap(seconds, peak_memory())

    @contextmanager
    def watching_children(self, name: str) -> Iterator[None]:
        """Let the memory of a lap be that of the largest process that this one starts in the block."""
        done = threading.Event()
        peaks = [0.0]

        def look() -> None:
            while not done.wait(_LOOK):
                peaks.extend(_peaks_of_children())

        thread = threading.Thread(target=look)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
        self.laps[name] = self.laps[name]._replace(memory=max(peaks))


def _peaks_of_children() -> Iterator[float]:
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            for child in (task / "children").read_text(encoding="ascii").split():
                with suppress(LookupError):
                    yield peak_memory(child)


def call_alone(work: Callable[..., T], *args: object) -> T:
    """Call a function in a process that does nothing else, a fork of this one."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as process:
        return process.submit(work, *args).result()


Work = Callable[[Stopwatch], None]


def measure_alone(work: Work, *, tiny: bool = False) -> dict[str, Lap]:
    """Run some work in a process that does nothing else.

    It is a fork of this one, so that nothing is imported twice; this one has to be small.

    Raises:
        RuntimeError: It failed; the terminal shows why.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_run, args=(work, sender, tiny))
    process.start()
    sender.close()
    laps: dict[str, Lap] = {}
    with suppress(EOFError):
        laps = receiver.recv()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"a process that measured ended with exit code {process.exitcode}")
    return laps


def _run(work: Work, sender: Connection, tiny: bool) -> None:
    watch = Stopwatch(tiny=tiny)
    work(watch)
    sender.send(watch.laps)
