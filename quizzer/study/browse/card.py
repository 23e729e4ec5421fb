"""One card in detail: its note, its progress, its history, and its recall over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.log import LOG_KINDS, LogKind
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import Face
from quizzer.core.notes.notes import Note
from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.progress import NEW, Moment, Progress, Rating, State, set_right
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.study_days import DAY_MILLIS, elapsed_days
from quizzer.store.caches.answer_counts import MATURE_DAYS
from quizzer.store.connection import explain_errors
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.store.notes.cards import load_card
from quizzer.store.queries import card_columns
from quizzer.study.decks.editing.edit import last_face
from quizzer.study.mastery.cards import CardAnswer, CardHistory, recall_curve

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

POINTS = 240  # of the curve, about
_MOST_ANSWERS = 10  # that are looked ahead to tell when a card is firm
_AHEAD = 7  # days that are shown ahead at most, or half as many as the card has been known


class Event(NamedTuple):
    """A row of a card's log.

    Attributes:
        when: Local time.
        day: Study day.
        value: The rating, the day buried, the flag, the study day it is due.
        interval: Scheduled then: days when positive, seconds when negative.
        took: Milliseconds on the card.
        recall: Retrievability just before an answer, 0..1; None before the first.
    """

    when: datetime
    day: int
    kind: LogKind
    value: int
    interval: int
    took: int
    recall: float | None


class CardDetails(NamedTuple):
    """One card in detail.

    Attributes:
        path: Its deck file.
        line: The line of its note in that file; 0 where it has none.
        events: Its history, the latest last.
        to_firm: Answers until it is firm, if each is Good and on its day; 0 when it is, None when that is far away or
            it was never answered.
        history: Its answers, and its recall over time: until it is due, or less far where that would leave the past
            little room.
    """

    key: str
    note: Note
    face: Face
    axis: Axis
    deck: str
    path: Path
    line: int
    progress: Progress
    events: tuple[Event, ...]
    history: CardHistory
    to_firm: int | None = None


def load_details(collection: Collection, card_id: int) -> CardDetails:
    """Load a card with its history.

    Raises:
        Problem: The database cannot be read.
    """
    with explain_errors(collection.paths.database):
        card = load_card(collection.connection, card_id, PROGRESS)
        rows = card_columns.load_card_log(collection.connection, card_id)
    moment, progress = collection.moment(), progress_of(card.cached)
    scheduler = collection.scheduler.of(card.axis.id)
    events, reviews, resets = [], [], []
    known = NEW
    for at, day, kind, value, state, step, interval, took in rows:
        recall = None
        if kind == LogKind.ANSWER:
            before, recall = known, _recall_on(scheduler, known, day)
            known = scheduler.replay([(at, day, kind, value, state, step, interval)], known).progress
            assert known.stability is not None
            assert known.difficulty is not None
            memory = (recall, known.stability, known.difficulty)
            reviews.append(CardAnswer(at, day, Rating(value), before.state, interval, took, *memory))
        elif kind == LogKind.RESET:
            known = NEW
            resets.append(at)
        elif kind == LogKind.BURY:
            known = set_right(known, day, value)  # nothing but where a clock was wrong
        events.append(Event(collection.clock.local(at), day, LOG_KINDS[kind], value, interval, took, recall))
    until = _until(reviews, moment.at, moment.at if progress.due_day is None else _due_at(moment, progress.due_day))
    curve = curve_of(scheduler.settings.parameters)
    pieces = recall_curve(tuple(reviews), tuple(resets), curve, until, POINTS)
    return CardDetails(
        key=card.key,
        note=card.note,
        face=last_face(card.note, card.part),
        axis=card.axis,
        deck=card.deck,
        path=Path(card.deck_path),
        line=card.note.line,
        progress=progress,
        events=tuple(events),
        history=CardHistory(card_id, tuple(reviews), tuple(resets), pieces, moment.at, until),
        to_firm=_count_to_firm(scheduler, progress, moment, collection.settings.scheduling.retention_of(card.axis.id)),
    )


def _count_to_firm(scheduler: Scheduler, progress: Progress, moment: Moment, retention: float) -> int | None:
    if progress.stability is None:
        return None
    for answers in range(_MOST_ANSWERS):
        if progress.state is State.REVIEW and progress.interval >= MATURE_DAYS:
            return answers
        later = max(0, (progress.due_day or moment.day) - moment.day)
        at = max(moment.at + later * DAY_MILLIS, progress.due_at or 0)
        moment = Moment(at, moment.day + later, moment.day_end + later * DAY_MILLIS)
        progress = scheduler.answer(progress, Rating.GOOD, moment, retention=retention, seed=None)
    return None


def _recall_on(scheduler: Scheduler, progress: Progress, day: int) -> float | None:
    """Retrievability on a study day, before the card is answered on it."""
    if progress.stability is None or progress.last_day is None:
        return None
    return scheduler.model.retrievability(progress.stability, elapsed_days(progress.last_day, day))


def _due_at(moment: Moment, due_day: int) -> int:
    """Milliseconds at which a study day ends; changes to and from daylight saving are ignored."""
    return moment.day_end + (due_day - moment.day) * DAY_MILLIS


def _until(reviews: Sequence[CardAnswer], now: int, due: int) -> int:
    """Where the curve ends: when the card is due, but not so far ahead that its past becomes too small to read."""
    if not reviews:
        return now
    now = max(now, reviews[-1].at)
    return max(now + DAY_MILLIS, min(due, now + max(_AHEAD * DAY_MILLIS, (now - reviews[0].at) // 2)))
