"""The values that the page of a class shows."""

from __future__ import annotations

from typing import NamedTuple

from quizzer.core.groups import Grouping
from quizzer.report.values import Figures


class Share(NamedTuple):
    """What a learner knows of some cards.

    Attributes:
        figures: How well.
        behind: How far below the middle of the class, 0..1; None where that is not far.
    """

    figures: Figures
    behind: float | None = None


class Learner(NamedTuple):
    """One learner.

    Attributes:
        last: When the last answer was given, in words.
        begun: The learner has answered.
        idle: That was long ago.
        whole: All cards.
        shares: For each group of the class.
    """

    name: str
    last: str
    begun: bool
    idle: bool
    whole: Share
    shares: tuple[Share, ...]


class ClassReport(NamedTuple):
    """All values of the page.

    Attributes:
        day: Study day, days since 1970-01-01.
        about: The cards it is about, in words; empty for all.
        by: What the cards are grouped by.
        groups: Names of the axes, decks or tags.
        cards: The number of cards.
        learners: In the order of the page.
        middle: Expected recall in the middle of the class; None where there is none.
        middles: The same for each group.
        points: How far below the middle is behind, 0..1.
        days: Days without an answer that are long.
        note: A sentence on who is shown; empty where it is the whole class.
    """

    day: int
    about: str
    by: Grouping
    groups: tuple[str, ...]
    cards: int
    learners: tuple[Learner, ...]
    middle: float | None
    middles: tuple[float | None, ...]
    points: float
    days: int
    note: str = ""
