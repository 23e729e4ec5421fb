"""All cards as columns, each read when it is first looked at: a table of a hundred thousand opens at once."""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, MutableSequence
from math import nan
from pathlib import Path
from typing import Any, NamedTuple

from quizzer.core.notes.cards import REVERSE
from quizzer.core.schedule.forgetting_curve import ForgettingCurve
from quizzer.core.schedule.progress import Moment, State
from quizzer.core.schedule.study_days import DAY_MILLIS
from quizzer.core.search.columns import CardColumns
from quizzer.garbage import no_search_for_cycles
from quizzer.store.log.marks import THESE, ids_of
from quizzer.store.log.replay import KNOWN_KINDS
from quizzer.store.notes.names import load_axes
from quizzer.store.queries.card_texts import TextReader

_KIND = '{"kind":"'
_ORDER = """
    SELECT c.id, c.note_id, c.retired
    FROM note n
    JOIN card c ON c.note_id = n.id
    ORDER BY n.deck_id, n.line, n.id, c.position, c.id
"""
_SHOWN = """
    SELECT
        c.part, n.content, n.level, n.axis_id, n.deck_id, c.state, c.interval, c.due, c.last_at, c.stability,
        c.difficulty, c.reps, c.lapses, c.flag, c.leech, c.suspended, c.buried_day, c.retired
    FROM card c
    JOIN note n ON n.id = c.note_id
    WHERE c.id = ?
"""
_DUE_TODAY = (
    f"c.state <> {State.NEW:d} AND c.due < CASE WHEN c.interval < 0 THEN :day_end ELSE :day + 1 END"
    " AND c.buried_day <> :day AND NOT c.suspended AND NOT c.retired"
)
_NUMBERS = {
    "axis": "c.axis_id", "deck": "n.deck_id", "priority": "n.priority", "state": "c.state", "interval": "c.interval",
    "until": "c.due", "reps": "c.reps", "lapses": "c.lapses", "leech": "c.leech", "suspended": "c.suspended",
    "flag": "c.flag", "buried_day": "c.buried_day", "retired": "c.retired", "due_today": _DUE_TODAY,
}  # fmt: skip
_MAY_BE_MISSING = {
    "stability": "c.stability", "difficulty": "c.difficulty", "last_day": "c.last_day",
    "due": "c.state, c.interval, c.due", "recall": "c.axis_id, c.stability, c.last_at",
}  # fmt: skip
_WORDS = {"level": "c.level", "tags": "n.tags", "kind": "n.content"}


class ShownCard(NamedTuple):
    """What a line of the table shows of a card; the names are those of :class:`CardColumns`.

    Attributes:
        part: The part of its note that it asks for.
        content: The content of its note, as JSON.
        until: ``due`` as stored: position of a new card, milliseconds of a step's end, or the study day it is due.
        answered: Milliseconds of the last answer; None before the first.
    """

    part: str
    content: str
    level: str
    axis: int
    deck: int
    state: int
    interval: int
    until: int
    answered: int | None
    stability: float | None
    difficulty: float | None
    reps: int
    lapses: int
    flag: int
    leech: int
    suspended: int
    buried_day: int
    retired: int


class CardListing(CardColumns):
    """The cards of a store, in the order of the deck files; a column is read when it is first looked at.

    Attributes:
        ids: The row id of each card.
        awake: The number of cards that are not retired.
        moment: When they were read.
        until: ``due`` as stored, see :class:`ShownCard`.
    """

    __slots__ = ("_by_id", "_connection", "_curves", "_note_ids", "awake", "ids", "moment", "until")
    until: MutableSequence[int]

    def __init__(self, connection: sqlite3.Connection, moment: Moment, curves: Mapping[int, ForgettingCurve]) -> None:
        """Read which cards there are, retired ones included.

        Args:
            connection: To read from, also later.
            moment: Now.
            curves: The forgetting curve of each axis, by its row id.
        """
        self._connection, self.moment, self._curves = connection, moment, curves
        decks = connection.execute("SELECT id, name, path FROM deck ORDER BY id").fetchall()
        self.day = moment.day
        self.axis_names = {axis_id: (axis.id, axis.name, axis.label) for axis_id, axis in load_axes(connection)}
        self.deck_names = {deck_id: (name, Path(path).stem) for deck_id, name, path in decks}
        self.ids, self._note_ids, self.awake = array("q"), array("q"), 0
        with no_search_for_cycles():
            for card_id, note_id, retired in connection.execute(_ORDER):
                self.ids.append(card_id)
                self._note_ids.append(note_id)
                self.awake += not retired
            self._by_id = array("I", sorted(range(len(self.ids)), key=self.ids.__getitem__))
        self.text = TextReader(connection, self._note_ids)

    def __len__(self) -> int:
        """How many cards there are."""
        return len(self.ids)

    def __getattr__(self, name: str) -> Any:
        """Read a column that was not looked at before."""
        with no_search_for_cycles():
            column = self._read(name)
        setattr(self, name, column)
        return column

    def _read(self, name: str) -> Any:
        if name in _NUMBERS:
            source = _NUMBERS[name]
            values = self._in_order(self._select(name, source, f"WHERE ({source}) <> 0"), 0)
            try:
                return bytearray(values)
            except ValueError:
                return array("q", values)
        if name in _MAY_BE_MISSING:
            return array("d", self._in_order(self._select(name, _MAY_BE_MISSING[name]), nan))
        if name not in _WORDS:
            raise AttributeError(name)
        one: dict[str, str] = {}  # equal words become one object, which is found sooner and takes its place once
        return [one.setdefault(word, word) for word in self._in_order(self._select(name, _WORDS[name]), "")]

    def _select(
        self, name: str, source: str, where: str = "", args: Mapping[str, Any] | None = None
    ) -> Iterable[tuple[int, Any]]:
        """Row id of cards, and their value in a column that is read from a source, by row id."""
        join = "JOIN note n ON n.id = c.note_id" if source.startswith("n.") else ""
        moment, curves = self.moment, self._curves
        rows = self._connection.execute(
            f"SELECT c.id, {source} FROM card c {join} {where} ORDER BY c.id",
            {"day": moment.day, "day_end": moment.day_end, **(args or {})},
        )
        match name:
            case "due":
                return ((card_id, due_in(state, interval, due, moment)) for card_id, state, interval, due in rows)
            case "recall":
                return ((row[0], _recall(curves[row[1]], row[2], row[3], moment.at)) for row in rows)
            case "kind":
                return ((card_id, _kind_of(content)) for card_id, content in rows)
            case _:
                return rows

    def _in_order(self, values: Iterable[tuple[int, Any]], missing: Any) -> list[Any]:
        """Values by row id, in the order of the rows; those of cards that were added since are left out."""
        found = [missing] * len(self.ids)
        ids, rows = self.ids, iter(self._by_id)
        row = next(rows, None)
        for card_id, value in values:
            while row is not None and ids[row] < card_id:
                row = next(rows, None)
            if row is None:
                break
            if ids[row] == card_id and value is not None:
                found[row] = value
        return found

    def map_contents(self, value: Callable[[str, str], str]) -> list[str]:
        """What a function makes of the part and of the content as JSON of each card, in the order of the rows."""
        rows = self._connection.execute(
            "SELECT c.id, c.part, n.content FROM card c JOIN note n ON n.id = c.note_id ORDER BY c.id"
        )
        with no_search_for_cycles():
            return self._in_order(((card_id, value(part, content)) for card_id, part, content in rows), "")

    def row_of(self, card_id: int) -> int | None:
        """The row of a card; None when it is not in the table."""
        at = bisect_left(self._by_id, card_id, key=self.ids.__getitem__)
        row = self._by_id[at] if at < len(self._by_id) else None
        return row if row is not None and self.ids[row] == card_id else None

    def shown(self, row: int) -> ShownCard:
        """What the table shows of a card."""
        return ShownCard(*self._connection.execute(_SHOWN, (self.ids[row],)).fetchone())

    def recall_of(self, card: ShownCard) -> float | None:
        """Retrievability of a card when the table was read; None before the first answer."""
        return _recall(self._curves[card.axis], card.stability, card.answered, self.moment.at)

    def reload(self, card_ids: Iterable[int], moment: Moment) -> None:
        """Read the progress of some cards again, in the columns that were read; their notes are as they were."""
        self.moment = moment
        known = [(card_id, row) for card_id in card_ids if (row := self.row_of(card_id)) is not None]
        rows, args = dict(known), {"ids": ids_of(card_id for card_id, _ in known)}
        for name, value in (*_NUMBERS.items(), *_MAY_BE_MISSING.items()):
            if value.startswith("c.") and self._was_read(name):
                for card_id, number in self._select(name, value, f"WHERE c.id IN {THESE}", args):
                    self._put(name, rows[card_id], number)

    def _was_read(self, name: str) -> bool:
        try:
            object.__getattribute__(self, name)
        except AttributeError:
            return False
        return True

    def _put(self, name: str, row: int, number: float | None) -> None:
        column = getattr(self, name)
        try:
            column[row] = nan if number is None else number
        except ValueError:  # more than a byte holds
            column = array("q", list(column))
            column[row] = number
            setattr(self, name, column)


def load_card_log(connection: sqlite3.Connection, card_id: int) -> list[tuple[int, ...]]:
    """The rows of a card that count, in their order: at, day, kind, value, state, step, interval, took."""
    return connection.execute(
        f"""
        SELECT at, day, kind, value, state, step, interval, took
        FROM log
        WHERE card_id = :card
            AND undone IS NULL
            AND kind IN {KNOWN_KINDS}
        ORDER BY at, device
        """,
        {"card": card_id},
    ).fetchall()


def read_question(part: str, content: str) -> tuple[str, str]:
    """The kind of a note, and its question as the note has it; for a cloze note the whole text with its marks."""
    note: dict[str, Any] = json.loads(content)
    body = note["body"]
    if part == REVERSE and "reverse" in body:
        body = body["reverse"]
    return note["kind"], body["ask"] if "ask" in body else body["text"]


def due_in(state: int, interval: int, until: int, moment: Moment) -> int | None:
    """Days from today; None for a card never answered and never given a day."""
    if not state:
        return None
    return (until - moment.day_end) // DAY_MILLIS + 1 if interval < 0 else until - moment.day


def _recall(curve: ForgettingCurve, stability: float | None, answered: int | None, at: int) -> float | None:
    if stability is None or answered is None:
        return None
    return curve.recall(stability, at - answered)


def _kind_of(content: str) -> str:
    """The kind of a note; it comes first in the content, which is not read for it."""
    if content.startswith(_KIND):
        return content[len(_KIND) : content.index('"', len(_KIND))]
    return str(json.loads(content)["kind"])
