"""The memory after each answer is a cache of the log: however it came about, it is what the log says."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.exchange import Entry
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.store.caches import review_memory
from quizzer.store.caches.watermarks import invalidate_memory
from quizzer.store.log import import_history
from quizzer.store.log.append import append_marks
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet, refresh_memory
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.exchange.merge import merge_log
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import card_of, cards_of, log_of
from tests.store.log.test_replay import ACTS, LENIENT, Study, fresh

DAY = 86_400_000
Rows = list[tuple[object, ...]]


def rows(connection: sqlite3.Connection) -> Rows:
    """The answers in it; what the tests below count and compare."""
    return connection.execute(
        "SELECT log_id, m.card_id, m.at, recall, stability, difficulty "
        "FROM memory m JOIN log ON log.id = log_id WHERE kind = 0 ORDER BY log_id"
    ).fetchall()


def whole_rows(connection: sqlite3.Connection) -> Rows:
    return connection.execute("SELECT * FROM memory").fetchall()


def refreshed(collection: Collection) -> Rows:
    refresh_memory(collection)
    assert review_memory.is_current(collection.connection, collection.scheduler)
    return rows(collection.connection)


def from_nothing(collection: Collection) -> Rows:
    invalidate_memory(collection.connection)
    return refreshed(collection)


def answer(collection: Collection, *ratings: Rating, key: str = "gland", days: int = 0) -> int:
    """Answer one card on a day each, so many days apart."""
    clock = collection.clock
    assert isinstance(clock, FixedClock)
    card_id = card_of(collection, key).id
    for rating in ratings:
        session = Session(collection, Plan(cards=(card_id,)))
        assert session.current is not None
        session.answer(rating, 1_000)
        clock.at += days * DAY or 1
    return int(card_id)


def mark(collection: Collection, card_id: int, kind: LogKind, value: int = 0) -> None:
    append_marks(collection.connection, [card_id], collection.moment(), kind, value)


@LENIENT
@given(parts=st.lists(st.tuples(ACTS, st.sampled_from(["", "reset", "new day", "undo all"])), min_size=1, max_size=4))
def test_computed_bit_by_bit_it_is_what_the_whole_log_says(
    paths: Paths, tmp_path: Path, parts: list[tuple[list[tuple[str, int]], str]]
) -> None:
    study = Study(paths, fresh(tmp_path))
    collection = study.collection
    marked = False  # from then on the clock only goes forward
    for acts, then in parts:
        study.act([(act, abs(later)) for act, later in acts] if marked else acts)
        marked = marked or then in ("reset", "new day")
        if then == "undo all":
            while undo_last_action(collection) is not None:
                pass
        elif then:
            latest = max((row.at for row in log_of(collection)), default=0)
            study.clock.at = max(study.clock.at, latest + 1)
            mark(collection, 1, LogKind.RESET if then == "reset" else LogKind.RESCHEDULE, collection.moment().day + 3)
            study.clock.at += 1
        refresh_memory(collection)
    bit_by_bit, whole = rows(collection.connection), whole_rows(collection.connection)
    assert bit_by_bit == from_nothing(collection)
    assert whole == whole_rows(collection.connection)
    cards = [card for card in cards_of(collection) if card.stability is not None]
    last = {card_id: (stability, difficulty) for _, card_id, _, _, stability, difficulty in sorted(bit_by_bit, key=at)}
    assert [last[card.id] for card in cards] == [(card.stability, card.difficulty) for card in cards]
    assert all(recall is None or 0 < float(str(recall)) <= 1 for _, _, _, recall, _, _ in bit_by_bit)
    collection.close()


def at(row: tuple[object, ...]) -> int:
    return int(str(row[2]))


def test_recall_is_what_the_model_predicts_for_whole_study_days(collection: Collection, clock: FixedClock) -> None:
    answer(collection, Rating.EASY)
    clock.at += 9 * DAY + DAY // 3  # ten rollovers later, though not ten blocks of 24 hours
    answer(collection, Rating.AGAIN, Rating.GOOD)
    model = collection.scheduler.model
    first, second, third = refreshed(collection)
    easy = model.after(None, None, 0, Rating.EASY)
    again = model.after(*easy, 9, Rating.AGAIN)
    good = model.after(*again, 0, Rating.GOOD)
    assert first[3:] == (None, *easy)
    assert second[3:] == (model.retrievability(easy[0], 9), *again)
    assert third[3:] == (1.0, *good)


def test_after_a_reset_the_first_answer_has_no_prediction(collection: Collection) -> None:
    card_id = answer(collection, Rating.EASY, Rating.GOOD, days=5)
    before = refreshed(collection)
    mark(collection, card_id, LogKind.RESET)
    assert refreshed(collection) == before, "what was answered before the reset was answered"
    answer(collection, Rating.HARD)
    assert refreshed(collection)[-1][3:] == (None, *collection.scheduler.model.after(None, None, 0, Rating.HARD))
    while undo_last_action(collection) is not None:
        pass
    assert refreshed(collection) == []


def test_a_card_answered_and_reset_between_two_looks_is_not_forgotten(collection: Collection) -> None:
    refresh_memory(collection)
    card_id = answer(collection, Rating.GOOD)
    mark(collection, card_id, LogKind.RESET)
    assert len(refreshed(collection)) == 1


def test_an_answer_undone_before_a_reset_leaves_no_row(collection: Collection) -> None:
    card_id = answer(collection, Rating.GOOD, Rating.GOOD, days=1)
    mark(collection, card_id, LogKind.RESET)
    refresh_memory(collection)
    # Taken back on another machine, and merged: the card itself stands as before.
    collection.connection.execute("UPDATE log SET undone = 5 WHERE id = (SELECT min(id) FROM log)")
    rebuild_collection(collection)
    assert [row[0] for row in refreshed(collection)] == [2]


def test_when_a_reset_is_undone_what_came_after_it_is_predicted_again(
    collection: Collection, clock: FixedClock
) -> None:
    card_id = answer(collection, Rating.EASY)
    mark(collection, card_id, LogKind.RESET)
    clock.at += 4 * DAY
    # From another machine, so that the undo takes back the reset.
    later = Entry("gland", clock.at, collection.moment().day, LogKind.ANSWER, Rating.GOOD, 0, 2, 0, 3, 900)
    sifted = import_history.compare_history(collection.connection, [later], frozenset(), exact=True)
    import_history.add_history(collection.connection, collection.scheduler, sifted, quiet)
    first, second = refreshed(collection)
    assert second[3] is None
    undo_last_action(collection)
    model = collection.scheduler.model
    assert refreshed(collection)[1][3:] == (
        model.retrievability(float(str(first[4])), 4),
        *model.after(float(str(first[4])), float(str(first[5])), 4, Rating.GOOD),
    )


def test_when_a_given_day_is_undone_the_answer_after_it_measures_nothing(collection: Collection) -> None:
    card_id = answer(collection, Rating.GOOD)
    mark(collection, card_id, LogKind.RESCHEDULE, collection.moment().day)
    answer(collection, Rating.GOOD)
    refresh_memory(collection)
    counted = "SELECT reviews FROM memory ORDER BY at"
    assert collection.connection.execute(counted).fetchall() == [(0,), (0,), (1,)]
    collection.connection.execute("UPDATE log SET undone = 5 WHERE kind = ?", (LogKind.RESCHEDULE,))
    refresh_memory(collection)
    assert collection.connection.execute(counted).fetchall() == [(0,), (0,)]


def test_changed_parameters_change_every_memory(open_collection: Opener) -> None:
    collection = open_collection()
    answer(collection, Rating.GOOD, Rating.GOOD, days=3)
    before = refreshed(collection)
    collection.close()
    changed = ", ".join(map(str, (0.5, 1.0, 4.0, *FSRS_6_DEFAULTS[3:])))
    collection = open_collection(f"[scheduling]\nparameters = [{changed}]\n")
    after = refreshed(collection)
    assert after[0][4] == 4.0
    assert [row[:3] for row in after] == [row[:3] for row in before]
    assert after == from_nothing(collection)


def test_a_rebuild_mends_a_damaged_memory(collection: Collection) -> None:
    answer(collection, Rating.GOOD, Rating.GOOD, days=3)
    right = refreshed(collection)
    collection.connection.execute("UPDATE memory SET stability = 5")
    rebuild_collection(collection)
    assert refreshed(collection) == right


def test_a_merge_brings_the_memory_of_both(paths: Paths, tmp_path: Path) -> None:
    studies = [Study(paths, fresh(tmp_path)) for _ in range(2)]
    mine, other = (study.collection for study in studies)
    studies[1].clock.at += 5
    answer(mine, Rating.GOOD, days=4)
    answer(other, Rating.EASY, Rating.AGAIN, days=2)
    refresh_memory(mine)
    other_file = other.back_up()
    merge_log(mine, other_file)
    merged = refreshed(mine)
    assert len(merged) == 3
    assert merged == from_nothing(mine)
    for study in studies:
        study.collection.close()


def test_only_changed_cards_are_computed_anew(collection: Collection) -> None:
    answer(collection, Rating.GOOD)
    answer(collection, Rating.GOOD, key="direction")
    refresh_memory(collection)
    collection.connection.execute("UPDATE memory SET difficulty = 99")
    answer(collection, Rating.GOOD)
    assert [row[5] == 99 for row in refreshed(collection)] == [False, True, False]


def test_a_look_without_the_right_to_write_computes_the_same_and_writes_nothing(
    open_collection: Opener, paths: Paths, clock: FixedClock
) -> None:
    holder = open_collection()
    answer(holder, Rating.GOOD, Rating.GOOD, days=3)
    refresh_memory(holder)
    stored = rows(holder.connection)
    answer(holder, Rating.AGAIN)
    with Collection.open(paths, load_settings(paths), clock, exclusive=False) as looker:
        refresh_memory(looker)
        refresh_memory(looker)
        seen = rows(looker.connection)
    assert len(seen) == 3
    assert rows(holder.connection) == stored
    assert refreshed(holder) == seen


def test_a_look_while_nobody_holds_the_collection_keeps_what_it_computed(
    open_collection: Opener, paths: Paths, clock: FixedClock
) -> None:
    holder = open_collection()
    answer(holder, Rating.GOOD)
    holder.close()
    with Collection.open(paths, load_settings(paths), clock, exclusive=False) as looker:
        refresh_memory(looker)
    collection = open_collection()
    assert review_memory.is_current(collection.connection, collection.scheduler)


def test_long_work_tells_how_far_it_is(collection: Collection) -> None:
    answer(collection, Rating.GOOD)
    told: list[tuple[str, int, int]] = []
    review_memory.refresh(collection.connection, collection.scheduler, lambda *words: told.append(words))
    assert told == [("Computing memory", 0, 1)]
    review_memory.refresh(collection.connection, collection.scheduler, lambda *words: told.append(words))
    assert len(told) == 1, "there was nothing to do"


def test_an_interrupted_computation_goes_on_where_it_was(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(collection, Rating.GOOD)
    answer(collection, Rating.GOOD, key="direction")
    monkeypatch.setattr(review_memory, "TOGETHER", 1)

    def interrupt(_what: str, done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        review_memory.refresh(collection.connection, collection.scheduler, interrupt)
    assert len(rows(collection.connection)) == 1
    told: list[int] = []
    review_memory.refresh(collection.connection, collection.scheduler, lambda _what, _done, total: told.append(total))
    assert told == [1]
    assert rows(collection.connection) == from_nothing(collection)
