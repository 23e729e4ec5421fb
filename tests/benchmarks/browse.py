"""Searching among all cards, key by key, and the same searches in the real ``anki`` library; one process, interleaved.

Run ``python -m tests.benchmarks.browse`` (100,000 cards), or with another number of them. A keystroke is everything
that is done with a letter but the painting: the search is read, and the cards found are put in their order. Anki's
``find_cards`` is asked for no order. It finds a few words less often: the twin's notes have the texts of a note's first
card only. What is not stored is timed by what the process itself takes, so that other work on the machine counts less.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from statistics import median

import anki.collection

from quizzer.study.browse.table import COLUMNS, Browser
from tests.benchmarks.learner import copy_of, home_of, in_utc, open_collection
from tests.benchmarks.machine import machine
from tests.benchmarks.twin import twin_of

CARDS = 100_000
ROUNDS = 7
OPENED, KEY = 1.0, 30.0  # a second; milliseconds
TYPED = (
    "cortisol releases liver",
    '"when the muscle asks" -insulin',
    "axis:HPA is:due",
    "level:academic tag:liver (cortisol or insulin)",
    "prop:recall<0.8 -is:suspended",
    "zzzz",
    "c*n in",
)
# What both understand; the collections hold the same cards.
BOTH = (
    ("cortisol", "cortisol"),
    ("cortisol liver", "cortisol liver"),
    ("-cortisol", "-cortisol"),
    ("cortisol or insulin", "cortisol or insulin"),
    ("axis:HPA is:due", "deck:quizzer::HPA is:due"),
    ("tag:liver", "tag:liver"),
    ("prop:stability>30", "prop:s>30"),
    ("prop:reps>5 prop:lapses=0", "prop:reps>5 prop:lapses=0"),
)


def timed(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Milliseconds it takes; of this process alone, unless another clock is given."""
    start = clock()
    work()
    return (clock() - start) * 1e3


def met(value: float, goal: float) -> str:
    """Whether the goal is reached."""
    return f"<= {goal:g}, {'met' if value <= goal else 'MISSED'}"


def main() -> None:
    """Measure and print."""
    in_utc()
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else CARDS
    with tempfile.TemporaryDirectory() as folder:
        paths = copy_of(home_of(cards), Path(folder) / "quizzer")
        with open_collection(paths) as quizzer:
            judge = twin_of(quizzer.connection, quizzer.moment().day, Path(folder) / "twin.anki2")
            print(machine())
            opened = median(timed(lambda: Browser(quizzer)) for _ in range(3)) / 1e3
            browser = Browser(quizzer)
            print(f"{browser.total:,} cards opened in {opened:.2f} s   {met(opened, OPENED)}\n")
            keystrokes(browser)
            searches(browser, judge)
            others(browser)
            judge.close()


def keystrokes(browser: Browser) -> None:
    """Every letter of some searches, each the median of some rounds."""
    print(f"{'typed, letter by letter':<50}{'median':>10}{'slowest':>10}")
    slowest = 0.0
    for text in TYPED:
        rounds = []
        for _ in range(ROUNDS):
            browser.search("")
            rounds.append([timed(lambda t=written: browser.search(t)) for written in accumulate(text)])  # type: ignore[misc]
        letters = [median(times) for times in zip(*rounds, strict=True)]
        slowest = max(slowest, *letters)
        print(f"{text:<50}{median(letters):>7.1f} ms{max(letters):>7.1f} ms   {len(browser.found):>7,} found")
    print(f"{'the slowest key of all':<60}{slowest:>7.1f} ms   {met(slowest, KEY)}\n")


def searches(browser: Browser, judge: anki.collection.Collection) -> None:
    """Whole searches at once, against Anki."""
    print(f"{'search':<34}{'Anki':>12}{'quizzer':>12}{'ratio':>8}{'found by Anki':>16}{'by quizzer':>12}")
    for ours, theirs in BOTH:
        times: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            browser.search("")
            browser._earlier = None
            times.append((timed(lambda t=theirs: judge.find_cards(t)), timed(lambda t=ours: browser.search(t))))  # type: ignore[misc]
        anki_ms, own_ms = (median(column) for column in zip(*times, strict=True))
        ratio = median(own / other for other, own in times)
        found = len(judge.find_cards(theirs))
        print(f"{ours:<34}{anki_ms:>9.1f} ms{own_ms:>9.1f} ms{ratio:>8.2f}{found:>16,}{len(browser.found):>12,}")


def others(browser: Browser) -> None:
    """Sorting and acting on many."""
    browser.search("")
    print(f"\n{'work':<50}{'once':>10}")
    for column in COLUMNS:
        print(f"{'sort by ' + column:<50}{timed(lambda c=column: browser.sort(c)):>7.1f} ms")  # type: ignore[misc]
    browser.sort("file")
    for number in (1, 1_000, len(browser.found)):
        rows = browser.found[:number]
        for name, deed in (
            ("suspend", lambda r=rows: browser.suspend(r)),
            ("reset", lambda r=rows[:10_000]: browser.reset(r)),
        ):
            count = min(number, 10_000) if name == "reset" else number
            print(f"{f'{name} {count:,}, durable':<50}{timed(deed, time.perf_counter):>7.1f} ms")
            print(f"{'  and undo':<50}{timed(browser.undo, time.perf_counter):>7.1f} ms")


if __name__ == "__main__":
    main()
