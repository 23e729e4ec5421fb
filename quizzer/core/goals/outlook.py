"""What is to be expected of a goal: how well it will be known on its day when the plan is kept, and what to call it.

The plan is played card by card: new cards on the days on which the plan has them, reviews on the days on which they
fall due, answered as the learner answers. So what is said of a goal is what keeping the plan will bring.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Literal, NamedTuple

from quizzer.core.goals.future import Future, Habits, Schedule, play
from quizzer.core.goals.values import Goal
from quizzer.core.quantities import StudyDay
from quizzer.core.schedule.fuzz import round_half_up
from quizzer.core.schedule.progress import Progress
from quizzer.core.seeded_random import seed_of

State = Literal["reached", "on pace", "behind", "impossible"]

PLAYED = 200
"""Cards that are played; of more, these stand for the others."""
_LEAST_PLAYED = 60
_LONGEST_LEAD = 14
_SAFE = 0.01
"""By how much the last cards met are to be known better than the goal asks."""


class GoalCard(NamedTuple):
    """A card of a goal, and what schedules it: cards of one deck or tag may be of axes with rules of their own.

    Attributes:
        progress: Where the learner stands with it.
        known: Probability of recall now; 0 for a card never answered.
        counts: It asks for recall, so that it counts for how well the goal is known.
    """

    card: int
    progress: Progress
    schedule: Schedule
    known: float
    counts: bool = True


class Outlook(NamedTuple):
    """What is to be expected of a goal.

    Attributes:
        cards: Cards of the goal.
        unseen: How many of them were never answered.
        known: Mean probability of recall now; 0 for the unseen.
        as_it_stands: The same on the day when nothing is answered until then.
        projected: The same on the day when the plan is kept.
        days: Whole days left.
        new_a_day: New cards to meet a day so that the last one is met in time.
        new_today: New cards for it in today's plan, those met already included.
        reviews_a_day: Reviews a day until then, as the projection has them.
        state: What it is called.
        behind: New cards to meet beyond the plan so that it is reached after all.
        missing: New cards that the plan does not have before the day.
    """

    cards: int
    unseen: int
    known: float
    as_it_stands: float
    projected: float
    days: int
    new_a_day: int
    new_today: int
    reviews_a_day: float
    state: State
    behind: int
    missing: int = 0

    @property
    def on_course(self) -> bool:
        """Keeping the plan brings what the goal asks."""
        return self.state in ("reached", "on pace")

    def words(self, limit: int) -> str:
        """What the state is called: ``reached``, ``on pace``, ``behind by 6``, ``not possible at 20 a day``.

        Args:
            limit: New cards a day.
        """
        if self.state == "behind":
            return f"behind by {self.behind}"
        if self.state != "impossible":
            return self.state
        if not self.days:
            return "not reached"
        return f"not possible at {limit} a day" if self.missing else "not possible by then"


class Pace(NamedTuple):
    """The new cards of a goal by the plan.

    Attributes:
        a_day: Cards to meet a day so that the last one is met in time.
        today: How many today's plan has, those met already included.
        met: The study day on which the plan has each of those to come; a card that it does not have in time is left
            out.
        possible: An even pace from the day on which the goal was made keeps to the day's limits.
    """

    a_day: int
    today: int
    met: Mapping[int, StudyDay]
    possible: bool


def look_ahead(cards: Iterable[GoalCard], today: StudyDay, goal: Goal, pace: Pace, habits: Habits) -> Outlook:
    """Look ahead to a goal's day."""
    everything = list(cards)
    counted = [card for card in everything if card.counts] or everything
    unseen = [card for card in everything if card.progress.stability is None]
    played = [(card, _play(card, today, goal, pace.met, habits, draws)) for card, draws in _sample(counted)]
    known = _mean([card.known for card in counted])
    projected = _mean([_mean([future.recall for future in futures]) for _, futures in played])
    new = [
        future.recall
        for card, futures in played
        for future in futures
        if card.progress.stability is None and card.card in pace.met
    ]
    days = max(0, goal.day - today)
    missing = sum(card.progress.stability is None and card.card not in pace.met for card in counted)
    short = ceil((_asked(goal) - projected) * len(counted) / (_mean(new) or goal.recall) - 1e-9)
    state = _judge(known, projected, goal, possible=bool(days and counted) and pace.possible and short <= missing)
    reviews = _mean([_mean([future.reviews for future in futures]) for _, futures in played])
    return Outlook(
        cards=len(everything),
        unseen=len(unseen),
        known=known,
        as_it_stands=_mean([_left_alone(card, goal, today) for card in counted]),
        projected=projected,
        days=days,
        new_a_day=pace.a_day,
        new_today=pace.today,
        reviews_a_day=reviews * len(counted) / max(1, days),
        state=state,
        behind=max(1, short) if state == "behind" else 0,
        missing=missing,
    )


def find_lead(goal: Goal, today: StudyDay, schedule: Schedule, habits: Habits) -> int:
    """The days before a goal's day by which its last new card is to be met, so that it is known well enough."""
    longest = max(1, min(_LONGEST_LEAD, (goal.day - today) // 3))
    found = {}
    for lead in range(1, longest + 1):
        futures = [play(Progress(), goal.day - lead, goal, schedule, habits, number) for number in range(_LEAST_PLAYED)]
        found[lead] = _mean([future.recall for future in futures])
        if found[lead] >= goal.recall + _SAFE:
            return lead
    return max(found, key=lambda lead: (found[lead], -lead))


def is_enough(known: float, goal: Goal) -> bool:
    """Whether a share known, as it is shown, is what the goal asks."""
    return round_half_up(100 * known) >= round_half_up(100 * goal.recall)


def _judge(known: float, projected: float, goal: Goal, *, possible: bool) -> State:
    if is_enough(projected, goal):
        return "reached" if is_enough(known, goal) else "on pace"
    return "behind" if possible else "impossible"


def _asked(goal: Goal) -> float:
    """The least share known that is shown as what the goal asks."""
    return goal.recall - 0.005


def _sample(cards: Sequence[GoalCard]) -> list[tuple[GoalCard, int]]:
    """The cards to play, and how often each, so that chance decides little and the time is bounded."""
    step = -(-len(cards) // PLAYED) or 1
    return [(card, -(-_LEAST_PLAYED // len(cards))) for card in cards[::step]]


def _play(
    card: GoalCard, today: StudyDay, goal: Goal, met: Mapping[int, StudyDay], habits: Habits, draws: int
) -> list[Future]:
    new = card.progress.stability is None
    if new and card.card not in met:
        return [Future(0.0, 0)]
    # A card answered today is not due again today: its steps of today are part of the answer.
    first = met[card.card] if new else max(today, (card.progress.last_day or today) + 1)
    return [play(card.progress, first, goal, card.schedule, habits, seed_of(card.card, draw)) for draw in range(draws)]


def _left_alone(card: GoalCard, goal: Goal, today: StudyDay) -> float:
    progress = card.progress
    if progress.stability is None:
        return 0.0
    return card.schedule.model.retrievability(progress.stability, max(0, goal.day - (progress.last_day or today)))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
