"""Helpers for tests of sessions."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.store.connection import connect, transaction
from quizzer.store.log.marks import regenerate
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from tests.probe import add_answers, card_of, rows_of


def answer_all(collection: Collection, session: Session, clock: FixedClock, rating: Rating = Rating.GOOD) -> list[str]:
    """Answer until nothing is left, ten seconds each; the keys in the order asked."""
    asked = []
    while session.current is not None:
        asked.append(session.current.key)
        clock.at += 10_000
        session.answer(rating, 9_000)
        if session.current is None and session.waiting_until is not None:
            clock.at = session.waiting_until
            session.poll()
    return asked


def dump(collection: Collection) -> list[tuple[object, ...]]:
    return rows_of(collection, "card")


def answer_elsewhere(collection: Collection, keys: Iterable[str]) -> None:
    """Bring an Easy to each of some cards over another connection, as it comes from a device that gave it just now."""
    at, day = collection.clock.now() - 60_000, collection.moment().day
    cards = [card_of(collection, key).id for key in keys]
    with closing(connect(collection.paths.database)) as other, transaction(other):
        add_answers(other, cards, at, day)
        regenerate(other, collection.scheduler, cards)
