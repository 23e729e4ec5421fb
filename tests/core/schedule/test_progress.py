"""A card put on a day by hand."""

from __future__ import annotations

from quizzer.core.schedule.progress import Progress, State, reschedule


def test_a_rescheduled_card_is_in_review_on_that_day_with_its_memory() -> None:
    before = Progress(
        State.RELEARNING, step=1, stability=3.0, difficulty=5.0, interval=-600, due_at=9, last_at=7, last_day=1, reps=4
    )
    after = reschedule(before, due_day=12, interval=11)
    assert (after.state, after.step, after.interval, after.due_at, after.due_day) == (State.REVIEW, 0, 11, None, 12)
    assert (after.stability, after.difficulty, after.last_at, after.last_day, after.reps) == (3.0, 5.0, 7, 1, 4)
