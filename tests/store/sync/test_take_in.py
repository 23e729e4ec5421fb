"""What others sent is taken in whole or not at all, in any order, any number of times."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.store.log.union import MergeCounts, unite
from quizzer.store.records.goals import save_goal
from quizzer.store.sync import take_in as taking
from quizzer.store.sync.taken import load_taken
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.review.undo import undo_last_action
from quizzer.sync.segment import Segment
from tests.conftest import DECK, START
from tests.probe import count_rows, log_of
from tests.store.conftest import Machine
from tests.store.sync.devices import File, answer, receive, seen, send
from tests.store.sync.test_registers import GOAL


@pytest.mark.parametrize("order", permutations(range(3)))
def test_files_in_any_order_more_than_once_or_in_one_go_end_the_same(machine: Machine, order: tuple[int, ...]) -> None:
    one = machine("one")
    files: list[File] = []
    for act in (answer, answer, undo_last_action):
        act(one)
        files += send(one)
    by_one, at_once = machine("by one"), machine("at once")
    for number in (*order, order[0]):
        receive(by_one, files[number])
    receive(at_once, *(files[number] for number in order))
    assert seen(by_one) == seen(at_once) == seen(one)
    assert rebuild_collection(by_one) == rebuild_collection(at_once) == []
    assert load_taken(by_one.connection) == {name for name, _ in files}
    assert send(by_one) == send(at_once) == []


def test_a_sync_and_a_merge_of_the_same_rows_are_one(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one)
    files = send(one)
    undo_last_action(one)
    merge_log(other, one.paths.database)
    done = receive(other, *files)
    assert (done.counts.added, done.counts.undone) == (0, 0)
    assert seen(other) == seen(one)
    assert len(send(other)[0][1].rows) == 1  # merged from a file, which the others may never see


def test_the_earliest_undo_stays_and_is_not_sent_by_who_was_told(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one)
    receive(other, *send(one))
    undo_last_action(one)
    first = log_of(one)[0].undone or 0
    other.connection.execute("UPDATE log SET undone = ?", (first + 9,))
    receive(other, *send(one))
    assert log_of(other)[0].undone == first
    assert send(other) == []
    one.connection.execute("UPDATE log SET undone = ?", (first - 9,))
    later = [(name, Segment([(*row[:-1], first) for row in segment.rows])) for name, segment in send(one)]
    receive(one, *later)
    assert log_of(one)[0].undone == first - 9


@pytest.mark.parametrize("in_memory", [0, 50_000])
def test_a_death_between_two_pieces_leaves_log_and_caches_agreed_and_the_rest_comes_later(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    one, other = machine("one"), machine("other")
    for _ in range(3):
        answer(one, Rating.EASY)
    files = send(one)
    monkeypatch.setattr(taking, "PIECE", in_memory)
    done: list[MergeCounts] = []

    def die_at_the_second(*arguments: Any) -> MergeCounts:
        if done:
            raise KeyboardInterrupt
        done.append(unite(*arguments))
        return done[0]

    monkeypatch.setattr(taking, "unite", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        receive(other, *files, piece=1)
    assert 0 < count_rows(other, "log") < 3
    assert rebuild_collection(other) == []
    assert load_taken(other.connection) == set()
    monkeypatch.setattr(taking, "unite", unite)
    assert receive(other, *files, piece=2).counts.added == 3 - done[0].added
    assert seen(other) == seen(one)
    assert load_taken(other.connection) == {name for name, _ in files}


def test_what_comes_is_foreseen_once_where_files_overlap_and_cards_are_forgotten(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    for _ in range(3):
        answer(one)
    (name, segment), *_ = send(one)
    undo_last_action(one)
    files = [(name, segment), *send(one)]
    first, *_ = segment.rows
    again = [("again", Segment(segment.rows, [(first[0], first[1])])), *files]
    taken = receive(other, *again)
    assert (taken.counts.added, taken.counts.undone, taken.counts.cards) == (2, 1, 2)
    assert receive(other, *again).counts == MergeCounts()


def test_answers_after_a_card_was_forgotten_stay_and_are_not_counted_with_those_that_go(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one)
    ((name, segment),) = send(one)
    card, at, device, day, *_ = segment.rows[0]
    later = (card, at + 9_000, device, day, 0, 3, 2, 2, 0, 1, 900, None)
    receive(other, (name, segment), ("later", Segment([later])))
    assert receive(other, ("marks", Segment(forgotten=[(card, at), ("no card", at)]))).forgotten == 1
    assert [row.at for row in log_of(other)] == [at + 9_000]
    assert receive(other, ("again", Segment(forgotten=[(card, at)]))).forgotten == 0


def test_a_goal_that_is_older_than_the_one_here_is_no_news(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    save_goal(one.connection, GOAL)
    files = send(one)
    save_goal(other.connection, GOAL._replace(recall=0.8, made=GOAL.made + 1))
    assert not receive(other, *files).goals
    other.connection.execute("DELETE FROM register")
    other.connection.execute("DELETE FROM goal")
    assert receive(other, *files).goals
    assert not receive(other, *files).goals


def test_what_waits_already_is_told_once(machine: Machine) -> None:
    one, other = machine("one"), machine("other", deck="")
    answer(one)
    files = send(one)
    assert receive(other, *files).counts.waiting == 1
    counts = receive(other, *files).counts
    assert (counts.unknown, counts.waiting) == (1, 0)


def test_rows_wait_for_their_deck(machine: Machine) -> None:
    one, other = machine("one"), machine("other", deck="")
    answer(one)
    undo_last_action(one)
    assert receive(other, *send(one)).counts.unknown == 1
    (other.paths.decks / "small.yaml").write_text(DECK, "utf-8")
    sync_decks(other)
    assert seen(other) == seen(one)
    assert count_rows(other, "waiting") == 0
    assert rebuild_collection(other) == []


def test_a_clock_that_is_ahead_is_named(machine: Machine) -> None:
    one, other = machine("one", at=START + 600_001), machine("other")
    near = machine("near", at=START + 600_000)
    for collection in (one, near):
        answer(collection)
    assert receive(other, *send(one), *send(near)).ahead == {one.get("device"): 600_001}
    assert receive(one, *send(one)).ahead == {}


def test_a_file_that_was_not_understood_is_read_again_by_a_later_version(machine: Machine) -> None:
    one = machine("one")
    receive(one, ("whole", Segment()), ("half", Segment(complete=False)))
    assert load_taken(one.connection) == {"whole", "half"}
    assert load_taken(one.connection, version=2) == {"whole"}
    receive(one, ("half", Segment()))
    assert load_taken(one.connection, version=2) == {"whole", "half"}


def test_nothing_to_take_in_writes_nothing(machine: Machine) -> None:
    one = machine("one")
    changes = one.connection.total_changes
    receive(one)
    assert one.connection.total_changes == changes


def test_a_reader_that_fails_halfway_leaves_nothing(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one)
    files = send(one)

    def reading() -> object:
        yield files[0]
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        taking.take_in(other.connection, other.scheduler, reading(), START)  # type: ignore[arg-type]
    assert not other.connection.in_transaction
    assert count_rows(other, "log") == 0
    assert receive(other, *files).counts.added == 1


def test_a_restored_home_takes_its_own_rows_in_again(machine: Machine) -> None:
    one = machine("one")
    answer(one)
    files = send(one)
    again = machine("again")
    _as_if_restored(again, one)
    assert receive(again, *files).counts.added == 1
    assert seen(again) == seen(one)
    assert send(again) == []


def _as_if_restored(collection: Collection, lost: Collection) -> None:
    collection.put("device", lost.get("device") or "")
