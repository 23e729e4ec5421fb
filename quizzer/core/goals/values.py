"""A goal as a value. The line for a prompt imports this module while there is a goal, so it imports next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizzer.core.quantities import Millis, StudyDay


class Goal(NamedTuple):
    """An axis, a deck or a tag to be known by a day.

    Attributes:
        key: The group it is for, as :func:`quizzer.core.groups.group_key` has it.
        day: Study day by whose beginning it is to be known.
        recall: Probability of recall wanted on that day, 0.5..0.99.
        made: Milliseconds at which the goal was set.
        lead: Days before its day by which its last new card is to be met, so that it is known well enough on it.
    """

    key: str
    day: StudyDay
    recall: float
    made: Millis = 0
    lead: int = 1
