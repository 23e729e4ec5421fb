"""Anki's log of reviews as rows of this program's log.

What Anki leaves out when it computes a memory state is left out of the memory here too (``reviews_for_fsrs`` in
``rslib/src/scheduler/fsrs/params.rs``): cramming, and all answers before the last first learning step, before which a
reset is put where Anki has none. One thing has no place in this log: the memory that Anki makes up from the old
algorithm's ease for a card whose first answers are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from quizzer.anki.reading.database import SUSPENDED, AnkiCardRow, AnkiReviewRow
from quizzer.clock import Clock
from quizzer.core.exchange import ANKI, Entry
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import DAY_SECONDS

_LEARN, _REVIEW, _RELEARN, _FILTERED, _MANUAL, _RESCHEDULED = range(6)
_LAST_INSTANT = 4_102_444_800_000  # 2100-01-01: what is said to be later is a damaged row
_MOST_DAYS = 36_500
_MOST_SECONDS = 400 * DAY_SECONDS
_QUARTER = 900_000  # milliseconds; every zone's days begin at a quarter of an hour
_AGAIN, _GOOD = 1, 3
# As plain numbers: making a State of each takes longer than all else.
_NEW, _LEARNING, _IN_REVIEW, _RELEARNING = map(int, (State.NEW, State.LEARNING, State.REVIEW, State.RELEARNING))
_MET = (_LEARNING, _IN_REVIEW, _RELEARNING)
_STATES = dict(zip((_LEARN, _REVIEW, _RELEARN), _MET, strict=True))
_ANSWER = LogKind.ANSWER
_MOST_TAKEN = DAY_SECONDS * 1000
_AT = itemgetter(Entry._fields.index("at"))
_entry = Entry._make


class Days:
    """Study days of instants, and of Anki's day numbers."""

    def __init__(self, clock: Clock, rollover_hour: int, day_0: int, offset: int | None) -> None:
        """Take what days hang on.

        Args:
            day_0: Epoch seconds of the day that Anki counts as 0.
            offset: Minutes behind UTC of the zone in which it began; None for the clock's.
        """
        self._clock = clock
        self._rollover_hour = rollover_hour
        self._known: dict[int, int] = {}
        if not 0 <= day_0 * 1000 < _LAST_INSTANT:
            day_0, offset = 0, 0
        # To Anki it is a date, whatever the hour: sched_timing_today_v2_legacy in rslib/src/scheduler/timing.rs.
        self._day_0 = clock.day_of(day_0 * 1000, 0) if offset is None else (day_0 - offset * 60) // DAY_SECONDS

    def of(self, at: int) -> int:
        """The study day of an instant."""
        quarter = at // _QUARTER
        day = self._known.get(quarter)
        if day is None:
            day = self._known[quarter] = self._clock.day_of(at, self._rollover_hour)
        return day

    def numbered(self, number: int) -> int:
        """The study day of one of Anki's day numbers."""
        return self._day_0 + min(max(number, -_MOST_DAYS), 2 * _MOST_DAYS)


class History:
    """Turns the log of card after card.

    Attributes:
        crammed: Answers left out, because they were given without a schedule.
        impossible: Rows left out, because their time or rating cannot be.
        guessed: Cards whose first answers are missing, so that Anki had to make up a memory for them.
    """

    def __init__(self, days: Days) -> None:
        """Begin with nothing left out."""
        self.crammed = 0
        self.impossible = 0
        self.guessed = 0
        self._days = days

    def entries(self, card: AnkiCardRow, key: str, rows: Sequence[AnkiReviewRow], *, marks: bool = True) -> list[Entry]:
        """The log of one card, in the order of the instants.

        Args:
            rows: Of the card alone, in the order of their ids.
            marks: Take over suspension and flag.
        """
        if not rows and card.type == _NEW and card.queue != SUSPENDED and not card.flag:
            return []  # of a new card there is nothing to say, and a package can have many of them
        return _Card(self, self._days, card, key, self._usable(rows)).entries(marks=marks)

    def _usable(self, rows: Sequence[AnkiReviewRow]) -> list[AnkiReviewRow]:
        usable = []
        for row in rows:
            _, at, ease, _, _, factor, _, kind = row
            if kind == _FILTERED and factor == 0:
                self.crammed += 1
            elif 0 < at < _LAST_INSTANT and (1 <= ease <= 4 or kind in (_MANUAL, _RESCHEDULED)):
                usable.append(row)
            else:
                self.impossible += 1
        return usable


def is_answer(row: AnkiReviewRow) -> bool:
    """Whether the row is an answer, and not a change by hand."""
    return 1 <= row.ease <= 4 and row.kind not in (_MANUAL, _RESCHEDULED)


def is_reset(row: AnkiReviewRow) -> bool:
    """Whether the card was made new again."""
    return row.kind == _MANUAL and row.factor == 0


def first_remembered(rows: Sequence[AnkiReviewRow]) -> int:
    """The place of the first row that Anki computes a memory from; the number of rows when there is none.

    Args:
        rows: Without cramming.
    """
    first_answer = first_learnt = len(rows)
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        if 1 <= row.ease <= 4:
            first_answer = index
            if row.kind == _LEARN:
                first_learnt = index
                continue
        if first_learnt < len(rows) or is_reset(row):
            break
    return first_learnt if first_learnt < len(rows) else first_answer


class _Card:
    """One card on its way from row to row."""

    def __init__(self, history: History, days: Days, card: AnkiCardRow, key: str, rows: list[AnkiReviewRow]) -> None:
        self._history = history
        self._days = days
        self._card = card
        self._key = key
        self._rows = rows
        self._states = list(map(_state_of, rows))
        self._taken: set[int] | None = None
        self._entries: list[Entry] = []
        self._fresh = True
        self._step = 0

    def entries(self, *, marks: bool) -> list[Entry]:
        first = first_remembered(self._rows)
        missing = first == len(self._rows) or self._rows[first].kind != _LEARN
        self._history.guessed += missing and self._card.type in (State.REVIEW, State.RELEARNING)
        for index, row in enumerate(self._rows):
            if index == first and not self._fresh:  # there are answers since the last reset
                self._reset(self._free(row.id - 1, back=True))
            if is_answer(row):
                self._answer(index, row)
            elif is_reset(row):
                self._reset(row.id)
                if row.ivl > 0:
                    self._reschedule(self._free(row.id + 1), self._days.of(row.id) + self._in_days(row.ivl), row.ivl)
            else:
                self._reschedule(row.id, self._days.of(row.id) + self._in_days(row.ivl), row.ivl)
        self._settle()
        if marks:
            self._mark()
        self._entries.sort(key=_AT)
        return self._entries

    def _answer(self, index: int, row: AnkiReviewRow) -> None:
        _, at, ease, ivl, _, _, took, kind = row
        before = _NEW if self._fresh and kind == _LEARN else self._states[index]
        after = self._after(index, row)
        if ivl > 0:
            interval = ivl if ivl < _MOST_DAYS else _MOST_DAYS
        elif after == _IN_REVIEW:
            interval = min(max(-ivl // DAY_SECONDS, 1), _MOST_DAYS)
        else:
            interval = max(ivl, -_MOST_SECONDS) or -60
        if after == _IN_REVIEW:
            self._step = 0
        else:
            step = 0 if before in (_NEW, _IN_REVIEW) or ease == _AGAIN else self._step
            # From a new card, Good leads past the first step.
            self._step = step + (ease == _GOOD and before != _IN_REVIEW)
        if not 0 <= took <= _MOST_TAKEN:
            took = 0 if took < 0 else _MOST_TAKEN
        self._entries.append(
            _entry(
                (self._key, at, self._days.of(at), _ANSWER, ease, before, after, self._step, interval, took, None, ANKI)
            )
        )
        self._fresh = False

    def _after(self, index: int, row: AnkiReviewRow) -> int:
        """The state after an answer, from what follows it where nothing was changed by hand in between."""
        if index + 1 == len(self._rows):
            if self._card.type in _MET:
                return self._card.type
        else:
            following = self._rows[index + 1]
            # A card that begins to be learnt anew was made new without a word in the log.
            if is_answer(following) and not (following.kind == _LEARN and row.kind in (_REVIEW, _RELEARN)):
                return self._states[index + 1]
        if row.ivl > 0:
            return _IN_REVIEW
        return _LEARNING if row.kind == _LEARN else _RELEARNING

    def _in_days(self, interval: int) -> int:
        return min(interval, _MOST_DAYS) if interval > 0 else max(-interval // DAY_SECONDS, 0)

    def _reset(self, at: int) -> None:
        self._entries.append(Entry(self._key, at, self._days.of(at), LogKind.RESET, 0, device=ANKI))
        self._fresh, self._step = True, 0

    def _reschedule(self, at: int, due: int, interval: int) -> None:
        interval = min(max(interval, 1), _MOST_DAYS)
        day = self._days.of(at)
        self._entries.append(
            Entry(self._key, at, day, LogKind.RESCHEDULE, due, state=State.REVIEW, interval=interval, device=ANKI)
        )

    def _settle(self) -> None:
        """End in the state the card has in Anki, even where its log does not lead there."""
        card = self._card
        last = self._entries[-1] if self._entries else None
        if card.type == State.NEW and last is not None and last.kind != LogKind.RESET:
            self._reset(self._now())
        elif card.type == State.REVIEW:
            due, interval = self._days.numbered(card.due), min(max(card.ivl, 1), _MOST_DAYS)
            if last is not None and last.kind == LogKind.RESCHEDULE:
                self._entries[-1] = last._replace(value=due, interval=interval)
            elif last is None or (last.kind, last.state, last.interval, last.day + last.interval) != (
                LogKind.ANSWER, State.REVIEW, interval, due,
            ):  # fmt: skip
                self._reschedule(self._now(), due, interval)

    def _mark(self) -> None:
        for kind, value, wanted in (
            (LogKind.SUSPEND, 0, self._card.queue == SUSPENDED),
            (LogKind.FLAG, self._card.flag, self._card.flag > 0),
        ):
            if wanted:
                at = self._free(self._changed())
                self._entries.append(Entry(self._key, at, self._days.of(at), kind, value, device=ANKI))

    def _changed(self) -> int:
        """The instant at which the card was last changed, to the second."""
        at = self._card.mod * 1000
        return at if 0 < at < _LAST_INSTANT else 1

    def _now(self) -> int:
        """The same, after all rows there are."""
        return self._free(max(self._changed(), self._entries[-1].at + 1 if self._entries else 1))

    def _free(self, at: int, *, back: bool = False) -> int:
        """The instant, or the next one that the card has no row at."""
        if self._taken is None:
            self._taken = {row.id for row in self._rows}
        while at in self._taken:
            at += -1 if back else 1
        self._taken.add(at)
        return at


def _state_of(row: AnkiReviewRow) -> int:
    """The state a card was in when it was answered."""
    kind = row.kind
    if kind == _FILTERED:
        return _IN_REVIEW if row.last_ivl >= 1 else _LEARNING
    return _STATES.get(kind, _RELEARNING)
