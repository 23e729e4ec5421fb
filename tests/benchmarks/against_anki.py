"""The store and the sessions against the real ``anki`` library: the same data and rules, interleaved in one process.

Run ``python -m tests.benchmarks.against_anki`` (all sizes), or with the sizes wanted: ``... 1000 10000``.

Both commit each answer durably (WAL, ``synchronous=FULL``). Anki's call for the next card also tells what its four
ratings would schedule; quizzer tells that when the answer is revealed, so it is timed both without and with it.
quizzer's next card is the whole of it, the note read and its question made; Anki's is the card's row.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import anki.collection  # noqa: F401 - before anki.cards, which cannot be imported first
from anki.cards import Card
from anki.collection import Collection as Anki
from anki.scheduler.v3 import CardAnswer, QueuedCards

from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from tests.benchmarks.learner import copy_of, home_of, in_utc, open_collection
from tests.benchmarks.machine import machine
from tests.benchmarks.twin import begin, twin_of

SIZES = (1_000, 10_000, 100_000)
OPENINGS = 21
ANSWERS = 300


@dataclass
class Work:
    """One line of the table: seconds of each run on both sides, and the ratio to reach."""

    name: str
    goal: float | None = None
    anki: list[float] = field(default_factory=list)
    quizzer: list[float] = field(default_factory=list)

    def line(self) -> str:
        """The medians, their ratio, and the goal."""
        theirs, ours = median(self.anki) * 1e3, median(self.quizzer) * 1e3
        ratio = ours / theirs
        goal = ""
        if self.goal is not None:
            goal = f"<= {self.goal:g}, " + ("met" if ratio <= self.goal else "MISSED")
        return f"{self.name:<42}{theirs:9.3f} ms{ours:9.3f} ms{ratio:8.3f}   {goal:<16}n={len(self.quizzer)}"


def timed(runs: list[float], work: Callable[[], object]) -> None:
    """Do the work once and note how long it took."""
    start = time.perf_counter()
    work()
    runs.append(time.perf_counter() - start)


def first_card(anki: Anki, quizzer: Collection) -> Work:
    """The first card of a deck just chosen, against a session's beginning; both with the counts of what is due."""
    work = Work("first card of a session", 1 / 20)
    for _ in range(OPENINGS):
        begin(anki)
        timed(work.anki, lambda: anki.sched.get_queued_cards(fetch_limit=1).cards[0])
        timed(work.quizzer, lambda: quizzer.session(Plan()).counts)
    return work


def due_counts(anki: Anki, quizzer: Collection) -> Work:
    """The deck list's counts, against the counts per axis."""
    work = Work("due counts per axis", 1 / 5)
    for _ in range(OPENINGS):
        timed(work.anki, lambda: anki._backend.deck_tree(now=int(time.time())))
        timed(work.quizzer, quizzer.due)
    return work


def answers(anki: Anki, quizzer: Collection) -> tuple[Work, Work]:
    """Good, again and again; the second adds what the next card's ratings would schedule."""
    work, whole = Work("answer and next card, durable", 0.8), Work("  and what its ratings would schedule")
    begin(anki)
    queued = anki.sched.get_queued_cards(fetch_limit=1)
    session = quizzer.session(Plan())
    session.previews()

    def theirs() -> QueuedCards:
        card = Card(anki, backend_card=queued.cards[0].card)
        card.start_timer()
        states = queued.cards[0].states
        anki.sched.answer_card(anki.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD))
        return anki.sched.get_queued_cards(fetch_limit=1)

    for _ in range(ANSWERS):
        if not queued.cards or session.current is None:
            break
        start = time.perf_counter()
        queued = theirs()
        answered = time.perf_counter()
        session.answer(Rating.GOOD, 5_000)
        shown = time.perf_counter()
        if session.current is not None:
            session.previews()
        whole.quizzer.append(time.perf_counter() - answered)
        work.quizzer.append(shown - answered)
        work.anki.append(answered - start)
    whole.anki = work.anki
    return work, whole


def compare(cards: int, folder: Path) -> None:
    """Print the table of one size."""
    paths = copy_of(home_of(cards), folder / "quizzer")
    with open_collection(paths) as quizzer:
        anki = twin_of(quizzer.connection, quizzer.moment().day, folder / "twin.anki2")
        counts = quizzer.due().counts
        tree = next(deck for deck in anki._backend.deck_tree(now=int(time.time())).children if deck.name == "quizzer")
        durable = anki.db.scalar("pragma synchronous"), *quizzer.connection.execute("PRAGMA synchronous").fetchone()
        assert durable == (2, 2), f"not both commit durably: {durable}"
        works = [first_card(anki, quizzer), *answers(anki, quizzer), due_counts(anki, quizzer)]
        anki.close()
    print(
        f"\n{cards:,} cards; due by quizzer: {counts.new} new, {counts.learning} learning, {counts.review} review;",
        end="",
    )
    print(f" by Anki, siblings not taken off: {tree.new_count}, {tree.learn_count}, {tree.review_count}")
    print(f"{'work':<42}{'Anki':>12}{'quizzer':>12}{'ratio':>8}   goal")
    for work in works:
        if cards < max(SIZES) and work.name.startswith(("first", "due")):
            work.goal = None  # set for 100,000 cards, where Anki's time is not all call and return
        print(work.line())


def main() -> None:
    """Compare at each size."""
    in_utc()
    print(machine())
    for cards in [int(size) for size in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            compare(cards, Path(folder))


if __name__ == "__main__":
    main()
