"""Promises 1, 3 and 4: the log is the truth; undo leaves no trace; the order of a union does not matter."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.store.rebuild import rebuild
from quizzer.store.schema import upgrade
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import START
from tests.probe import cards_of, count_rows, log_of, rows_of

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", "4", "undo", "suspend", "bury", "flag", "skip"]),
        st.integers(-2 * 86_400_000, 20 * 86_400_000) | st.integers(0, 900_000),
    ),
    min_size=1,
    max_size=25,
)
LENIENT = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example opens databases: shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class Study:
    """A collection that lives in one folder per example; the small deck is in it."""

    def __init__(self, paths: Paths, folder: Path) -> None:
        mine = Paths(folder)
        template = paths.home.parent / "template"
        if not template.exists():
            shutil.copytree(paths.home, template)
            self._open(Paths(template)).close()
        shutil.copytree(template, folder)
        self.collection = self._open(mine)
        clock = self.collection.clock
        assert isinstance(clock, FixedClock)
        self.clock = clock

    def _open(self, paths: Paths) -> Collection:
        collection = Collection.open(paths, Settings(deck_folders=(paths.decks,)), FixedClock(START))
        sync_decks(collection)
        return collection

    def act(self, acts: Sequence[tuple[str, int]]) -> None:
        session = Session(self.collection, Plan())
        for act, later in acts:
            self.clock.at += later
            if session.current is None:
                session.poll()
            if session.current is None:
                session = Session(self.collection, Plan(ahead_days=2))
            if act == "undo":
                session.undo()
            elif session.current is None:
                continue
            elif act.isdigit():
                session.answer(Rating(int(act)), later % 70_000)
            elif act == "flag":
                session.flag(later % 8)
            else:
                getattr(session, act)()

    def cards(self) -> list[tuple[object, ...]]:
        return cards(self.collection.connection)


def cards(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return rows_of(connection, "card")


def fresh(tmp_path: Path) -> Path:
    return tmp_path / f"study-{sum(1 for _ in tmp_path.iterdir())}"


@LENIENT
@given(acts=ACTS)
def test_replaying_the_log_gives_the_live_state_to_the_last_bit(
    paths: Paths, tmp_path: Path, acts: list[tuple[str, int]]
) -> None:
    study = Study(paths, fresh(tmp_path))
    study.act(acts)
    live = study.cards()
    assert rebuild_collection(study.collection) == []
    assert study.cards() == live
    study.collection.connection.execute("UPDATE card SET stability = 1, due = 5, queue = 2, reps = 9, sibling_day = 3")
    assert rebuild_collection(study.collection) != []
    assert study.cards() == live
    study.collection.close()


@LENIENT
@given(acts=ACTS)
def test_undoing_everything_gives_the_state_before(paths: Paths, tmp_path: Path, acts: list[tuple[str, int]]) -> None:
    study = Study(paths, fresh(tmp_path))
    before = study.cards()
    study.act(acts)
    while undo_last_action(study.collection) is not None:
        pass
    assert study.cards() == before
    study.collection.close()


@LENIENT
@given(acts=ACTS, last=st.sampled_from(["1", "2", "3", "4", "suspend", "bury"]))
def test_undoing_one_act_gives_the_state_just_before_it(
    paths: Paths, tmp_path: Path, acts: list[tuple[str, int]], last: str
) -> None:
    study = Study(paths, fresh(tmp_path))
    study.act(acts)
    study.collection.set_days_right()  # as the next session would; it is no act of the learner's
    before = study.cards()
    rows = count_rows(study.collection, "log")
    study.act([(last, 1_000)])
    if count_rows(study.collection, "log") != rows:
        undo_last_action(study.collection)
    assert study.cards() == before
    study.collection.close()


@LENIENT
@given(mine=ACTS, yours=ACTS)
def test_the_union_of_two_logs_is_the_same_in_any_order(
    paths: Paths, tmp_path: Path, mine: list[tuple[str, int]], yours: list[tuple[str, int]]
) -> None:
    databases = []
    for parity, acts in enumerate((mine, yours)):
        study = Study(paths, fresh(tmp_path))
        study.clock.at += parity
        study.act([(act, later // 2 * 2) for act, later in acts])
        databases.append(study.collection.paths.database)
        study.collection.close()
    first, second = databases
    # A learner cannot answer the same card on two machines in the same millisecond.
    assume(not {(row.card, row.at) for row in log_of(first)} & {(row.card, row.at) for row in log_of(second)})
    results = []
    for order in ([first, second], [second, first], [first, second, first, second]):
        merged = Study(paths, fresh(tmp_path))
        for other in order:
            merge_log(merged.collection, other)
        assert rebuild_collection(merged.collection) == []
        results.append(merged.cards())
        merged.collection.close()
    assert results[0] == results[1] == results[2]


def test_what_is_undone_on_one_side_is_undone_in_the_union(paths: Paths, tmp_path: Path) -> None:
    study = Study(paths, fresh(tmp_path))
    before = study.cards()
    study.act([("3", 1_000), ("2", 1_000)])
    copy = study.collection.back_up()
    study.act([("undo", 1_000), ("undo", 1_000)])
    undone = study.collection.back_up()
    merged = Study(paths, fresh(tmp_path))
    assert merge_log(merged.collection, copy).added == 2
    assert merge_log(merged.collection, undone).undone == 2
    assert merged.cards() == before
    assert merge_log(merged.collection, copy).added == 0
    assert merged.cards() == before
    study.collection.close()
    merged.collection.close()


def test_a_new_database_needs_no_rebuild(tmp_path: Path) -> None:
    from quizzer.core.schedule.scheduler import Scheduler
    from quizzer.core.schedule.settings import Scheduling

    upgrade.create(tmp_path / "new.db")
    connection = sqlite3.connect(tmp_path / "new.db")
    assert rebuild(connection, Scheduler(Scheduling())) == []
    connection.close()


def test_changed_parameters_change_the_memory_states_and_nothing_else(paths: Paths, clock: FixedClock) -> None:
    with Collection.open(paths, load_settings(paths), clock) as collection:
        sync_decks(collection)
        Session(collection, Plan()).answer(Rating.GOOD, 1_000)
        before = next(card for card in cards_of(collection) if card.reps == 1)
    parameters = ", ".join(["0.5", "2.0", "4.0", "9.0", *map(str, load_settings(paths).scheduling.parameters[4:])])
    paths.config.write_text(f"[scheduling]\nparameters = [{parameters}]\n", "utf-8")
    with Collection.open(paths, load_settings(paths), clock) as collection:
        after = next(card for card in cards_of(collection) if card.reps == 1)
        assert after.stability == 4.0 != before.stability
        assert (after.due, after.interval) == (before.due, before.interval)
        assert rebuild_collection(collection) == []
