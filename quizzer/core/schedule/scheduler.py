"""From one answer to the next due date: steps while learning, FSRS intervals afterwards.

The rules are Anki's (``rslib/src/scheduler/states``: learning.rs, relearning.rs, review.rs, steps.rs), rewritten here;
the tests compare them with the real library. Left out on purpose: Anki's up to 25% of random delay on learning steps,
since a log could not replay it, and the learning steps FSRS invents when none are configured: without steps a card goes
straight to review, for a day at least.

An answer is decided first (state, step and interval, which is what the log keeps) and then replayed as its row of the
log will be, so a card folded from its log is the card that was answered, to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from quizzer.core.log import LogKind
from quizzer.core.quantities import Interval, Seconds
from quizzer.core.schedule.fuzz import Load, choose_day, fuzz_bounds, least_interval_after, round_half_up
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import NEW, Answer, Moment, Progress, Rating, State
from quizzer.core.schedule.replay import CardState, LogValues, replay, replay_answer
from quizzer.core.schedule.settings import Scheduling
from quizzer.core.schedule.study_days import DAY_SECONDS, elapsed_days, weekday_of

Memory = tuple[float, float]
"""Stability in days and difficulty, 1..10."""

Decision = tuple[State, int, Interval]
"""State, step and interval after an answer; the interval in days when positive, in seconds when negative."""

_BELOW = {Rating.EASY: Rating.GOOD, Rating.GOOD: Rating.HARD}
"""The rating below each that passes, if that passes too."""


class Scheduler:
    """Schedules cards by one set of settings; pure, the same arguments give the same progress."""

    def __init__(self, settings: Scheduling, axes: Mapping[str, Scheduling] | None = None) -> None:
        """Take the settings.

        Args:
            settings: For every card whose axis has none of its own.
            axes: Settings of single axes, by axis id.
        """
        self.settings = settings
        self._axes = {axis: Scheduler(own) for axis, own in (axes or {}).items()}

    def of(self, axis: str | None) -> Scheduler:
        """The scheduler for the cards of an axis, given by its id; this one, where the axis has none of its own."""
        return self._axes.get(axis, self) if axis is not None else self

    def parameters_fingerprint(self) -> str:
        """All parameters in one line; it differs when any of them differs."""
        parts = [",".join(map(repr, self.settings.parameters))]
        parts += [f"{axis}={own.parameters_fingerprint()}" for axis, own in sorted(self._axes.items())]
        return ";".join(parts)

    @cached_property
    def model(self) -> MemoryModel:
        """The memory model, made when it is first needed."""
        return MemoryModel(self.settings.parameters)

    def answer(
        self,
        progress: Progress,
        rating: Rating,
        moment: Moment,
        *,
        retention: float,
        seed: int | None,
        load: Load | None = None,
    ) -> Progress:
        """The progress after an answer.

        Args:
            progress: Before the answer.
            rating: The answer.
            moment: When it was given.
            retention: Desired probability of recall when the card comes back, 0 < retention < 1.
            seed: Decides the fuzz; from the card's key and repetitions. None for intervals without fuzz.
            load: Cards already due on the coming days, to even them out; None for no evening out.
        """
        return _Outcomes(self, progress, moment, retention, seed, load).after(rating)

    def previews(
        self, progress: Progress, moment: Moment, *, retention: float, seed: int | None, load: Load | None = None
    ) -> tuple[Progress, Progress, Progress, Progress]:
        """The progress after each of the four ratings, Again first; arguments and results are those of ``answer``."""
        outcomes = _Outcomes(self, progress, moment, retention, seed, load)
        return (
            outcomes.after(Rating.AGAIN),
            outcomes.after(Rating.HARD),
            outcomes.after(Rating.GOOD),
            outcomes.after(Rating.EASY),
        )

    def replay(self, rows: Iterable[LogValues], progress: Progress = NEW) -> CardState:
        """The state of a card by rows of its log; see :func:`quizzer.core.schedule.replay.replay`."""
        return replay(rows, self.model.after, self.settings.leech_threshold, progress)


def build_answer(after: Progress, rating: Rating, moment: Moment) -> Answer:
    """An answer as the log keeps it.

    Args:
        after: The progress the answer led to.
        rating: The answer.
        moment: When it was given.
    """
    return Answer(moment.at, moment.day, rating, after.state, after.step, after.interval)


class _Outcomes:
    """One card at one moment, and its progress after each rating; computes once what the ratings share."""

    def __init__(
        self,
        scheduler: Scheduler,
        progress: Progress,
        moment: Moment,
        retention: float,
        seed: int | None,
        load: Load | None,
    ) -> None:
        self._settings = scheduler.settings
        self._model = scheduler.model
        self._progress = progress
        self._moment = moment
        self._retention = retention
        self._seed = seed
        self._load = load
        self._elapsed = 0 if progress.last_day is None else elapsed_days(progress.last_day, moment.day)
        self._maximum = max(1, scheduler.settings.maximum_interval)
        self._memories: dict[Rating, Memory] = {}
        self._passes: dict[Rating, int] = {}

    def after(self, rating: Rating) -> Progress:
        """The progress after a rating."""
        state, step, interval = self._decide(rating)
        row = (self._moment.at, self._moment.day, LogKind.ANSWER, rating, state, step, interval)
        return replay_answer(row, self._memory(rating), self._settings.leech_threshold, self._progress)

    def _decide(self, rating: Rating) -> Decision:
        match self._progress.state:
            case State.REVIEW if rating is Rating.AGAIN:
                return self._lapse(self._settings.relearning_steps)
            case State.REVIEW:
                return State.REVIEW, 0, self._pass_review(rating)
            case State.RELEARNING:
                return self._take_step(rating, State.RELEARNING, self._settings.relearning_steps)
            case _:
                return self._take_step(rating, State.LEARNING, self._settings.learning_steps)

    def _lapse(self, steps: tuple[Seconds, ...]) -> Decision:
        if steps:
            return State.RELEARNING, 0, self._delay(steps[0])
        return State.REVIEW, 0, min(max(1, round_half_up(self._days(Rating.AGAIN))), self._maximum)

    def _take_step(self, rating: Rating, state: State, steps: tuple[Seconds, ...]) -> Decision:
        step = min(self._progress.step, len(steps) - 1)  # there were more steps when the card came here
        if steps and rating is Rating.AGAIN:
            return state, 0, self._delay(steps[0])
        if steps and rating is Rating.HARD:
            return state, step, self._delay(_hard_delay(steps, step))
        if rating is Rating.GOOD and step + 1 < len(steps):
            return state, step + 1, self._delay(steps[step + 1])
        return State.REVIEW, 0, self._graduate(rating)

    def _delay(self, seconds: Seconds) -> Interval:
        """A step as an interval: a step that ends after the rollover is due on a day, not at an instant."""
        beyond = seconds * 1000 - (self._moment.day_end - self._moment.at)
        return -seconds if beyond < 0 else beyond // (DAY_SECONDS * 1000) + 1

    def _graduate(self, rating: Rating) -> int:
        """Days of a card that leaves its steps; Easy is longer than Good would be."""
        least = self._graduate(Rating.GOOD) + 1 if rating is Rating.EASY else 1
        return self._fuzz(max(1, round_half_up(self._days(rating))), least)

    def _pass_review(self, rating: Rating) -> int:
        """Days of a review that was not forgotten; each rating is longer than the one below it."""
        if rating not in self._passes:
            below = _BELOW.get(rating)
            least = 1 if below is None else self._pass_review(below) + 1
            days = self._days(rating)
            held = least_interval_after(days, self._progress.interval, self._maximum)
            self._passes[rating] = self._fuzz(days, max(least, held))
        return self._passes[rating]

    def _days(self, rating: Rating) -> float:
        """Days until the desired retention is reached, unrounded."""
        return self._model.interval(self._memory(rating)[0], self._retention)

    def _fuzz(self, days: float, least: int) -> int:
        if self._seed is None:
            return min(max(round_half_up(days), least), self._maximum)
        lower, upper = fuzz_bounds(days, least, self._maximum)
        return choose_day(lower, upper, self._seed, self._load, self._shares(lower, upper))

    def _shares(self, lower: int, upper: int) -> Sequence[float]:
        """The share of reviews that each of some days from today is to have, by its weekday."""
        easy = self._settings.easy_days
        return [easy[weekday_of(self._moment.day + ahead)] for ahead in range(lower, upper + 1)] if easy else ()

    def _memory(self, rating: Rating) -> Memory:
        if rating not in self._memories:
            before = self._progress
            self._memories[rating] = self._model.after(before.stability, before.difficulty, self._elapsed, rating)
        return self._memories[rating]


def _hard_delay(steps: tuple[Seconds, ...], step: int) -> Seconds:
    """Seconds of Hard: the same step again; on the first step longer than Again and shorter than Good."""
    if step > 0:
        return steps[step]
    seconds = (steps[0] + steps[1]) // 2 if len(steps) > 1 else min(steps[0] * 3 // 2, steps[0] + DAY_SECONDS)
    return round_half_up(seconds / DAY_SECONDS) * DAY_SECONDS if seconds > DAY_SECONDS else seconds
