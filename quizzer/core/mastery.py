"""How well an axis is known: three figures, never one alone, and the conditions it must still meet to be mastered.

* Coverage, on screens *met*: cards seen / cards.
* Expected recall, on screens *known*: the mean probability of recall now over all cards, 0 for an unseen one.
* Measured retention, on screens *remembered*: passes / reviews, with its 95% Wilson interval.

What only asks to pick an answer among others is recognition, no recall (:mod:`quizzer.core.notes.recognition`): such
cards count for coverage and for nothing else. Retired and suspended cards count for nothing, as on the first screen.
"""

from __future__ import annotations

from math import ceil, floor, sqrt
from typing import NamedTuple

from quizzer.core.wording import listed, percent

COVERAGE = 0.95
EXPECTED_RECALL = 0.85
RETENTION = 0.80
"""The least lower end of the interval."""
REVIEWS = 30
Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution: an interval of 95%."""


class CardTotals(NamedTuple):
    """Cards, added up.

    Attributes:
        cards: All of them.
        seen: Answered at least once.
        recallable: Those that ask for recall.
        recall: Sum of their probabilities of recall, 0 for an unseen one.
        reviews: Their answers that count for retention.
        passes: How many of these were not Again.
    """

    cards: int = 0
    seen: int = 0
    recallable: int = 0
    recall: float = 0.0
    reviews: int = 0
    passes: int = 0

    def plus(self, other: CardTotals) -> CardTotals:
        """Both together."""
        return CardTotals(
            self.cards + other.cards,
            self.seen + other.seen,
            self.recallable + other.recallable,
            self.recall + other.recall,
            self.reviews + other.reviews,
            self.passes + other.passes,
        )


class Retention(NamedTuple):
    """Measured retention.

    Attributes:
        low: Lower end of the 95% interval, 0..1.
        high: Upper end, 0..1; without reviews nothing is known, and the interval is everything.
    """

    passes: int
    reviews: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """Passes / reviews; None without reviews."""
        return self.passes / self.reviews if self.reviews else None


class Mastery(NamedTuple):
    """How well some cards are known.

    Attributes:
        coverage: 0..1; 0 where there is no card.
        expected_recall: 0..1; None where no card asks for recall.
        mastered: Every threshold is reached.
        missing: What is to be done for the thresholds not reached yet, each as a part of a sentence; empty when
            mastered.
        recallable: The cards that ask for recall; the others only ask to pick.
    """

    cards: int
    seen: int
    coverage: float
    expected_recall: float | None
    retention: Retention
    mastered: bool
    missing: tuple[str, ...]
    recallable: int = 0

    @property
    def known(self) -> str:
        """Expected recall as every screen, report and table shows it."""
        return percent(self.expected_recall)

    @property
    def sentence(self) -> str:
        """What is to be done for it to be mastered, as a sentence."""
        return "It is mastered." if self.mastered else f"To master it: {listed(self.missing)}."


def wilson(passes: int, reviews: int) -> tuple[float, float]:
    """The 95% score interval of a proportion (Wilson, 1927).

    Args:
        passes: 0..reviews.
        reviews: >= 0.

    Returns:
        Its ends, 0 <= low <= passes / reviews <= high <= 1; (0, 1) without reviews.
    """
    if not reviews:
        return 0.0, 1.0
    share, z2 = passes / reviews, Z * Z
    middle = share + z2 / (2 * reviews)
    reach = Z * sqrt((share * (1 - share) + z2 / (4 * reviews)) / reviews)
    low, high = (middle - reach) / (1 + z2 / reviews), (middle + reach) / (1 + z2 / reviews)
    return max(0.0, min(low, share)), min(1.0, max(high, share))


def compute_mastery(counted: CardTotals) -> Mastery:
    """The figures of some cards, and whether these are mastered."""
    coverage = counted.seen / counted.cards if counted.cards else 0.0
    recall = min(1.0, counted.recall / counted.recallable) if counted.recallable else None
    retention = Retention(counted.passes, counted.reviews, *wilson(counted.passes, counted.reviews))
    missing = tuple(_missing(counted, recall, retention))
    return Mastery(
        counted.cards, counted.seen, coverage, recall, retention, not missing, missing, counted.recallable
    )  # fmt: skip


def _missing(counted: CardTotals, recall: float | None, retention: Retention) -> list[str]:
    found = []
    more = ceil(COVERAGE * counted.cards - 1e-9) - counted.seen
    if more > 0 or not counted.cards:
        found.append(f"meet {more:,} more")
    if recall is None:
        return [*found, "have a card that asks for recall, as each of these only asks to pick"]
    if recall < EXPECTED_RECALL:
        found.append(f"know {percent(EXPECTED_RECALL)}{_exactly(recall, EXPECTED_RECALL)}")
    if retention.reviews < REVIEWS:
        found.append(f"remember {percent(RETENTION)} for certain in {REVIEWS} reviews")
    elif retention.low < RETENTION:
        now = _exactly(retention.low, RETENTION) or f" ({percent(retention.low)} now)"
        found.append(f"remember {percent(RETENTION)} for certain{now}")
    return found


def _exactly(share: float, wanted: float) -> str:
    """The share with a decimal, rounded down, where it would be shown as the one wanted although it is below it."""
    return f" ({floor(share * 1000) / 10}% now)" if percent(share) == percent(wanted) else ""
