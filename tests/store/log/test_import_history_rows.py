"""Which rows of an imported history are known here already."""

from __future__ import annotations

import pytest

from quizzer.core.exchange import Entry
from quizzer.core.log import LogKind
from quizzer.store.log import import_history as joining
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from tests.conftest import START
from tests.probe import log_of

DAY = 86_400_000
ANSWERED = Entry("gland", START - DAY, START // DAY - 1, LogKind.ANSWER, 3, 0, 2, 0, 4, 900)


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def take_in(collection: Collection, *entries: Entry) -> joining.HistoryComparison:
    sifted = joining.compare_history(collection.connection, entries, frozenset(), exact=False)
    joining.add_history(collection.connection, collection.scheduler, sifted, quiet)
    return sifted


@pytest.mark.parametrize(
    ("moved", "known"), [(-1_500, False), (-1, False), (0, True), (1, True), (2_000, True), (2_001, False)]
)
def test_only_an_answer_up_to_two_seconds_later_than_a_known_one_is_the_same(
    collection: Collection, moved: int, known: bool
) -> None:
    take_in(collection, ANSWERED)
    imported = ANSWERED._replace(at=ANSWERED.at + moved)
    found = take_in(collection, imported)
    assert (found.new, found.already) == (([], 1) if known else ([imported], 0))


@pytest.mark.parametrize("other", [ANSWERED._replace(value=4), ANSWERED._replace(interval=5)])
def test_another_answer_a_second_later_is_new(collection: Collection, other: Entry) -> None:
    take_in(collection, ANSWERED)
    other = other._replace(at=ANSWERED.at + 1_000)
    assert take_in(collection, other).new == [other]


def test_a_second_row_of_the_same_card_and_instant_in_one_import_is_ignored(collection: Collection) -> None:
    found = take_in(collection, ANSWERED, ANSWERED._replace(value=1))
    assert (found.new, found.already) == ([ANSWERED], 1)
    assert [(row.at, row.value) for row in log_of(collection)] == [(ANSWERED.at, ANSWERED.value)]
    assert rebuild_collection(collection) == []


def test_a_second_row_of_a_card_about_to_come_is_ignored_as_well(collection: Collection) -> None:
    rows = [ANSWERED._replace(card="later"), ANSWERED._replace(card="later")]
    found = joining.compare_history(collection.connection, rows, frozenset({"later"}), exact=False)
    assert (found.new, found.already) == (rows[:1], 1)


def test_the_same_instant_on_two_cards_is_two_answers(collection: Collection) -> None:
    other = ANSWERED._replace(card="signs")
    assert take_in(collection, ANSWERED, other).new == [ANSWERED, other]
