"""Study days written by a clock that was ahead, or before a journey west, hide nothing and break no figure."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.study_days import FAR_AHEAD, last_answer_day
from quizzer.study.browse.table import Browser
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.due.home import load_due
from quizzer.study.due.prompt import glance
from quizzer.study.exchange.export import export
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.parameters.workload import estimate_workload
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import compute_statistics
from tests.conftest import START
from tests.probe import card_of, cards_of
from tests.study.review.reviewing import answer_all

DAY = 86_400_000


def begin(collection: Collection) -> tuple[str, str]:
    """One answer and one burial now; the keys of both cards."""
    session = Session(collection, Plan())
    assert session.current is not None
    answered = session.current.key
    session.answer(Rating.EASY, 1_000)
    assert session.current is not None
    buried = session.current.key
    session.bury()
    return answered, buried


@pytest.mark.parametrize("ahead", [1, 20, 300, 4_000])
def test_what_a_clock_ahead_put_off_is_asked_and_counted_today(
    collection: Collection, clock: FixedClock, ahead: int
) -> None:
    clock.at = START + ahead * DAY
    answered, buried = begin(collection)
    clock.at = START
    due = load_due(collection).counts
    seen = glance(str(collection.paths.home), clock)
    assert seen is not None
    asked = answer_all(collection, Session(collection, Plan()), clock, Rating.EASY)
    assert due.new == len(asked) == sum(new for _, new, _, _ in seen[0])
    assert buried in asked
    assert answered not in asked


def test_a_sibling_is_held_only_on_the_day_of_the_answer(collection: Collection, clock: FixedClock) -> None:
    clock.at = START + 50 * DAY
    session = Session(collection, Plan())
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    held = {card.key for card in cards_of(collection) if card.reps == 0}
    assert held == {"acronym#reverse", "aromatase#2"}
    clock.at = START + 3 * DAY
    assert held <= set(answer_all(collection, Session(collection, Plan()), clock, Rating.EASY))


def test_a_journey_west_holds_nothing_back_longer_than_a_day(collection: Collection, clock: FixedClock) -> None:
    clock.zone = ZoneInfo("Pacific/Kiritimati")
    _, buried = begin(collection)
    clock.zone = ZoneInfo("Pacific/Honolulu")  # the same instant, a day earlier on the calendar
    clock.at += 2 * 3_600_000
    shown = [buried in _asked(collection, clock, START + hours * 3_600_000) for hours in (2, 26, 50)]
    assert shown == [True, False, True]


def _asked(collection: Collection, clock: FixedClock, at: int) -> set[str]:
    """What a session would show at an instant; nothing is answered."""
    clock.at = at
    session, found = Session(collection, Plan()), set()
    while session.current is not None and session.current.key not in found:
        found.add(session.current.key)
        session.skip()
    return found


def test_a_step_of_a_clock_ahead_is_over(collection: Collection, clock: FixedClock) -> None:
    clock.at = START + 90 * DAY
    Session(collection, Plan()).answer(Rating.AGAIN, 1_000)
    (stepping,) = [card.key for card in cards_of(collection) if card.reps]
    clock.at = START
    assert load_due(collection).counts.learning == 1
    session = Session(collection, Plan())
    assert session.current is not None
    assert session.current.key == stepping
    session.answer(Rating.AGAIN, 1_000)
    asked = answer_all(collection, session, clock)
    assert stepping in asked
    assert clock.at < START + DAY
    assert rebuild_collection(collection) == []


def test_buried_in_a_search_means_buried_today(collection: Collection, clock: FixedClock) -> None:
    clock.at = START + 9 * DAY
    begin(collection)
    found = []
    for at in (START + 9 * DAY, START):
        clock.at = at
        browser = Browser(collection)
        states = {browser.row(row).state for row in browser.found}
        browser.search("is:buried")
        in_search = len(browser.found)
        browser.search("rated:3")
        found.append((in_search, "buried" in states, len(browser.found)))
    assert found == [(1, True, 1), (0, False, 0)]


def test_no_figure_breaks_on_answers_given_a_year_ahead(
    collection: Collection, clock: FixedClock, tmp_path: Path
) -> None:
    clock.at = START + 365 * DAY
    answer_all(collection, Session(collection, Plan()), clock)
    for at in (START, START - 3_000 * DAY):
        clock.at = at
        for line in estimate_workload(collection, Filter()).workloads:
            assert 0 <= line.recall <= 1
        compute_statistics(collection)
        for axis in load_mastery(collection).groups:
            assert all(isinstance(point.coverage, float) for point in axis.trend)
    clock.at = -DAY  # 1969
    export(collection, ExportPlan(tmp_path / "x.apkg", Filter(), progress=True), quiet)
    with ZipFile(tmp_path / "x.apkg") as archive:
        assert all(info.date_time[0] >= 1980 for info in archive.infolist())


@pytest.mark.parametrize(
    ("before", "day", "counts_from"),
    [(None, 5, 5), (4, 5, 5), (5, 4, 5), (5 + FAR_AHEAD, 5, 5 + FAR_AHEAD), (6 + FAR_AHEAD, 5, 5), (400, 5, 5)],
)
def test_elapsed_days_count_from_the_answer_where_the_day_before_lies_far_ahead(
    before: int | None, day: int, counts_from: int
) -> None:
    assert last_answer_day(before, day) == counts_from


def test_the_memory_grows_again_after_a_clock_that_was_ahead(collection: Collection, clock: FixedClock) -> None:
    for days in (300, 0, 4):
        clock.at = START + days * DAY
        browser = Browser(collection)
        browser.search("gland")
        session = Session(collection, Plan(cards=(browser.card_id(browser.found[0]),)))
        session.answer(Rating.EASY, 1_000)
        stability = card_of(collection, "gland").stability
    assert stability is not None
    assert stability > 20
    assert rebuild_collection(collection) == []
