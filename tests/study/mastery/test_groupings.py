"""Figures by deck and by tag: those by axis are the oracle, and those of a filter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.groups import GROUPINGS, Group, Grouping
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter, filter_of
from quizzer.study.mastery.cards import load_cards, load_weakest_by_group
from quizzer.study.mastery.groups import GroupMastery, MasteryView, load_mastery, weakest_plan
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import card_of
from tests.store.log.test_replay import ACTS, LENIENT, Study, fresh
from tests.study.mastery.mastering import DAY, TAGGED, answer, ids, rounded

TAGS_OF = {"gland": {"gland"}, "other": {"gland", "über"}, "second": {"über", "igf"}, "pick": {"igf"}, "bare": set()}


def tagged(paths: Paths, folder: Path) -> Study:
    if not (paths.home.parent / "template").exists():
        (paths.decks / "things.yaml").write_text(TAGGED, encoding="utf-8")
    return Study(paths, folder)


@pytest.fixture
def two(paths: Paths, open_collection: Opener) -> Collection:
    """The small deck, and one with tags."""
    (paths.decks / "things.yaml").write_text(TAGGED, encoding="utf-8")
    return open_collection()


def by_key(view: MasteryView) -> dict[str, GroupMastery]:
    return {found.group.id: found for found in view.groups}


def figures_of(view: MasteryView) -> object:
    """All figures but the names, sums rounded where their order may differ."""
    return rounded((view.day, tuple(tuple(found[1:]) for found in view.groups), view.levels, tuple(view.whole)))


@LENIENT
@given(acts=ACTS, ago=st.integers(0, 30), zone=st.sampled_from(["UTC", "Pacific/Auckland"]))
def test_the_figures_by_deck_are_those_by_axis_where_each_deck_has_one(
    paths: Paths, tmp_path: Path, acts: Sequence[tuple[str, int]], ago: int, zone: str
) -> None:
    study = tagged(paths, fresh(tmp_path))
    study.clock.zone = FixedClock(0, zone).zone
    study.act(acts)
    for day in (None, study.collection.moment().day - ago):
        axes, decks = (load_mastery(study.collection, at=day, by=by) for by in ("axis", "deck"))
        assert figures_of(axes) == figures_of(decks)
    study.collection.close()


@LENIENT
@given(acts=ACTS, by=st.sampled_from(GROUPINGS), ago=st.integers(0, 30))
def test_the_figures_of_a_group_are_those_of_its_cards_alone(
    paths: Paths, tmp_path: Path, acts: Sequence[tuple[str, int]], by: Grouping, ago: int
) -> None:
    study = tagged(paths, fresh(tmp_path))
    study.act(acts)
    day = study.collection.moment().day - ago
    view = load_mastery(study.collection, at=day, by=by)
    assert rounded(view.whole) == rounded(load_mastery(study.collection, at=day, trend=False).whole)
    earlier = by_key(load_mastery(study.collection, at=day - 1, by=by, trend=False))
    for found in view.groups:
        alone = load_mastery(study.collection, filter_of(found.group), day, by=by)
        assert rounded(found.mastery) == rounded(alone.whole)
        assert rounded(found) == rounded(by_key(alone)[found.group.id]._replace(due=found.due))
        before = earlier[found.group.id].mastery
        assert rounded(found.trend[-2][1:]) == rounded((before.expected_recall, before.coverage))
    study.collection.close()


@LENIENT
@given(acts=ACTS, key=st.sampled_from(sorted(TAGS_OF)), rating=st.sampled_from(Rating), by=st.sampled_from(GROUPINGS))
def test_an_answer_changes_the_figures_of_its_own_groups_alone(
    paths: Paths, tmp_path: Path, acts: Sequence[tuple[str, int]], key: str, rating: Rating, by: Grouping
) -> None:
    study = tagged(paths, fresh(tmp_path))
    study.act(acts)
    study.collection.set_days_right()  # as the next session would; it is no act of the learner's
    own = {"axis": {"SML" if key == "gland" else "OTH"}, "deck": {"small" if key == "gland" else "things"}}
    mine = own.get(by, TAGS_OF[key])
    before = by_key(load_mastery(study.collection, by=by))
    assume(Session(study.collection, Plan(cards=(ids(study.collection)[key],))).current is not None)
    reps = card_of(study.collection, key).reps
    answer(study.collection, key, rating)
    after = by_key(load_mastery(study.collection, by=by))
    assert before.keys() == after.keys()
    for word, found in after.items():
        if word not in mine:
            assert found._replace(due=None) == before[word]._replace(due=None)
        else:
            assert found.mastery.seen == before[word].mastery.seen + (reps == 0)
    study.collection.close()


def test_tags_overlap_are_one_in_any_case_and_leave_out_cards_without_one(two: Collection) -> None:
    view = load_mastery(two, by="tag")
    assert [(found.group, found.mastery.cards) for found in view.groups] == [
        (Group("tag", "gland", "gland"), 2),
        (Group("tag", "igf", "igf"), 2),
        (Group("tag", "über", "über"), 2),
    ]
    assert view.whole.cards == 13
    assert load_mastery(two, Filter(tags=("ÜBER",))).whole.cards == 2
    assert [found.due.total for found in view.groups if found.due] == [2, 2, 2]


def test_decks_of_the_same_file_name_are_told_apart(paths: Paths, open_collection: Opener) -> None:
    (paths.home / "more").mkdir()
    (paths.home / "more" / "small.yaml").write_text(TAGGED, encoding="utf-8")
    collection = open_collection('[decks]\nfolders = ["decks", "more"]\n')
    found = load_mastery(collection, by="deck").groups
    assert [deck.mastery.cards for deck in found] == [9, 4]
    for deck in found:
        assert load_mastery(collection, filter_of(deck.group)).whole.cards == deck.mastery.cards


def test_the_weakest_cards_of_all_groups_are_those_of_each(two: Collection, clock: FixedClock) -> None:
    for key in ("gland", "other", "second", "pick", "bare", "chain"):
        answer(two, key, Rating.GOOD)
        clock.at += DAY
    for by in GROUPINGS:
        groups = [known.group for known in load_mastery(two, by=by, trend=False).groups]
        for most in (1, 2):
            each = {group.id: tuple(load_cards(two, filter_of(group), seen=True, limit=most)) for group in groups}
            assert load_weakest_by_group(two, Filter(), by, most) == each


def test_the_weakest_cards_of_a_tag_are_those_met_in_each_of_its_decks(two: Collection) -> None:
    for key in ("second", "pick"):
        answer(two, key, Rating.EASY)
    plan = weakest_plan(two, Filter(tags=("igf",)), practice=True)
    assert set(plan.only) == {ids(two)[key] for key in ("second", "pick")}
