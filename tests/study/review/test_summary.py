"""The summary of a session."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan


def test_the_summary_tells_counts_retention_time_and_what_was_missed(collection: Collection, clock: FixedClock) -> None:
    session = Session(collection, Plan(limit=2))
    session.answer(Rating.AGAIN, 10_000)
    session.answer(Rating.EASY, 20_000)
    summary = session.summary()
    assert (summary.answered, summary.ratings, summary.new, summary.seconds) == (2, (1, 0, 0, 1), 2, 30)
    assert (summary.reviews, summary.passed) == (0, 0)
    assert [(missed.prompt, missed.answer, missed.times) for missed in summary.missed] == [
        ("Which gland releases LH?", "pituitary", 1)
    ]
    assert [(axis.id, answered, passed) for axis, answered, passed in summary.axes] == [("SML", 2, 1)]
