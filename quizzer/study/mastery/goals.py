"""Goals: set, looked at beforehand, and removed; the reviews that one brings forward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from quizzer.core.goals.goal import early_day
from quizzer.core.goals.values import Goal
from quizzer.core.groups import group_key
from quizzer.core.schedule.progress import State
from quizzer.errors import WrongUse
from quizzer.store.connection import explain_errors, transaction
from quizzer.store.notes import names
from quizzer.store.records import goals as store
from quizzer.store.records.goal_progress import load_goal_cards
from quizzer.study.due.goals.goal_lines import GoalLine, load_goals, load_lines
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

__all__ = ["EXPLAINED", "GoalLine", "load_goals", "preview_goal", "remove_goal", "set_goal"]

LEAST, MOST = 0.5, 0.99
FARTHEST = 1826  # days: five years
_DAY_0 = date(1970, 1, 1)

EXPLAINED = (
    "A goal changes two things. Its new cards, with those they wait for, come first, as many a day as it needs within "
    "the day's limit. And a card whose next review would fall after that day, and that by then would be recalled less "
    "likely than the goal asks, is shown once more in the last week before it. All other intervals stay as they are."
)


def preview_goal(collection: Collection, wanted: Filter, by: date, recall: float) -> GoalLine:
    """Look ahead to a goal that is not set, beside those that are.

    Raises:
        WrongUse: As :func:`set_goal`.
    """
    goal = _build_goal(collection, wanted, by, recall)
    others = store.load_goals(collection.connection, collection.moment().day)
    goals = sorted((goal, *(other for other in others if other.key != goal.key)), key=lambda one: (one.day, one.key))
    return next(line for line in load_lines(collection, goals) if line.goal == goal)


def set_goal(collection: Collection, wanted: Filter, by: date, recall: float) -> tuple[GoalLine, int]:
    """Set a goal for one axis, deck or tag, and bring the cards forward that need one more review for it.

    Args:
        wanted: One axis, one deck, or one tag.
        by: The day.
        recall: Probability of recall wanted, 0.5..0.99.

    Returns:
        The goal, and how many cards were brought forward; ``undo`` puts them back in one step.

    Raises:
        WrongUse: Not one axis, deck or tag is named, the day is not ahead, or the recall is out of bounds.
    """
    goal = _build_goal(collection, wanted, by, recall)
    with explain_errors(collection.paths.database):
        with transaction(collection.connection):
            store.save_goal(collection.connection, goal)
        moved = _bring_forward(collection, goal)
    return next(line for line in load_goals(collection) if line.goal.key == goal.key), moved


def _build_goal(collection: Collection, wanted: Filter, by: date, recall: float) -> Goal:
    from quizzer.study.due.goals.goal_outlook import choose_lead

    key, today = _key(collection, wanted), collection.moment().day
    day = (by - _DAY_0).days
    if not today < day <= today + FARTHEST:
        first, last = _DAY_0 + timedelta(today + 1), _DAY_0 + timedelta(today + FARTHEST)
        lies = "too far ahead" if day > today else "not ahead"
        raise WrongUse(f"{by} is {lies}; a goal's day is from {first} to {last}, at most five years from today.")
    if not LEAST <= recall <= MOST:
        raise WrongUse(f"A goal's recall is between {LEAST:.0%} and {MOST:.0%}, not {100 * recall:.10g}%.")
    goal = Goal(key, day, recall, collection.clock.now())
    return goal._replace(lead=choose_lead(collection, goal))


def remove_goal(collection: Collection, wanted: Filter) -> bool:
    """Remove the goal of one axis, deck or tag; cards brought forward keep their day.

    Returns:
        Whether there was one.
    """
    key = _key(collection, wanted)
    with explain_errors(collection.paths.database), transaction(collection.connection):
        return store.remove_goal(collection.connection, key, collection.clock.now())


def _key(collection: Collection, wanted: Filter) -> str:
    """The goal's key, from the one axis, deck or tag that is named."""
    if len(wanted.axes) + len(wanted.decks) + len(wanted.tags) != 1 or wanted.levels:
        raise WrongUse("A goal is for one axis, one deck or one tag: name it with --axis, --deck or --tag.")
    scope = scope_of(collection.connection, wanted)
    if scope.axes:
        return group_key("axis", names.find_axis_key(collection.connection, scope.axes[0]))
    if scope.decks:
        return group_key("deck", names.find_deck_name(collection.connection, scope.decks[0]))
    return group_key("tag", scope.tags[0])


def _bring_forward(collection: Collection, goal: Goal) -> int:
    """Move cards before the goal's day that would come due after it and be recalled too little on it."""
    from quizzer.core.seeded_random import seed_of
    from quizzer.store.log.append import append_days

    moment = collection.moment()
    moved: dict[int, int] = {}
    for card_id, key, axis, _, card in load_goal_cards(collection.connection, goal):
        if card.state is not State.REVIEW or card.stability is None or card.last_day is None:
            continue
        if card.due_day is None or card.due_day < goal.day:
            continue
        model = collection.scheduler.of(axis).model
        day = early_day(card.stability, card.last_day, goal, model, seed_of(key, card.reps))
        if day is not None:
            moved[card_id] = max(day, moment.day)
    if moved:
        append_days(collection.connection, collection.scheduler, moved, moment)
    return len(moved)
