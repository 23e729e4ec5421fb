"""Breaks rules on purpose and looks whether a test turns red: ``python -m tests.long.mutations --lines 60 --seed 1``.

Samples lines of the code, breaks each in one way in a copy of the tree, and runs the tests that could see it, the
nearest first. What survives is either a rule without a test, or a change that makes no difference; a reader has to
judge. A test that turns red counts only when it is green without the change.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from tests.long.mutations.mutants import Mutant, sample

ROOT = Path(__file__).parents[3]
FOLDERS = ("core", "store", "study")
WORKERS = 2
TIME_RAN_OUT, GREEN = "time ran out", "green"
_PYTEST = ("-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--no-header")
_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "benchmarks")
_ITSELF = "test_long.py"
_instants = count(1_000_000_000)


class Verdict(NamedTuple):
    """What the tests said.

    Attributes:
        word: ``caught``, ``survived`` or ``time ran out``.
        by: The test that turned red; empty when none did.
    """

    mutant: Mutant
    word: str
    by: str
    seconds: float


def stages_of(root: Path, path: Path) -> list[list[str]]:
    """The test files that could see a broken rule, in the order in which to run them.

    First those called like the module, and those of the mirrored folder that import it; then the rest of that folder;
    then all others but the terminal app's; then those.

    Args:
        path: The file with the rule, from the tree's root.
    """
    files = sorted(file for file in (root / "tests").rglob("test_*.py") if file.name != _ITSELF)
    mirrored = root / "tests" / path.parts[1]
    package, name = ".".join(path.parts[:-1]), path.stem
    named = re.compile(rf"{re.escape(package)}(\.{name}\b| import [^\n]*\b{name}\b)")

    def stage(file: Path) -> int:
        if "tui" in file.relative_to(root).parts:
            return 3
        if file.stem == f"test_{name}":
            return 0
        if mirrored not in file.parents:
            return 2
        return 0 if named.search(file.read_text("utf-8")) else 1

    stages: list[list[str]] = [[], [], [], []]
    for file in files:
        stages[stage(file)].append(str(file.relative_to(root)))
    return stages


def run_tests(tree: Path, tests: Sequence[str], limit: float) -> str:
    """Run tests until one is red.

    Returns:
        ``green``, ``time ran out``, or the test that is red.
    """
    process = subprocess.Popen(
        [sys.executable, *_PYTEST, *tests],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return TIME_RAN_OUT
    if process.returncode in (0, 5):  # 5: nothing to run
        return GREEN
    red = re.search(r"^(?:FAILED|ERROR) ([^\s\[]+)", output, re.MULTILINE)
    return red[1] if red else tests[0]  # pytest itself did not start


@contextmanager
def broken(tree: Path, mutant: Mutant) -> Iterator[None]:
    """The rule is broken in this tree meanwhile."""
    file = tree / mutant.path
    source = file.read_bytes()
    _write(file, mutant.applied(source))
    try:
        yield
    finally:
        _write(file, source)


def _write(file: Path, source: bytes) -> None:
    """Write a file so that Python sees the change also within one second and at the same size."""
    file.write_bytes(source)
    instant = next(_instants)
    os.utime(file, (instant, instant))


def judge(tree: Path, mutant: Mutant, stages: int, limit: float, always_red: set[str]) -> Verdict:
    """Break a rule and run the tests, stage by stage, until one turns red because of it.

    Args:
        always_red: Tests that are red without any change as well; those found are added.
    """
    begun = monotonic()
    for tests in filter(None, stages_of(tree, mutant.path)[:stages]):
        while True:
            with broken(tree, mutant):
                red = run_tests(tree, [*tests, *(f"--deselect={test}" for test in sorted(always_red))], limit)
            if red == TIME_RAN_OUT:
                return Verdict(mutant, TIME_RAN_OUT, "", monotonic() - begun)
            if red == GREEN:
                break
            if red in always_red or run_tests(tree, [red], limit) == GREEN:
                return Verdict(mutant, "caught", red, monotonic() - begun)
            always_red.add(red)
    return Verdict(mutant, "survived", "", monotonic() - begun)


def run(root: Path, mutants: Sequence[Mutant], stages: int, limit: float, always_red: set[str]) -> Iterator[Verdict]:
    """Judge mutants, several at a time, each in a copy of the tree that nobody else uses meanwhile."""
    trees: SimpleQueue[Path] = SimpleQueue()

    def one(mutant: Mutant) -> Verdict:
        tree = trees.get()
        try:
            return judge(tree, mutant, stages, limit, always_red)
        finally:
            trees.put(tree)

    with TemporaryDirectory() as folder:
        for number in range(min(WORKERS, len(mutants))):
            shutil.copytree(root, tree := Path(folder) / str(number), ignore=_NOT_COPIED)
            trees.put(tree)
        pool = ThreadPoolExecutor(WORKERS)
        try:
            for done in as_completed([pool.submit(one, mutant) for mutant in mutants]):
                yield done.result()
        finally:  # when interrupted, what was not begun is left
            pool.shutdown(cancel_futures=True)


def describe(root: Path, verdict: Verdict) -> str:
    """A verdict as lines to print; the change is shown where no test was red."""
    mutant = verdict.mutant
    place = f"{mutant.path}:{mutant.line}"
    if verdict.word == "caught":
        return f"{verdict.seconds:4.0f} s  caught     {place}  by {verdict.by}"
    source = (root / mutant.path).read_bytes()
    before, after = (text.decode().splitlines() for text in (source, mutant.applied(source)))
    diff = [line for line in difflib.unified_diff(before, after, n=0, lineterm="") if line[:3] not in ("---", "+++")]
    return "\n".join([f"{verdict.seconds:4.0f} s  {verdict.word.upper()}  {place}", *(f"        {d}" for d in diff)])


def main() -> int:
    """Run from the command line; 1 when a mutant was not caught."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.long.mutations", description="Break rules on purpose and look whether a test turns red."
    )
    parser.add_argument("--lines", type=int, default=60, help="lines to break")
    parser.add_argument("--seed", type=int, default=1, help="decides which lines, and how")
    parser.add_argument("--folder", action="append", help=f"folders of quizzer/; {', '.join(FOLDERS)} when not given")
    parser.add_argument("--stages", type=int, default=4, help="1: nearest tests; 2: the folder; 3: no terminal; 4: all")
    parser.add_argument("--limit", type=float, default=600, help="seconds that one stage may take")
    parser.add_argument("--root", type=Path, default=ROOT, help="the tree")
    parser.add_argument("--dry", action="store_true", help="only show what would be broken")
    options = parser.parse_args()
    mutants = sample(options.root, options.folder or FOLDERS, options.lines, options.seed)
    always_red: set[str] = set()
    if options.dry:
        verdicts: Iterator[Verdict] = (Verdict(mutant, "not run", "", 0) for mutant in mutants)
    else:
        verdicts = run(options.root, mutants, options.stages, options.limit, always_red)
    missed = total = 0
    for verdict in verdicts:
        total += 1
        missed += verdict.word != "caught"
        print(describe(options.root, verdict), flush=True)
    for test in sorted(always_red):
        print(f"Red without any change, and left out: {test}")
    print(f"{total - missed} of {total} caught.")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
