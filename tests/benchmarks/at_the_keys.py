"""What a person waits for: whole programs in a terminal of 80x24, interleaved in one run with a minimal Textual app.

Run ``python -m tests.benchmarks.at_the_keys``, with ``--cards 100000`` for another collection, ``--rounds 5`` for a
short run. The floor is ``floor.py``. Needs Linux. ``PYTHONDONTWRITEBYTECODE`` is unset for the programs.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from quizzer.config import Paths
from tests.benchmarks.learner import copy_of, home_of, in_utc
from tests.benchmarks.machine import machine
from tests.benchmarks.terminal import Terminal

ROUNDS, ANSWERS = 15, 12
FLOOR = [sys.executable, str(Path(__file__).with_name("floor.py"))]
QUIZZER = str(Path(sys.executable).with_name("quizzer"))
PAINTED_HOME = rb"learn ahead"
PLACE = rb"\xe2\x94[\x80\x81] (\d+) of \d+"  # the end of the bar above the question, and the card's number
RATINGS = rb"Again"
_SLOW_IMPORTS = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (.+)")


class Measured:
    """Seconds (or MiB) of each run, by what was done."""

    def __init__(self) -> None:
        self.runs: dict[str, list[float]] = {}

    def note(self, what: str, value: float) -> None:
        """Keep one run."""
        self.runs.setdefault(what, []).append(value)

    def middle(self, what: str) -> float:
        """The median."""
        return median(self.runs[what])

    def ratio(self, what: str, floor: str) -> float:
        """The median of the ratios in each round: a machine that is slow for a while is slow for both."""
        return median(run / least for run, least in zip(self.runs[what], self.runs[floor], strict=True))

    def high(self, what: str) -> float:
        """The 95th percentile."""
        return quantiles(self.runs[what], n=20)[-1]


def environment(paths: Paths) -> dict[str, str]:
    """What the programs see."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR")}
    return {**env, "QUIZZER_HOME": str(paths.home)}


def run_floor(measured: Measured, env: dict[str, str]) -> None:
    """Start the floor, press some keys, leave."""
    terminal = Terminal(FLOOR, env)
    terminal.wait_for(rb"floor 0\.")
    measured.note("floor painted", time.perf_counter() - terminal.began)
    for number in range(1, ANSWERS + 1):
        at = terminal.press(b" ")
        terminal.wait_for(rb"floor %d\.|\b%d\." % (number, number))
        measured.note("floor key", time.perf_counter() - at)
    measured.note("floor memory", terminal.peak_memory())
    measured.note("floor left", terminal.leave(b"q"))


def run_home(measured: Measured, env: dict[str, str]) -> None:
    """Open the first screen and leave."""
    terminal = Terminal([QUIZZER], env)
    terminal.wait_for(PAINTED_HOME)
    measured.note("home painted", time.perf_counter() - terminal.began)
    measured.note("home memory", terminal.peak_memory())
    measured.note("home left", terminal.leave(b"q"))


def run_review(measured: Measured, env: dict[str, str]) -> None:
    """Open a session, answer some cards Good, leave."""
    terminal = Terminal([QUIZZER, "review"], env)
    place = int(terminal.wait_for(PLACE)[1])
    measured.note("card painted", time.perf_counter() - terminal.began)
    for _ in range(ANSWERS):
        at = terminal.press(b"\r")
        terminal.wait_for(RATINGS)
        measured.note("reveal", time.perf_counter() - at)
        at = terminal.press(b"3")
        place += 1
        terminal.wait_for(PLACE.replace(rb"(\d+)", str(place).encode(), 1))
        measured.note("rating", time.perf_counter() - at)
    measured.note("session memory", terminal.peak_memory())
    measured.note("session left", terminal.leave(b"\x11"))


def run_line(measured: Measured, env: dict[str, str]) -> None:
    """The line for a prompt, against an interpreter that does nothing."""
    for what, command in (("pass", [sys.executable, "-c", "pass"]), ("due", [QUIZZER, "due"])):
        start = time.perf_counter()
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        measured.note(what, time.perf_counter() - start)


def imports(env: dict[str, str], *, most: int = 8) -> tuple[int, list[str]]:
    """How many modules ``quizzer due`` imports, and those that take longest by themselves."""
    command = [sys.executable, "-X", "importtime", QUIZZER, "due"]
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stderr
    found = [(int(row[1]), row[3].strip()) for row in _SLOW_IMPORTS.finditer(told)]
    return len(found), [f"{name} {took / 1000:.1f}" for took, name in sorted(found, reverse=True)[:most]]


def line(what: str, floor: str, value: str, ratio: float, goal: float, unit: str = "x") -> str:
    """A line of the table; the ratio, or the value that has a goal of its own, is held to it."""
    met = "met" if ratio <= goal else "MISSED"
    return f"{what:<42}{floor:>12}{value:>22}{ratio:>9.2f}{unit:<3}  <= {goal:g}{unit}, {met}"


def table(measured: Measured) -> list[str]:
    """The whole table."""
    m = measured

    def ms(*whats: str) -> str:
        return " / ".join(f"{m.middle(what) * 1e3:.1f}" for what in whats) + " ms"

    answered = f"{m.middle('rating') * 1e3:.1f}, p95 {m.high('rating') * 1e3:.1f} ms"
    return [
        f"{'what':<42}{'floor':>12}{'quizzer':>22}{'':>9}     goal",
        line("home painted", ms("floor painted"), ms("home painted"), m.ratio("home painted", "floor painted"), 1.35),
        line(
            "first card painted", ms("floor painted"), ms("card painted"), m.ratio("card painted", "floor painted"), 1.5
        ),
        line("rating to next card", ms("floor key"), answered, m.middle("rating") * 1e3, 10, "ms"),
        line("  95th percentile", f"{m.high('floor key') * 1e3:.1f} ms", "", m.high("rating") * 1e3, 16, "ms"),
        f"{'key to answer revealed':<42}{ms('floor key'):>12}{ms('reveal'):>22}",
        line("peak memory at home", f"{m.middle('floor memory'):.1f} MiB", "", m.middle("home memory"), 64, "MiB"),
        line(
            "peak memory of a session", f"{m.middle('floor memory'):.1f} MiB", "", m.middle("session memory"), 64, "MiB"
        ),
        line("quit from home", ms("floor left"), ms("home left"), m.ratio("home left", "floor left"), 1.2),
        line("quit from a session", ms("floor left"), ms("session left"), m.ratio("session left", "floor left"), 1.2),
        line("quizzer due against python -c pass", ms("pass"), ms("due"), m.ratio("due", "pass"), 5),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args(arguments)
    in_utc()
    measured = Measured()
    with tempfile.TemporaryDirectory() as folder:
        paths = copy_of(home_of(chosen.cards), Path(folder) / "home")
        env = environment(paths)
        warm_up(env)
        for _ in range(chosen.rounds):
            for run in (run_floor, run_home, run_review, run_line):
                run(measured, env)
        count, slowest = imports(env)
    print(machine())
    print(f"{chosen.cards:,} cards, {chosen.rounds} rounds, {len(measured.runs['rating'])} ratings, 80x24")
    for text in table(measured):
        print(text)
    print(f"quizzer due imports {count} modules; by themselves, in ms: {', '.join(slowest)}")


def warm_up(env: dict[str, str]) -> None:
    """Once each, so that everything is compiled, the deck files are read, and today's backup is made."""
    for _ in itertools.repeat(None, 2):
        for run in (run_floor, run_home, run_review, run_line):
            run(Measured(), env)


if __name__ == "__main__":
    main()
