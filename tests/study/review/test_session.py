"""A session over the small deck: what is asked, what is stored, what comes back."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.log.append import StaleCard
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.due.home import load_due
from quizzer.study.due.values import Counts
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import card_of, count_rows, log_of
from tests.study.review.reviewing import answer_all, dump

MINUTE = 60_000
DAY = 86_400_000


def test_new_cards_come_level_by_level_without_their_siblings(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    assert session.counts == Counts(new=7)
    asked = answer_all(collection, session, clock, Rating.EASY)
    assert asked == ["gland", "acronym", "aromatase#1", "direction", "signs", "chain", "sexes"]


def test_buried_siblings_come_the_next_day(collection: Collection, clock: FixedClock) -> None:
    answer_all(collection, Session(collection, Plan()), clock, Rating.EASY)
    assert load_due(collection).counts == Counts()
    clock.at += DAY
    assert answer_all(collection, Session(collection, Plan()), clock, Rating.EASY) == ["acronym#reverse", "aromatase#2"]


def test_a_good_new_card_takes_its_steps_and_comes_back_another_day(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan(limit=1))
    session.answer(Rating.GOOD, 5_000)
    # Nothing else is in this session, so the ten-minute step is taken early, as in Anki.
    assert session.current is not None
    assert session.current.progress.state is State.LEARNING
    session.answer(Rating.GOOD, 5_000)
    assert session.current is None
    card = card_of(collection, "gland")
    assert (card.queue, card.state) == (2, State.REVIEW)
    assert card.interval >= 1
    clock.at += card.interval * DAY
    due = Session(collection, Plan(new=0))
    assert due.current is not None
    assert due.current.key == "gland"


def test_each_answer_is_in_the_log_with_its_time_capped(collection: Collection) -> None:
    session = Session(collection, Plan())
    session.answer(Rating.HARD, 90_000)
    (row,) = log_of(collection)
    assert (row.value, row.before, row.state) == (Rating.HARD, State.NEW, State.LEARNING)
    assert (row.interval, row.took) == (-330, 60_000)


def test_what_the_button_says_is_what_is_scheduled(collection: Collection, clock: FixedClock) -> None:
    for day in range(12):
        session = Session(collection, Plan())
        while session.current is not None:
            key = session.current.key
            rating = Rating(1 + (len(key) + day) % 4)
            promised = session.previews()[rating - 1].interval
            session.answer(rating, 3_000)
            stored = card_of(collection, key).interval
            assert stored == promised
            if session.done > 40:
                break
        clock.at += DAY


def test_suspend_bury_and_flag_are_logged_and_undone(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    session.flag(3)
    assert session.current is not None
    assert session.current.flag == 3
    session.suspend()
    assert session.current.key == "acronym"
    session.bury()
    assert session.current.key == "aromatase#1"
    assert session.counts == Counts(new=5)
    assert "burial" in (session.undo() or "")
    assert "suspension" in (session.undo() or "")
    assert "flag" in (session.undo() or "")
    assert session.current.key == "gland"
    assert session.current.flag == 0
    assert session.counts == Counts(new=7)


def test_a_buried_card_is_back_the_next_day_and_a_suspended_one_is_not(
    collection: Collection, clock: FixedClock
) -> None:
    session = Session(collection, Plan(limit=2))
    session.suspend()
    session.bury()
    assert session.current is None
    clock.at += DAY
    assert answer_all(collection, Session(collection, Plan()), clock, Rating.EASY)[0] == "acronym"


def test_a_card_answered_elsewhere_is_not_overwritten(collection: Collection, clock: FixedClock) -> None:
    mine, other = Session(collection, Plan()), Session(collection, Plan())
    other.answer(Rating.EASY, 1_000)
    clock.at += 1_000
    with pytest.raises(StaleCard, match="answered elsewhere"):
        mine.answer(Rating.AGAIN, 1_000)
    assert mine.current is not None
    assert mine.current.progress.reps == 1
    assert [row.value for row in log_of(collection)] == [Rating.EASY]


def test_skip_logs_nothing_and_comes_last(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    session.skip()
    assert answer_all(collection, session, clock, Rating.EASY)[-1] == "gland"
    assert count_rows(collection, "log") == 7


def test_practice_leaves_the_schedule_alone(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    for _ in range(3):
        session.answer(Rating.AGAIN, 1_000)
        clock.at += 1_000
    before = dump(collection), count_rows(collection, "log")
    practice = session.again_now()
    asked = answer_all(collection, practice, clock)
    assert asked == ["gland", "acronym", "aromatase#1"]
    assert (dump(collection), count_rows(collection, "log")) == before
    assert practice.summary().practice


def test_practice_asks_a_missed_card_again_and_can_be_undone(collection: Collection) -> None:
    session = Session(collection, Plan(practice=True, limit=3))
    session.answer(Rating.AGAIN, 1_000)
    assert session.undo() == "Took back the answer Again: Which gland releases LH?"
    assert session.current is not None
    assert session.current.key == "gland"


def test_learn_ahead_shows_what_comes_due_and_counts_real_days(collection: Collection, clock: FixedClock) -> None:
    answer_all(collection, Session(collection, Plan()), clock, Rating.EASY)
    ahead = Session(collection, Plan(ahead_days=60))
    assert ahead.counts.review == 7
    assert ahead.current is not None


def test_a_leech_is_marked_at_the_eighth_lapse(open_collection: Opener, clock: FixedClock) -> None:
    collection = open_collection("[scheduling]\nrelearning_steps = []\nlearning_steps = []\n")
    marked = []
    for _ in range(9):
        session = Session(collection, Plan(Filter(tags=("gland",)), limit=1))
        assert session.current is not None
        session.answer(Rating.AGAIN, 1_000)
        card = card_of(collection, "gland")
        marked.append((card.lapses, card.leech))
        clock.at += (card.due - collection.moment().day) * DAY
    assert marked == [(n, int(n >= 8)) for n in range(9)]


def test_an_edited_note_is_shown_with_its_new_text_and_keeps_progress(
    collection: Collection, paths: Paths, clock: FixedClock
) -> None:
    session = Session(collection, Plan(limit=1))
    session.answer(Rating.GOOD, 1_000)
    path, line, *_ = session.open_note()
    assert (path, line) == (paths.decks / "small.yaml", 4)
    path.write_text(path.read_text("utf-8").replace("Which gland releases LH?", "Where does LH come from?"), "utf-8")
    assert session.reload(path) == []
    assert session.current is not None
    assert session.current.face.prompt == "Where does LH come from?"
    assert session.current.progress.reps == 1


def test_an_edit_with_an_error_keeps_the_old_text_and_names_the_line(collection: Collection, paths: Paths) -> None:
    session = Session(collection, Plan())
    path = session.open_note().path
    path.write_text(path.read_text("utf-8").replace("    answer: pituitary\n", "    answr: pituitary\n"), "utf-8")
    problems = session.reload(path)
    assert problems
    assert problems[0].path == path
    assert session.current is not None
    assert session.current.face.answer == "pituitary"


def test_an_edit_that_removes_the_note_moves_on(collection: Collection, paths: Paths) -> None:
    session = Session(collection, Plan())
    path = session.open_note().path
    text = path.read_text("utf-8")
    start, end = text.index("  - id: gland"), text.index("  - id: acronym")
    path.write_text(text[:start] + text[end:], "utf-8")
    session.reload(path)
    assert session.current is not None
    assert session.current.key == "acronym"


def test_a_clock_set_back_keeps_the_log_in_order(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan(limit=1))
    session.answer(Rating.GOOD, 1_000)
    clock.at -= 5 * DAY
    session.answer(Rating.GOOD, 1_000)
    instants = [row.at for row in log_of(collection)]
    assert instants[1] == instants[0] + 1
    assert rebuild_collection(collection) == []
