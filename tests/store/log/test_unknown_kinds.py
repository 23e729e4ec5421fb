"""A log row of a kind that only another version knows: kept, passed over, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.exchange import Entry
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.log import import_history
from quizzer.study.browse.card import load_details
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.exchange.export import export
from quizzer.study.exchange.merge import merge_log
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import compute_statistics
from tests.conftest import START
from tests.probe import card_of, cards_of, log_of

UNKNOWN = 99


@pytest.fixture
def strange(collection: Collection) -> Collection:
    """The first card answered, then a row of an unknown kind on it and on another card."""
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    for key in ("gland", "direction"):
        collection.connection.execute(
            "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
            "VALUES (?, ?, ?, ?, 7, 0, 9, 0, 0, 0)",
            (card_of(collection, key).id, START + 1, START // 86_400_000, UNKNOWN),
        )
    return collection


def test_it_changes_no_card(strange: Collection) -> None:
    before = cards_of(strange)
    assert rebuild_collection(strange) == []
    assert cards_of(strange) == before
    assert card_of(strange, "gland").reps == 1


def test_undo_takes_back_the_last_step_this_version_knows(strange: Collection) -> None:
    assert "Easy" in (undo_last_action(strange) or "")
    assert [(row.kind, row.undone is None) for row in log_of(strange)] == [
        (LogKind.ANSWER, False),
        (UNKNOWN, True),
        (UNKNOWN, True),
    ]
    assert undo_last_action(strange) is None
    assert rebuild_collection(strange) == []


def test_history_joins_beside_it(strange: Collection) -> None:
    at = START + 1
    entries = [
        Entry("gland", at, at // 86_400_000, LogKind.FLAG, 2),  # its instant is taken
        Entry("gland", at + 1, at // 86_400_000, LogKind.FLAG, 2),
        Entry("direction", at - 1, at // 86_400_000, LogKind.SUSPEND, 1),
    ]
    found = import_history.compare_history(strange.connection, entries, frozenset(), exact=True)
    assert (found.new, found.already) == (entries[1:], 1)
    import_history.add_history(strange.connection, strange.scheduler, found, quiet)
    assert (card_of(strange, "gland").flag, card_of(strange, "direction").suspended) == (2, 1)


def test_what_reads_the_log_passes_it_over(strange: Collection, tmp_path: Path) -> None:
    assert len(load_details(strange, card_of(strange, "gland").id).events) == 1
    export(strange, ExportPlan(tmp_path / "all.json"), quiet)
    export(strange, ExportPlan(tmp_path / "all.apkg", progress=True), quiet)
    assert len(compute_statistics(strange).days) == 1
    assert load_mastery(strange)


def test_a_merge_keeps_it(strange: Collection) -> None:
    saved = strange.back_up()
    assert merge_log(strange, saved).added == 0
    assert [row.kind for row in log_of(strange)] == [LogKind.ANSWER, UNKNOWN, UNKNOWN]
