"""Runs the benchmarks, each in a process of its own, and writes their tables into the page of measurements.

A benchmark that fails leaves its old tables on the page; the others are written all the same, and the exit code is 1.
Tiny figures prove only that the benchmarks work, so they are printed and never written.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.page.figures import block, find_blocks, write_page

ROOT = Path(__file__).parents[2]
PAGE = ROOT / ".github" / "MEASUREMENTS.md"
BENCHMARKS = (
    "at_the_keys",
    "against_anki",
    "statistics",
    "anki_export",
    "anki_import",
    "mastery",
    "browse",
    "deck_files",
    "drafts",
    "sync",
    "growth",
)
"""Every benchmark, in the order of the page."""


def measure(name: str, arguments: Sequence[str]) -> str | None:
    """Run one benchmark; what it says besides its figures goes to the terminal.

    Returns:
        The body of its block, or None when it failed.
    """
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        return None
    return find_blocks(done.stdout).get(name)


def main(arguments: Sequence[str] | None = None, page: Path = PAGE) -> int:
    """Measure what was chosen, print it, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=BENCHMARKS, action="append", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--tiny", action="store_true", help="little data and one round; printed, never written")
    parser.add_argument("--print", action="store_true", dest="only_print", help="do not write the page")
    chosen = parser.parse_args(arguments)
    failed = []
    for name in chosen.only or BENCHMARKS:
        start = time.perf_counter()
        body = measure(name, ["--tiny"] if chosen.tiny else [])
        took = f"{name}: {time.perf_counter() - start:.0f} s"
        print(took if body is not None else f"{took}, FAILED", file=sys.stderr)
        if body is None:
            failed.append(name)
            continue
        print(block(name, body) + "\n", flush=True)
        if not (chosen.tiny or chosen.only_print):
            write_page(page, {name: body})  # one by one: what is measured stays when a later one is stopped
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
