"""The bundled decks as a course: at twenty new cards a day, what is needed comes before what needs it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.notes.cards import parts_of
from quizzer.core.notes.notes import Note
from quizzer.core.schedule.progress import Rating, State
from quizzer.deckfile.read.deck import read_deck
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import START
from tests.study.due.learner import BUNDLED, DAY

A_DAY = 20
NOTES = {
    note.id: note for path in sorted(BUNDLED.glob("*.yaml")) if (deck := read_deck(path).deck) for note in deck.notes
}


class Met(NamedTuple):
    """A new card as it is met: its note, and the day, from 1."""

    note: Note
    day: int


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> list[Met]:
    """The new cards in the order in which a learner who knows everything meets them, day by day until none is left."""
    paths, clock = Paths(tmp_path_factory.mktemp("course")), FixedClock(START)
    paths.decks.mkdir(parents=True)
    for file in BUNDLED.glob("*.yaml"):
        (paths.decks / file.name).write_bytes(file.read_bytes())
    cards = sum(len(parts_of(note)) for note in NOTES.values())
    met: list[Met] = []
    with Collection.open(paths, load_settings(paths), clock) as collection:
        sync_decks(collection)
        for day in range(1, 2 + cards // A_DAY * 2):
            clock.at = START + day * DAY
            met += _study(Session(collection, Plan()), clock, day)
            if len(met) == cards:
                break
    return met


def _study(session: Session, clock: FixedClock, day: int) -> list[Met]:
    met = []
    while session.current is not None:
        is_new = session.current.progress.state is State.NEW
        if is_new:
            met.append(Met(NOTES[session.current.note.id], day))
        clock.at += 8_000
        session.answer(Rating.EASY, 8_000)
    return met


def test_every_card_is_met(course: list[Met]) -> None:
    assert {one.note.id for one in course} == set(NOTES)
    assert max(sum(one.day == day for one in course) for day in {one.day for one in course}) <= A_DAY


def test_nothing_is_met_before_what_it_needs(course: list[Met]) -> None:
    first = {one.note.id: place for place, one in reversed(list(enumerate(course)))}
    late = [(one, needed) for one in first for needed in NOTES[one].after if first.get(needed, 0) > first[one]]
    assert late == []


def test_core_is_done_by_the_tenth_day_and_every_axis_is_begun_by_the_eighth(course: list[Met]) -> None:
    assert max(one.day for one in course if one.note.priority == "core") <= 10
    begun: dict[str, int] = {}
    for one in course:
        begun.setdefault(one.note.axis, one.day)
    assert len(begun) == len(list(Path(BUNDLED).glob("*.yaml")))
    assert max(begun.values()) <= 8


def test_notes_of_a_set_are_met_on_days_of_their_own(course: list[Met]) -> None:
    days: dict[tuple[str, int], set[str]] = {}
    for one in course:
        for tag in one.note.tags:
            if tag.startswith("set:"):
                days.setdefault((tag, one.day), set()).add(one.note.id)
    first = {one.note.id: one.day for one in reversed(course)}
    together = {key: ids for key, ids in days.items() if len({i for i in ids if first[i] == key[1]}) > 1}
    assert together == {}
