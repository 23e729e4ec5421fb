"""Where and how a benchmark runs: the facts of the machine, the command line they all share, and the clocks."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from quizzer.clock import SystemClock
from quizzer.core.schedule.study_days import date_of

TINY_CARDS = 60


@dataclass(frozen=True)
class Size:
    """How much a benchmark measures.

    Attributes:
        cards: Cards of its collection (notes, where deck files are measured).
        rounds: How often the sides take turns.
        tiny: The run only proves that the benchmark works: little data, one round, no warm-up.
        judged: The goals hold: the collection is as large as the one they were set for.
    """

    cards: int
    rounds: int
    tiny: bool = False
    judged: bool = True

    def few(self, number: int) -> int:
        """The number of repetitions; at most two in a tiny run."""
        return min(number, 2) if self.tiny else number

    def goal(self, goal: float) -> float | None:
        """The goal, if it holds at this size."""
        return goal if self.judged else None


def parse_size(description: str | None, full: Size, arguments: Sequence[str] | None = None) -> Size:
    """Read the command line that all benchmarks share: ``--tiny``, ``--cards N``, ``--rounds N``."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--tiny", action="store_true", help="little data and one round, to see that it works")
    parser.add_argument("--cards", type=int, metavar="N", help=f"the size of the collection ({full.cards:,})")
    parser.add_argument("--rounds", type=int, metavar="N", help=f"how often the sides take turns ({full.rounds})")
    chosen = parser.parse_args(arguments)
    usual = Size(TINY_CARDS, 1) if chosen.tiny else full
    cards = chosen.cards or usual.cards
    return Size(cards, chosen.rounds or usual.rounds, chosen.tiny, judged=cards >= full.cards)


def describe_machine() -> str:
    """Processor and cores, system, and the versions of Python, SQLite and anki, on one line."""
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    try:
        anki = f"anki {version('anki')}"
    except PackageNotFoundError:
        anki = "no anki"
    return (
        f"{model} ({os.cpu_count()} cores), {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {anki}"
    )


def describe_run() -> str:
    """The day, the commit, how busy the machine is, and the machine: what stands below every block of figures."""
    today, load = SystemClock().moment(0).day, os.getloadavg()[0]
    return f"Measured {date_of(today)}, {describe_commit()}, load {load:.1f} at the start; {describe_machine()}."


def describe_commit() -> str:
    """The commit of the code that runs, and whether files differ from it; pages of documentation do not count."""
    root = Path(__file__).parents[3]

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()

    try:
        commit, changes = git("rev-parse", "--short", "HEAD"), git("status", "--porcelain", "--", ".", ":!*.md")
    except (OSError, subprocess.CalledProcessError):
        return "outside a repository"
    return f"commit {commit}{' with changes' if changes else ''}"


def peak_memory(pid: int | str = "self") -> float:
    """The most memory a process has held so far, in MiB.

    The kernel's VmHWM, not ``ru_maxrss``: that one survives ``exec`` and begins at the size of the parent.

    Raises:
        LookupError: The system does not know it; Linux does.
    """
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    raise LookupError("the system does not report VmHWM")


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long the work takes, by a clock."""
    start = clock()
    work()
    return clock() - start
