"""The answers of a session, and their summary."""

from __future__ import annotations

from typing import NamedTuple

from quizzer.core.notes.axes import Axis
from quizzer.core.schedule.progress import Rating, State
from quizzer.study.review.values import ForgottenCard, Shown, Summary


class GivenAnswer(NamedTuple):
    """One answer of the session.

    Attributes:
        took: Milliseconds, capped.
    """

    shown: Shown
    rating: Rating
    took: int


class SessionTally:
    """The answers of one session, in order."""

    def __init__(self) -> None:
        self.given: list[GivenAnswer] = []

    def missed(self, *, slipped: bool = False) -> tuple[ForgottenCard, ...]:
        """The cards answered Again, in the order they were first missed.

        Args:
            slipped: Only those that were reviews when they were answered so.
        """
        times: dict[int, list[GivenAnswer]] = {}
        for given in self.given:
            review = given.shown.progress.state is State.REVIEW
            if given.rating is Rating.AGAIN and (review or not slipped):
                times.setdefault(given.shown.card_id, []).append(given)
        return tuple(
            ForgottenCard(
                card_id,
                given[0].shown.face.prompt,
                given[0].shown.face.answer,
                given[0].shown.axis,
                len(given),
                given[0].shown.note.caveat,
            )
            for card_id, given in times.items()
        )

    def summary(self, *, practice: bool) -> Summary:
        """The summary for the last screen."""
        ratings = [sum(1 for given in self.given if given.rating is rating) for rating in Rating]
        reviews = [given for given in self.given if given.shown.progress.state is State.REVIEW]
        axes: dict[Axis, list[Rating]] = {}
        for given in self.given:
            axes.setdefault(given.shown.axis, []).append(given.rating)
        return Summary(
            answered=len(self.given),
            ratings=(ratings[0], ratings[1], ratings[2], ratings[3]),
            new=sum(1 for given in self.given if given.shown.progress.state is State.NEW),
            reviews=len(reviews),
            passed=sum(1 for given in reviews if given.rating is not Rating.AGAIN),
            seconds=sum(given.took for given in self.given) // 1000,
            missed=self.missed(),
            axes=tuple(
                (axis, len(given), sum(1 for rating in given if rating is not Rating.AGAIN))
                for axis, given in axes.items()
            ),
            practice=practice,
            slipped=() if practice else self.missed(slipped=True),
        )
