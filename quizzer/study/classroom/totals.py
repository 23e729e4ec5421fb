"""Cards of one learner added up, from what the learner published and the decks of the teacher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from quizzer.core.mastery import CardTotals
from quizzer.core.schedule.forgetting_curve import curve_with
from quizzer.hub.memory import SeenRow
from quizzer.store.grouping import Value
from quizzer.store.queries.class_memory import TaughtCard

_curve = lru_cache(maxsize=64)(curve_with)


def total_unseen(cards: Mapping[str, TaughtCard]) -> dict[Value, CardTotals]:
    """The cards of each value as a learner has them who has not answered any."""
    found: dict[Value, CardTotals] = {}
    for value, picked in cards.values():
        found[value] = found.get(value, CardTotals()).plus(CardTotals(cards=1, recallable=not picked))
    return found


class LearnerTotals:
    """The cards of one learner.

    Attributes:
        last_at: Milliseconds of the last answer to any card, the teacher's or not; None without one.
    """

    def __init__(self, unseen: Mapping[Value, CardTotals]) -> None:
        """Begin with a learner who has not answered any card.

        Args:
            unseen: What :func:`total_unseen` made of the cards.
        """
        self.counts = {value: [totals.cards, 0, totals.recallable, 0, 0] for value, totals in unseen.items()}
        self.recall = dict.fromkeys(unseen, 0.0)
        self.last_at: int | None = None

    def by_value(self) -> dict[Value, CardTotals]:
        """What was added up."""
        return {
            value: CardTotals(number, seen, recallable, self.recall[value], reviews, passes)
            for value, (number, seen, recallable, reviews, passes) in self.counts.items()
        }


def total_learners(
    cards: Mapping[str, TaughtCard], names: Iterable[str], rows: Iterable[SeenRow], at: int
) -> dict[str, LearnerTotals]:
    """The cards as each learner has them.

    A card that the learner put away counts for nothing, and one that asked to pick when it was answered asks for no
    recall, whatever the teacher's decks make of it: so it is on the learner's own screens. The rows are read once, one
    by one: of 150,000, keeping them would take three times as long as adding them up.

    Args:
        cards: Those of the teacher's decks, by their keys; others count only as answered.
        names: The learners; rows of others count for nothing.
        rows: What the learners published.
        at: Milliseconds of now.
    """
    unseen = total_unseen(cards)
    found = {name: LearnerTotals(unseen) for name in names}
    for name, card, suspended, picked, last_at, stability, decay, reviews, passes in rows:
        learner, taught = found.get(name), cards.get(card)
        if learner is None:
            continue
        if last_at is not None and (learner.last_at is None or last_at > learner.last_at):
            learner.last_at = last_at
        if taught is None:
            continue
        value, asks_to_pick = taught
        counts = learner.counts[value]
        if suspended:
            counts[0] -= 1
            counts[2] -= not asks_to_pick
            continue
        counts[1] += last_at is not None
        counts[2] += asks_to_pick - picked
        if picked:
            continue
        if last_at is not None and stability is not None:
            learner.recall[value] += _curve(decay).recall(stability, at - last_at)
        counts[3] += reviews
        counts[4] += passes
    return found
