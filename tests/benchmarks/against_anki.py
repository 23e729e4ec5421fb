"""The store and the sessions against the real ``anki`` library: the same cards and rules, both in one process.

That process does nothing else, and has not made the collections. Both commit each answer durably (WAL,
``synchronous=FULL``). Anki's call for the next card also returns what its four ratings would schedule; quizzer
computes that when the answer is revealed, so it is timed both without and with it. quizzer's next card is the whole of
it, the note read and its question made; Anki's is the card's row. The last table is the equal comparison: what its
ratings would schedule counts on both sides, and the disk on none.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import anki.collection  # noqa: F401 - before anki.cards, which cannot be imported first
from anki.cards import Card
from anki.collection import Collection as Anki
from anki.scheduler.v3 import CardAnswer, QueuedCards

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.due.home import load_due
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.benchmarks.page.figures import COMPARED, Comparison, Table, count, run
from tests.benchmarks.page.machine import Size
from tests.benchmarks.stage.learner import copy_of, home_of, open_collection
from tests.benchmarks.stage.stopwatch import call_alone
from tests.benchmarks.stage.twin import begin, twin_of

T = TypeVar("T")

FULL = Size(cards=100_000, rounds=21)
ANSWERS = 300
EQUAL = 0.9
IN_MEMORY = Path("/dev/shm")


def first_card(anki: Anki, quizzer: Collection, size: Size) -> Comparison:
    """The first card of a deck just chosen, against a session's beginning; both with the counts of what is due."""
    work = Comparison("first card of a session", size.goal(0.045))
    for _ in range(size.rounds):
        begin(anki)
        work.take_turns(
            lambda: anki.sched.get_queued_cards(fetch_limit=1).cards[0], lambda: Session(quizzer, Plan()).counts
        )
    return work


def due_counts(anki: Anki, quizzer: Collection, size: Size) -> Comparison:
    """The deck list's counts, against the counts per axis."""
    work = Comparison("due counts per axis", size.goal(1 / 5))
    for _ in range(size.rounds):
        work.take_turns(lambda: anki._backend.deck_tree(now=int(time.time())), partial(load_due, quizzer))
    return work


def answers(
    anki: Anki, quizzer: Collection, size: Size, clock: Callable[[], float] = time.perf_counter
) -> tuple[Comparison, Comparison]:
    """Good, again and again; the second adds what the next card's ratings would schedule."""
    work = Comparison("answer and next card, durable", size.goal(0.75))
    whole = Comparison("the same, with what its ratings would schedule")
    begin(anki)
    queued = anki.sched.get_queued_cards(fetch_limit=1)
    session = Session(quizzer, Plan())
    session.previews()

    def theirs() -> QueuedCards:
        card = Card(anki, backend_card=queued.cards[0].card)
        card.start_timer()
        states = queued.cards[0].states
        anki.sched.answer_card(anki.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD))
        return anki.sched.get_queued_cards(fetch_limit=1)

    for _ in range(size.few(ANSWERS)):
        if not queued.cards or session.current is None:
            break
        start = clock()
        queued = theirs()
        answered = clock()
        session.answer(Rating.GOOD, 5_000)
        shown = clock()
        if session.current is not None:
            session.previews()
        whole.own.append(clock() - answered)
        work.own.append(shown - answered)
        work.peer.append(answered - start)
    whole.peer = work.peer
    return work, whole


def measure(size: Size) -> Iterator[Table]:
    """Let both sides take turns."""
    works, caption = on_stage(size.cards, None, compare, size)
    caption += f"; medians of {count(size.rounds, 'rounds')} and {count(len(works[1].own), 'answers')}."
    yield Table(caption, ("work", *COMPARED), [work.row() for work in works])
    sizes = [size.cards] if size.tiny else [size.cards // 10, size.cards]
    place = IN_MEMORY if IN_MEMORY.is_dir() else None
    works = [on_stage(cards, place, equal_answers, size, cards) for cards in sizes]
    fewest = count(min(len(work.own) for work in works), "answers")
    caption = f"Processor time, in a file system in memory; medians of {fewest}."
    yield Table(caption, ("work", *COMPARED), [work.row() for work in works])


def on_stage(cards: int, place: Path | None, work: Callable[..., T], *args: object) -> T:
    """Do some work on both collections, in a process of its own.

    Another one makes them: rows by the hundred thousand leave memory in pieces, which slows whatever comes after.
    """
    with tempfile.TemporaryDirectory(dir=place) as folder:
        call_alone(prepare, cards, Path(folder))
        return call_alone(work, Path(folder), *args)


def prepare(cards: int, folder: Path) -> None:
    """Make both collections."""
    with open_collection(copy_of(home_of(cards), folder / "quizzer")) as quizzer:
        twin_of(quizzer.connection, quizzer.moment().day, folder / "anki2").close()


def compare(folder: Path, size: Size) -> tuple[list[Comparison], str]:
    """Sessions and counts on both sides; and what the collections are."""
    with open_collection(Paths(folder / "quizzer")) as quizzer:
        anki = Anki(str(folder / "anki2"))
        durable = anki.db.scalar("pragma synchronous"), *quizzer.connection.execute("PRAGMA synchronous").fetchone()
        assert durable == (2, 2), f"not both commit durably: {durable}"
        caption = describe(anki, quizzer)
        works = [first_card(anki, quizzer, size), *answers(anki, quizzer, size), due_counts(anki, quizzer, size)]
        anki.close()
    return works, caption


def equal_answers(folder: Path, size: Size, cards: int) -> Comparison:
    """An answer and what the next card's ratings would schedule, by the processor."""
    with open_collection(Paths(folder / "quizzer")) as quizzer:
        anki = Anki(str(folder / "anki2"))
        _, whole = answers(anki, quizzer, size, time.process_time)
        anki.close()
    whole.name, whole.goal = f"answer and what the ratings would schedule, {cards:,} cards", size.goal(EQUAL)
    return whole


def describe(anki: Anki, quizzer: Collection) -> str:
    """How many cards there are, and that about as many are due on both sides."""
    cards = quizzer.connection.execute("SELECT count(*) FROM card").fetchone()[0]
    due = load_due(quizzer).counts
    tree = next(deck for deck in anki._backend.deck_tree(now=int(time.time())).children if deck.name == "quizzer")
    return (
        f"{cards:,} cards; due in quizzer: {due.new} new, {due.learning} learning, {due.review} review; "
        f"in Anki, which counts siblings too: {tree.new_count}, {tree.learn_count}, {tree.review_count}"
    )


if __name__ == "__main__":
    run("against_anki", measure, __doc__, FULL)
