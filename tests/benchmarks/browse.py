"""Searching, sorting and marking among all cards, against the same searches in the real ``anki`` library.

A keystroke is everything that is done with a letter but the painting: the search is read, and the cards found are put
in their order. Anki's ``find_cards`` is called without an order. It finds a few words less often: the twin's notes have
the texts of a note's first card only. What is not stored is timed by the processor time of the process, so that other
work on the machine counts less.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from statistics import median

from anki.collection import Collection as Anki

from quizzer.study.browse.columns import COLUMNS
from quizzer.study.browse.table import Browser
from tests.benchmarks.page.figures import COMPARED, Comparison, Table, count, duration, run, verdict
from tests.benchmarks.page.machine import Size, seconds
from tests.benchmarks.stage.learner import copy_of, home_of, open_collection
from tests.benchmarks.stage.twin import twin_of

FULL = Size(cards=100_000, rounds=7)
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
MARKED = (1, 1_000, 10_000)


def processor(work: Callable[[], object]) -> float:
    """Seconds of the processor that this process takes for the work."""
    return seconds(work, time.process_time)


def measure(size: Size) -> Iterator[Table]:
    """Open the table of cards, then use it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = copy_of(home_of(size.cards), Path(folder) / "quizzer")
        with open_collection(paths) as quizzer:
            judge = twin_of(quizzer.connection, quizzer.moment().day, Path(folder) / "twin.anki2")
            opened = median(processor(lambda: Browser(quizzer)) for _ in range(size.few(3)))
            browser = Browser(quizzer)
            yield keystrokes(browser, size)
            yield searches(browser, judge, size)
            yield others(browser, opened, size)
            judge.close()


def keystrokes(browser: Browser, size: Size) -> Table:
    """Every letter of some searches, each the median of some rounds."""
    rows = []
    slowest = 0.0
    for text in TYPED:
        rounds = []
        for _ in range(size.rounds):
            browser.search("")
            rounds.append([processor(lambda t=written: browser.search(t)) for written in accumulate(text)])  # type: ignore[misc]
        letters = [median(times) for times in zip(*rounds, strict=True)]
        slowest = max(slowest, *letters)
        found = count(len(browser.found), "cards")
        rows.append([f"`{text}`", duration(median(letters)), duration(max(letters)), found, ""])
    rows.append(["the slowest key of all", "", duration(slowest), "", verdict(slowest * 1e3, size.goal(KEY), "ms")])
    caption = f"Typed letter by letter, among {browser.total:,} cards; medians of {count(size.rounds, 'rounds')}."
    return Table(caption, ("typed", "a key, median", "slowest key", "found", "goal"), rows)


def searches(browser: Browser, judge: Anki, size: Size) -> Table:
    """Whole searches at once, against Anki."""
    rows = []
    for ours, theirs in BOTH:
        work = Comparison(f"`{ours}`")
        for _ in range(size.rounds):
            browser.search("")
            browser._earlier = None
            work.peer.append(processor(lambda t=theirs: judge.find_cards(t)))  # type: ignore[misc]
            work.own.append(processor(lambda t=ours: browser.search(t)))  # type: ignore[misc]
        found = len(judge.find_cards(theirs)), len(browser.found)
        rows.append([*work.row()[:-1], *(count(number, "cards") for number in found)])
    caption = f"Whole searches; medians of {count(size.rounds, 'rounds')}."
    return Table(caption, ("search", *COMPARED[:-1], "found by Anki", "found by quizzer"), rows)


def others(browser: Browser, opened: float, size: Size) -> Table:
    """Opening, sorting and acting on many, each done once."""
    rows = [["open the table", duration(opened), verdict(opened, size.goal(OPENED), "s")]]
    browser.search("")
    for column in COLUMNS:
        rows.append([f"sort by {column}", duration(processor(lambda c=column: browser.sort(c))), ""])  # type: ignore[misc]
    browser.sort("file")
    for number in MARKED[: size.few(len(MARKED))]:
        found = browser.found[:number]
        for name, act in (("suspend", browser.suspend), ("reset", browser.reset)):
            many = count(len(found), "cards")
            rows.append([f"{name} {many}, durable", duration(seconds(lambda a=act, f=found: a(f))), ""])  # type: ignore[misc]
            rows.append([f"undo {name} of {many}", duration(seconds(browser.undo)), ""])
    return Table(f"Once each, among {browser.total:,} cards.", ("work", "quizzer", "goal"), rows)


if __name__ == "__main__":
    run("browse", measure, __doc__, FULL)
