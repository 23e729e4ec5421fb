"""A card that asked to pick on one device counts on all of them as picked until then."""

from __future__ import annotations

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.store.sync import registers
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import compute_statistics
from tests.conftest import DECK, START
from tests.store.conftest import Machine
from tests.store.sync.devices import receive, send

DAY = 86_400_000
OPEN = DECK.replace("    options: [raises it]\n", "")


def answer_all(collection: Collection) -> None:
    """Answer every card once."""
    session = Session(collection, Plan(limit=100))
    while session.current is not None:
        collection.clock.at += 60_000  # type: ignore[attr-defined]
        session.answer(Rating.EASY, 1_000)


def change_deck(collection: Collection, text: str) -> None:
    (collection.paths.decks / "small.yaml").write_text(text, "utf-8")
    sync_decks(collection)


def picked(collection: Collection) -> int:
    (found,) = collection.connection.execute("SELECT picked FROM card WHERE key = 'direction'").fetchone()
    return int(found)


@pytest.mark.parametrize("other", ["never asked to pick", "changed before", "changes later", "comes later"])
def test_it_counts_as_picked_on_every_device_until_it_asked_for_recall(machine: Machine, other: str) -> None:
    one = machine("one")
    two = machine("two", deck={"never asked to pick": OPEN, "comes later": ""}.get(other, DECK))
    if other == "changed before":
        change_deck(two, OPEN)
    answer_all(one)
    receive(two, *send(one))
    compute_statistics(two)
    load_mastery(two)  # what is counted by now is to be counted anew
    change_deck(one, OPEN)
    assert picked(one) > 1
    one.clock.at += 90 * DAY  # type: ignore[attr-defined]
    answer_all(one)
    receive(two, *send(one))
    if other in ("changes later", "comes later"):
        change_deck(two, OPEN)
    receive(one, *send(two))
    two.clock.at = one.clock.at  # type: ignore[attr-defined]
    assert picked(two) == picked(one)
    assert load_mastery(two) == load_mastery(one)
    assert compute_statistics(two) == compute_statistics(one)
    assert send(one) == send(two) == []


def test_of_several_instants_the_latest_counts_and_a_card_that_asks_to_pick_again_does(machine: Machine) -> None:
    one, two = machine("one"), machine("two")
    for device in (one, two):
        answer_all(device)
        two.clock.at += DAY  # type: ignore[attr-defined]
    for device in (one, two):
        change_deck(device, OPEN)
    assert picked(one) < picked(two)
    receive(one, *send(two))
    receive(two, *send(one))
    assert picked(one) == picked(two)
    change_deck(one, DECK)
    registers.settle(one.connection)
    assert picked(one) == 1
    two.connection.execute("UPDATE card SET picked = picked + 1 WHERE key = 'direction'")
    later = picked(two)
    registers.settle(two.connection)
    assert picked(two) == later, "what was not noted yet counts as well"


def test_what_was_counted_is_counted_anew(machine: Machine) -> None:
    one, two = machine("one"), machine("two", deck=OPEN)
    for days in (0, 60):  # the second answers are reviews, of which retention is made
        one.clock.at = START + days * DAY  # type: ignore[attr-defined]
        answer_all(one)
    receive(two, *send(one))
    for device in (one, two):
        device.clock.at = START + 61 * DAY  # type: ignore[attr-defined]
        compute_statistics(device)
    change_deck(one, OPEN)
    assert compute_statistics(two) != compute_statistics(one)
    receive(two, *send(one))
    assert compute_statistics(two) == compute_statistics(one)
