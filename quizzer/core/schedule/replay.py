"""A card's log folded into its state: the rules of what each row does, which a live answer follows as well.

Whole logs pass here, so a run of answers keeps its values in local variables: it takes 2 µs an answer, nearly all
of them the memory model's, and more than twice as long with an object for each answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, assert_never

from quizzer.core.log import LOG_KINDS, LogKind
from quizzer.core.quantities import Interval, Millis, StudyDay
from quizzer.core.schedule.progress import NEW, Progress, Rating, State, reschedule, set_right
from quizzer.core.schedule.study_days import last_answer_day

LogValues = tuple[Millis, StudyDay, int, int, int, int, Interval]
"""A row of the log: instant, study day, kind, value, then state, step and interval after it."""

MemoryStep = Callable[[float | None, float | None, int, int], tuple[float, float]]
""":meth:`quizzer.core.schedule.memory_model.MemoryModel.after`."""

_ANSWER, _AGAIN, _REVIEW = int(LogKind.ANSWER), int(Rating.AGAIN), int(State.REVIEW)
_STATES = tuple(State)


class CardState(NamedTuple):
    """A card's state by its log: its progress and the marks set by hand."""

    progress: Progress = NEW
    suspended: bool = False
    flag: int = 0
    buried_day: int = 0


def replay(rows: Iterable[LogValues], after: MemoryStep, leech_threshold: int, progress: Progress = NEW) -> CardState:
    """Fold rows of a card's log: memory from the model, everything else as it was logged.

    Args:
        rows: Those that are not undone, in the order of their instants, then of their devices.
        after: The memory model's step.
        leech_threshold: Lapses at which a card is first marked a leech.
        progress: Before the first of the rows.
    """
    rest, state = iter(rows), CardState(progress)
    while True:
        progress, other = _answer(rest, after, leech_threshold, state.progress)
        state = CardState(progress, *state[1:])
        if other is None:
            return state
        state = _mark(state, other)


def replay_answer(row: LogValues, memory: tuple[float, float], leech_threshold: int, progress: Progress) -> Progress:
    """The progress after one answer, whose memory is known; else as :func:`replay`."""
    return _answer(iter((row,)), lambda *_: memory, leech_threshold, progress)[0]


def _answer(
    rows: Iterator[LogValues], after: MemoryStep, leech_threshold: int, progress: Progress
) -> tuple[Progress, LogValues | None]:
    """The progress after all answers up to the next row of another kind; and that row, None at the end."""
    other = None
    state: int
    (
        state, step, stability, difficulty, interval, due_at, due_day, last_at, last_day, reps, lapses, leech, reviews,
        passes,
    ) = progress  # fmt: skip
    for row in rows:
        at, day, kind, rating, state_after, step_after, interval_after = row
        if kind != _ANSWER:
            other = row
            break
        if state == _REVIEW or interval > 0:
            reviews += 1
            passes += rating != _AGAIN
        if state == _REVIEW and rating == _AGAIN:
            lapses += 1
            leech = leech or marks_leech(lapses, leech_threshold)
        if last_day is None or day < last_day:  # the first, or after a journey west or with a clock set back
            elapsed, last_day = 0, last_answer_day(last_day, day)
        else:
            elapsed, last_day = day - last_day, day
        stability, difficulty = after(stability, difficulty, elapsed, rating)
        state, step, interval, last_at, reps = state_after, step_after, interval_after, at, reps + 1
        due_at, due_day = (None, day + interval) if interval > 0 else (at - interval * 1000, None)
    progress = Progress(
        _STATES[state], step, stability, difficulty, interval, due_at, due_day, last_at, last_day, reps, lapses, leech,
        reviews, passes,
    )  # fmt: skip
    return progress, other


def _mark(state: CardState, row: LogValues) -> CardState:
    """The state of a card after a row that is no answer."""
    _, day, kind, value, _, _, interval = row
    match LOG_KINDS.get(kind):
        case LogKind.SUSPEND:
            return state._replace(suspended=True)
        case LogKind.UNSUSPEND:
            return state._replace(suspended=False)
        case LogKind.BURY:
            return state._replace(buried_day=max(0, value), progress=set_right(state.progress, day, value))
        case LogKind.FLAG:
            return state._replace(flag=value)
        case LogKind.RESET:
            return state._replace(progress=NEW)
        case LogKind.RESCHEDULE:
            return state._replace(progress=reschedule(state.progress, due_day=value, interval=interval))
        case LogKind.ANSWER | None:
            return state  # of another version: its effect is not known here, and the log keeps it
        case unknown:
            assert_never(unknown)


def marks_leech(lapses: int, threshold: int) -> bool:
    """Whether a lapse marks a leech: at the threshold and at every half of it after, halves rounded up.

    Args:
        lapses: Lapses so far, this one included.
        threshold: Lapses at which a card is first marked; 0 for never.
    """
    if threshold <= 0 or lapses < threshold:
        return False
    return (lapses - threshold) % ((threshold + 1) // 2) == 0
