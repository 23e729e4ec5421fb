"""A learner who goes day by day through the real sessions and answers as memories do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Progress, Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan

DAY, HOUR = 86_400_000, 3_600_000
FIRST = (30, 10, 50, 10)
"""Of 100 first answers, how many have each rating, Again first."""


@dataclass
class Learner:
    """Someone who answers.

    Attributes:
        better: Added to the model's recall: above 0 for a memory better than it thinks, below 0 for a worse one.
        first: Weights of the ratings of first answers.
        seconds: The time of an answer.
    """

    better: float = 0.0
    first: tuple[int, int, int, int] = FIRST
    seconds: int = 8
    chance: Random = field(default_factory=lambda: Random(1))

    def rate(self, progress: Progress, known: float) -> Rating:
        """Answer a card that the model thinks is known so well."""
        if progress.stability is None:
            return self.chance.choices(list(Rating), self.first)[0]
        known = min(max(known + self.better * (1 - known) / 0.1, 0.0), 1.0) if known < 1 else known
        passed = self.chance.choices((Rating.HARD, Rating.GOOD, Rating.EASY), (10, 80, 10))[0]
        return passed if self.chance.random() < known else Rating.AGAIN


def study(collection: Collection, clock: FixedClock, learner: Learner, plan: Plan = Plan()) -> int:  # noqa: B008
    """Go through a session until nothing is left, waiting for steps; returns the answers."""
    session = Session(collection, plan)
    given = 0
    while session.current is not None or session.waiting_until is not None:
        if session.current is None:
            clock.at = max(clock.at, session.waiting_until or 0)
            session.poll()
            continue
        clock.at += learner.seconds * 1000
        shown = session.current
        model = collection.scheduler.of(shown.axis.id).model
        known = 0.0
        if shown.progress.stability is not None and shown.progress.last_day is not None:
            known = model.retrievability(shown.progress.stability, collection.moment().day - shown.progress.last_day)
        session.answer(learner.rate(shown.progress, known), learner.seconds * 1000)
        given += 1
        assert given < 2000
    return given


def live(
    collection: Collection,
    clock: FixedClock,
    learner: Learner,
    days: int,
    *,
    missed: Callable[[int], bool] = lambda _: False,
    evening: Callable[[int], None] = lambda _: None,
    morning: Callable[[int], None] = lambda _: None,
) -> None:
    """Study every day but those missed, and look at the collection before and after."""
    start = clock.at
    for day in range(days):
        clock.at = start + day * DAY
        morning(day)
        if not missed(day):
            study(collection, clock, learner)
        evening(day)
    clock.at = start + days * DAY


def deck(axis: str, notes: int, *, after: bool = False) -> str:
    """A deck file of one axis; with ``after``, every fifth note waits for the one before it."""
    lines = [f"deck: Deck {axis}", f"axis: {{id: {axis}, name: Axis {axis}}}", "notes:"]
    for number in range(notes):
        lines.append(f"  - {{id: {axis.lower()}-{number}, ask: 'What is {axis} {number}?', answer: it is {number}}}")
        if after and number % 5 == 4:
            lines[-1] = lines[-1][:-1] + f", after: [{axis.lower()}-{number - 1}]}}"
    return "\n".join(lines) + "\n"
