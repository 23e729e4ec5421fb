"""A learner lives with goals through real sessions, quizzes, undos and missed days: what is said must come true.

Run ``python -m tests.long.goal_words``; ``--small`` lives through a few worlds only. Of each world it prints what was
said, what came, and every evening whose words did not come true although the plan was kept from then on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.wording import percent
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import load_goals, set_goal
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizPlan
from quizzer.study.review.undo import undo_last_action
from tests.conftest import START
from tests.study.learner import DAY, FIRST, Learner, deck, study


class Aim(NamedTuple):
    """A goal of a simulated world: the cards of its axis, the days until its day, the recall wanted."""

    axis: str
    cards: int
    days: int
    recall: float


class World(NamedTuple):
    """What a learner lives through.

    Attributes:
        limit: New cards a day.
        better: See :class:`tests.study.learner.Learner`.
        missed: Days without a session, from 0.
        quizzes: Days with a quiz that counts as reviews.
        undone: Days on which answers are taken back and given again.
    """

    aims: tuple[Aim, ...]
    limit: int = 20
    better: float = 0.0
    first: tuple[int, int, int, int] = FIRST
    missed: tuple[int, ...] = ()
    quizzes: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()
    others: int = 120
    seed: int = 1


class Said(NamedTuple):
    """What was said of a goal on an evening: by day, its words, whether it was on course, and the projection."""

    day: int
    words: str
    on_course: bool
    projected: float
    new_today: int


class Lived(NamedTuple):
    """What was said of a goal, and what came: the share known on its day, and whether that was enough."""

    aim: Aim
    said: tuple[Said, ...]
    known: float
    reached: bool

    def wrong(self, kept_from: int) -> list[Said]:
        """The evenings from a day on whose words did not come true."""
        return [said for said in self.said if said.day >= kept_from and said.on_course is not self.reached]


def live_through(world: World) -> list[Lived]:
    """Live through a world until the last of its days."""
    with tempfile.TemporaryDirectory() as folder, _home(Path(folder), world) as collection:
        clock = collection.clock
        assert isinstance(clock, FixedClock)
        first = collection.moment().day
        for aim in world.aims:
            set_goal(collection, Filter(axes=(aim.axis,)), date(1970, 1, 1) + timedelta(first + aim.days), aim.recall)
        learner = Learner(world.better, world.first, chance=Random(world.seed))
        said: dict[str, list[Said]] = {aim.axis: [] for aim in world.aims}
        came: dict[str, float] = {}
        for day in range(max(aim.days for aim in world.aims) + 1):
            clock.at = START + day * DAY
            for line in load_goals(collection):
                if line.goal.day == first + day:
                    came[line.goal.key.partition(":")[2]] = line.outlook.known
            if day not in world.missed:
                _spend_day(collection, clock, learner, world, day)
            for line in load_goals(collection):
                if line.goal.day > first + day:
                    ahead = line.outlook
                    evening = Said(day, line.words, line.on_course, ahead.projected, ahead.new_today)
                    said[line.goal.key.partition(":")[2]].append(evening)
    return [
        Lived(aim, tuple(said[aim.axis]), came[aim.axis], int(percent(came[aim.axis])[:-1]) >= round(100 * aim.recall))
        for aim in world.aims
    ]


def _spend_day(collection: Collection, clock: FixedClock, learner: Learner, world: World, day: int) -> None:
    if day in world.quizzes:
        quiz = Quiz(collection, QuizPlan(10, feedback="each", as_reviews=True, only_seen=True, seed=day))
        while quiz.current is not None:
            clock.at += 5_000
            quiz.answer("", None, 4_000)
            quiz.judge("right" if learner.chance.random() < 0.9 else "wrong")
    study(collection, clock, learner)
    if day in world.undone:
        for _ in range(5):
            undo_last_action(collection)
        study(collection, clock, learner)


@contextmanager
def _home(folder: Path, world: World) -> Iterator[Collection]:
    paths = Paths(folder / "home")
    paths.decks.mkdir(parents=True)
    (paths.decks / "a.yaml").write_text(deck("REST", world.others), "utf-8")
    for aim in world.aims:
        (paths.decks / f"{aim.axis}.yaml").write_text(deck(aim.axis, aim.cards), "utf-8")
    paths.config.write_text(f"[scheduling]\nnew_per_day = {world.limit}\n", "utf-8")
    (folder / "none").mkdir()
    with (
        patch("quizzer.study.decks.sync.bundled_decks", lambda: folder / "none"),
        Collection.open(paths, load_settings(paths), FixedClock(START)) as collection,
    ):
        sync_decks(collection)
        yield collection


def worlds() -> Iterator[World]:
    """Decks of 20 to 80 cards, 7 to 40 days, 80 to 95 %, several learners."""
    for better, first in ((0.0, FIRST), (0.04, (10, 10, 60, 20)), (-0.08, (45, 20, 35, 0))):
        for cards, days in ((20, 7), (40, 14), (80, 14), (60, 25), (80, 40)):
            for recall in (0.8, 0.9, 0.95):
                for limit in (4, 20):
                    yield World((Aim("GOA", cards, days, recall),), limit, better, first, quizzes=(5,), undone=(3,))
    for missed in ((2, 3, 4), (6, 7), (3, 9)):
        for limit in (4, 6, 20):
            yield World((Aim("GOA", 50, 14, 0.9),), limit, missed=missed)
            yield World((Aim("GOA", 30, 10, 0.9), Aim("FAR", 60, 20, 0.85)), limit, missed=missed, seed=2)


def main(arguments: Sequence[str]) -> int:
    """Live through the worlds and print what did not come true."""
    parser = argparse.ArgumentParser(prog="python -m tests.long.goal_words")
    parser.add_argument("--small", action="store_true", help="only a few worlds")
    every = list(worlds())
    evenings = wrong = 0
    for number, world in enumerate(every[::40] if parser.parse_args(arguments).small else every):
        for lived in live_through(world):
            kept_from = max((day + 1 for day in world.missed if day < lived.aim.days), default=0)
            lies = lived.wrong(kept_from)
            evenings += sum(said.day >= kept_from for said in lived.said)
            wrong += len(lies)
            said = lived.said[min(kept_from, len(lived.said) - 1)].words
            print(
                f"{number:4} {lived.aim} limit {world.limit} better {world.better:+} missed {world.missed}: "
                f"“{said}”, known {lived.known:.3f}"
                + "".join(f"\n     day {one.day}: “{one.words}” at {one.projected:.3f}" for one in lies)
            )
    print(f"{evenings} evenings, {wrong} whose words did not come true")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
