"""Study days written by a clock that was ahead, or before a journey west, hide nothing and break no figure."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from quizzer.clock import FixedClock
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.study_days import FAR_AHEAD, last_answer_day
from quizzer.store.due.today import count_today
from quizzer.store.log.append import append_marks
from quizzer.study.browse.card import load_details
from quizzer.study.browse.table import Browser
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet, refresh_memory
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.due.home import load_due
from quizzer.study.due.prompt import glance
from quizzer.study.exchange.export import export
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.parameters.workload import estimate_workload
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import compute_statistics
from tests.conftest import START, Opener
from tests.probe import card_of, cards_of, count_rows, log_of
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


def test_a_journey_west_holds_nothing_back_a_second_time(collection: Collection, clock: FixedClock) -> None:
    clock.zone = ZoneInfo("Pacific/Kiritimati")
    _, buried = begin(collection)
    clock.zone = ZoneInfo("Pacific/Honolulu")  # the same instant, a day earlier on the calendar
    clock.at += 2 * 3_600_000
    shown = [buried in _asked(collection, clock, START + hours * 3_600_000) for hours in (2, 26, 50)]
    assert shown == [True, True, True]


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


@pytest.mark.parametrize("ahead", [1, 3, 5])
def test_what_was_put_off_on_a_day_ahead_is_not_put_off_again_when_that_day_comes(
    open_collection: Opener, clock: FixedClock, ahead: int
) -> None:
    clock.at = START + ahead * DAY
    with open_collection("[scheduling]\nnew_per_day = 100\n") as collection:
        answered, buried = begin(collection)
        Session(collection, Plan(cards=(_id_of(collection, "aromatase#1"),))).answer(Rating.EASY, 1_000)
    clock.at = START
    open_collection().close()  # the clock is right again; nothing is answered
    clock.at = START + ahead * DAY + 3_600_000
    with open_collection() as collection:
        shown = _asked(collection, clock, clock.at)
        assert {buried, "aromatase#2"} <= shown
        assert answered not in shown
        assert count_today(collection.connection, collection.moment().day).answers == 0
        assert load_due(collection).counts.new == len(shown)
        assert rebuild_collection(collection) == []


def test_an_answer_of_a_clock_ahead_comes_back_as_if_it_had_been_right(
    open_collection: Opener, clock: FixedClock
) -> None:
    right = answered_days(open_collection, clock, 0)
    found = [answered_days(open_collection, clock, ahead) for ahead in (1, 4, 7, 300)]
    assert {due for due, _ in found} == {right[0]}
    assert {stability for _, stability in found} == {answered_days(open_collection, clock, 0, before=1)[1]}


def answered_days(open_collection: Opener, clock: FixedClock, ahead: int, before: int = 0) -> tuple[int, float]:
    """Days until a card is due, and its stability after a second answer; the first was given on a day ahead."""
    with open_collection() as collection:
        card = _id_of(collection, "gland")
        append_marks(collection.connection, (card,), collection.moment(), LogKind.RESET, 1)
        clock.at += ahead * DAY
        Session(collection, Plan(cards=(card,))).answer(Rating.EASY, 1_000)
        clock.at += (before - ahead) * DAY
        session = Session(collection, Plan())
        due = card_of(collection, "gland").due - collection.moment().day
        clock.at += 4 * DAY
        session = Session(collection, Plan(cards=(card,)))
        session.answer(Rating.GOOD, 1_000)
        refresh_memory(collection)
        found = card_of(collection, "gland")
        assert found.stability == load_details(collection, card).history.reviews[-1].stability
        assert rebuild_collection(collection) == []
        assert found.stability is not None
        clock.at += 400 * DAY
        return due, round(found.stability, 6)


def test_a_machine_further_east_is_not_taken_for_a_clock_ahead(collection: Collection, clock: FixedClock) -> None:
    clock.zone = ZoneInfo("Pacific/Kiritimati")
    Session(collection, Plan()).answer(Rating.EASY, 1_000)
    collection.put("device", "another")
    before = log_of(collection)
    clock.zone = ZoneInfo("Pacific/Honolulu")
    clock.at += 2 * 3_600_000
    Session(collection, Plan())
    assert log_of(collection) == before


def test_an_undo_passes_over_the_rows_that_set_days_right(collection: Collection, clock: FixedClock) -> None:
    clock.at = START + 5 * DAY
    answered, buried = begin(collection)
    clock.at = START
    Session(collection, Plan())
    assert count_rows(collection, "log") == 4
    undone = [undo_last_action(collection), undo_last_action(collection)]
    assert None not in undone
    assert undo_last_action(collection) is None
    assert card_of(collection, answered).reps == 0
    assert card_of(collection, buried).buried_day == 0
    assert rebuild_collection(collection) == []


def _id_of(collection: Collection, key: str) -> int:
    return card_of(collection, key).id
