"""Days of study on two axes."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK

DAY = 86_400_000


OTHER = (
    DECK.replace("Small axis", "Other axis")
    .replace("SML", "OTH")
    .replace("  - id: ", "  - id: other-")
    .replace("ask: W", "ask: Elsewhere w")
    .replace("ask: P", "ask: Elsewhere p")
    .replace("ask: S", "ask: Elsewhere s")
    .replace("cloze: A", "cloze: Elsewhere a")
)


def study(collection: Collection, clock: FixedClock, days: int, ratings: str = "3331342") -> None:
    """Study for some days; the ratings go round."""
    at = 0
    for _ in range(days):
        begun = clock.at
        session = Session(collection, Plan())
        while session.current is not None and session.done < 30:
            session.answer(Rating(int(ratings[at % len(ratings)])), 4_000)
            at += 1
            clock.at += 20_000
        clock.at = begun + DAY
