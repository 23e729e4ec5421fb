"""Promise 4: history from elsewhere joins the log by card and instant; joining twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.exchange import ANKI, Entry
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.log import import_history as joining
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import DECK, START
from tests.probe import card_of, cards_of, log_of

DAY = 86_400_000
TODAY = START // DAY
CARDS = ("gland", "acronym", "acronym#reverse", "aromatase#1")


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def take_in(collection: Collection, entries: list[Entry], *, exact: bool = False) -> joining.HistoryComparison:
    sifted = joining.compare_history(collection.connection, entries, frozenset(), exact=exact)
    joining.add_history(collection.connection, collection.scheduler, sifted, quiet)
    return sifted


def everything(collection: Collection) -> list[tuple[object, ...]]:
    """Every card with its cache, and every log row, whatever the order they came in."""
    cards = sorted(cards_of(collection), key=lambda card: card.key)
    log = sorted(log_of(collection), key=lambda row: (row.card, row.at))
    return [*(card._replace(id=0) for card in cards), *(row._replace(id=0, card_id=0, origin=0) for row in log)]


@contextmanager
def fresh() -> Iterator[Collection]:
    with TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        paths.decks.mkdir()
        (paths.decks / "small.yaml").write_text(DECK, "utf-8")
        with Collection.open(paths, load_settings(paths), FixedClock(START)) as collection:
            sync_decks(collection)
            yield collection


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    card = draw(st.sampled_from(CARDS))
    at = START - DAY * draw(st.integers(0, 40)) + 10_000 * draw(st.integers(0, 5))
    kind = draw(
        st.sampled_from(
            (
                LogKind.ANSWER,
                LogKind.ANSWER,
                LogKind.ANSWER,
                LogKind.SUSPEND,
                LogKind.FLAG,
                LogKind.RESET,
                LogKind.RESCHEDULE,
            )
        )
    )
    day = at // DAY
    match kind:
        case 0:
            interval = draw(st.sampled_from((-600, 1, 4, 30)))
            state = 2 if interval > 0 else 1
            return Entry(card, at, day, LogKind.ANSWER, draw(st.integers(1, 4)), 2, state, 0, interval, 900)
        case 6:
            return Entry(card, at, day, kind, day + 3, 2, 2, 0, 3)
        case _:
            return Entry(card, at, day, kind, draw(st.integers(0, 7)))


@settings(max_examples=15, deadline=None)
@given(st.lists(entries(), max_size=25), st.lists(entries(), max_size=25))
def test_joining_twice_changes_nothing_and_leaves_what_the_log_says(one: list[Entry], two: list[Entry]) -> None:
    with fresh() as collection:
        take_in(collection, one)
        take_in(collection, two)
        once = everything(collection)
        again = take_in(collection, two)
        assert again.new == []
        assert again.already == len(two)
        assert everything(collection) == once
        assert rebuild_collection(collection) == []


@settings(max_examples=15, deadline=None)
@given(st.lists(entries(), max_size=25, unique_by=lambda e: (e.card, e.at)), st.integers(0, 25))
def test_the_parts_of_a_history_may_come_in_any_order(history: list[Entry], cut: int) -> None:
    with fresh() as one, fresh() as other:
        take_in(one, history[:cut], exact=True)
        take_in(one, history[cut:], exact=True)
        take_in(other, history[cut:], exact=True)
        take_in(other, history[:cut], exact=True)
        assert everything(one) == everything(other)


def test_an_answer_moved_by_milliseconds_in_a_package_is_the_same_answer(collection: Collection) -> None:
    entry = Entry("gland", START - DAY, TODAY - 1, LogKind.ANSWER, 3, 0, 2, 0, 4, 900)
    take_in(collection, [entry])
    assert take_in(collection, [entry._replace(at=entry.at + 7)]).already == 1
    assert take_in(collection, [entry._replace(at=entry.at + 7)], exact=True).already == 0


def test_what_was_decided_here_later_stands(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    assert session.current is not None
    card = session.current.key
    session.flag(2)
    sifted = take_in(collection, [Entry(card, START - DAY, TODAY - 1, LogKind.FLAG, 5)])
    assert (sifted.new, sifted.already) == ([], 1)
    later = Entry(card, START + DAY, TODAY + 1, LogKind.FLAG, 5)
    assert take_in(collection, [later]).new == [later]


def test_rows_of_unknown_cards_are_counted_and_left_out(collection: Collection) -> None:
    assert take_in(collection, [Entry("nobody", START, TODAY, LogKind.ANSWER, 3, 0, 2, 0, 4, 0)]).strangers == 1


def test_undo_takes_back_what_was_answered_here_not_what_came_from_elsewhere(collection: Collection) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    take_in(collection, [Entry("sexes", START, TODAY, LogKind.ANSWER, 3, 0, 2, 0, 4, 900)])
    assert "Good" in (undo_last_action(collection) or "")
    assert undo_last_action(collection) is None


def test_a_reset_begins_anew_and_a_new_day_keeps_the_memory(collection: Collection) -> None:
    def card() -> tuple[object, ...]:
        gland = card_of(collection, "gland")
        return gland.queue, gland.due, gland.state, gland.interval, gland.stability, gland.reps

    take_in(collection, [Entry("gland", START - 3 * DAY, TODAY - 3, LogKind.ANSWER, 3, 0, 2, 0, 2, 900)])
    stability = card()[4]
    take_in(collection, [Entry("gland", START - 2 * DAY, TODAY - 2, LogKind.RESCHEDULE, TODAY + 9, 2, 2, 0, 11)])
    assert card() == (2, TODAY + 9, 2, 11, stability, 1)
    take_in(collection, [Entry("gland", START - DAY, TODAY - 1, LogKind.RESET, 0, 2, 0)])
    assert card()[0] == 0
    assert card()[4:] == (None, 0)


def test_an_archive_takes_back_what_was_undone_there(collection: Collection) -> None:
    entry = Entry("gland", START - DAY, TODAY - 1, LogKind.ANSWER, 3, 0, 2, 0, 4, 900)
    take_in(collection, [entry])
    take_in(collection, [entry._replace(undone=START)], exact=True)
    assert [row.undone for row in log_of(collection)] == [START]
    assert rebuild_collection(collection) == []


def test_rows_of_a_new_card_that_do_not_count_there_do_not_count_here(collection: Collection) -> None:
    given = Entry("gland", START - DAY, TODAY - 1, LogKind.ANSWER, 3, 0, 2, 0, 4, 900, device="phone")
    copy = given._replace(at=given.at + 7, device=ANKI)
    undone = given._replace(card="acronym", undone=START)
    take_in(collection, [given, copy, undone], exact=True)
    assert sorted((row.card, row.undone or 0) for row in log_of(collection)) == [
        ("acronym", START), ("gland", 0), ("gland", copy.at),
    ]  # fmt: skip
    assert [card_of(collection, key).reps for key in ("gland", "acronym")] == [1, 0]
    assert rebuild_collection(collection) == []


@pytest.mark.parametrize("exact", [True, False])
def test_history_of_cards_about_to_come_is_all_new(collection: Collection, exact: bool) -> None:
    rows = [Entry("later", START - DAY * n, TODAY - n, LogKind.ANSWER, 3, 2, 2, 0, 4, 900) for n in range(3)]
    assert joining.compare_history(collection.connection, rows, frozenset({"later"}), exact=exact).new == rows
