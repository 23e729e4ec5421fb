"""A goal brings a card before its day once, and leaves every other interval as it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.goals.goal import LAST_DAYS, early_day, pull_forward
from quizzer.core.goals.values import Goal
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import Progress, Rating, State
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import load_goals, remove_goal, set_goal
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import card_of, cards_of, ids_of
from tests.study.mastery.mastering import TAGGED

MODEL = MemoryModel(FSRS_6_DEFAULTS)
TODAY = 20_000
HOUR = 3_600_000


def review(stability: float, interval: int) -> Progress:
    return Progress(
        State.REVIEW, 0, stability, 5.0, interval, None, TODAY + interval, TODAY * 86_400_000, TODAY, 4, 0, False, 3, 3
    )


@given(st.floats(0.5, 500), st.integers(1, 400), st.integers(1, 300), st.floats(0.5, 0.99), st.integers(0, 2**64 - 1))
def test_only_cards_that_would_be_known_too_little_come_early(
    stability: float, interval: int, left: int, recall: float, seed: int
) -> None:
    goal = Goal("axis:A", TODAY + left, recall)
    before = review(stability, interval)
    after = pull_forward(before, TODAY, goal, MODEL, seed)
    if interval < left or MODEL.retrievability(stability, left) >= recall or left < 2:
        assert after == before
    else:
        assert after.due_day is not None
        assert TODAY < after.due_day < goal.day
        assert goal.day - after.due_day <= LAST_DAYS
        assert after.interval == after.due_day - TODAY
        assert MODEL.retrievability(stability, goal.day - after.due_day) >= recall or goal.day - after.due_day == 1
        assert (after.stability, after.difficulty, after.reps) == (before.stability, before.difficulty, before.reps)


def test_a_goal_at_the_desired_retention_changes_nothing() -> None:
    for stability in (3.0, 20.0, 300.0):
        interval = round(MODEL.interval(stability, 0.9))
        for left in range(2, interval + 1):
            assert early_day(stability, TODAY, Goal("axis:A", TODAY + left, 0.9), MODEL, 7) in (None, TODAY + left - 1)
            if MODEL.retrievability(stability, left) >= 0.9:
                assert early_day(stability, TODAY, Goal("axis:A", TODAY + left, 0.9), MODEL, 7) is None


def answered(collection: Collection, clock: FixedClock, rating: Rating = Rating.EASY) -> None:
    session = Session(collection, Plan())
    while session.current is not None:
        clock.at += 5_000
        session.answer(rating, 1_000)


def test_setting_a_goal_brings_cards_forward_and_one_undo_puts_them_back(
    collection: Collection, clock: FixedClock
) -> None:
    answered(collection, clock)
    due = [card for card in cards_of(collection) if card.queue == 2]
    assert len(due) > 3
    by = date(1970, 1, 1) + timedelta(collection.moment().day + 5)
    line, moved = set_goal(collection, Filter(axes=("SML",)), by, 0.97)
    assert moved == len(due)
    day = collection.moment().day
    assert all(day < card.due < day + 5 for card in cards_of(collection) if card.queue == 2)
    assert rebuild_collection(collection) == []
    assert line.outlook.projected >= line.outlook.as_it_stands
    assert f"{moved} cards" in (undo_last_action(collection) or "")
    assert due == [card for card in cards_of(collection) if card.queue == 2]


def test_an_answer_leans_towards_the_goal_and_its_button_says_so(collection: Collection, clock: FixedClock) -> None:
    by = date(1970, 1, 1) + timedelta(collection.moment().day + 4)
    set_goal(collection, Filter(axes=("SML",)), by, 0.99)
    session = Session(collection, Plan())
    assert session.current is not None
    card_id, easy = session.current.card_id, session.previews()[Rating.EASY - 1]
    assert easy.interval < 4
    session.answer(Rating.EASY, 1_000)
    assert card_of(collection, card_id).interval == easy.interval
    assert rebuild_collection(collection) == []


def test_goals_are_listed_replaced_and_removed(collection: Collection) -> None:
    by = date(1970, 1, 1) + timedelta(collection.moment().day + 40)
    set_goal(collection, Filter(axes=("SML",)), by, 0.9)
    set_goal(collection, Filter(decks=("small",)), by, 0.8)
    set_goal(collection, Filter(axes=("SML",)), by + timedelta(1), 0.95)
    assert [(line.goal.key, line.goal.recall) for line in load_goals(collection)] == [
        ("deck:Small axis", 0.8),
        ("axis:SML", 0.95),
    ]
    assert load_goals(collection)[0].outlook.cards == 9
    assert remove_goal(collection, Filter(decks=("small",)))
    assert not remove_goal(collection, Filter(decks=("small",)))
    assert len(load_goals(collection)) == 1


def test_a_goal_for_a_tag_is_one_in_any_spelling_and_covers_the_cards_with_it(
    paths: Paths, open_collection: Opener
) -> None:
    (paths.decks / "things.yaml").write_text(TAGGED, encoding="utf-8")
    collection = open_collection()
    by = date(1970, 1, 1) + timedelta(collection.moment().day + 40)
    set_goal(collection, Filter(tags=("Gland",)), by, 0.9)
    set_goal(collection, Filter(tags=("GLAND",)), by, 0.8)
    set_goal(collection, Filter(tags=("über",)), by, 0.8)
    gland, other = load_goals(collection)
    assert [(line.goal.key, line.name, line.goal.recall, line.outlook.cards) for line in (gland, other)] == [
        ("tag:gland", "gland", 0.8, 2),
        ("tag:über", "über", 0.8, 2),
    ]
    (paths.decks / "things.yaml").unlink()
    sync_decks(collection)
    assert [line.outlook.cards for line in load_goals(collection)] == [1, 0], "a tag that is gone has no card"
    assert remove_goal(collection, Filter(tags=("gLaNd",)))


@pytest.mark.parametrize("wanted", [Filter(tags=("gland",)), Filter(decks=("small",))])
def test_a_goal_for_a_tag_or_a_deck_is_leant_towards_as_one_for_an_axis_is(
    collection: Collection, wanted: Filter
) -> None:
    by = date(1970, 1, 1) + timedelta(collection.moment().day + 4)
    card_id = ids_of(collection)["gland"]
    before = Session(collection, Plan(cards=(card_id,))).previews()[Rating.EASY - 1]
    set_goal(collection, wanted, by, 0.99)
    session = Session(collection, Plan(cards=(card_id,)))
    easy = session.previews()[Rating.EASY - 1]
    assert easy.interval < 4 < before.interval
    session.answer(Rating.EASY, 1_000)
    assert card_of(collection, card_id).interval == easy.interval


def test_a_goal_for_a_deck_is_projected_by_the_rules_of_the_axes_of_its_cards(open_collection: Opener) -> None:
    collection = open_collection("[retention]\nSML = 0.97\n")
    session = Session(collection, Plan())
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    by = date(1970, 1, 1) + timedelta(collection.moment().day + 60)
    axis, _ = set_goal(collection, Filter(axes=("SML",)), by, 0.6)
    deck, _ = set_goal(collection, Filter(decks=("small",)), by, 0.6)
    assert axis.outlook == deck.outlook
    assert axis.outlook.projected > 0.95


@pytest.mark.parametrize(
    ("wanted", "days", "recall"),
    [
        (Filter(), 5, 0.9),
        (Filter(axes=("SML",), decks=("small",)), 5, 0.9),
        (Filter(decks=("small",), tags=("gland",)), 5, 0.9),
        (Filter(tags=("nope",)), 5, 0.9),
        (Filter(axes=("SML",)), 0, 0.9),
        (Filter(axes=("SML",)), 5, 1.2),
        (Filter(axes=("nope",)), 5, 0.9),
    ],
)
def test_a_goal_that_makes_no_sense_is_refused(
    collection: Collection, wanted: Filter, days: int, recall: float
) -> None:
    by = date(1970, 1, 1) + timedelta(collection.moment().day + days)
    with pytest.raises(WrongUse):
        set_goal(collection, wanted, by, recall)
    assert load_goals(collection) == []
