"""What the first screen promises, over many random collections and through weeks of simulated learners.

Every row is what its session asks, the bar of a session goes back by an undo alone, tomorrow's figure in the evening is
within 15% of the morning's, and the time within 30% of that spent, the latter two in the median of 30 days.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from statistics import median
from unittest.mock import patch

from tests.study.due.learner import Learner, evening_errors, live, morning_errors, time_errors
from tests.study.due.test_day_plan import rows_equal_sessions
from tests.study.review.queue.test_progress import bar_goes_forward

ROUNDS, SMALL = 1_000, 3
DAYS, FEW_DAYS = 30, 9
EVENING, MORNING, TIME = 0.15, 0.25, 0.30


def random_faults(folder: Path, rounds: int, seed: int) -> Iterator[str]:
    """Faults in random collections."""
    checks: tuple[Callable[[Path, int], None], ...] = (rows_equal_sessions, bar_goes_forward)
    for at, check in product(range(seed, seed + rounds), checks):
        try:
            check(folder / f"{check.__name__}-{at}", at)
        except AssertionError as fault:
            yield f"{check.__name__} of seed {at}: {fault}"


def learners(*, small: bool) -> Iterator[Learner]:
    """Learners of every kind; in small only a quick one."""
    if small:
        yield Learner(seconds=3, config="[scheduling]\nnew_per_day = 5\n", missed=(5,))
        return
    for accuracy, new, limit, seconds in product((0.70, 0.85, 0.95), (5, 20), (None, 30), (3, 25)):
        reviews = "" if limit is None else f"reviews_per_day = {limit}\n"
        yield Learner(accuracy, seconds, f"[scheduling]\nnew_per_day = {new}\n{reviews}")


def learner_faults(folder: Path, days: int, *, small: bool) -> Iterator[str]:
    """Faults in what simulated learners were promised; prints the errors of each."""
    for number, learner in enumerate(learners(small=small)):
        lived = live(folder / f"learner-{number}", learner, days)
        errors = [median(found(lived)) for found in (evening_errors, morning_errors, time_errors)]
        name = f"{learner.accuracy:.0%}, {learner.seconds:g} s, {' '.join(learner.config.split()[1:])}"
        print(f"{name}: evening {errors[0]:.0%}, morning {errors[1]:.0%}, time {errors[2]:.0%}", flush=True)
        if any(error > most for error, most in zip(errors, (EVENING, MORNING, TIME), strict=True)):
            yield name


def main(arguments: Sequence[str] | None = None) -> int:
    """Hold all of it and say how many faults there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=20_261_126)
    parser.add_argument("--small", action="store_true", help=f"{SMALL} rounds and one learner of {FEW_DAYS} days")
    chosen = parser.parse_args(arguments)
    rounds, days = (SMALL, FEW_DAYS) if chosen.small else (chosen.rounds, DAYS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bundled").mkdir()
        with patch("quizzer.study.decks.sync.bundled_decks", lambda: folder / "bundled"):
            found = [*random_faults(folder, rounds, chosen.seed), *learner_faults(folder, days, small=chosen.small)]
    print(f"{2 * rounds} sessions, {len(found)} faults")
    for fault in found[:20]:
        print(fault)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
