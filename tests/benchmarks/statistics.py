"""All statistics of a million answers, against the graphs of the real ``anki`` library on the same data.

Run ``python -m tests.benchmarks.statistics``. The collection and its twin are made once a day, which takes minutes.

quizzer's figures hold all that Anki's graphs show (answers by day, hour and button, true retention, card counts,
intervals, stability, difficulty, retrievability, cards to come) and the streaks, the most missed cards and how well
recall was predicted besides. Its counts of the days gone by are kept; the first time, when there are none, and the
first time of a day are told apart. ``with calibration`` has no counterpart in Anki's graphs, and counts nevertheless.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from anki.collection import Collection as Anki

from quizzer.store.caches import answer_counts, calibration
from quizzer.store.queries.due_cards import EVERYTHING
from quizzer.study.collection.collection import Collection
from quizzer.study.statistics.compute import no_tell, statistics
from quizzer.study.statistics.figures import Statistics
from tests.benchmarks.against_anki import Work, timed
from tests.benchmarks.learner import copy_of, in_utc, open_collection
from tests.benchmarks.machine import machine
from tests.benchmarks.million import home_with
from tests.benchmarks.twin import twin_of

ROUNDS = 15
GOAL = 1 / 5


def compare(anki: Anki, quizzer: Collection) -> Statistics:
    """Print the table."""
    runs: list[float] = []
    _forget(quizzer)
    timed(runs, lambda: statistics(quizzer))
    _as_of_yesterday(quizzer)
    timed(runs, lambda: statistics(quizzer))
    every, calibrated = Work("all statistics", GOAL), Work("  with calibration", GOAL)
    for _ in range(ROUNDS):
        timed(every.anki, lambda: anki._backend.graphs(search="", days=0))
        timed(every.quizzer, lambda: statistics(quizzer, calibrate=False))
        timed(calibrated.quizzer, lambda: statistics(quizzer))
    calibrated.anki = every.anki
    print(f"{'work':<42}{'Anki':>12}{'quizzer':>12}{'ratio':>8}   goal")
    for work in (every, calibrated):
        rounds = sorted(ours / theirs for ours, theirs in zip(work.quizzer, work.anki, strict=True))
        print(f"{work.line()}, ratios by round {rounds[0]:.3f} to {rounds[-1]:.3f}, median {median(rounds):.3f}")
    print(f"quizzer, the first time ever: {runs[0]:.1f} s; the first time of a day: {runs[1] * 1e3:.0f} ms")
    return statistics(quizzer)


def _forget(quizzer: Collection) -> None:
    for key in (answer_counts.KEY, calibration.KEY):
        quizzer.connection.execute("DELETE FROM setting WHERE key = ?", (key,))


def _as_of_yesterday(quizzer: Collection) -> None:
    """Let the caches hold what they held yesterday."""
    _forget(quizzer)
    known = answer_counts.refresh(quizzer.connection, quizzer.moment().day - 1, quizzer.clock.local, no_tell)
    parameters = quizzer.scheduler.told_parameters()
    calibration.judged(quizzer.connection, known, parameters, first=None, scope=EVERYTHING, tell=no_tell, keep=True)


def agree(anki: Anki, shown: Statistics) -> None:
    """Both sides must have counted the same."""
    theirs = anki._backend.graphs(search="", days=0)
    all_time = theirs.true_retention.all_time
    ours = shown.retention[-1]
    assert (ours.young.passes, ours.mature.passes) == (all_time.young_passed, all_time.mature_passed)
    counts = theirs.card_counts.excluding_inactive
    assert shown.cards[:5] == (counts.newCards, counts.learn, counts.relearn, counts.young, counts.mature)


def main() -> None:
    """Compare."""
    in_utc()
    print(machine())
    made = home_with()
    twin = made.home / "twin.anki2"
    with tempfile.TemporaryDirectory() as folder, open_collection(copy_of(made, Path(folder) / "quizzer")) as quizzer:
        if not twin.exists():
            twin_of(quizzer.connection, quizzer.moment().day, twin).close()
        anki = Anki(str(twin))
        answers = quizzer.connection.execute("SELECT count(*) FROM log").fetchone()[0]
        cards = quizzer.connection.execute("SELECT count(*) FROM card").fetchone()[0]
        print(f"\n{answers:,} answers, {cards:,} cards")
        agree(anki, compare(anki, quizzer))
        anki.close()


if __name__ == "__main__":
    main()
