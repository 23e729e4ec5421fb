"""The order in which new cards are learnt, and what they wait for."""

from __future__ import annotations

import pytest

from quizzer.config import Paths
from quizzer.core.course.new_order import NewOrder
from quizzer.core.schedule.progress import Rating
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.order import load_new_order, set_new_order
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import cards_of, ids_of, rows_of


def deck(name: str, course: str, *notes: str) -> str:
    lines = (f"  - {{id: {key}, ask: Which {key} is it?, answer: the {key}{more}}}" for key, _, more in map(cut, notes))
    return f"deck: {name}\naxis: {name}\n{course}levels: [easy, hard]\nnotes:\n" + "\n".join(lines) + "\n"


def cut(note: str) -> tuple[str, str, str]:
    key, comma, more = note.partition(",")
    return key, comma, comma + more


A = deck("A", "course: 2\n", "a1, level: hard", "a2, level: easy", "a3, level: easy, priority: core", "a4, level: easy")
B = deck("B", "course: 1\n", "b1, level: easy", "b2, level: easy, priority: detail", "b3, level: hard, priority: core")
C = deck("C", "", "c1, level: easy", "c2, level: hard, reverse: true")


@pytest.fixture
def three(collection: Collection, paths: Paths) -> Collection:
    (paths.decks / "small.yaml").unlink()
    for name, text in (("a", A), ("b", B), ("c", C)):
        (paths.decks / f"{name}.yaml").write_text(text, "utf-8")
    assert sync_decks(collection) == []
    return collection


def order_of(collection: Collection) -> list[str]:
    new = sorted((card for card in cards_of(collection) if card.queue == 0), key=lambda card: card.due)
    assert all(card.due == card.position > 0 for card in new)
    return [card.key for card in new]


FOUNDATIONS = ["a3", "c1", "b3", "c2", "c2#reverse", "b1", "a2", "a4", "a1", "b2"]


def test_core_and_decks_without_priorities_are_before_more_and_in_each_the_decks_take_turns_level_by_level(
    three: Collection,
) -> None:
    assert load_new_order(three) == NewOrder()
    assert order_of(three) == FOUNDATIONS


def test_some_axes_first_and_the_order_of_the_files(three: Collection) -> None:
    set_new_order(three, "axes", ["C"])
    assert load_new_order(three) == NewOrder("axes", ("C",))
    assert order_of(three) == ["c1", "c2", "c2#reverse", "a3", "b3", "b1", "a2", "a4", "a1", "b2"]
    set_new_order(three, "files")
    assert order_of(three) == ["b1", "c1", "a2", "b2", "a3", "a4", "a1", "c2", "c2#reverse", "b3"]
    with pytest.raises(WrongUse, match="There is no axis “D”"):
        set_new_order(three, "axes", ["D"])
    set_new_order(three, "foundations")
    assert order_of(three) == FOUNDATIONS


def test_the_order_outlives_edits_and_rebuilds(three: Collection, paths: Paths) -> None:
    set_new_order(three, "axes", ["C"])
    (paths.decks / "a.yaml").write_text(A.replace("a2, level: easy", "a2, priority: core, level: easy"), "utf-8")
    sync_decks(three)
    edited = ["c1", "c2", "c2#reverse", "a2", "a3", "b3", "b1", "a4", "a1", "b2"]
    assert order_of(three) == edited
    assert rebuild_collection(three) == []
    assert order_of(three) == edited


def needs(collection: Collection) -> list[tuple[str, str]]:
    keys = {row[0]: row[1] for row in rows_of(collection, "note")}
    return [(keys[note_id], needed) for note_id, needed in rows_of(collection, "prerequisite")]


def test_what_notes_wait_for_is_stored_without_what_would_make_them_wait_for_each_other(
    three: Collection, paths: Paths
) -> None:
    (paths.decks / "a.yaml").write_text(A.replace("a1, level", "a1, after: [b1, elsewhere], level"), "utf-8")
    (paths.decks / "b.yaml").write_text(B.replace("b1, level", "b1, after: [a1], level"), "utf-8")
    sync_decks(three)
    assert needs(three) == [("a1", "b1"), ("a1", "elsewhere")]
    (paths.decks / "a.yaml").write_text(A, "utf-8")
    sync_decks(three)
    assert needs(three) == [("b1", "a1")]


def test_a_session_of_the_core_has_nothing_else(three: Collection) -> None:
    session = Session(three, Plan(Filter(priorities=("core",))))
    met = []
    while session.current is not None:
        met.append(session.current.key)
        session.answer(Rating.EASY, 1_000)
    assert met == ["a3", "b3"]


def test_cards_of_one_note_stand_apart_in_practice_and_among_chosen_cards(three: Collection) -> None:
    ids = ids_of(three)
    chosen = (ids["c2"], ids["c2#reverse"], ids["a1"])
    for plan in (Plan(practice=True, only=chosen), Plan(cards=chosen)):
        session, met = Session(three, plan), list[str]()
        while session.current is not None:
            met.append(session.current.key)
            session.answer(Rating.EASY, 1_000)
        assert met == ["c2", "a1", "c2#reverse"]
