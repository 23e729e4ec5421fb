"""The time that a goal takes a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.study.due.pace import expected, load_pace
from quizzer.study.due.values import Counts

if TYPE_CHECKING:
    from quizzer.core.goals.outlook import Outlook
    from quizzer.study.collection.collection import Collection


def daily_seconds(collection: Collection, ahead: Outlook) -> float:
    """The seconds a day that the cards of a goal take until its day, at the learner's own pace."""
    pace = load_pace(collection.connection, collection.moment().day)
    new = expected(pace, Counts(new=ahead.new_a_day))[1]
    return new + ahead.reviews_a_day * expected(pace, Counts(review=1))[1]
