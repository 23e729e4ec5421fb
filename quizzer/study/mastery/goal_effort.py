"""The time that a goal takes a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.queries.fit_rows import mean_review_seconds

if TYPE_CHECKING:
    from quizzer.core.schedule.goals import Outlook
    from quizzer.study.collection.collection import Collection

_PER_NEW = 2.5
"""Answers that a new card takes on its first day."""
_USUAL_SECONDS = 10.0
"""Seconds of an answer, until there was one."""


def daily_seconds(collection: Collection, ahead: Outlook) -> float:
    """The seconds a day that the cards of a goal take until its day."""
    each = mean_review_seconds(collection.connection) or _USUAL_SECONDS
    return each * (ahead.reviews_a_day + _PER_NEW * ahead.new_a_day)
