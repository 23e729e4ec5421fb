"""A learner who goes day by day through the real sessions, and what the first screen said each morning and evening."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating, State
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.due.home import load_home
from quizzer.study.due.values import Home
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import START

BUNDLED = Path(__file__).parents[3] / "decks"
DAY = 86_400_000


class Learner(NamedTuple):
    """How one learns.

    Attributes:
        accuracy: The probability of knowing a review, 0 to 1.
        seconds: The usual time of an answer.
        missed: Days without a session, counted from 0.
    """

    accuracy: float = 0.85
    seconds: float = 9.0
    config: str = ""
    missed: tuple[int, ...] = (11, 12)


class LivedDay(NamedTuple):
    """One day: what was said in the morning, what happened, and what was said in the evening."""

    morning: Home
    spent: float
    answers: int
    evening: Home

    @property
    def work(self) -> int:
        """Cards to do in the morning."""
        return self.morning.counts.total


def live(folder: Path, learner: Learner, days: int, seed: int = 1) -> list[LivedDay]:
    """Study the bundled decks day by day, each day until nothing is left."""
    chance, paths, clock = Random(seed), Paths(folder), FixedClock(START)
    paths.decks.mkdir(parents=True)
    for file in BUNDLED.glob("*.yaml"):
        (paths.decks / file.name).write_bytes(file.read_bytes())
    paths.config.write_text(learner.config, "utf-8")
    lived = []
    with Collection.open(paths, load_settings(paths), clock) as collection:
        assert sync_decks(collection) == []
        for day in range(days):
            clock.at = START + day * DAY + chance.randrange(6 * 3_600_000)
            morning = load_home(collection)
            spent, answers = (0.0, 0) if day in learner.missed else _study(collection, clock, learner, chance)
            lived.append(LivedDay(morning, spent, answers, load_home(collection)))
    return lived


def _study(collection: Collection, clock: FixedClock, learner: Learner, chance: Random) -> tuple[float, int]:
    session, spent, answers = Session(collection, Plan()), 0.0, 0
    while session.current is not None or session.waiting_until is not None:
        if session.current is None:
            clock.at = max(clock.at, session.waiting_until or 0)
            session.poll()
            continue
        took = learner.seconds * chance.lognormvariate(0, 0.4)
        clock.at += round(1000 * took)
        spent, answers = spent + took, answers + 1
        session.answer(_rate(session, learner, chance), round(1000 * took))
    return spent, answers


def _rate(session: Session, learner: Learner, chance: Random) -> Rating:
    assert session.current is not None
    knows = learner.accuracy
    if session.current.progress.state is State.NEW:
        knows *= 0.7  # some of what is new is known already
    if chance.random() > knows:
        return Rating.AGAIN
    return chance.choices((Rating.HARD, Rating.GOOD, Rating.EASY), (12, 78, 10))[0]


def errors(pairs: Iterable[tuple[float, float]]) -> list[float]:
    """By how much each first figure differs from the second, as a share of the second; a single card is no error."""
    return [abs(said - came) / came if abs(said - came) > 1 else 0.0 for said, came in pairs if came > 0]


def evening_errors(lived: list[LivedDay]) -> list[float]:
    """How far the evening's figure for tomorrow was from what the next morning had."""
    return _tomorrow_errors(lived, lambda day: day.evening)


def morning_errors(lived: list[LivedDay]) -> list[float]:
    """How far the morning's figure for tomorrow was from what the next morning had; of days that were studied."""
    return _tomorrow_errors(lived, lambda day: day.morning)


def _tomorrow_errors(lived: list[LivedDay], said_on: Callable[[LivedDay], Home]) -> list[float]:
    pairs = []
    for day, following in pairwise(lived):
        if day.answers or said_on(day) is day.evening:
            said = said_on(day).forecast[0]
            pairs.append((float(said.due + said.new), float(following.work)))
    return errors(pairs)


def time_errors(lived: list[LivedDay]) -> list[float]:
    """How far the time expected in the morning was from that spent."""
    return errors((day.morning.seconds, day.spent) for day in lived if day.answers)


def week_errors(lived: list[LivedDay], ahead: int) -> list[float]:
    """How far the morning's figure for a later day was from what that morning had."""
    pairs = [
        (float(day.morning.forecast[ahead - 1].due + day.morning.forecast[ahead - 1].new), float(later.work))
        for day, later in zip(lived, lived[ahead:], strict=False)
    ]
    return errors(pairs)


def middle(values: list[float]) -> float:
    """The median, for a line of a table."""
    return median(values) if values else 0.0
