"""The answers of a session move the load that its next answers avoid."""

from __future__ import annotations

from collections import Counter

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Progress, Rating, State
from quizzer.store.due.due_cards import count_due_on
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.answering.load_balance import DueLoad
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import card_of, cards_of

DAY = 86_400_000
CARDS = 24
NOTES = "".join(f"  - {{id: n{n}, ask: 'What is {n}?', answer: 'this {n}'}}\n" for n in range(CARDS))


@pytest.fixture
def many(open_collection: Opener) -> Collection:
    """Cards enough to fill the days fuzz allows several times over."""
    collection = open_collection("[scheduling]\nnew_per_day = 100\n")
    (collection.paths.decks / "small.yaml").write_text(f"deck: Many\naxis: MNY\nnotes:\n{NOTES}", "utf-8")
    sync_decks(collection)
    return collection


def due_days(collection: Collection) -> dict[str, int]:
    return {card.key: card.due for card in sorted(cards_of(collection), key=lambda card: card.key) if card.queue == 2}


def progress(collection: Collection, card_id: int) -> Progress:
    return card_of(collection, card_id).progress


def test_one_session_spreads_cards_as_evenly_as_a_session_for_each(many: Collection, clock: FixedClock) -> None:
    session = Session(many, Plan())
    for _ in range(CARDS):
        session.answer(Rating.EASY, 1_000)
    together = due_days(many)
    per_day = Counter(together.values())
    assert len(per_day) > 1
    assert max(per_day.values()) - min(per_day.values()) <= 1
    while undo_last_action(many) is not None:
        pass
    assert due_days(many) == {}
    for _ in range(CARDS):
        Session(many, Plan()).answer(Rating.EASY, 1_000)
    assert due_days(many) == together


def test_an_answer_taken_back_leaves_its_day(many: Collection) -> None:
    session = Session(many, Plan())
    for _ in range(CARDS - 1):
        session.answer(Rating.EASY, 1_000)
    for _ in range(5):
        session.undo()
    for _ in range(6):
        session.answer(Rating.EASY, 1_000)
    per_day = Counter(due_days(many).values())
    assert max(per_day.values()) - min(per_day.values()) <= 1


def test_the_load_kept_is_the_load_counted(many: Collection, clock: FixedClock) -> None:
    load, today = DueLoad(many.connection), many.moment().day
    days = today, today + 59
    assert sum(load.count_on(*days)) == 0
    for _ in range(2):  # first as new cards, then as reviews that leave the day they were due
        session = Session(many, Plan())
        while session.current is not None:
            before, card_id = session.current.progress, session.current.card_id
            session.answer(Rating.EASY, 1_000)
            load.move(before, progress(many, card_id))
            assert load.count_on(*days) == [count_due_on(many.connection, today + ahead) for ahead in range(60)]
        clock.at += 30 * DAY


def test_a_card_suspended_before_its_day_leaves_the_load_of_that_day(many: Collection, clock: FixedClock) -> None:
    session = Session(many, Plan())
    for _ in range(CARDS // 2):
        session.answer(Rating.EASY, 1_000)
    clock.at += DAY
    session = Session(many, Plan(ahead_days=30))
    suspended = 0
    while (shown := session.current) is not None:
        # A session that has just begun counts the load in the database.
        assert session.previews() == Session(many, Plan(cards=(shown.card_id,))).previews()
        if shown.progress.state is State.REVIEW:
            session.suspend()
            suspended += 1
        else:
            session.answer(Rating.EASY, 1_000)
        clock.at += 1
    assert suspended == CARDS // 2
