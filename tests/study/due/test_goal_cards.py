"""A goal's new cards come first, with those they wait for, as many a day as it needs."""

from __future__ import annotations

from datetime import date, timedelta

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.study.due.day_plan import plan_day
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import load_goals, set_goal
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import card_of, cards_of
from tests.study.learner import DAY, Learner, deck, study

GOAL = """\
deck: Goal
axis: {id: GOA, name: Goal axis}
notes:
  - {id: g1, ask: 'What waits?', answer: this}
  - {id: g2, ask: 'What is second?', answer: that, tags: ['set:a']}
  - {id: g3, ask: 'What is of the same set?', answer: that, tags: ['set:a']}
  - {id: g4, ask: 'What is fourth?', answer: that}
  - {id: g5, ask: 'What is last?', answer: that}
"""
OTHER = "deck: Other\naxis: {id: OTH, name: Other axis}\nnotes:\n" + "".join(
    f"  - {{id: o{number}, ask: 'What is number {number}?', answer: it is {number}}}\n" for number in range(30)
)


def given(paths: Paths, open_collection: Opener, config: str = "", days: int = 2) -> Collection:
    (paths.decks / "small.yaml").unlink()
    (paths.decks / "a.yaml").write_text(OTHER, "utf-8")
    (paths.decks / "b.yaml").write_text(GOAL, "utf-8")
    collection = open_collection(f"[scheduling]\nnew_per_day = 4\n{config}")
    wait_for(collection, "g1", "o9")
    wait_for(collection, "g5", "g4")
    by = date(1970, 1, 1) + timedelta(collection.moment().day + days)
    set_goal(collection, Filter(axes=("GOA",)), by, 0.8)
    return collection


def wait_for(collection: Collection, note: str, needs: str) -> None:
    collection.connection.execute(
        "INSERT OR IGNORE INTO prerequisite SELECT id, :needs FROM note WHERE key = :note",
        {"note": note, "needs": needs},
    )


def new_today(collection: Collection) -> list[str]:
    plan = plan_day(collection.connection, collection.settings.scheduling, collection.moment().day)
    return [card_of(collection, row[0]).note for row in plan.new]


def test_they_come_first_and_what_they_wait_for_before_them(paths: Paths, open_collection: Opener) -> None:
    collection = given(paths, open_collection)
    assert new_today(collection) == ["o9", "g1", "g2", "o0"], "three a day for the goal: six cards in two days"
    (line,) = load_goals(collection)
    assert (line.outlook.new_a_day, line.outlook.new_today, line.words) == (3, 3, "on pace")


def test_the_share_of_a_day_stays_while_it_is_done_and_undone(
    paths: Paths, open_collection: Opener, clock: FixedClock
) -> None:
    collection = given(paths, open_collection)
    whole = new_today(collection)
    session = Session(collection, Plan())
    for left in (3, 2, 1):
        clock.at += 5_000
        assert session.current is not None
        session.skip() if session.current.progress.reps else None
        session.answer(session.previews()[3].rating, 1_000)
        assert new_today(collection) == whole[4 - left :]
        assert load_goals(collection)[0].outlook.new_today == 3
        assert load_goals(collection)[0].words == "on pace"
    for left in (2, 3, 4):
        undo_last_action(collection)
        assert new_today(collection) == whole[4 - left :]


def test_every_card_is_met_by_the_day(paths: Paths, open_collection: Opener, clock: FixedClock) -> None:
    collection = given(paths, open_collection, days=4)
    start = clock.at
    for day in range(4):
        clock.at = start + day * DAY
        study(collection, clock, Learner())
    assert all(card.reps for card in cards_of(collection) if card.axis == "GOA")


def test_an_axis_with_a_limit_of_its_own_keeps_to_it(paths: Paths, open_collection: Opener) -> None:
    collection = given(paths, open_collection, "[new_per_day_of]\nGOA = 1\n", days=2)
    assert [name[0] for name in new_today(collection)].count("g") == 1
    assert load_goals(collection)[0].outlook.state == "impossible"


def test_two_goals_share_the_day(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "c.yaml").write_text(deck("FAR", 40), "utf-8")
    collection = given(paths, open_collection)
    by = date(1970, 1, 1) + timedelta(collection.moment().day + 21)
    set_goal(collection, Filter(axes=("FAR",)), by, 0.8)
    assert [name[0] for name in new_today(collection)] == ["o", "g", "g", "f"]
    near, far = load_goals(collection)
    assert (near.outlook.new_today, far.outlook.new_today, far.words) == (3, 1, "on pace")


def test_a_long_chain_and_a_circle_are_taken_as_they_are(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").write_text(deck("AAA", 1100), "utf-8")
    collection = open_collection()
    for number in range(1, 1100):
        wait_for(collection, f"aaa-{number - 1}", f"aaa-{number}")
    by = date(1970, 1, 1) + timedelta(collection.moment().day + 21)
    line, _ = set_goal(collection, Filter(axes=("AAA",)), by, 0.8)
    assert line.outlook.missing == 1100 - 21 * 20
    assert new_today(collection) == [f"aaa-{number}" for number in range(1099, 1079, -1)]
    wait_for(collection, "aaa-1099", "aaa-0")
    assert new_today(collection) == []
