"""How long a teacher waits for the figures of a class: ``quizzer class`` as a whole, against a real server.

Run ``python -m tests.long.class_of_thirty``: 30 learners with 30,000 answers each, given to 5,000 cards. It prints the
seconds of the processor, the server's included, of each way to print the figures, and beside them those on the clock;
it fails where one takes more than 2. Then it prints what publishing a learner's memory takes: whole, with nothing new,
and after ten answers. ``--small`` is a class of three, whose times say nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from random import Random

from quizzer.clock import SystemClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.hub.carrier import PostgresCarrier
from quizzer.hub.learners import invite
from quizzer.hub.memory import MemoryRow, replace_memory
from quizzer.study.classroom.publish import publish_memory
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.benchmarks.stage.learner import make, open_collection
from tests.postgres import Database, new_database
from tests.probe import cards_of, load_memory

LIMIT = 2.0
ROUNDS = 3
DAY = 86_400_000
WAYS = ("", "--show remembered", "--by tag", "--json", "--csv", "--html class.html")
COLLECTION = "0123456789abcdef0123"


def main(arguments: list[str]) -> int:
    """Make the class, look at it in every way, and say how long that took."""
    is_small = "--small" in arguments
    learners, cards, answers = (3, 60, 6) if is_small else (30, 5_000, 6)
    slow = 0
    with new_database() as database, tempfile.TemporaryDirectory() as folder:
        school = Paths(Path(folder) / "school")
        make(school, cards)
        teacher = PostgresCarrier(database.teacher)
        teacher.set_up(COLLECTION)
        keys = _load_keys(school)
        for number in range(learners):
            carrier = PostgresCarrier(invite(teacher.server, f"learner{number}").url)
            replace_memory(carrier.server, _invent(keys, answers, Random(number)))
            carrier.close()
        rows = sum(1 for _ in load_memory(teacher.server))
        print(f"{learners} learners, {rows:,} cards answered, {rows * answers:,} answers")
        for way in WAYS:
            used, wall = min(_look(school, database, way) for _ in range(1 if is_small else ROUNDS))
            slow += used > LIMIT and not is_small
            print(f"quizzer class {way:<18} {used:.2f} s of the processor, {wall:.2f} s on the clock")
        _publish(school, teacher)
        teacher.close()
    print(f"{slow} of {len(WAYS)} took more than {LIMIT:.0f} s")
    return min(slow, 1)


def _load_keys(school: Paths) -> list[str]:
    with open_collection(school) as collection:
        return [card.key for card in cards_of(collection) if not card.retired]


def _invent(keys: Iterable[str], answers: int, chance: Random) -> Iterable[MemoryRow]:
    """What a learner publishes who has answered every card some times, with parameters of their own."""
    now, decay = SystemClock().now(), chance.uniform(0.12, 0.3)
    for key in keys:
        reviews = chance.randint(0, answers)
        last_at = now - chance.randrange(60 * DAY)
        passes = sum(chance.random() < 0.9 for _ in range(reviews))
        picked = chance.random() < 0.1
        yield MemoryRow(key, False, picked, last_at, chance.uniform(1, 90), decay, reviews, passes)


def _look(school: Paths, database: Database, way: str) -> tuple[float, float]:
    """Seconds of the processor, and on the clock, that the whole program takes."""
    before, served = os.times(), _count_server(database)
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "quizzer", "--home", str(school.home), "class", *way.split()],
        cwd=school.home,
        env={**os.environ, "QUIZZER_SYNC_URL": database.teacher, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    wall, after = time.perf_counter() - begin, os.times()
    time.sleep(0.2)  # the server's process for the connection has ended, too
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used + _count_server(database) - served, wall


def _count_server(database: Database) -> float:
    """Seconds of the processor that the server took so far, as far as the system says it."""
    with suppress(OSError):
        pid = (database.server.folder / "data" / "postmaster.pid").read_text().split()[0]
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")  # its own, and of processes that have ended
    return 0.0


def _publish(school: Paths, teacher: PostgresCarrier) -> None:
    """Publish a whole memory, nothing, and what ten answers changed."""
    with open_collection(school) as collection:
        _time("publishing everything", lambda: publish_memory(collection, teacher))
        _time("publishing nothing new", lambda: publish_memory(collection, teacher))
        session = Session(collection, Plan(limit=10))
        for _ in range(10):
            session.answer(Rating.GOOD, 3_000)
        _time("publishing ten answers", lambda: publish_memory(collection, teacher))


def _time(what: str, work: Callable[[], int]) -> None:
    begin, used = time.perf_counter(), time.process_time()
    cards = work()
    wall, used = time.perf_counter() - begin, time.process_time() - used
    print(f"{what}: {cards:,} cards, {1000 * used:.0f} ms of the processor, {1000 * wall:.0f} ms on the clock")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
