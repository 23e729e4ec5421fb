"""A gentle return limits the reviews of a day, the surest first, has no new cards, and ends by itself."""

from __future__ import annotations

import os

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.due import gentle_return
from quizzer.study.due.home import load_home
from quizzer.study.due.prompt import glance
from quizzer.study.due.values import GentleReturn
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.study.learner import DAY, Learner, deck, live, study

CONFIG = "[scheduling]\nnew_per_day = 10\n"


@pytest.fixture
def after_a_break(paths: Paths, clock: FixedClock, open_collection: Opener) -> Collection:
    """Eight days of ten new cards, and twelve days away."""
    (paths.decks / "small.yaml").write_text(deck("AAA", 120), "utf-8")
    collection = open_collection(CONFIG)
    live(collection, clock, Learner(), 8)
    clock.at += 12 * DAY
    return collection


def test_it_is_offered_after_a_break_with_much_due(after_a_break: Collection, clock: FixedClock) -> None:
    offer = gentle_return.offer(after_a_break)
    assert offer is not None
    today = after_a_break.moment().day
    assert (offer.last_day, offer.a_day) == (today - 13, 40)
    assert offer.cards > 60
    assert [offer.days[0].reviews, offer.days[0].carried] == [40, offer.cards - 40]
    assert len(offer.days) == 8
    assert today < offer.until <= today + 5
    assert offer.days[offer.until - today].carried == 0
    assert offer.day_seconds < offer.seconds
    study(after_a_break, clock, Learner(), Plan(limit=1))
    assert gentle_return.offer(after_a_break) is None, "the day was begun"


def test_it_is_not_offered_without_a_break_or_with_little_due(collection: Collection, clock: FixedClock) -> None:
    assert gentle_return.offer(collection) is None
    study(collection, clock, Learner())
    clock.at += 20 * DAY
    assert gentle_return.offer(collection) is None, "nine cards are soon done"


def test_it_ends_by_itself_on_the_day_it_named(after_a_break: Collection, clock: FixedClock, paths: Paths) -> None:
    collection, start = after_a_break, clock.at
    offered = gentle_return.offer(collection)
    assert offered is not None
    begun = gentle_return.begin(collection, 40)
    assert begun == GentleReturn(40, offered.cards - 40, offered.until)
    days = 0
    while (home := load_home(collection)).gentle is not None:
        assert home.counts.new == 0
        assert home.counts.review == 40
        at_a_glance = glance(os.fspath(paths.home), clock)
        assert at_a_glance is not None
        assert at_a_glance[0] == [("AAA", 0, 0, 40)], "the line for a prompt counts within it"
        assert study(collection, clock, Learner()) >= 40
        home = load_home(collection)
        assert (home.counts.new, home.counts.review) == (0, 0), "the day is done"
        assert home.gentle is not None
        days += 1
        clock.at = start + days * DAY
    assert abs(days - (offered.until - offered.last_day - 13)) <= 1
    assert home.counts.new == 10
    assert collection.get("gentle return") == "", "a later break begins no return by itself"


def test_the_surest_cards_come_first(after_a_break: Collection) -> None:
    gentle_return.begin(after_a_break)
    session = Session(after_a_break, Plan())
    asked: list[float] = []
    while session.current is not None and len(asked) < 40:
        progress = session.current.progress
        assert progress.stability is not None
        assert progress.last_day is not None
        model = after_a_break.scheduler.of(None).model
        asked.append(model.retrievability(progress.stability, after_a_break.moment().day - progress.last_day))
        session.bury()
    assert asked == sorted(asked, reverse=True)
    assert len(asked) == 40


def test_it_can_be_ended_before_its_time(after_a_break: Collection) -> None:
    whole = load_home(after_a_break).counts
    gentle_return.begin(after_a_break)
    gentle_return.cancel(after_a_break)
    home = load_home(after_a_break)
    assert (home.counts, home.gentle) == (whole, None)


def test_the_number_has_bounds(collection: Collection) -> None:
    with pytest.raises(WrongUse, match="from 5 to 9,999"):
        gentle_return.begin(collection, 0)
