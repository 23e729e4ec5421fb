"""The sessions that the rows of the first screen start, but for those of the axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.study.due.special_days import load_slipped
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.home.values import FIRST_FEW, MORE_NEW, Row

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def plan_of(collection: Collection, row: Row) -> Plan:
    """Plan what a row starts."""
    match row.kind:
        case "gentle":
            from quizzer.study.due.gentle_return import begin, offer

            offered = offer(collection)
            if offered is not None:
                begin(collection, offered.a_day)
            return Plan()
        case "few":
            return Plan(limit=FIRST_FEW)
        case "practise":
            return Plan(practice=True, only=load_slipped(collection))
        case "more":
            return Plan(more_new=MORE_NEW)
        case _:
            return Plan()


def take_now(collection: Collection) -> Session:
    """Start a session with the card whose step ends next, without waiting for it."""
    session = Session(collection, Plan())
    session.take_now()
    return session
