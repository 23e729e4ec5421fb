"""All statistics of a million answers, against the graphs of the real ``anki`` library on the same data.

quizzer's figures hold all that Anki's graphs show (answers by day, hour and button, true retention, card counts,
intervals, stability, difficulty, retrievability, cards to come) and the streaks, the most missed cards and how well
recall was predicted besides. Its counts of earlier days are cached; the first time ever, when the cache is empty, and
the first time of a day are separate rows. Calibration has no counterpart in Anki's graphs, and counts nevertheless.
The collection and its twin are made once a day, which takes minutes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from anki.collection import Collection as Anki

from quizzer.store.caches import answer_counts, calibration
from quizzer.store.caches.watermarks import COUNTS_KEY
from quizzer.store.scope import EVERYTHING
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.statistics.compute import compute_statistics
from quizzer.study.statistics.figures import Statistics
from tests.benchmarks.page.figures import COMPARED, Comparison, Table, count, duration, run
from tests.benchmarks.page.machine import Size, seconds
from tests.benchmarks.stage.learner import copy_of, open_collection
from tests.benchmarks.stage.million import home_with
from tests.benchmarks.stage.twin import twin_of

FULL = Size(cards=100_000, rounds=15)
GOAL = 1 / 5


def compare(anki: Anki, quizzer: Collection, size: Size) -> list[list[str]]:
    """The rows of the table."""
    forget(quizzer)
    ever = seconds(lambda: compute_statistics(quizzer))
    remember_yesterday(quizzer)
    today = seconds(lambda: compute_statistics(quizzer))
    every = Comparison("all statistics", size.goal(GOAL))
    calibrated = Comparison("all statistics with calibration", size.goal(GOAL))
    for _ in range(size.rounds):
        every.take_turns(
            lambda: anki._backend.graphs(search="", days=0), lambda: compute_statistics(quizzer, calibrate=False)
        )
        calibrated.own.append(seconds(lambda: compute_statistics(quizzer)))
    calibrated.peer = every.peer
    return [
        every.row(),
        calibrated.row(),
        ["the first time ever", "", duration(ever), "", ""],
        ["the first time of a day", "", duration(today), "", ""],
    ]


def forget(quizzer: Collection) -> None:
    """Empty the caches."""
    for key in (COUNTS_KEY, calibration.KEY):
        quizzer.connection.execute("DELETE FROM setting WHERE key = ?", (key,))


def remember_yesterday(quizzer: Collection) -> None:
    """Let the caches hold what they held yesterday."""
    forget(quizzer)
    known = answer_counts.refresh(quizzer.connection, quizzer.moment().day - 1, quizzer.clock.local, quiet)
    parameters = quizzer.scheduler.parameters_fingerprint()
    calibration.sum_predictions(quizzer.connection, known, parameters, first=None, scope=EVERYTHING, keep=True)


def agree(anki: Anki, shown: Statistics) -> None:
    """Both sides must have counted the same."""
    theirs = anki._backend.graphs(search="", days=0)
    all_time = theirs.true_retention.all_time
    ours = shown.retention[-1]
    assert (ours.young.passes, ours.mature.passes) == (all_time.young_passed, all_time.mature_passed)
    counts = theirs.card_counts.excluding_inactive
    assert shown.cards[:5] == (counts.newCards, counts.learn, counts.relearn, counts.young, counts.mature)


def measure(size: Size) -> Iterator[Table]:
    """Compare, once both sides are known to count the same."""
    made = home_with(size.cards)
    twin = made.home / "twin.anki2"
    with tempfile.TemporaryDirectory() as folder, open_collection(copy_of(made, Path(folder) / "quizzer")) as quizzer:
        if not twin.exists():
            twin_of(quizzer.connection, quizzer.moment().day, twin).close()
        anki = Anki(str(twin))
        answers = quizzer.connection.execute("SELECT count(*) FROM log").fetchone()[0]
        cards = quizzer.connection.execute("SELECT count(*) FROM card").fetchone()[0]
        rows = compare(anki, quizzer, size)
        agree(anki, compute_statistics(quizzer))
        anki.close()
    yield Table(
        f"{answers:,} answers, {cards:,} cards; medians of {count(size.rounds, 'rounds')}.", ("work", *COMPARED), rows
    )


if __name__ == "__main__":
    run("statistics", measure, __doc__, FULL)
