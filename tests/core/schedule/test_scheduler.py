"""The schedule: Anki's steps and intervals, and a log that folds back to what was answered."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.core.schedule.fuzz import fuzz_bounds
from quizzer.core.schedule.progress import NEW, Answer, Moment, Progress, Rating, State
from quizzer.core.schedule.replay import marks_leech
from quizzer.core.schedule.scheduler import Scheduler, build_answer
from quizzer.core.schedule.settings import MINUTE, Scheduling
from quizzer.core.schedule.study_days import DAY_SECONDS, weekday_of

AGAIN, HARD, GOOD, EASY = Rating
HOUR = 60 * MINUTE
TODAY = 20_513
NOON = Moment(at=1_772_366_400_000, day=TODAY, day_end=1_772_366_400_000 + 16 * HOUR * 1000)
MATURE = Progress(
    state=State.REVIEW,
    stability=30.0,
    difficulty=5.0,
    interval=30,
    due_day=TODAY,
    last_at=NOON.at - 30 * DAY_SECONDS * 1000,
    last_day=TODAY - 30,
    reps=9,
)
DEFAULT = Scheduler(Scheduling())


def after(progress: Progress, rating: Rating, scheduler: Scheduler = DEFAULT, moment: Moment = NOON) -> Progress:
    """The progress after an answer, without fuzz."""
    return scheduler.answer(progress, rating, moment, retention=0.9, seed=None)


def learning(step: int, state: State = State.LEARNING) -> Progress:
    """A card answered earlier the same day that waits for a step."""
    return MATURE._replace(state=state, step=step, stability=2.0, interval=-60, due_day=None, last_day=TODAY, lapses=1)


# Steps


@pytest.mark.parametrize("state", [State.LEARNING, State.RELEARNING])
@pytest.mark.parametrize(
    ("steps", "step", "rating", "expected"),
    [
        # Again: the first step. Hard: this step, on the first one halfway to the next. Good: the next step.
        ((60, 600, 3600), 0, AGAIN, (0, -60)),
        ((60, 600, 3600), 0, HARD, (0, -330)),
        ((60, 600, 3600), 0, GOOD, (1, -600)),
        ((60, 600, 3600), 2, AGAIN, (0, -60)),
        ((60, 600, 3600), 1, HARD, (1, -600)),
        ((60, 600, 3600), 1, GOOD, (2, -3600)),
        # Hard with a single step: half as long again, but at most a day more.
        ((600,), 0, HARD, (0, -900)),
        ((3 * DAY_SECONDS,), 0, HARD, (0, 4)),
        # Steps that end after the rollover, here in 16 hours, are due on a day.
        ((16 * HOUR - 1,), 0, AGAIN, (0, -16 * HOUR + 1)),
        ((16 * HOUR,), 0, AGAIN, (0, 1)),
        ((40 * HOUR - 1,), 0, AGAIN, (0, 1)),
        ((40 * HOUR,), 0, AGAIN, (0, 2)),
        # Hard between steps of a day and of two is a whole number of days, whatever the hour.
        ((DAY_SECONDS, 2 * DAY_SECONDS), 0, HARD, (0, 2)),
        # There were more steps when the card came here: it is on the last.
        ((60, 600), 5, HARD, (1, -600)),
    ],
)
def test_steps(state: State, steps: tuple[int, ...], step: int, rating: Rating, expected: tuple[int, int]) -> None:
    scheduler = Scheduler(Scheduling(learning_steps=steps, relearning_steps=steps))
    progress = after(learning(step, state), rating, scheduler)
    assert progress.state is state
    assert (progress.step, progress.interval) == expected


def test_a_step_within_the_day_is_due_at_an_instant() -> None:
    progress = after(NEW, GOOD)
    assert (progress.state, progress.step, progress.interval) == (State.LEARNING, 1, -600)
    assert (progress.due_at, progress.due_day) == (NOON.at + 600_000, None)


def test_a_step_over_the_rollover_is_due_on_a_day_and_still_a_step() -> None:
    late = NOON._replace(at=NOON.day_end - 599_999)
    progress = after(NEW, GOOD, moment=late)
    assert (progress.state, progress.step, progress.interval) == (State.LEARNING, 1, 1)
    assert (progress.due_at, progress.due_day) == (None, TODAY + 1)


@pytest.mark.parametrize("state", [State.LEARNING, State.RELEARNING])
def test_good_on_the_last_step_and_easy_on_any_lead_to_review(state: State) -> None:
    for progress in (after(learning(1, state), GOOD), after(learning(0, state), EASY)):
        assert (progress.state, progress.step) == (State.REVIEW, 0)
        assert progress.interval >= 1
        assert (progress.due_at, progress.due_day) == (None, TODAY + progress.interval)


def test_easy_is_longer_than_good_would_be_when_a_card_graduates() -> None:
    weak = learning(1)._replace(stability=0.01)
    assert after(weak, GOOD).interval == 1
    assert after(weak, EASY).interval == 2


@pytest.mark.parametrize("rating", Rating)
def test_without_steps_a_new_card_goes_straight_to_review(rating: Rating) -> None:
    progress = after(NEW, rating, Scheduler(Scheduling(learning_steps=())))
    assert progress.state is State.REVIEW
    assert progress.interval >= 1


# Reviews


def test_a_first_answer_begins_a_memory() -> None:
    progress = after(NEW, GOOD)
    assert (progress.stability, progress.difficulty) == pytest.approx((2.3065, 2.118104))
    assert (progress.reps, progress.lapses, progress.leech) == (1, 0, False)
    assert (progress.last_at, progress.last_day) == (NOON.at, TODAY)


def test_a_forgotten_card_lapses_and_is_learned_again() -> None:
    progress = after(MATURE, AGAIN)
    assert (progress.state, progress.step, progress.interval) == (State.RELEARNING, 0, -600)
    assert (progress.lapses, progress.reps) == (1, 10)
    assert progress.stability is not None
    assert progress.stability < 30


def test_without_relearning_steps_a_forgotten_card_stays_in_review_for_a_day_at_least() -> None:
    scheduler = Scheduler(Scheduling(relearning_steps=()))
    progress = after(MATURE._replace(stability=0.01, last_day=TODAY - 1), AGAIN, scheduler)
    assert (progress.state, progress.interval, progress.lapses) == (State.REVIEW, 1, 1)


def test_again_on_a_step_is_no_lapse() -> None:
    assert after(learning(0, State.RELEARNING), AGAIN).lapses == 1


def test_an_early_review_counts_the_days_that_have_passed() -> None:
    early = MATURE._replace(last_day=TODAY - 3, due_day=TODAY + 27)
    memory = DEFAULT.model.after(30.0, 5.0, 3, GOOD)
    progress = after(early, GOOD)
    assert (progress.stability, progress.difficulty) == memory
    assert progress.due_day == TODAY + progress.interval


def test_less_retention_makes_longer_intervals() -> None:
    intervals = [
        DEFAULT.answer(MATURE, GOOD, NOON, retention=retention, seed=None).interval for retention in (0.95, 0.9, 0.8)
    ]
    assert intervals == sorted(set(intervals))


@settings(deadline=None)
@given(
    st.floats(0.01, 36_500),
    st.floats(1, 10),
    st.integers(0, 3000),
    st.integers(1, 3000),
    st.integers(1, 36_500),
    st.integers(0, 2**64 - 1),
)
def test_hard_good_and_easy_are_in_order_within_the_maximum(
    stability: float, difficulty: float, elapsed: int, interval: int, maximum: int, seed: int
) -> None:
    card = MATURE._replace(stability=stability, difficulty=difficulty, interval=interval, last_day=TODAY - elapsed)
    scheduler = Scheduler(Scheduling(maximum_interval=maximum))
    for progress in (card, card._replace(state=State.LEARNING, step=1)):
        previews = scheduler.previews(progress, NOON, retention=0.9, seed=seed)
        days = [preview.interval for preview in previews if preview.state is State.REVIEW]
        assert all(shorter < longer or longer == maximum for shorter, longer in pairwise(days))
        assert all(1 <= day <= maximum for day in days)


def drawn(progress: Progress, rating: Rating) -> set[int]:
    """Intervals that fuzz leads to, by a thousand seeds."""
    seeds = range(0, 2**64, 2**64 // 1000)
    return {DEFAULT.answer(progress, rating, NOON, retention=0.9, seed=seed).interval for seed in seeds}


def test_fuzz_reaches_its_bounds_but_never_undoes_growth() -> None:
    plain = after(MATURE, HARD).interval
    lower, upper = fuzz_bounds(plain, 1, 36_500)
    assert drawn(MATURE._replace(interval=200), HARD) == set(range(lower, upper + 1))
    assert drawn(MATURE._replace(interval=plain - 1), HARD) == set(range(plain, upper + 1))


def test_a_graduating_interval_is_fuzzed_as_a_whole_number() -> None:
    card = learning(1)._replace(stability=5.25, last_day=TODAY - 1)
    lower, upper = fuzz_bounds(after(card, GOOD).interval, 1, 36_500)
    assert drawn(card, GOOD) == set(range(lower, upper + 1))


def test_load_moves_a_card_to_a_free_day() -> None:
    asked = []

    def load(first: int, last: int) -> list[int]:
        asked.append((first, last))
        return [0 if day == last else 5 for day in range(first, last + 1)]

    young = MATURE._replace(stability=8.0, interval=8, last_day=TODAY - 8)
    progress = DEFAULT.answer(young, HARD, NOON, retention=0.9, seed=1, load=load)
    assert [progress.interval] == [last for _, last in asked]


# Leeches


@pytest.mark.parametrize(
    ("threshold", "marked"),
    [(8, [8, 12, 16, 20]), (5, [5, 8, 11, 14, 17, 20]), (1, list(range(1, 21))), (0, [])],
)
def test_a_leech_is_marked_at_the_threshold_and_every_half_of_it_after(threshold: int, marked: list[int]) -> None:
    assert [lapses for lapses in range(21) if marks_leech(lapses, threshold)] == marked


def test_a_card_becomes_a_leech_with_its_eighth_lapse_and_stays_one() -> None:
    assert not after(MATURE._replace(lapses=6), AGAIN).leech
    assert not after(MATURE._replace(lapses=7), GOOD).leech
    leech = after(MATURE._replace(lapses=7), AGAIN)
    assert (leech.lapses, leech.leech) == (8, True)
    assert after(leech, GOOD).leech


# The log


class Life:
    """Answers to one card by clocks that may be set back and carried abroad, with their log."""

    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self.at = NOON.at
        self.progress = NEW
        self.log: list[Answer] = []
        self.lived: list[Progress] = []

    def answer(self, rating: Rating, gap: int, zone: str, seed: int | None, retention: float) -> None:
        self.at += gap
        moment = FixedClock(self.at, zone).moment(4)
        before = self.progress
        previews = self.scheduler.previews(before, moment, retention=retention, seed=seed, load=self._load)
        self.progress = self.scheduler.answer(before, rating, moment, retention=retention, seed=seed, load=self._load)
        assert self.progress == previews[rating - 1]
        self.log.append(build_answer(self.progress, rating, moment))
        self.lived.append(self.progress)

    def _load(self, first: int, last: int) -> list[int]:
        return [(day * 7919 + len(self.log)) % 5 for day in range(first, last + 1)]


gaps = st.one_of(
    st.integers(-2 * HOUR * 1000, 3 * HOUR * 1000),  # a clock set back, steps within the day
    st.integers(0, 4 * DAY_SECONDS * 1000),
    st.integers(0, 400 * DAY_SECONDS * 1000),
)
answers = st.tuples(
    st.sampled_from(list(Rating)),
    gaps,
    st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland"]),
    st.one_of(st.none(), st.integers(0, 2**64 - 1)),
    st.sampled_from([0.8, 0.9, 0.97]),
)
steps = st.sampled_from([(), (60,), (60, 600), (600, DAY_SECONDS), (3 * DAY_SECONDS,)])


@settings(deadline=None, max_examples=75)
@given(st.lists(answers, max_size=25), steps, steps, st.sampled_from([10, 36_500]))
def test_the_replayed_log_is_the_live_progress_to_the_last_bit(
    given_answers: list[tuple[Rating, int, str, int | None, float]],
    learning_steps: tuple[int, ...],
    relearning_steps: tuple[int, ...],
    maximum: int,
) -> None:
    chosen = Scheduling(
        learning_steps=learning_steps,
        relearning_steps=relearning_steps,
        maximum_interval=maximum,
        leech_threshold=2,
    )
    life = Life(Scheduler(chosen))
    for answer in given_answers:
        life.answer(*answer)

    # What was configured that day is not known when the log is replayed, and need not be.
    replayer = Scheduler(Scheduling(leech_threshold=2))
    replayed, progress = [], NEW
    for logged_answer in life.log:
        progress = replayer.replay([logged_answer.row], progress).progress
        replayed.append(progress)
    assert replayed == life.lived


def test_a_journey_west_or_a_clock_set_back_elapses_no_days_and_loses_none() -> None:
    life = Life(DEFAULT)
    for gap, zone in ((0, "Asia/Tokyo"), (9 * HOUR * 1000, "Asia/Tokyo"), (HOUR * 1000, "America/Los_Angeles")):
        life.answer(GOOD, gap, zone, None, 0.9)
    days = [answer.day for answer in life.log]
    assert days[2] < days[1]
    assert life.progress.last_day == days[1]
    same_day = DEFAULT.model.after(life.lived[1].stability, life.lived[1].difficulty, 0, GOOD)
    assert (life.progress.stability, life.progress.difficulty) == same_day


# Easy days


def test_new_intervals_keep_away_from_an_easy_day_as_far_as_fuzz_allows() -> None:
    sunday = DEFAULT.settings._replace(easy_days=(1, 1, 1, 1, 1, 1, 0))
    for seed in range(40):
        usual = DEFAULT.answer(MATURE, GOOD, NOON, retention=0.9, seed=seed, load=lambda a, b: [0] * (b - a + 1))
        found = Scheduler(sunday).answer(MATURE, GOOD, NOON, retention=0.9, seed=seed)
        assert found.due_day is not None
        assert usual.due_day is not None
        assert weekday_of(found.due_day) != 6
        assert found._replace(interval=0, due_day=None) == usual._replace(interval=0, due_day=None)


def test_an_easy_day_is_kept_where_fuzz_allows_no_other() -> None:
    none = DEFAULT.settings._replace(easy_days=(0, 0, 0, 0, 0, 0, 1))
    first = Scheduler(none).answer(NEW, Rating.EASY, NOON, retention=0.99, seed=7)
    assert first.interval == DEFAULT.answer(NEW, Rating.EASY, NOON, retention=0.99, seed=7).interval
