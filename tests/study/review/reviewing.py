"""Helpers for tests of sessions."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from tests.probe import rows_of


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
