"""Whole programs in a terminal of 80x24, against a minimal Textual app in the same terminal, taking turns.

It is what a person waits for: the first screen, the first card, the next card after a rating, and leaving; and the
memory it takes. ``quizzer due``, the line for a prompt, is held against ``python -c pass``. Needs Linux.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from quizzer.config import HOME_VARIABLE, Paths, Settings
from quizzer.keys.actions import DEFAULT_KEYS
from tests.benchmarks.page.figures import Table, count, duration, number, run, verdict
from tests.benchmarks.page.machine import Size, peak_memory
from tests.benchmarks.stage import floor
from tests.benchmarks.stage.learner import AXES, copy_of, home_of
from tests.benchmarks.stage.terminal import Terminal

FULL = Size(cards=10_000, rounds=15)
ANSWERS = 12
FLOOR = [sys.executable, str(Path(floor.__file__))]
QUIZZER = str(Path(sys.executable).with_name("quizzer"))
HOME = rb"\b(%s)\b" % "|".join(re.escape(word) for axis in AXES for word in (axis.name, axis.id)).encode()
"""The first screen is painted when an axis stands on it, by its name or, for want of room, by its id."""
ASKED = rb"show answer"
"""A card is painted when the effect of Enter is: the hints are its last line."""
PAUSE = Settings().guard_ms / 1000 + 0.01
"""Seconds before a rating counts."""
REVEALED = re.escape(DEFAULT_KEYS["review.again"].label).encode()
"""The answer is painted when the ratings are."""
GOOD = DEFAULT_KEYS["review.good"].keys[0].encode()
REVEAL, QUIT = b"\r", b"\x11"  # Enter and Ctrl+Q
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (.+)")


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
    """The environment of the programs: compiled modules are kept, colours are on."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR")}
    return {**env, HOME_VARIABLE: str(paths.home)}


def run_floor(measured: Measured, env: dict[str, str], answers: int) -> None:
    """Start the minimal app, press some keys, leave."""
    terminal = Terminal(FLOOR, env)
    terminal.wait_for(rb"floor 0\.")
    measured.note("floor painted", time.perf_counter() - terminal.began)
    for key in range(1, answers + 1):
        at = terminal.press(b" ")
        terminal.wait_for(rb"floor %d\.|\b%d\." % (key, key))
        measured.note("floor key", time.perf_counter() - at)
    measured.note("floor memory", peak_memory(terminal.pid))
    measured.note("floor left", terminal.leave(b"q"))


def run_home(measured: Measured, env: dict[str, str], _answers: int) -> None:
    """Open the first screen and leave."""
    terminal = Terminal([QUIZZER], env)
    terminal.wait_for(HOME)
    measured.note("home painted", time.perf_counter() - terminal.began)
    measured.note("home memory", peak_memory(terminal.pid))
    measured.note("home left", terminal.leave(QUIT))


def run_review(measured: Measured, env: dict[str, str], answers: int) -> None:
    """Open a session, answer some cards Good, leave."""
    terminal = Terminal([QUIZZER, "review"], env)
    terminal.wait_for(ASKED)
    measured.note("card painted", time.perf_counter() - terminal.began)
    for _ in range(answers):
        at = terminal.press(REVEAL)
        terminal.wait_for(REVEALED)
        measured.note("reveal", time.perf_counter() - at)
        time.sleep(PAUSE)
        at = terminal.press(GOOD)
        terminal.wait_for(ASKED)
        measured.note("rating", time.perf_counter() - at)
    measured.note("session memory", peak_memory(terminal.pid))
    measured.note("session left", terminal.leave(QUIT))


def run_line(measured: Measured, env: dict[str, str], _answers: int) -> None:
    """The line for a prompt, against an interpreter that does nothing."""
    for what, command in (("pass", [sys.executable, "-c", "pass"]), ("due", [QUIZZER, "due"])):
        start = time.perf_counter()
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        measured.note(what, time.perf_counter() - start)


RUNS = (run_floor, run_home, run_review, run_line)


def imports(env: dict[str, str], *, most: int = 5) -> Table:
    """How many modules ``quizzer due`` imports, and those that take longest by themselves."""
    command = [sys.executable, "-X", "importtime", QUIZZER, "due"]
    printed = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stderr
    found = [(int(row[1]), row[3].strip()) for row in _IMPORT.finditer(printed)]
    slowest = sorted(found, reverse=True)[:most]
    caption = f"`quizzer due` imports {len(found)} modules; these take longest by themselves."
    return Table(caption, ("module", "import"), [[f"`{name}`", duration(took / 1e6)] for took, name in slowest])


def rows(m: Measured, size: Size) -> Iterator[list[str]]:
    """The table."""

    def against(name: str, what: str, floor: str, goal: float | None = None) -> list[str]:
        ratio = m.ratio(what, floor)
        limit = None if goal is None else size.goal(goal)
        return [name, duration(m.middle(floor)), duration(m.middle(what)), number(ratio), verdict(ratio, limit)]

    def alone(name: str, floor: float, value: float, goal: float) -> list[str]:
        return [name, duration(floor), duration(value), "", verdict(value * 1e3, size.goal(goal), "ms")]

    def memory(name: str, what: str) -> list[str]:
        floor, value = m.middle("floor memory"), m.middle(what)
        return [name, f"{number(floor)} MiB", f"{number(value)} MiB", "", verdict(value, size.goal(64), "MiB")]

    yield against("first screen painted", "home painted", "floor painted", 1.2)
    yield against("first card painted", "card painted", "floor painted", 1.25)
    yield alone("rating to next card, median", m.middle("floor key"), m.middle("rating"), 10)
    yield alone("rating to next card, 95th percentile", m.high("floor key"), m.high("rating"), 16)
    yield against("key to answer revealed", "reveal", "floor key")
    yield memory("peak memory of the first screen", "home memory")
    yield memory("peak memory of a session", "session memory")
    yield against("quit from the first screen", "home left", "floor left", 1.2)
    yield against("quit from a session", "session left", "floor left", 1.2)
    yield against("`quizzer due`, against `python -c pass`", "due", "pass", 2)


def measure(size: Size) -> Iterator[Table]:
    """Run all programs round by round."""
    measured = Measured()
    answers = size.few(ANSWERS)
    with tempfile.TemporaryDirectory() as folder:
        env = environment(copy_of(home_of(size.cards), Path(folder) / "home"))
        if not size.tiny:
            warm_up(env)
        for _ in range(size.rounds):
            for run_program in RUNS:
                run_program(measured, env, answers)
        modules = imports(env)
    ratings = count(len(measured.runs["rating"]), "ratings")
    caption = f"{size.cards:,} cards, {count(size.rounds, 'rounds')}, {ratings}; medians."
    yield Table(caption, ("what", "minimal app", "quizzer", "ratio", "goal"), list(rows(measured, size)))
    yield modules


def warm_up(env: dict[str, str]) -> None:
    """Run everything twice, so that modules are compiled, the deck files are read, and today's backup is made."""
    for _ in itertools.repeat(None, 2):
        for run_program in RUNS:
            run_program(Measured(), env, ANSWERS)


if __name__ == "__main__":
    run("at_the_keys", measure, __doc__, FULL)
