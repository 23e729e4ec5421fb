"""Promise 4: three machines, any clocks, any order of merges: the same log, the same schedule, the same figures."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.exchange import ANKI, Entry
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.store.log import import_history, union
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import DECK, START
from tests.long.merge_many_orders import diverge
from tests.probe import count_rows, log_of
from tests.store.conftest import Machine


def answer(collection: Collection, rating: Rating) -> None:
    Session(collection, Plan()).answer(rating, 1_000)


def seen(collection: Collection) -> list[object]:
    """What must be the same on every machine: the log and the schedule, and what mastery makes of them."""
    columns = "device, day, log.kind, value, before, log.state, log.step, log.interval, took, undone"
    log = f"SELECT key, at, {columns} FROM log JOIN card ON card.id = card_id ORDER BY 1, 2, 3"
    cards = "SELECT key, queue, due, state, stability, difficulty, reps, last_at, suspended, sibling_day FROM card"
    found = [collection.connection.execute(sql).fetchall() for sql in (log, f"{cards} ORDER BY key")]
    return [*found, load_mastery(collection, trend=False).whole]


def merge_both_ways(one: Collection, other: Collection) -> None:
    merge_log(one, other.paths.database)
    merge_log(other, one.paths.database)


@pytest.mark.parametrize("ahead", [0, 400])
def test_two_answers_of_one_instant_are_two_rows_on_both_machines(machine: Machine, ahead: int) -> None:
    one, other = machine("one"), machine("other")
    answer(one, Rating.AGAIN)
    answer(other, Rating.EASY)
    merge_both_ways(one, other)
    assert count_rows(one, "log") == 2
    assert seen(one) == seen(other)
    assert rebuild_collection(one) == rebuild_collection(other) == []


def test_marks_of_one_instant_are_two_rows_as_well(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    Session(one, Plan()).suspend()
    Session(other, Plan()).flag(3)
    merge_both_ways(one, other)
    assert sorted(row.kind for row in log_of(one)) == [LogKind.SUSPEND, LogKind.FLAG]
    assert seen(one) == seen(other)


def test_the_earliest_instant_of_an_undo_stays(machine: Machine) -> None:
    one = machine("one")
    answer(one, Rating.GOOD)
    other = machine("other")
    merge_log(other, one.paths.database)
    undone = []
    for collection, later in ((one, 7_200_000), (other, 3_600_000)):
        collection.clock.at = START + later  # type: ignore[attr-defined]
        if collection is other:
            collection.connection.execute("UPDATE log SET origin = 0")
        undo_last_action(collection)
        undone.append(log_of(collection)[0].undone)
    merge_both_ways(one, other)
    assert log_of(one)[0].undone == log_of(other)[0].undone == min(undone)  # type: ignore[type-var]
    assert seen(one) == seen(other)
    with pytest.raises(sqlite3.IntegrityError, match="undone stays undone"):
        one.connection.execute("UPDATE log SET undone = undone + 1")


def test_rows_wait_for_their_deck_and_are_passed_on(machine: Machine) -> None:
    one, between, last = machine("one"), machine("between", deck=""), machine("last", deck="")
    answer(one, Rating.EASY)
    assert merge_log(between, one.paths.database).unknown == 1
    assert merge_log(between, one.paths.database).unknown == 1
    merge_log(last, between.paths.database)
    assert count_rows(last, "log") == 0
    (last.paths.decks / "small.yaml").write_text(DECK, "utf-8")
    sync_decks(last)
    assert count_rows(last, "waiting") == 0
    assert seen(last) == seen(one)
    assert rebuild_collection(last) == []


def test_an_archive_passes_on_what_waits(machine: Machine, tmp_path: Path) -> None:
    from quizzer.study.exchange.export import export
    from quizzer.study.exchange.import_file import import_file
    from quizzer.study.exchange.plan import ExportPlan

    one, between, last = machine("one"), machine("between", deck=""), machine("last", deck="")
    answer(one, Rating.EASY)
    merge_log(between, one.paths.database)
    file = tmp_path / "archive.json"
    export(between, ExportPlan(file), quiet)
    import_file(last, file, dry=False, progress=quiet)
    assert count_rows(last, "waiting") == 1
    (last.paths.decks / "small.yaml").write_text(DECK, "utf-8")
    sync_decks(last)
    assert seen(last) == seen(one)


@pytest.mark.parametrize("later", [0, 1_500, 2_000])
def test_a_copy_from_anki_is_kept_and_not_counted_in_any_order(machine: Machine, later: int) -> None:
    one, other = machine("one"), machine("other")
    answer(one, Rating.EASY)
    (own,) = log_of(one)
    entry = Entry(
        own.card, own.at + later, own.day, LogKind.ANSWER, own.value, own.before, own.state, own.step, own.interval,
        own.took, device=ANKI,
    )  # fmt: skip
    found = import_history.compare_history(other.connection, [entry], frozenset(), exact=False)
    import_history.add_history(other.connection, other.scheduler, found, quiet)
    merge_both_ways(one, other)
    assert count_rows(one, "log") == 2
    assert seen(one) == seen(other)
    assert one.connection.execute("SELECT reps FROM card WHERE key = ?", (own.card,)).fetchone() == (1,)


def test_a_merge_that_dies_leaves_log_and_schedule_as_they_were(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = machine("one"), machine("other")
    answer(other, Rating.EASY)
    before = seen(one)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(union, "regenerate_by", die)
    with pytest.raises(KeyboardInterrupt):
        merge_log(one, other.paths.database)
    assert seen(one) == before
    monkeypatch.undo()
    assert merge_log(one, other.paths.database).added == 1
    assert seen(one) == seen(other)


def test_a_file_that_is_only_read_may_be_read_only_and_a_missing_one_is_named(machine: Machine, tmp_path: Path) -> None:
    one, other = machine("one"), machine("other")
    answer(one, Rating.EASY)
    copy = one.back_up()
    copy.chmod(0o444)
    assert merge_log(other, copy).added == 1
    assert not list(other.paths.backups.glob("*"))  # there was nothing to lose
    with pytest.raises(Problem, match="there is no such file"):
        merge_log(other, tmp_path / "nope.db")


def test_a_copied_home_and_a_restored_one_are_new_devices(machine: Machine, tmp_path: Path, clock: FixedClock) -> None:
    from quizzer.study.collection.opening import restore

    def device(collection: Collection) -> str:
        return collection.get("device") or ""

    one = machine("one")
    first, saved = device(one), one.back_up()
    one.close()
    again = machine("one")
    assert device(again) == first
    again.close()
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    ids = {first, device(machine("copy"))}
    restore(Paths(tmp_path / "one"), saved, clock)
    ids.add(device(machine("one")))
    assert len(ids) == 3
    assert all(len(one_id) == 20 for one_id in ids)


def test_a_home_older_than_devices_keeps_its_rows_without_one(paths: Paths, clock: FixedClock) -> None:
    from quizzer.store.schema import upgrade

    upgrade.upgrade(paths.database, 3)
    with Collection.open(paths, load_settings(paths), clock) as collection:
        sync_decks(collection)
        assert collection.connection.execute("SELECT count(*) FROM waiting").fetchone() == (0,)
        answer(collection, Rating.GOOD)
        assert [device for (device,) in collection.connection.execute("SELECT device FROM log")] == [
            collection.get("device")
        ]


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**6))
def test_any_schedule_of_three_machines_ends_the_same(seed: int) -> None:
    assert diverge(seed) == []


@pytest.mark.parametrize(("rule", "seed"), [("devices", 0), ("undo", 0), ("waiting", 0)])
def test_without_a_rule_some_schedule_diverges(rule: str, seed: int) -> None:
    assert any(diverge(one, rule) for one in range(seed, seed + 30))


def test_new_rows_are_in_the_log_by_instant_then_by_device_then_by_card(machine: Machine) -> None:
    one = machine("one")
    keys = [key for (key,) in one.connection.execute("SELECT key FROM card ORDER BY id LIMIT 2")]
    rows = [
        (key, at, device, 20_000, LogKind.FLAG, 1, 0, 0, 0, 0, 0, None)
        for key in reversed(keys)
        for device in ("b", "a")
        for at in (START + 1, START)
    ]
    union.merge(one.connection, one.scheduler, rows, back_up=lambda: None)
    found = one.connection.execute("SELECT at, device, key FROM log JOIN card ON card.id = card_id ORDER BY log.id")
    assert found.fetchall() == [(at, device, key) for at in (START, START + 1) for device in "ab" for key in keys]
