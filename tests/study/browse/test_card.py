"""One card: its note, its history, and recall over time."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.study.browse.card import load_details
from quizzer.study.browse.table import Browser
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import ids_of

DAY = 86_400_000


def found_in(browser: Browser, key: str) -> tuple[int, int]:
    """The id of a card, and its row."""
    card_id = ids_of(browser.collection)[key]
    row = browser.row_of(card_id)
    assert row is not None
    return card_id, row


def test_details_tell_the_note_the_history_and_recall_over_time(browser: Browser, clock: FixedClock) -> None:
    collection = browser.collection
    card_id, gland = found_in(browser, "gland")
    clock.at += 10 * DAY
    session = Session(collection, Plan(new=0))
    while session.current is not None and session.current.key != "gland":
        session.skip()
    session.answer(Rating.AGAIN, 4_000)
    browser.flag([gland], 2)
    found = load_details(collection, card_id)
    assert found.note.caveat == "The article does not say which lobe."
    assert found.path.name == "small.yaml"
    assert [(event.kind, event.value) for event in found.events] == [
        (LogKind.ANSWER, 4),
        (LogKind.ANSWER, 1),
        (LogKind.FLAG, 2),
    ]
    first, second, flag = found.events
    assert (first.recall, flag.recall) == (None, None)
    assert second.recall is not None
    assert 0.5 < second.recall < 0.95
    assert second.day - first.day == 13
    history = found.history
    assert [(review.rating, review.recall) for review in history.reviews] == [(4, None), (1, second.recall)]
    one, other = history.curve
    assert one[0] == (history.reviews[0].at, 1.0)
    assert one[-1][0] == other[0][0] == history.reviews[1].at
    assert one[-1][1] == pytest.approx(second.recall, abs=0.01), "by the clock and by study days"
    assert all(0 <= recall <= 1 for _, recall in (*one, *other))
    assert history.now < history.until == other[-1][0]


def test_a_reset_ends_the_curve_and_the_next_answer_begins_another(browser: Browser, clock: FixedClock) -> None:
    collection = browser.collection
    card_id, gland = found_in(browser, "gland")
    reset_at = clock.at
    browser.reset([gland])
    clock.at += DAY
    history = load_details(collection, card_id).history
    assert [piece[-1][0] for piece in history.curve] == [reset_at]
    session = Session(collection, Plan(limit=1))
    assert session.current is not None
    assert session.current.key == "gland"
    session.answer(Rating.GOOD, 1_000)
    found = load_details(collection, card_id)
    assert [piece[0] for piece in found.history.curve[1:]] == [(clock.at, 1.0)]
    assert found.progress.reps == 1
    assert [event.recall for event in found.events] == [None] * 3


def test_a_new_card_has_neither_history_nor_curve(browser: Browser) -> None:
    found = load_details(browser.collection, found_in(browser, "chain")[0])
    assert (found.events, found.history.reviews, found.history.curve) == ((), (), ())
