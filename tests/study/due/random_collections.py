"""Random collections, as people leave them: some days studied, some cards put off, some left on a step."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.study_days import date_of
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import set_goal
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import START

AXES = ("A", "B", "C")
TAG = "common"
DAY = 86_400_000


@contextmanager
def random_collection(folder: Path, seed: int) -> Iterator[tuple[Collection, FixedClock, Random]]:
    """A collection of three axes in a folder of its own, with what was done in it on a few days and today."""
    chance, paths, clock = Random(seed), Paths(folder), FixedClock(START)
    shutil.copytree(_empty(folder.parent), folder, dirs_exist_ok=True)
    paths.decks.mkdir()
    for axis in AXES:
        (paths.decks / f"{axis}.yaml").write_text(_deck(axis, chance), "utf-8")
    paths.config.write_text(_config(chance), "utf-8")
    with Collection.open(paths, load_settings(paths), clock) as collection:
        assert sync_decks(collection) == []
        _let_wait(collection, chance)
        if chance.random() < 0.3:
            by = date_of(collection.moment().day + chance.randrange(2, 40))
            set_goal(collection, Filter(axes=(chance.choice(AXES),)), by, 0.9)
        for _ in range(chance.randrange(5)):
            _study(collection, clock, chance, chance.randrange(20))
            clock.at += DAY * chance.choice((1, 1, 1, 2, 5)) + chance.randrange(4 * 3_600_000)
        _study(collection, clock, chance, chance.randrange(5))
        yield collection, clock, chance


def _empty(folder: Path) -> Path:
    """A collection with nothing in it, made once: that takes as long as all the rest."""
    template = Paths(folder / "template")
    if not template.home.exists():
        Collection.open(template, load_settings(template), FixedClock(START)).close()
    return template.home


def _deck(axis: str, chance: Random) -> str:
    lines = [f"deck: Deck {axis}", f"axis: {{id: {axis}, name: Axis {axis}}}", "notes:"]
    for number in range(chance.randrange(1, 9)):
        name = f"{axis.lower()}{number}"
        tags = [TAG] * chance.randrange(2) + [f"set:{chance.randrange(2)}"] * (chance.random() < 0.3)
        lines.append(f"  - id: {name}")
        if chance.random() < 0.3:
            lines.append(f"    cloze: Of {name} {{{{one}}}} and {{{{two}}}} are {{{{gaps}}}}.")
        else:
            lines += [f"    ask: What is {name}?", f"    answer: the answer {name}"]
            if chance.random() < 0.4:
                lines.append(f"    reverse: {{ask: What is answered {name}?, answer: {name}}}")
        lines.append(f"    level: {chance.choice(('fundamentals', 'academic'))}")
        lines.append(f"    tags: [{', '.join(tags)}]")
    return "\n".join(lines) + "\n"


def _let_wait(collection: Collection, chance: Random) -> None:
    """Let some notes wait for others, of any axis, or for one that is not there."""
    notes = collection.connection.execute("SELECT id, key FROM note ORDER BY id").fetchall()
    for (note_id, _), (_, before) in zip(notes[1:], notes, strict=False):
        needs = chance.choice((before, chance.choice(notes)[1], "nowhere"))
        if chance.random() < 0.3 and needs != note_id:
            collection.connection.execute("INSERT INTO prerequisite VALUES (?, ?)", (note_id, needs))


def _config(chance: Random) -> str:
    lines = ["[scheduling]", f"new_per_day = {chance.randrange(9)}"]
    if chance.random() < 0.5:
        lines.append(f"reviews_per_day = {chance.randrange(1, 8)}")
    if chance.random() < 0.3:
        lines.append("bury_siblings = false")
    if chance.random() < 0.4:
        lines += ["[new_per_day_of]", f"{chance.choice(AXES)} = {chance.randrange(4)}"]
    return "\n".join(lines) + "\n"


def _study(collection: Collection, clock: FixedClock, chance: Random, answers: int) -> None:
    """Answer some cards of everything, of an axis, or more new ones than the day has, and put some off."""
    plan = chance.choice(
        (Plan(), Plan(), Plan(Filter(axes=(chance.choice(AXES),))), Plan(more_new=3), Plan(ahead_days=2))
    )
    session = Session(collection, plan)
    for _ in range(answers):
        clock.at += chance.choice((1_000, 60_000, 700_000))
        session.poll()
        if session.current is None:
            return
        act(session, chance)


def act(session: Session, chance: Random) -> bool:
    """Do one thing to the current card; whether it took something back."""
    deed = chance.random()
    if deed < 0.04:
        session.suspend()
    elif deed < 0.08:
        session.bury()
    elif deed < 0.12:
        session.skip()
    elif deed < 0.2:
        session.undo()
        return True
    else:
        session.answer(chance.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY)), 5_000)
    return False
