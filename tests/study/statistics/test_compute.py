"""The statistics follow from the log: undo, rebuild and merge; filters and periods; nothing, one card, a bad clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.caches.watermarks import invalidate_memory
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import FORECAST_DAYS, YEAR_DAYS, compute_calibration, compute_statistics
from quizzer.study.statistics.figures import Passes, Statistics, Streak
from tests.conftest import DECK, START, Opener
from tests.probe import answers_of, cards_of, count_rows, log_of
from tests.study.statistics.studying import DAY, study

# Nothing, one, and bounds


def test_without_answers_there_is_nothing_but_new_cards(collection: Collection) -> None:
    shown = compute_statistics(collection)
    assert shown.cards[:7] == (9, 0, 0, 0, 0, 0, 0)
    assert shown.days == ()
    assert shown.troubles == ()
    assert shown.streak == Streak(0, 0, 0)
    assert set(shown.year) == {0}
    assert len(shown.year) == YEAR_DAYS
    assert (shown.forecast.backlog, sum(shown.forecast.days)) == (0, 0)
    assert all(row.all == Passes(0, 0) and row.all.share is None for row in shown.retention)
    assert shown.recall.average is shown.stability.average is shown.difficulty.average is None
    assert shown.calibration is not None
    assert shown.calibration.answers == 0
    assert shown.took == shown.answers == 0


def test_a_collection_without_decks(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").unlink()
    assert compute_statistics(open_collection()).cards.total == 0


def test_one_answer_to_one_card(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan(limit=1))
    session.answer(Rating.EASY, 7_000)
    shown = compute_statistics(collection)
    assert shown.streak == Streak(1, 1, 1)
    assert (shown.year[-1], sum(shown.year)) == (1, 1)
    assert [(day.learning, day.took) for day in shown.days] == [(1, 7_000)]
    assert shown.buttons.learning == (0, 0, 0, 1)
    assert shown.hours[10].answers == shown.hours[10].passes == 1
    assert shown.retention[0].all.reviews == 0
    assert shown.recall.counts[-1] == sum(shown.recall.counts) == 1
    assert shown.cards.young == 1
    assert sum(shown.forecast.days) == 1
    assert shown.recall.average == pytest.approx(1.0)


def test_figures_agree_with_one_another(studied: Collection) -> None:
    shown = compute_statistics(studied)
    assert shown.answers == sum(map(sum, shown.buttons)) == sum(hour.answers for hour in shown.hours)
    assert shown.answers == sum(shown.year)
    assert shown.cards.total == 18
    seen = shown.cards.total - shown.cards.new
    assert sum(shown.stability.counts) == sum(shown.difficulty.counts) == sum(shown.recall.counts) == seen
    assert sum(shown.intervals.counts) == shown.cards.young + shown.cards.mature
    everything = shown.retention[-1].all
    assert sum(shown.buttons.young) + sum(shown.buttons.mature) > 0
    assert shown.calibration is not None
    assert 0 < shown.calibration.answers <= shown.answers
    assert shown.forecast.backlog + sum(shown.forecast.days) == seen
    assert len(shown.forecast.days) == FORECAST_DAYS + 1
    asked, of_all = (
        studied.connection.execute(f"SELECT sum(reviews), sum(passes) FROM card WHERE {which}").fetchone()
        for which in ("NOT picked", "1")
    )
    assert asked < of_all
    assert (everything.reviews, everything.passes) == asked, "what is picked is measured as no retention"


def test_what_a_changed_hint_makes_to_pick_is_remembered_no_more(studied: Collection, paths: Paths) -> None:
    before = compute_statistics(studied)
    rows = "SELECT sum(reviews) FROM card WHERE key = 'aromatase#1'"
    reviews = studied.connection.execute(rows).fetchone()[0]
    (paths.decks / "small.yaml").write_text(
        DECK.replace("{{testosterone}}", "{{testosterone::this or that?}}"), "utf-8"
    )
    sync_decks(studied)
    after = compute_statistics(studied)
    assert after.retention[-1].all.reviews == before.retention[-1].all.reviews - reviews < before.answers
    assert before.calibration is not None
    assert after.calibration is not None
    assert after.calibration.answers < before.calibration.answers
    assert after.buttons == before.buttons, "ratings count all answers"


# What changes nothing


def test_undo_restores_every_figure(studied: Collection, clock: FixedClock) -> None:
    before = compute_statistics(studied)
    now = clock.at
    session = Session(studied, Plan())
    done = 0
    while session.current is not None and done < 6:
        session.answer(Rating(1 + done % 4), 3_000)
        done += 1
    assert compute_statistics(studied) != before
    for _ in range(done):
        undo_last_action(studied)
    clock.at = now
    assert compute_statistics(studied) == before


def test_undo_of_days_that_were_counted_restores_every_figure(studied: Collection, clock: FixedClock) -> None:
    before = compute_statistics(studied)
    now = clock.at
    study(studied, clock, 3, "14")
    compute_statistics(studied)
    while max(row.at for row in log_of(studied) if row.undone is None) >= now:
        undo_last_action(studied)
    clock.at = now
    assert compute_statistics(studied) == before


def test_a_rebuild_changes_no_figure(studied: Collection) -> None:
    before = compute_statistics(studied)
    assert rebuild_collection(studied) == []
    assert compute_statistics(studied) == before
    studied.connection.execute("DELETE FROM setting WHERE key IN ('tally', 'calibration', 'memory')")
    assert compute_statistics(studied) == before


def test_counts_kept_day_by_day_are_those_made_at_once(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection()
    for _ in range(12):
        study(collection, clock, 1)
        kept = compute_statistics(collection)
    collection.connection.execute("DELETE FROM setting WHERE key IN ('tally', 'calibration', 'memory')")
    assert compute_statistics(collection) == kept


def test_a_flag_changes_nothing(studied: Collection) -> None:
    before = compute_statistics(studied)
    mark(studied, 1, LogKind.FLAG, 3)
    assert compute_statistics(studied) == before


def mark(collection: Collection, card: int, kind: LogKind, value: int) -> None:
    """Mark a card, and compute its cache."""
    from quizzer.store.log.append import append_marks

    append_marks(collection.connection, [card], collection.moment(), kind, value)


def test_suspended_and_buried_cards_are_counted_as_such(studied: Collection, clock: FixedClock) -> None:
    before = compute_statistics(studied).cards
    due = [card.id for card in cards_of(studied) if card.queue == 2]
    mark(studied, due[0], LogKind.SUSPEND, 1)
    mark(studied, due[-1], LogKind.BURY, studied.moment().day)
    after = compute_statistics(studied).cards
    assert (after.suspended, after.buried, after.total) == (1, 1, before.total)
    assert after.young + after.mature == before.young + before.mature - 2
    clock.at += DAY
    assert compute_statistics(studied).cards.buried == 0


def test_a_reset_card_is_new_and_its_answers_stay(studied: Collection) -> None:
    before = compute_statistics(studied)
    mark(studied, 1, LogKind.RESET, 1)
    after = compute_statistics(studied)
    assert after.cards.new == before.cards.new + 1
    assert after.retention == before.retention
    assert after.calibration is not None
    assert before.calibration is not None
    assert after.calibration.answers == before.calibration.answers


def test_a_merge_gives_the_figures_of_the_union(
    studied: Collection, clock: FixedClock, tmp_path: Path, paths: Paths
) -> None:
    there = Paths(tmp_path / "there")
    there.decks.mkdir(parents=True)
    for name in ("small.yaml", "other.yaml"):
        (there.decks / name).write_bytes((paths.decks / name).read_bytes())
    later = clock.at
    with Collection.open(there, load_settings(there), clock) as other:
        sync_decks(other)
        clock.at = START + 7_000_003
        study(other, clock, 5, "31")
        clock.at = later
        compute_statistics(studied)
        compute_statistics(other)
        merge_log(studied, there.database)
        merge_log(other, paths.database)
        ours, theirs = compute_statistics(studied), compute_statistics(other)
        assert ours == theirs
        assert ours.answers == len(answers_of(studied))


# Filters and periods


def test_calibration_by_itself_is_the_same(studied: Collection) -> None:
    assert compute_calibration(studied) == compute_statistics(studied).calibration
    assert (
        compute_calibration(studied, Filter(axes=("SML",)), 9)
        == compute_statistics(studied, Filter(axes=("SML",)), 9).calibration
    )
    assert compute_statistics(studied, calibrate=False).calibration is None


@pytest.mark.parametrize("days", [None, 9])
def test_of_some_cards_the_counts_are_the_same_with_the_memory_and_without(
    studied: Collection, days: int | None
) -> None:
    def count() -> Statistics:
        return compute_statistics(studied, Filter(axes=("SML",)), days, calibrate=False)

    invalidate_memory(studied.connection)
    from_the_log = count()
    with_calibration = compute_statistics(studied, Filter(axes=("SML",)), days)
    assert count() == with_calibration._replace(calibration=None) == from_the_log
    assert from_the_log.answers
    Session(studied, Plan(Filter(axes=("SML",)), ahead_days=99)).answer(Rating.GOOD, 1_000)
    assert count().answers == from_the_log.answers + 1


# Who may write, and when


def test_where_another_program_holds_the_collection_nothing_is_written(
    studied: Collection, open_collection: Opener
) -> None:
    beside = open_collection(exclusive=False)
    assert compute_statistics(beside) == compute_statistics(beside)
    for table in ("tally_day", "tally_hour"):
        assert count_rows(studied, f"main.{table}") == 0
    assert studied.get("tally") is None
    assert compute_statistics(studied) == compute_statistics(beside)
    assert studied.get("tally") is not None


def test_where_none_holds_it_the_counts_are_kept(studied: Collection, open_collection: Opener) -> None:
    studied.close()
    beside = open_collection(exclusive=False)
    compute_statistics(beside)
    assert beside.get("tally") is not None
    assert open_collection(exclusive=True).exclusive  # and it was let go again


def test_a_clock_set_back_gives_sensible_figures(studied: Collection, clock: FixedClock) -> None:
    compute_statistics(studied)
    clock.at -= 20 * DAY
    shown = compute_statistics(studied)
    assert sum(shown.year) < shown.answers  # what lies ahead is counted, and not shown as past
    assert all(count >= 0 for count in shown.forecast.days)
    assert shown.recall.average is not None
    assert 0 <= shown.recall.average <= 1
    session = Session(studied, Plan(new=0, ahead_days=60))
    assert session.current is not None
    session.answer(Rating.GOOD, 1_000)
    again = compute_statistics(studied)
    assert again.answers == shown.answers + 1
    clock.at += 20 * DAY
    assert compute_statistics(studied).answers == shown.answers + 1


def test_a_learner_who_travels_keeps_the_days_of_the_answers(studied: Collection, clock: FixedClock) -> None:
    from datetime import timedelta, timezone

    before = compute_statistics(studied)
    clock.zone = timezone(timedelta(hours=3))
    after = compute_statistics(studied)
    assert after.days == before.days
    assert after.retention == before.retention
    assert [hour.answers for hour in after.hours] == [before.hours[(at - 3) % 24].answers for at in range(24)]
