"""Compute the statistics: every figure of the learner's cards and answers, of all cards or of some."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.notes.cards import face_of
from quizzer.core.schedule.progress import Moment
from quizzer.core.schedule.study_days import streak_until
from quizzer.errors import Problem
from quizzer.store.caches import answer_counts
from quizzer.store.caches.answer_counts import EVER, PICKED, AnswerKind
from quizzer.store.caches.counted_span import CountedSpan, load_span
from quizzer.store.connection import connect, explain_errors
from quizzer.store.due.due_counts import count_waiting_siblings
from quizzer.store.notes.cards import load_card
from quizzer.store.queries import card_statistics as stored
from quizzer.store.scope import Scope
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.due.home import load_coming
from quizzer.study.filters import Filter, scope_of
from quizzer.study.statistics.figures import (
    Buttons,
    CardCounts,
    Day,
    Forecast,
    Four,
    Hour,
    Passes,
    Spread,
    Statistics,
    Streak,
    Trouble,
    TrueRetention,
)

if TYPE_CHECKING:
    from quizzer.core.calibration import Evaluation
    from quizzer.core.exchange import ProgressCallback
    from quizzer.core.schedule.scheduler import Scheduler
    from quizzer.study.collection.collection import Collection

YEAR_DAYS = 7 * 53
FORECAST_DAYS = 365
COMING_DAYS = 30
TROUBLES = 20
PERIODS = (("today", 0, 0), ("yesterday", 1, 1), ("week", 6, 0), ("month", 29, 0), ("year", 364, 0), ("all", None, 0))
"""The periods of true retention: name, and how many days ago the first and the last day lie."""

_YOUNG = (AnswerKind.YOUNG, AnswerKind.LEARNING_YOUNG, AnswerKind.RELEARNING_YOUNG)
_MATURE = (AnswerKind.MATURE, AnswerKind.LEARNING_MATURE, AnswerKind.RELEARNING_MATURE)
_SHOWN = (1, 2, 3, 4, 1, 2, 1, 2) * 2  # field of `Day` that an answer counts for, by kind
_BUTTONS = tuple(  # kinds that the buttons count together, picked or not
    (*kinds, *(PICKED + kind for kind in kinds)) for kinds in ((0, 1, 4, 5, 6, 7), (2,), (3,))
)


def compute_statistics(
    collection: Collection,
    wanted: Filter = Filter(),  # noqa: B008 - frozen
    days: int | None = None,
    progress: ProgressCallback = quiet,
    *,
    calibrate: bool = True,
) -> Statistics:
    """Compute all figures; deck files must be synced.

    The database keeps the counts of the answers before today. While another program holds the collection, nothing is
    written: the stored counts are used as far as they reach, and later answers are counted in the log.

    Args:
        wanted: Only these cards.
        days: Study days of the period, the last one today; None for all.
        progress: Called with the progress of long work, such as counting the whole log after an import.
        calibrate: Whether to compute the calibration, which needs the memory state after every answer ever given.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    scope = scope_of(collection.connection, wanted)
    moment = collection.moment()
    first = None if days is None else moment.day - days + 1
    with explain_errors(collection.paths.database), hold_if_free(collection) as keep, ThreadPoolExecutor(1) as beside:
        # A second thread has SQLite measure the cards while this one counts the answers.
        path, bury = collection.paths.database, collection.settings.scheduling.bury_siblings
        measured = beside.submit(_cards, path, collection.scheduler, moment, bury, scope)
        known = _known(collection, moment.day, progress, keep=keep)
        in_memory = _refresh_memory(collection, progress, keep=keep) if calibrate else _has_memory(collection)
        answers = _Answers(moment.day, first)
        answers.add(answer_counts.count_by_day(collection.connection, known, EVER, scope, in_memory=in_memory))
        since = EVER if first is None else first
        hours = answer_counts.count_by_hour(
            collection.connection, known, since, collection.clock.local, scope, in_memory=in_memory
        )
        coming = stored.count_coming(collection.connection, moment, FORECAST_DAYS, bury=bury, scope=scope)
        worst = load_troubles(collection, scope, first, TROUBLES)
        judged = _calibration(collection, known, scope, first, keep=keep) if calibrate else None
        cards = measured.result()
        everything = wanted == Filter()
        ahead = load_coming(collection, COMING_DAYS) if everything else None
        waits = count_waiting_siblings(collection.connection, moment.day, bury=bury) if everything else 0
    return Statistics(
        day=moment.day,
        filter=wanted,
        period=days,
        cards=_card_counts(cards),
        days=answers.days(),
        year=answers.year(),
        streak=answers.streak(),
        forecast=Forecast(*coming),
        retention=answers.retention(),
        buttons=answers.buttons(),
        hours=tuple(Hour(*hour) for hour in hours),
        intervals=_spread(stored.DAYS, 0, cards.intervals),
        stability=_spread(stored.DAYS, 0, cards.stability),
        difficulty=_spread(stored.DIFFICULTIES, 1, cards.difficulty),
        recall=_spread(stored.RECALLS, 0, cards.recall),
        troubles=worst,
        calibration=judged,
        coming=ahead,
        waiting=waits,
    )


def _cards(path: Path, scheduler: Scheduler, moment: Moment, bury: bool, scope: Scope) -> stored.CardMeasures:
    with closing(connect(path)) as connection:
        return stored.measure_cards(connection, scheduler, moment, bury=bury, scope=scope)


def compute_calibration(
    collection: Collection,
    wanted: Filter = Filter(),  # noqa: B008 - frozen
    days: int | None = None,
    progress: ProgressCallback = quiet,
) -> Evaluation:
    """Compute the calibration alone; arguments and errors are those of :func:`compute_statistics`."""
    scope = scope_of(collection.connection, wanted)
    today = collection.moment().day
    with explain_errors(collection.paths.database), hold_if_free(collection) as keep:
        known = _known(collection, today, progress, keep=keep)
        first = None if days is None else today - days + 1
        _refresh_memory(collection, progress, keep=keep)
        return _calibration(collection, known, scope, first, keep=keep)


@contextmanager
def hold_if_free(collection: Collection) -> Iterator[bool]:
    """Hold the collection unless another program does, so that caches can be written; yields whether it is held."""
    if collection.exclusive:
        yield True
        return
    from quizzer.study.collection import opening

    hold = None
    with suppress(Problem):  # another program has it, or the folder cannot be written to
        hold = opening.hold(collection.paths, collection.clock)
    try:
        yield hold is not None
    finally:
        if hold is not None:
            hold.release()


def _known(collection: Collection, today: int, progress: ProgressCallback, *, keep: bool) -> CountedSpan | None:
    if keep:
        return answer_counts.refresh(collection.connection, today, collection.clock.local, progress)
    return load_span(collection.connection, today, collection.clock.local)


def _refresh_memory(collection: Collection, progress: ProgressCallback, *, keep: bool) -> bool:
    from quizzer.store.caches import review_memory

    review_memory.refresh(collection.connection, collection.scheduler, progress, keep=keep)
    return True


def _has_memory(collection: Collection) -> bool:
    from quizzer.store.caches import review_memory

    return review_memory.is_current(collection.connection, collection.scheduler)


def _calibration(
    collection: Collection,
    known: CountedSpan | None,
    scope: Scope,
    first: int | None,
    *,
    keep: bool,
) -> Evaluation:
    from quizzer.store.caches.calibration import sum_predictions

    sums = sum_predictions(
        collection.connection,
        known,
        collection.scheduler.parameters_fingerprint(),
        first=first,
        scope=scope,
        keep=keep,
    )
    return sums.evaluation()


def load_troubles(collection: Collection, scope: Scope, first: int | None, limit: int) -> tuple[Trouble, ...]:
    """Load the cards most often forgotten, with their questions."""
    found = []
    for missed in stored.load_most_missed(collection.connection, first=first, scope=scope, limit=limit):
        card = load_card(collection.connection, missed.card_id, "card.id")
        question = face_of(card.note, card.part).prompt
        found.append(
            Trouble(missed.card_id, card.key, question, card.axis, missed.lapses, missed.reviews, missed.leech)
        )
    return tuple(found)


def _card_counts(cards: stored.CardMeasures) -> CardCounts:
    new, learning, relearning, young, mature, suspended, buried = cards.sorts
    return CardCounts(new, learning, relearning, young, mature, suspended, buried, cards.leeches)


def _spread(edges: tuple[float, ...], least: float, spread: stored.BinnedFigure) -> Spread:
    return Spread((least, *edges), spread.counts, spread.average)


class _Answers:
    """Sums of the answers, made in one pass over their counts, which come in the order of the days."""

    def __init__(self, today: int, first: int | None) -> None:
        self._today = today
        self._first = EVER if first is None else first
        self._days: list[list[int]] = []
        begins = {EVER, self._first, today + 1, today}
        begins |= {today - since for _, since, _ in PERIODS if since is not None}
        self._begins = sorted(begins)
        self._tables = [[0] * (4 * len(_SHOWN)) for _ in begins]

    def add(self, counts: Iterable[answer_counts.DayCount]) -> None:
        """Add counts of later days."""
        shown, before = _SHOWN, None
        sums: list[int] = []
        table = self._tables[0]
        for day, kind, rating, answers, took in counts:
            if day != before:
                before = day
                sums = [day, 0, 0, 0, 0, 0]
                self._days.append(sums)
                table = self._tables[bisect_right(self._begins, day) - 1]
            sums[shown[kind]] += answers
            sums[5] += took
            table[4 * kind + rating - 1] += answers

    def _between(self, first: int, last: int | None) -> list[int]:
        """Answers by kind and rating between two days; each must be one of those at which a table begins or ends."""
        tables = [
            table
            for begin, table in zip(self._begins, self._tables, strict=True)
            if begin >= first and (last is None or begin <= last)
        ]
        return [sum(counts) for counts in zip(*tables, strict=True)]

    def days(self) -> tuple[Day, ...]:
        """The study days of the period."""
        return tuple(Day._make(sums) for sums in self._days if sums[0] >= self._first)

    def year(self) -> tuple[int, ...]:
        """Answers on each of the last days, today last."""
        totals = {day: sum(kinds) for day, *kinds, _ in self._days if self._today - day < YEAR_DAYS}
        return tuple(totals.get(self._today - ago, 0) for ago in range(YEAR_DAYS - 1, -1, -1))

    def streak(self) -> Streak:
        """The study days in a row, now and at most."""
        active = {day for day, *_ in self._days}
        ends = [day for day in active if day + 1 not in active]
        longest = max((streak_until(day, active.__contains__) for day in ends), default=0)
        return Streak(streak_until(self._today, active.__contains__), longest, len(self._days))

    def retention(self) -> tuple[TrueRetention, ...]:
        """True retention, period by period."""
        found = []
        for name, since, until in PERIODS:
            first = EVER if since is None else self._today - since
            table = self._between(first, None if since is None else self._today - until)
            found.append(TrueRetention(name, _passes(table, _YOUNG), _passes(table, _MATURE)))
        return tuple(found)

    def buttons(self) -> Buttons:
        """Answers by rating."""
        table = self._between(self._first, None)
        learning, young, mature = (
            _four([sum(table[4 * kind + at] for kind in kinds) for at in range(4)]) for kinds in _BUTTONS
        )
        return Buttons(learning, young, mature)


def _passes(table: list[int], kinds: Iterable[int]) -> Passes:
    answers = [_four(table[4 * kind : 4 * kind + 4]) for kind in kinds]
    return Passes(sum(sum(four[1:]) for four in answers), sum(map(sum, answers)))


def _four(counts: list[int]) -> Four:
    again, hard, good, easy = counts
    return again, hard, good, easy
