"""Mastery as a person sees it: figures by hand, their invariants, and the days behind them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings
from quizzer.core.groups import Group
from quizzer.core.log import LogKind
from quizzer.core.mastery import wilson
from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.errors import WrongUse
from quizzer.store.due.due_cards import count_due_on
from quizzer.store.log.append import append_marks
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.due.home import load_home
from quizzer.study.filters import Filter
from quizzer.study.mastery.cards import load_cards
from quizzer.study.mastery.groups import end_of_day, load_mastery, weakest_plan
from quizzer.study.review.undo import undo_last_action
from quizzer.study.statistics.compute import compute_statistics
from tests.conftest import DECK, Opener
from tests.probe import card_of, log_of
from tests.store.log.test_replay import ACTS, LENIENT, Study, fresh
from tests.study.mastery.mastering import DAY, TWO, answer, ids, rounded, state

OTHER = Group("axis", "OTH", "Other axis")

CURVE = curve_of(FSRS_6_DEFAULTS)


@pytest.fixture
def two(paths: Paths) -> None:
    """A second deck, of another axis."""
    (paths.decks / "two.yaml").write_text(TWO, encoding="utf-8")


# Definitions, by hand


def test_the_figures_of_an_axis_by_hand(collection: Collection, clock: FixedClock) -> None:
    for key, rating in (("gland", Rating.EASY), ("acronym", Rating.EASY), ("direction", Rating.EASY)):
        answer(collection, key, rating)
    clock.at += 20 * DAY
    for key, rating in (("gland", Rating.GOOD), ("acronym", Rating.AGAIN), ("direction", Rating.AGAIN)):
        answer(collection, key, rating)
    clock.at += 3 * DAY
    view = load_mastery(collection)
    (axis,) = view.groups
    known = axis.mastery
    assert (known.cards, known.seen, known.coverage) == (9, 3, 3 / 9)
    recalls = [CURVE.recall(s, clock.at - at) for s, at in (state(collection, key) for key in ("gland", "acronym"))]
    assert known.expected_recall == pytest.approx(sum(recalls) / 7), "seven cards ask for recall; five were never seen"
    assert (known.retention.passes, known.retention.reviews) == (1, 2), "the picked option is no recall"
    assert (known.retention.low, known.retention.high) == wilson(1, 2)
    assert not known.mastered
    assert known.missing[0] == "meet 6 more"
    assert known.missing[2] == "remember 80% for certain in 30 reviews"
    assert view.whole == known
    assert view.levels == ("fundamentals", "intermediate", "academic") == tuple(axis.levels)
    levels = axis.levels.values()
    assert [(level.cards, level.seen, level.retention.reviews) for level in levels] == [(3, 2, 2), (3, 1, 0), (3, 0, 0)]


def test_learning_cards_are_recalled_and_their_steps_are_no_reviews(collection: Collection, clock: FixedClock) -> None:
    answer(collection, "gland", Rating.GOOD)
    clock.at += 600_000
    answer(collection, "gland", Rating.GOOD)
    (axis,) = load_mastery(collection).groups
    assert axis.mastery.expected_recall == pytest.approx(1 / 7, abs=1e-6)
    assert axis.mastery.retention.reviews == 0


def test_suspended_and_retired_cards_are_left_out(collection: Collection, paths: Paths, clock: FixedClock) -> None:
    answer(collection, "gland", Rating.EASY)
    answer(collection, "chain", Rating.EASY)
    append_marks(collection.connection, [ids(collection)["gland"]], collection.moment(), LogKind.SUSPEND, 1)
    text = (paths.decks / "small.yaml").read_text("utf-8")
    (paths.decks / "small.yaml").write_text(text[: text.index("  - id: chain")], "utf-8")
    sync_decks(collection)
    (axis,) = load_mastery(collection).groups
    assert (axis.mastery.cards, axis.mastery.seen) == (6, 0)
    clock.at += 2 * DAY
    assert load_mastery(collection, at=collection.moment().day - 1).groups[0].mastery.cards == 6


def test_an_axis_of_choices_alone_says_so(paths: Paths, open_collection: Opener, clock: FixedClock) -> None:
    text = TWO[: TWO.index("notes:") + 7] + TWO[TWO.index("  - {id: pick") :]
    (paths.decks / "two.yaml").write_text(text, encoding="utf-8")
    collection = open_collection()
    answer(collection, "pick", Rating.EASY)
    clock.at += 30 * DAY
    answer(collection, "pick", Rating.GOOD)
    axis = next(axis for axis in load_mastery(collection).groups if axis.group.id == "OTH")
    assert (axis.mastery.coverage, axis.mastery.expected_recall) == (1.0, None)
    assert axis.mastery.retention.reviews == 0
    assert axis.mastery.missing == ("have a card that asks for recall, as each of these only asks to pick",)
    assert axis.change is None


@pytest.mark.usefixtures("two")
def test_a_filter_narrows_the_figures(open_collection: Opener) -> None:
    collection = open_collection()
    view = load_mastery(collection, Filter(axes=("oth",), levels=("academic",)))
    assert [(axis.group.id, axis.mastery.cards, tuple(axis.levels)) for axis in view.groups] == [
        ("OTH", 2, ("academic",))
    ]
    with pytest.raises(WrongUse, match="There is no axis “X”"):
        load_mastery(collection, Filter(axes=("X",)))


def test_what_is_due_is_what_the_first_screen_says(collection: Collection, clock: FixedClock) -> None:
    answer(collection, "gland", Rating.EASY)
    answer(collection, "chain", Rating.EASY)
    first, second = (card_of(collection, key).due for key in ("gland", "chain"))
    clock.at = (min(first, second) - 1) * DAY + 10 * 3_600_000
    (axis,) = load_mastery(collection).groups
    assert axis.due == load_home(collection).axes[0].counts
    assert axis.coming[0] >= 1
    assert sum(axis.coming) == 2
    today = collection.moment().day
    assert axis.coming == tuple(count_due_on(collection.connection, today + ahead) for ahead in range(1, 8))


# The days behind


@LENIENT
@given(acts=ACTS, marks=st.lists(st.sampled_from(["reset", "new day", "wait"]), max_size=3))
def test_the_trend_is_what_mastery_was_on_each_day(
    paths: Paths, tmp_path: Path, acts: Sequence[tuple[str, int]], marks: list[str]
) -> None:
    study = Study(paths, fresh(tmp_path))
    collection = study.collection
    study.act(acts)
    for kind in marks:
        study.clock.at = max(study.clock.at, latest(collection)) + DAY
        if kind != "wait":
            day = collection.moment().day
            number = LogKind.RESET if kind == "reset" else LogKind.RESCHEDULE
            append_marks(collection.connection, [1, 3], collection.moment(), number, day + 2)
        study.act([(act, abs(later)) for act, later in acts[:4]])
    view = load_mastery(collection)
    for axis in view.groups:
        assert [point.day for point in axis.trend] == list(range(view.day - 29, view.day + 1))
        assert axis.trend[-1][1:] == (axis.mastery.expected_recall, axis.mastery.coverage)
    for day in range(view.day - 29, view.day):
        past = load_mastery(collection, at=day)
        assert past.at == end_of_day(study.clock, day, 4)
        for then, now in zip(past.groups, view.groups, strict=True):
            point = now.trend[day - view.day - 1]
            assert point.day == day == then.trend[-1].day
            assert point.coverage == then.mastery.coverage
            assert point.expected_recall == pytest.approx(then.mastery.expected_recall)
            assert (then.due, then.coming) == (None, ())
    collection.close()


def latest(collection: Collection) -> int:
    return max((row.at for row in log_of(collection)), default=0)


@LENIENT
@given(acts=ACTS)
def test_the_past_told_from_the_log_agrees_with_the_cards(
    paths: Paths, tmp_path: Path, acts: Sequence[tuple[str, int]]
) -> None:
    """On the day after the last answer, the figures of that day's end and those of its very beginning are the same."""
    study = Study(paths, fresh(tmp_path))
    collection = study.collection
    study.act(acts)
    study.clock.at = max(study.clock.at, latest(collection) + 1)
    yesterday = collection.moment().day
    study.clock.at = end_of_day(study.clock, yesterday, 4)
    now, then = load_mastery(collection), load_mastery(collection, at=yesterday)
    assert (then.day, then.at) == (yesterday, study.clock.at)
    assert [rounded(axis[:3]) for axis in now.groups] == [rounded(axis[:3]) for axis in then.groups]
    assert rounded(now.whole) == rounded(then.whole)
    collection.close()


def test_a_reset_card_is_unseen_until_its_next_answer(collection: Collection, clock: FixedClock) -> None:
    for key in ("gland", "chain"):
        answer(collection, key, Rating.EASY)
    first = collection.moment().day
    clock.at += 3 * DAY
    append_marks(
        collection.connection,
        [ids(collection)[key] for key in ("gland", "chain")],
        collection.moment(),
        LogKind.RESET,
        0,
    )
    clock.at += 3 * DAY
    answer(collection, "gland", Rating.GOOD)
    clock.at += 2 * DAY
    (axis,) = load_mastery(collection).groups
    seen = {point.day - first: round(point.coverage * 9) for point in axis.trend}
    assert [seen[day] for day in range(-1, 9)] == [0, 2, 2, 2, 0, 0, 0, 1, 1, 1]
    for day in range(9):
        past = load_mastery(collection, at=first + day, trend=False).groups[0].mastery
        assert past.seen == seen[day]


def test_an_undo_changes_the_past(collection: Collection, clock: FixedClock) -> None:
    day = collection.moment().day
    before = load_mastery(collection, at=day - 1)
    answer(collection, "gland", Rating.EASY)
    clock.at += 5 * DAY
    assert load_mastery(collection, at=day).groups[0].mastery.seen == 1
    undo_last_action(collection)
    assert load_mastery(collection, at=day).groups[0].mastery == before.groups[0].mastery


@pytest.mark.parametrize("days", [1, -20_000])
def test_there_is_no_figure_for_the_future_or_long_ago(collection: Collection, days: int) -> None:
    with pytest.raises(WrongUse):
        load_mastery(collection, at=collection.moment().day + days)


def test_today_is_now(collection: Collection) -> None:
    answer(collection, "gland", Rating.EASY)
    assert load_mastery(collection, at=collection.moment().day) == load_mastery(collection)


# At the edges


def test_an_empty_collection_has_no_axes(tmp_path: Path, clock: FixedClock) -> None:
    paths = Paths(tmp_path / "empty")
    with Collection.open(paths, Settings(deck_folders=(paths.decks,)), clock) as collection:
        view = load_mastery(collection)
        assert (view.groups, view.levels, view.find_place()) == ((), (), 0)
        assert not view.whole.mastered
        assert weakest_plan(collection, Filter(), practice=False).cards == ()


def test_a_single_card(paths: Paths, open_collection: Opener, clock: FixedClock) -> None:
    (paths.decks / "small.yaml").write_text("deck: One\nnotes:\n  - {id: one, ask: What?, answer: that}\n", "utf-8")
    collection = open_collection()
    (axis,) = load_mastery(collection).groups
    assert (axis.mastery.cards, axis.mastery.coverage, axis.mastery.expected_recall) == (1, 0.0, 0.0)
    answer(collection, "one", Rating.EASY)
    (axis,) = load_mastery(collection).groups
    assert (axis.mastery.coverage, axis.mastery.expected_recall, axis.change) == (1.0, 1.0, 1.0)


def test_a_clock_set_back_leaves_sensible_figures(collection: Collection, clock: FixedClock) -> None:
    answer(collection, "gland", Rating.EASY)
    clock.at -= 40 * DAY
    (axis,) = load_mastery(collection).groups
    assert (axis.mastery.seen, axis.mastery.expected_recall) == (1, 1 / 7)
    assert [point.coverage for point in axis.trend] == [0.0] * 29 + [1 / 9]


def test_the_end_of_a_day_is_where_the_next_begins(clock: FixedClock) -> None:
    for zone in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Los_Angeles", "Pacific/Apia"):
        clock.zone = FixedClock(0, zone).zone
        for day in (14_975, 15_338, 15_339, 15_340, 15_341, 20_520, 20_522, 20_757, 20_758):
            end = end_of_day(clock, day, 4)
            assert clock.day_of(end - 1, 4) <= day < clock.day_of(end, 4), (zone, day)


def test_a_day_that_a_change_of_zone_skipped_ends_where_the_one_before_it_ends(clock: FixedClock) -> None:
    clock.zone = FixedClock(0, "Pacific/Apia").zone  # there was no 30 December 2011 in Samoa
    assert end_of_day(clock, 15_338, 0) == end_of_day(clock, 15_337, 0)
    assert clock.day_of(end_of_day(clock, 15_338, 0), 0) == 15_339


# What to do next


@pytest.mark.usefixtures("two")
def test_the_axis_to_look_at_first_is_the_weakest_begun_or_one_with_a_goal_behind(open_collection: Opener) -> None:
    collection = open_collection()

    def first(*behind: str) -> str:
        view = load_mastery(collection)
        return view.groups[view.find_place(frozenset(behind))].group.id

    answer(collection, "gland", Rating.EASY)
    assert first() == "SML", "the other one is not begun"
    assert first("axis:OTH") == "OTH"
    answer(collection, "other", Rating.EASY)
    assert first() == "SML"
    for key in ("acronym", "chain", "signs", "aromatase#1", "aromatase#2"):
        answer(collection, key, Rating.EASY)
    assert first() == "OTH"


@pytest.mark.usefixtures("two")
def test_the_weakest_cards_are_practised_or_reviewed(open_collection: Opener) -> None:
    collection = open_collection()
    for key in ("other", "second", "pick"):
        answer(collection, key, Rating.EASY)
    wanted = Filter(axes=("OTH",))
    practice, review = (weakest_plan(collection, wanted, practice=practice) for practice in (True, False))
    assert set(practice.only) == set(review.cards) == {ids(collection)[key] for key in ("other", "second", "pick")}
    assert (practice.practice, review.practice) == (True, False)


def test_a_choice_that_became_an_open_question_counts_from_its_first_answer_from_memory(
    collection: Collection, clock: FixedClock, paths: Paths
) -> None:
    def is_picked() -> bool:
        return next(card for card in load_cards(collection, Filter()) if card.key == "direction").picked

    answer(collection, "direction", Rating.EASY)
    clock.at += 20 * DAY
    answer(collection, "direction", Rating.GOOD)
    picked = load_mastery(collection).whole
    (paths.decks / "small.yaml").write_text(DECK.replace("    options: [raises it]\n", ""), "utf-8")
    sync_decks(collection)
    waiting = load_mastery(collection).whole
    assert (waiting.recallable, waiting.seen, waiting.expected_recall) == (7, 1, 0) == (picked.recallable, 1, 0)
    assert is_picked()
    assert compute_statistics(collection).retention[-1].all.reviews == 0
    clock.at += 40 * DAY
    answer(collection, "direction", Rating.GOOD)
    known = load_mastery(collection).whole
    assert known.recallable == 8
    assert known.expected_recall == pytest.approx(1 / 8)
    assert not is_picked()
    assert compute_statistics(collection).retention[-1].all.reviews == 1
    past = load_mastery(collection, at=clock.day_of(clock.at, 4) - 10).whole
    assert (past.recallable, past.expected_recall) == (7, 0)
