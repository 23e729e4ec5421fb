"""The log: what is undone together was made together, and here."""

from __future__ import annotations

from quizzer.core.log import LogKind
from quizzer.store.log.append import append_marks
from quizzer.study.collection.collection import Collection
from quizzer.study.review.undo import undo_last_action
from tests.probe import card_of, log_of

HERE, IMPORTED = 0, 1


def ids_of(collection: Collection, *keys: str) -> list[int]:
    return [card_of(collection, key).id for key in keys]


def log_row(collection: Collection, key: str, kind: int, origin: int) -> None:
    """A row of this instant, as another version or an import may have left it: what is appended keeps batches apart."""
    moment, (card_id,) = collection.moment(), ids_of(collection, key)
    collection.connection.execute(
        "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took, origin) "
        "VALUES (?, ?, ?, ?, 1, 0, 0, 0, 0, 0, ?)",
        (card_id, moment.at, moment.day, kind, origin),
    )


def undone(collection: Collection) -> list[bool]:
    """Whether each row of the log is undone, the first first."""
    return [row.undone is not None for row in log_of(collection)]


def test_undoing_a_batch_leaves_an_imported_row_of_the_same_instant_and_kind(collection: Collection) -> None:
    for key, origin in (("gland", IMPORTED), ("direction", HERE), ("signs", HERE)):
        log_row(collection, key, LogKind.SUSPEND, origin)
    assert undo_last_action(collection) == "Took back the suspension of 2 cards."
    assert undone(collection) == [False, True, True]


def test_undoing_a_batch_leaves_marks_of_another_kind_of_the_same_instant(collection: Collection) -> None:
    for key, kind in (("gland", LogKind.FLAG), ("direction", LogKind.SUSPEND), ("signs", LogKind.SUSPEND)):
        log_row(collection, key, kind, HERE)
    undo_last_action(collection)
    assert undone(collection) == [False, True, True]


def test_undoing_a_batch_leaves_the_batch_made_just_before_in_the_same_millisecond(collection: Collection) -> None:
    first, second = ids_of(collection, "gland", "direction"), ids_of(collection, "signs", "chain")
    for cards in (first, second):
        append_marks(collection.connection, cards, collection.moment(), LogKind.SUSPEND, 1)
    undo_last_action(collection)
    assert undone(collection) == [False, False, True, True]
