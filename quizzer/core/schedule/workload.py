"""The cost of a desired retention: a learner's own cards simulated a few months ahead, at several retentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.quantities import StudyDay
from quizzer.core.schedule.fuzz import round_half_up
from quizzer.core.schedule.progress import Progress, Rating
from quizzer.core.schedule.study_days import elapsed_days
from quizzer.core.seeded_random import fraction, seed_of

if TYPE_CHECKING:
    from quizzer.core.schedule.memory_model import MemoryModel

RETENTIONS = (0.70, 0.75, 0.80, 0.85, 0.90, 0.93, 0.95, 0.97)
SAMPLE = 400
"""Cards that are simulated; the figures of a larger collection are scaled up from these."""


class Workload(NamedTuple):
    """The cost and the yield of one desired retention.

    Attributes:
        retention: Desired retention.
        reviews_a_day: Reviews a day, on average over the simulated days.
        recall: Mean probability of recall of all cards on the last of them.
    """

    retention: float
    reviews_a_day: float
    recall: float


def simulate_workload(
    cards: Sequence[Progress], today: StudyDay, days: int, model: MemoryModel, retentions: Sequence[float] = RETENTIONS
) -> list[Workload]:
    """Simulate the coming days of the cards that were seen, once for each retention.

    Whether a review is remembered is drawn with the model's own probability, from a seed for each card and review, so
    the same cards give the same figures. No new cards come.

    Args:
        cards: Where the learner stands; cards without a memory are passed over.
        today: Study day.
        days: How many days, >= 1.

    Returns:
        A workload for each retention, in the order given; empty when no card was seen.
    """
    seen = [card for card in cards if card.stability is not None and card.last_day is not None]
    if not seen:
        return []
    step = max(1, len(seen) // SAMPLE)
    sample = seen[::step]
    found = []
    for retention in retentions:
        outcomes = [_simulate_card(card, number, today, days, model, retention) for number, card in enumerate(sample)]
        reviews = sum(times for times, _ in outcomes) / len(sample) * len(seen) / days
        found.append(Workload(retention, reviews, sum(recall for _, recall in outcomes) / len(sample)))
    return found


def _simulate_card(
    card: Progress, number: int, today: StudyDay, days: int, model: MemoryModel, retention: float
) -> tuple[int, float]:
    """How often one card is reviewed until the last day, and its probability of recall then."""
    stability, difficulty, last, times = card.stability, card.difficulty, card.last_day, 0
    assert stability is not None
    assert last is not None
    end = today + days
    due = max(today, last + max(1, round_half_up(model.interval(stability, retention))))
    while due < end:
        chance = fraction(seed_of("workload", number, times))
        remembered = chance < model.retrievability(stability, due - last)
        rating = Rating.GOOD if remembered else Rating.AGAIN
        stability, difficulty = model.after(stability, difficulty, elapsed_days(last, due), rating)
        times += 1
        last = due
        due = last + max(1, round_half_up(model.interval(stability, retention)))
    return times, model.retrievability(stability, end - last)
