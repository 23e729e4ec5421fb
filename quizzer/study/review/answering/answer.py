"""Answering cards: sessions, and quizzes that count as reviews, schedule and log every answer here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.schedule.progress import Moment, Progress, Rating, move_to
from quizzer.core.schedule.scheduler import build_answer
from quizzer.core.seeded_random import seed_of
from quizzer.store.connection import explain_errors
from quizzer.store.due.new_cards import has_goal_ahead
from quizzer.store.log.append import append_answer
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.store.notes.cards import load_card
from quizzer.study.review.answering.load_balance import DueLoad
from quizzer.study.review.values import Shown

if TYPE_CHECKING:
    import sqlite3

    from quizzer.core.schedule.fuzz import Load
    from quizzer.core.schedule.scheduler import Scheduler
    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.answering.goal_pull import GoalPull

FourRatings = tuple[Progress, Progress, Progress, Progress]


class _Promised(NamedTuple):
    """The progress that the buttons of a card promised, so that an answer keeps to it and is not computed again."""

    card_id: int
    progress: Progress
    day: int
    ratings: FourRatings

    def holds(self, shown: Shown, moment: Moment) -> bool:
        """Whether this is still the same card with the same progress, on the same study day."""
        return (self.card_id, self.day) == (shown.card_id, moment.day) and self.progress == shown.progress


def load_goal_pull(connection: sqlite3.Connection, day: int) -> GoalPull | None:
    """Load the goals after a study day, which pull reviews before their day; None while there is none."""
    if not has_goal_ahead(connection, day):
        return None
    from quizzer.study.review.answering.goal_pull import GoalPull

    return GoalPull(connection, day)


class ComingDays:
    """All that decides a card's next day: the cards due on the coming days, the goals ahead, the promises made.

    Attributes:
        load: Cards due on the coming days; call its ``forget`` when anything but an answer changes the cards.
    """

    def __init__(self, collection: Collection, day: int) -> None:
        """Look ahead from a study day."""
        self.load = DueLoad(collection.connection)
        self._collection = collection
        self._goals = load_goal_pull(collection.connection, day)
        self._promised: _Promised | None = None

    def previews(self, shown: Shown, moment: Moment) -> FourRatings:
        """Compute the progress after each rating, Again first; an answer on the same study day gets one of these."""
        ratings = self._scheduler(shown).previews(
            shown.progress,
            moment,
            retention=self._retention(shown),
            seed=shown.seed,
            load=self._load_from(moment.day),
        )
        if self._goals is not None:
            again, hard, good, easy = (self._pull_to_goals(shown, after, moment) for after in ratings)
            ratings = again, hard, good, easy
        self._promised = _Promised(shown.card_id, shown.progress, moment.day, ratings)
        return ratings

    def after(self, shown: Shown, rating: Rating, moment: Moment) -> Progress:
        """Compute the progress after an answer: the promised one, when previews were computed on this study day."""
        promised = self._promised
        if promised is not None and promised.holds(shown, moment):
            return move_to(moment.at, promised.ratings[rating - 1])
        after = self._scheduler(shown).answer(
            shown.progress,
            rating,
            moment,
            retention=self._retention(shown),
            seed=shown.seed,
            load=self._load_from(moment.day),
        )
        return self._pull_to_goals(shown, after, moment)

    def _pull_to_goals(self, shown: Shown, after: Progress, moment: Moment) -> Progress:
        """The progress after an answer, with the next review before the day of a goal that needs it."""
        if self._goals is None:
            return after
        return self._goals.apply(shown, after, moment.day, self._scheduler(shown))

    def _scheduler(self, shown: Shown) -> Scheduler:
        return self._collection.scheduler.of(shown.axis.id)

    def _retention(self, shown: Shown) -> float:
        return self._collection.settings.scheduling.retention_of(shown.axis.id)

    def _load_from(self, day: int) -> Load:
        """Cards already due on the coming days, counted from this one."""
        count_on = self.load.count_on
        return lambda first, last: count_on(day + first, day + last)


def answer_card(
    collection: Collection, coming_days: ComingDays, shown: Shown, rating: Rating, took_ms: int, moment: Moment
) -> Progress:
    """Schedule a card by an answer; the answer is on disk when this returns, and can be undone.

    Args:
        coming_days: Decides the day of the next review, together with the rating.
        shown: The card with the progress the answer builds on.
        took_ms: Milliseconds since the question was shown; capped as configured.
        moment: Now.

    Returns:
        The card's progress after the answer.

    Raises:
        StaleCard: The card was answered elsewhere since it was read; nothing was stored.
        Problem: The database refused; nothing was stored.
    """
    with explain_errors(collection.database):
        after = coming_days.after(shown, rating, moment)
        answer, took = build_answer(after, rating, moment), cap_time(collection, took_ms)
        after = append_answer(collection.connection, shown.card_id, shown.progress, after, answer, took)
    coming_days.load.move(shown.progress, after)
    return after


def cap_time(collection: Collection, took_ms: int) -> int:
    """The milliseconds of an answer as they are logged: 0 up to the configured cap."""
    return max(0, min(took_ms, collection.settings.answer_cap_seconds * 1000))


def reload_shown(collection: Collection, shown: Shown) -> Shown:
    """Load the card again, with the progress that is stored now.

    Raises:
        Problem: The database refused.
    """
    with explain_errors(collection.database):
        card = load_card(collection.connection, shown.card_id, PROGRESS)
    progress = progress_of(card.cached)
    return shown._replace(progress=progress, seed=seed_of(card.key, progress.reps), deck=card.deck)
