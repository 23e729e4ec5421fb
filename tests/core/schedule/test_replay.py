"""A log folded at once is the log taken row by row, with the rule of an answer written out."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzer.core.log import CLOCK_AHEAD, JOURNEY, LogKind
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import NEW, Progress, Rating, State
from quizzer.core.schedule.replay import CardState, LogValues, marks_leech, replay
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.core.schedule.study_days import DAY_MILLIS, elapsed_days, last_answer_day

MODEL = MemoryModel(FSRS_6_DEFAULTS)
THRESHOLD = 2
DAY = 20_000

intervals = st.sampled_from([-600, -60, 1, 3, 40])
days = st.integers(DAY - 9, DAY + 9) | st.integers(DAY, DAY + 400)
kinds = st.sampled_from([*[LogKind.ANSWER] * 6, *LogKind, 99])
rows = st.tuples(days, kinds, st.integers(1, 4) | st.sampled_from([0, JOURNEY, CLOCK_AHEAD]), intervals).map(
    lambda row: (
        row[0] * DAY_MILLIS, row[0], int(row[1]), max(1, row[2]) if row[1] == LogKind.ANSWER else row[2],
        1 if row[3] < 0 else 2, 0, max(1, row[3]) if row[1] == LogKind.RESCHEDULE else row[3],
    )
)  # fmt: skip
CLOCK_SET_BACK = [(day * DAY_MILLIS, day, int(LogKind.ANSWER), 3, 2, 0, 4) for day in (DAY, DAY - 2, DAY + 3)]


def answered(before: Progress, row: LogValues) -> Progress:
    """The progress after one answer, value by value."""
    at, day, _, rating, state, step, interval = row
    elapsed = 0 if before.last_day is None else elapsed_days(before.last_day, day)
    stability, difficulty = MODEL.after(before.stability, before.difficulty, elapsed, rating)
    lapses = before.lapses + (before.state is State.REVIEW and rating == Rating.AGAIN)
    counts = before.state is State.REVIEW or before.interval > 0
    return Progress(
        state=State(state),
        step=step,
        stability=stability,
        difficulty=difficulty,
        interval=interval,
        due_at=None if interval > 0 else at - interval * 1000,
        due_day=day + interval if interval > 0 else None,
        last_at=at,
        last_day=last_answer_day(before.last_day, day),
        reps=before.reps + 1,
        lapses=lapses,
        leech=before.leech or (lapses > before.lapses and marks_leech(lapses, THRESHOLD)),
        reviews=before.reviews + counts,
        passes=before.passes + (counts and rating != Rating.AGAIN),
    )


@settings(deadline=None)
@given(st.lists(rows, max_size=30))
@example(
    [(day * DAY_MILLIS, day, int(LogKind.ANSWER), 3, 2, 0, 4) for day in (DAY, DAY - 2, DAY + 3)]
)  # a clock set back
def test_a_log_folded_at_once_is_the_log_taken_row_by_row(log: list[LogValues]) -> None:
    state = CardState()
    for row in log:
        one = replay([row], MODEL.after, THRESHOLD, state.progress)
        if row[2] == LogKind.ANSWER:
            assert one.progress == answered(state.progress, row)
        marked = CardState(one.progress, *state[1:])
        if row[2] in (LogKind.SUSPEND, LogKind.UNSUSPEND):
            marked = marked._replace(suspended=one.suspended)
        elif row[2] == LogKind.FLAG:
            marked = marked._replace(flag=one.flag)
        elif row[2] == LogKind.BURY:
            marked = marked._replace(buried_day=one.buried_day)
        state = marked
    assert replay(log, MODEL.after, THRESHOLD) == state


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (LogKind.SUSPEND, 1, CardState(suspended=True)),
        (LogKind.UNSUSPEND, 0, CardState()),
        (LogKind.BURY, DAY, CardState(buried_day=DAY)),
        (LogKind.BURY, JOURNEY, CardState()),
        (LogKind.FLAG, 3, CardState(flag=3)),
        (LogKind.RESET, 0, CardState()),
        (LogKind.RESCHEDULE, DAY + 4, CardState(Progress(State.REVIEW, interval=4, due_day=DAY + 4))),
        (99, 1, CardState()),
    ],
)
def test_a_mark_changes_its_own_value_and_no_other(kind: int, value: int, expected: CardState) -> None:
    assert replay([(0, DAY, kind, value, 0, 0, 4)], MODEL.after, THRESHOLD) == expected


def test_a_reset_card_is_new_and_learns_from_the_beginning() -> None:
    good = (0, DAY, int(LogKind.ANSWER), int(Rating.GOOD), 2, 0, 3)
    reset = (1, DAY, int(LogKind.RESET), 0, 0, 0, 0)
    assert replay([good, reset], MODEL.after, THRESHOLD).progress == NEW
    once = replay([good], MODEL.after, THRESHOLD)
    assert replay([good, good, reset, good], MODEL.after, THRESHOLD) == once


def test_a_day_that_was_too_late_is_set_right_with_what_follows_from_it() -> None:
    good = (0, DAY + 5, int(LogKind.ANSWER), int(Rating.GOOD), 2, 0, 3)
    for how, last_day in ((JOURNEY, DAY), (CLOCK_AHEAD, DAY - 1)):
        right = (1, DAY, int(LogKind.BURY), how, 2, 0, 0)
        progress = replay([good, right], MODEL.after, THRESHOLD).progress
        assert (progress.last_day, progress.due_day) == (last_day, DAY + 3)
