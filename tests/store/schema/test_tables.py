"""Promise 1 at the tables: the log only grows, whoever writes to it."""

from __future__ import annotations

import sqlite3

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.own_data.forget import forget_deck, plan_forgetting
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK


def test_the_log_can_only_grow(collection: Collection) -> None:
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 1_000)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        collection.connection.execute("DELETE FROM log")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        collection.connection.execute("UPDATE log SET value = 4")
    session.undo()
    with pytest.raises(sqlite3.IntegrityError, match="undone stays undone"):
        collection.connection.execute("UPDATE log SET undone = NULL")


def test_a_row_undone_by_whatever_path_is_to_be_sent_once_more(collection: Collection) -> None:
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 1_000)
    session.answer(Rating.GOOD, 1_000)
    assert collection.connection.execute("SELECT * FROM outbox").fetchall() == []
    session.undo()
    collection.connection.execute("UPDATE log SET undone = undone - 1 WHERE undone IS NOT NULL")
    assert collection.connection.execute("SELECT * FROM outbox").fetchall() == [(2,)]


def test_the_log_can_only_grow_after_a_deck_was_forgotten(collection: Collection) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    more = DECK.replace("id: ", "id: more-").replace("Small", "More")
    (collection.paths.decks / "more.yaml").write_text(more, "utf-8")
    sync_decks(collection)
    forget_deck(collection, plan_forgetting(collection, "more"))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        collection.connection.execute("DELETE FROM log")
