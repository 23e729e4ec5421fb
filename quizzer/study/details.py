"""One card with everything there is to say of it: its note, its figures, its history, and recall over time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizzer.core.axes import Axis
from quizzer.core.cards import Face
from quizzer.core.notes import Note
from quizzer.core.progress import NEW, Answer, Progress, Rating, State
from quizzer.store import browse, catalogue
from quizzer.store.database import explained
from quizzer.store.progress import ANSWER, PROGRESS, RESET, progress_of
from quizzer.study.editing import last_face

if TYPE_CHECKING:
    from quizzer.core.scheduling import Scheduler
    from quizzer.study.collection import Collection

What = Literal["answer", "suspend", "unsuspend", "bury", "flag", "reset", "reschedule"]
WHATS: tuple[What, ...] = ("answer", "suspend", "unsuspend", "bury", "flag", "reset", "reschedule")
Point = tuple[float, float]
_STEPS = 24  # points along the curve between two answers
_AHEAD = 7  # days that are shown ahead at least, where the card comes due later


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
    what: What
    value: int
    interval: int
    took: int
    recall: float | None


class Recalled(NamedTuple):
    """Retrievability over time.

    Attributes:
        first: Study day of the first answer.
        today: The study day.
        last: The last day that is shown; later than today.
        past: Points (study day, retrievability), a piece for each time the card was begun.
        ahead: From today on.
        answers: Study day of each answer, and whether it was passed.
    """

    first: int
    today: int
    last: int
    past: tuple[tuple[Point, ...], ...]
    ahead: tuple[Point, ...]
    answers: tuple[tuple[int, bool], ...]


class Details(NamedTuple):
    """One card.

    Attributes:
        path: Its deck file, and ...
        line: ... the line of its note; 0 where it has none.
        events: Its history, the latest last.
        recalled: None before the first answer.
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
    recalled: Recalled | None


def details(collection: Collection, card_id: int) -> Details:
    """Everything about a card.

    Raises:
        Problem: The database cannot be read.
    """
    with explained(collection.paths.database):
        card = catalogue.load_card(collection.connection, card_id, PROGRESS)
        rows = browse.card_log(collection.connection, card_id)
    story = _Story(collection.scheduler.of(card.axis.id))
    events = []
    for at, day, kind, value, state, step, interval, took in rows:
        recall = story.recall_on(day) if kind == ANSWER else None
        if kind == ANSWER:
            story.answered(Answer(at, day, Rating(value), State(state), step, interval))
        elif kind == RESET:
            story.reset(day)
        events.append(Event(collection.clock.local(at), day, WHATS[kind], value, interval, took, recall))
    progress = progress_of(card.cached)
    return Details(
        key=card.key,
        note=card.note,
        face=last_face(card.note, card.part),
        axis=card.axis,
        deck=card.deck,
        path=Path(card.deck_path),
        line=card.note.line,
        progress=progress,
        events=tuple(events),
        recalled=story.recalled(collection.moment().day, progress.due_day),
    )


class _Story:
    """A card's memory from answer to answer."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._progress = NEW
        self._pieces: list[list[Point]] = []
        self._answers: list[tuple[int, bool]] = []

    def recall_on(self, day: float) -> float | None:
        """Retrievability on a study day, by the last answer; fractions of days allowed."""
        stability, last_day = self._progress.stability, self._progress.last_day
        if stability is None or last_day is None:
            return None
        return self._scheduler.model.retrievability(stability, max(0.0, day - last_day))

    def answered(self, answer: Answer) -> None:
        """An answer: the curve comes down to it, and begins anew."""
        if self._progress.last_day is None:
            self._pieces.append([])
        self._pieces[-1] += self._until(answer.day)
        self._progress = self._scheduler.replay(self._progress, answer)
        self._pieces[-1].append((self._progress.last_day or answer.day, 1.0))
        self._answers.append((answer.day, answer.rating is not Rating.AGAIN))

    def reset(self, day: int) -> None:
        """The card is new again: the curve ends."""
        if self._pieces:
            self._pieces[-1] += self._until(day)
        self._progress = NEW

    def _until(self, day: int) -> list[Point]:
        """The curve from the last answer to a day."""
        last_day = self._progress.last_day
        if last_day is None or day <= last_day:
            return []
        days = [last_day + (day - last_day) * step / _STEPS for step in range(1, _STEPS + 1)]
        return [(on, self.recall_on(on) or 0.0) for on in days]

    def recalled(self, today: int, due_day: int | None) -> Recalled | None:
        """The whole curve, and how it goes on until the card is due, as far as there is room for it."""
        if not self._answers:
            return None
        first = self._answers[0][0]
        self._pieces[-1] += self._until(today)  # nothing, where the card was made new again
        ahead = today + max(_AHEAD, (today - first) // 2)
        last = max(today + 1, min(ahead, due_day if due_day is not None else ahead))
        past = tuple(tuple(piece) for piece in self._pieces)
        known = self._progress.last_day is not None
        coming: list[Point] = [(today, self.recall_on(today) or 0.0)] if known else []
        steps = [today + (last - today) * step / _STEPS for step in range(1, _STEPS + 1)] if known else []
        coming += [(on, self.recall_on(on) or 0.0) for on in steps]
        return Recalled(first, today, last, past, tuple(coming), tuple(self._answers))
