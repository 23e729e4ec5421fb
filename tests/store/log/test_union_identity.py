"""A union knows a row and a card again: rows older than devices, cards of another kind, packages imported twice."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.browse.card import load_details
from quizzer.study.browse.table import Browser
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import refresh_memory
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.exchange.merge import merge_log
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import START
from tests.probe import count_rows
from tests.store.schema.old_homes import make_old
from tests.study.exchange.people import Person, person

ROWS = (
    "SELECT key, at, device, log.day, kind, value, before, log.state, log.step, log.interval, undone "
    "FROM log JOIN card ON card.id = card_id ORDER BY 1, 2, 3"
)
CARDS = (
    "SELECT key, queue, due, state, stability, difficulty, reps, last_at, last_day FROM card "
    "WHERE NOT retired ORDER BY 1"
)


def seen(collection: Collection) -> list[object]:
    """The log and the schedule."""
    return [collection.connection.execute(sql).fetchall() for sql in (ROWS, CARDS)]


def old_home(folder: Path, rating: int, undone: int | None) -> Collection:
    """A home from before devices, with one row more at an instant at which others have another."""
    paths = Paths(folder)
    paths.home.mkdir()
    make_old(paths.database)
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute(
            "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took, undone) "
            "VALUES (1, ?, 20000, 0, ?, 2, 2, 0, ?, 700, ?)",
            (START + 50, rating, 3 * rating, undone),
        )
        connection.commit()
    return Collection.open(paths, load_settings(paths), FixedClock(START + 1_000))


@pytest.mark.parametrize("order", permutations(range(3)))
def test_different_rows_older_than_devices_are_two_in_every_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    made = ((2, None), (4, None), (4, START + 70))
    with ExitStack() as opened:
        homes = [opened.enter_context(old_home(tmp_path / str(n), *row)) for n, row in enumerate(made)]
        for home in homes:
            rebuild_collection(home)
        for one in order:
            for other in order:
                if one != other:
                    merge_log(homes[one], homes[other].paths.database)
        for home in homes:
            merge_log(home, homes[order[-1]].paths.database)
        assert seen(homes[0]) == seen(homes[1]) == seen(homes[2])
        assert count_rows(homes[0], "log") == 4 + 2
        assert [rebuild_collection(home) for home in homes] == [[], [], []]


def test_trends_take_answers_of_one_instant_in_the_order_of_the_log(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada, person(tmp_path, "bob") as bob:
        for one, rating in ((ada, Rating.AGAIN), (bob, Rating.EASY)):
            one.write("Own", BASIC)
            Session(one.collection, Plan()).answer(rating, 900)
        for one, other in ((ada, bob), (bob, ada)):
            merge_log(one.collection, other.paths.database)
        found = []
        for one in (ada, bob):
            one.clock.at += 20 * 86_400_000
            (axis,) = load_mastery(one.collection).groups
            card = one.collection.connection.execute("SELECT id FROM card").fetchone()[0]
            refresh_memory(one.collection)
            found.append(
                (
                    [(p.coverage, p.expected_recall) for p in axis.trend],
                    load_details(one.collection, card).history.reviews,
                )
            )
        assert found[0] == found[1]
        assert any(recall for _, recall in found[0][0])


BASIC = "  - {id: m, ask: 'First number?', answer: one}\n"
CLOZE = "  - {id: m, cloze: 'The first number is {{one}}.'}\n"


def test_a_card_of_another_kind_takes_in_answers_given_under_its_earlier_key(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada, person(tmp_path, "bob") as bob:
        for one in (ada, bob):
            one.write("Own", BASIC)
        ada.answer()
        bob.clock.at += 3_600_000
        bob.answer()
        merge_log(bob.collection, ada.paths.database)  # bob has ada's answer under the earlier key
        ada.write("Own", CLOZE)
        assert merge_log(ada.collection, bob.paths.database).unknown == 0
        assert ada.cards() == {"m#1": 2}
        merge_log(bob.collection, ada.paths.database)
        bob.write("Own", CLOZE)
        merge_log(bob.collection, ada.paths.database)
        assert seen(ada.collection) == seen(bob.collection)
        ada.write("Own", BASIC)
        assert merge_log(ada.collection, bob.paths.database).added == 0
        assert ada.cards() == {"m": 2}
        assert rebuild_collection(ada.collection) == []


def test_a_key_in_use_again_is_its_own_card(tmp_path: Path) -> None:
    two = "  - {id: m, cloze: '{{c1::one}} is before {{c2::two}}.'}\n"
    with person(tmp_path, "ada") as ada, person(tmp_path, "bob") as bob:
        ada.write("Own", CLOZE)
        ada.write("Own", BASIC)
        ada.write("Own", two)
        bob.write("Own", two)
        bob.answer()
        merge_log(ada.collection, bob.paths.database)
        assert ada.cards() == bob.cards()
        assert seen(ada.collection)[0] == seen(bob.collection)[0]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Lisbon", "Asia/Tokyo"])  # where the study day is the same
def test_a_package_imported_on_two_machines_is_one_history(tmp_path: Path, zone: str) -> None:
    with person(tmp_path, "ada") as ada, person(tmp_path, "bob") as bob, person(tmp_path, "cyd") as cyd:
        ada.write("Own", "".join(f"  - {{id: q{n}, ask: 'What is {n}?', answer: 'this {n}'}}\n" for n in range(4)))
        ada.answer(3)
        reschedule(ada)
        package, _ = ada.export(progress=True)
        bob.clock.at += 5 * 3_600_000
        cyd.clock.at += 26 * 3_600_000
        cyd.clock.zone = ZoneInfo(zone)
        for one in (bob, cyd):
            one.import_(package)
        rows = count_rows(bob.collection, "log")
        assert rows
        for one, other in ((bob, cyd), (cyd, bob)):
            assert merge_log(one.collection, other.paths.database).added == 0
        assert seen(bob.collection) == seen(cyd.collection)
        assert count_rows(bob.collection, "log") == rows


def reschedule(who: Person) -> None:
    """Give every card a day that its answers do not lead to, which an import settles with a row of its own."""
    browser = Browser(who.collection)
    session = Session(who.collection, Plan(cards=(browser.card_id(browser.found[0]),)))
    who.clock.at += 60_000
    session.answer(Rating.HARD, 900)
    who.collection.connection.execute("UPDATE card SET due = due + 3, interval = interval + 3 WHERE state = 2")
