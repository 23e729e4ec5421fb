"""What was not sent yet is sent once, and whatever happens meanwhile is sent later."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizzer.core.goals.values import Goal
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.store.log.forgotten import add_marks
from quizzer.store.records.goals import load_goals, save_goal, store_goal
from quizzer.store.records.parameters import ParameterSet, use
from quizzer.store.records.quizzes import StoredAnswer, save_quiz
from quizzer.store.sync import state
from quizzer.store.sync.outgoing import load_outgoing, mark_sent
from quizzer.store.sync.taken import load_taken
from quizzer.store.sync.unsent import count_unsent, is_any_unsent
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.review.undo import undo_last_action
from quizzer.sync.names import LogName
from tests.conftest import DECK, START
from tests.probe import count_rows, log_of
from tests.store.conftest import Machine
from tests.store.sync.devices import answer, receive, seen, send
from tests.store.sync.test_quizzes import PLAN, take_quiz
from tests.store.sync.test_registers import GOAL, take_into_use


def own_name(collection: Collection, number: int = 1) -> LogName:
    return LogName(collection.get("device") or "", number, number, "0" * 16)


def test_rows_go_out_once_and_an_undo_goes_out_after_them(machine: Machine) -> None:
    one = machine("one")
    answer(one)
    answer(one)
    assert count_unsent(one.connection) == 2
    ((name, segment),) = send(one)
    assert [row[-1] for row in segment.rows] == [None, None]
    assert name in load_taken(one.connection)
    assert send(one) == []
    assert count_unsent(one.connection) == 0
    undo_last_action(one)
    assert count_unsent(one.connection) == 1
    ((_, later),) = send(one)
    assert [row[-1] for row in later.rows] == [log_of(one)[-1].undone]
    assert send(one) == []
    assert count_rows(one, "outbox") == 0


def _wait(collection: Collection) -> None:
    values = (21_000, 0, 3, 0, 2, 0, 1, 900, None, 0)
    marks = ", ".join("?" * len(values))
    columns = "day, kind, value, before, state, step, interval, took, undone, origin"
    collection.connection.execute(
        f"INSERT INTO waiting (card, at, device, {columns}) VALUES ('gone', {START}, 'other', {marks})", values
    )


def _undo_what_was_sent(collection: Collection) -> None:
    answer(collection)
    send(collection)
    undo_last_action(collection)


@pytest.mark.parametrize(
    "act",
    [
        answer,
        _undo_what_was_sent,
        _wait,
        take_quiz,
        lambda one: save_goal(one.connection, GOAL),
        lambda one: store_goal(one.connection, GOAL),
        lambda one: take_into_use(one, 0.4),
        lambda one: use(one.connection, "SML", ParameterSet(0, START, None, FSRS_6_DEFAULTS, 0, {}, True)),
        lambda one: add_marks(one.connection, one.scheduler, [("gland", START)]),
    ],
)
def test_that_anything_is_to_be_sent_is_known_without_reading_it(
    machine: Machine, act: Callable[[Collection], object]
) -> None:
    one = machine("one")
    assert not is_any_unsent(one.connection)
    act(one)
    assert is_any_unsent(one.connection)
    assert send(one)
    assert not is_any_unsent(one.connection)


def test_what_was_never_sent_goes_out_undone_and_leaves_nothing_to_send(machine: Machine) -> None:
    one = machine("one")
    answer(one)
    undo_last_action(one)
    ((_, segment),) = send(one)
    assert len(segment.rows) == 1
    assert count_rows(one, "outbox") == 0


def test_what_happens_between_reading_and_noting_is_sent_later(machine: Machine) -> None:
    one = machine("one")
    answer(one)
    going = load_outgoing(one.connection)
    undo_last_action(one)
    answer(one)
    mark_sent(one.connection, going, own_name(one), 0)
    assert len(load_outgoing(one.connection).segment.rows) == 2
    other = machine("other")
    receive(other, *[("a", going.segment), *send(one)])
    assert seen(other) == seen(one)


def test_a_sooner_undo_that_comes_between_reading_and_noting_is_sent_later(machine: Machine) -> None:
    one, between = machine("one"), machine("between", deck="")
    answer(one)
    undo_last_action(one)
    merge_log(between, one.paths.database)
    for collection, table in ((one, "log"), (between, "waiting")):
        going = load_outgoing(collection.connection)
        collection.connection.execute(f"UPDATE {table} SET undone = undone - 1, origin = 1")
        mark_sent(collection.connection, going, own_name(collection), 0)
        assert [row[-1] for row in send(collection)[0][1].rows] == [(log_of(one)[0].undone)]
        assert send(collection) == []


def test_more_than_fits_is_sent_in_parts_and_the_rest_with_the_last(machine: Machine) -> None:
    one = machine("one")
    for _ in range(3):
        answer(one)
    with_marks = [(row.card, 1) for row in log_of(one)[:1]]
    add_marks(one.connection, one.scheduler, with_marks)
    first = load_outgoing(one.connection, most=2)
    assert first.more
    assert (len(first.segment.rows), [*first.segment.forgotten]) == (2, [])
    mark_sent(one.connection, first, own_name(one), 0)
    last = load_outgoing(one.connection, most=2)
    assert not last.more
    assert (len(last.segment.rows), last.segment.forgotten) == (1, with_marks)
    mark_sent(one.connection, last, own_name(one, 2), 0)
    assert load_outgoing(one.connection).is_empty
    assert state.next_number(one.connection) == 3


def test_rows_of_a_merge_are_passed_on_and_rows_of_a_sync_are_not(machine: Machine) -> None:
    one, merged, synced = machine("one"), machine("merged"), machine("synced")
    answer(one)
    merge_log(merged, one.paths.database)
    assert receive(synced, *send(merged)).counts.added == 1
    assert send(synced) == []
    assert load_outgoing(synced.connection).until == 1
    assert state.load_sent(synced.connection) == 1  # so that they are not read again


def test_rows_of_a_sync_are_passed_over_only_where_nothing_before_them_is_to_be_sent(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one)
    answer(other)
    receive(other, *send(one))
    assert state.load_sent(other.connection) == 0
    assert [row[2] for _, segment in send(other) for row in segment.rows] == [other.get("device")]


def test_rows_that_wait_are_sent_once_and_not_again_when_their_deck_comes(machine: Machine) -> None:
    one, between, last = machine("one"), machine("between", deck=""), machine("last", deck="")
    answer(one)
    merge_log(between, one.paths.database)
    assert count_unsent(between.connection) == 1
    receive(last, *send(between))
    assert count_unsent(between.connection) == count_unsent(last.connection) == 0
    for collection in (between, last):
        (collection.paths.decks / "small.yaml").write_text(DECK, "utf-8")
        sync_decks(collection)
        assert seen(collection) == seen(one)
        assert send(collection) == []


def test_an_undo_that_a_merge_brings_for_a_waiting_row_is_sent_again(machine: Machine) -> None:
    one, between = machine("one"), machine("between", deck="")
    answer(one)
    merge_log(between, one.paths.database)
    send(between)
    undo_last_action(one)
    merge_log(between, one.paths.database)
    ((_, segment),) = send(between)
    assert [row[-1] for row in segment.rows] == [log_of(one)[0].undone]


def test_marks_of_what_was_forgotten_go_out_once_and_come_back_to_nobody(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one)
    receive(other, *send(one))
    key = log_of(one)[0].card
    with_marks = [(key, one.clock.now())]
    add_marks(one.connection, one.scheduler, with_marks)
    receive(other, *send(one))
    assert count_rows(other, "log") == 0
    assert seen(other) == seen(one)
    assert send(one) == send(other) == []
    add_marks(other.connection, other.scheduler, [(key, one.clock.now() + 5)])
    assert [segment.forgotten for _, segment in send(other)] == [[(key, one.clock.now() + 5)]]


def test_goals_and_quizzes_go_out_once_with_the_rows_and_come_back_to_nobody(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one)
    save_goal(one.connection, Goal("axis:SML", 21_000, 0.9, START, 3))
    save_quiz(one.connection, at=START, day=20_000, took=9, plan=PLAN, answers=[StoredAnswer(0, 1, 100, 9, "wrote")])
    done = receive(other, *send(one))
    assert (done.counts.added, done.quizzes, done.goals, done.parameters) == (1, 1, True, False)
    assert load_goals(other.connection) == load_goals(one.connection)
    assert send(one) == send(other) == []
    state.reset(other.connection, "/elsewhere", "1" * 20)
    ((_, again),) = send(other)
    assert (len(again.rows), len(again.registers), len(again.quizzes)) == (1, 1, 1)


def test_another_place_gets_all_there_is(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one)
    answer(other, Rating.AGAIN)
    receive(other, *send(one))
    send(other)
    state.reset(other.connection, "/elsewhere", "1" * 20)
    assert load_taken(other.connection) == set()
    assert count_unsent(other.connection) == 2
    assert state.next_number(other.connection) == 1
    third = machine("third")
    receive(third, *send(other))
    assert seen(third) == seen(other)


def test_the_state_is_kept_and_the_numbers_of_files_are_those_of_one_device(machine: Machine) -> None:
    one = machine("one")
    assert state.load(one.connection) == state.SyncState()
    noted = state.SyncState("/folder", "0" * 20, "laptop", 5, {"log/x": 7})
    state.save(one.connection, noted)
    assert state.load(one.connection) == noted
    writes = one.connection.total_changes
    state.save(one.connection, noted)
    assert one.connection.total_changes == writes
    state.save_number(one.connection, 3)
    assert state.next_number(one.connection) == 4
    one.put("device", "f" * 20)  # as after a copy of the home
    assert state.next_number(one.connection) == 1
    state.reset(one.connection, "/other", "1" * 20)
    assert state.load(one.connection) == state.SyncState("/other", "1" * 20, "laptop")
