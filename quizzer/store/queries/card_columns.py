"""All cards at once, as columns in memory: a hundred thousand take less than a second to read."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizzer.core.notes.cards import DELETION, REVERSE
from quizzer.core.notes.kinds import BODIES
from quizzer.core.schedule.forgetting_curve import ForgettingCurve
from quizzer.core.schedule.progress import Moment
from quizzer.core.schedule.study_days import DAY_MILLIS
from quizzer.core.search.columns import CardColumns, fold_for_search
from quizzer.store.log.marks import THESE, ids_of
from quizzer.store.log.replay import KNOWN_KINDS
from quizzer.store.notes.names import load_axes

_STANDING = (
    "state", "interval", "stability", "difficulty", "last_day", "reps", "lapses", "leech", "suspended", "flag",
    "buried_day", "retired",
)  # fmt: skip
_OF_NOTE = ("deck", "axis", "level", "tags", "priority", "kind")
_TAGS, _CONTENT, _KEY = 4, 7, 8
_KIND = '{"kind":"'
_AT_ONCE = 1_000
_COLUMNS = ", ".join(f"c.{name}" for name in _STANDING)
_CARDS = f"""
    SELECT c.id, c.part, c.note_id, c.due, c.last_at, {_COLUMNS}
    FROM card c
    ORDER BY c.note_id, c.position, c.id
"""
_NOTES = """
    SELECT id, key, content, tags, deck_id, axis_id, level, priority
    FROM note
    ORDER BY deck_id, line, id
"""
_AGAIN = f"""
    SELECT c.id, c.due, c.last_at, {_COLUMNS}
    FROM card c
    WHERE c.id IN {THESE}
"""


@dataclass(slots=True)
class CardListing:
    """The cards as the table shows them; each list has an entry for every card, in the order of the deck files.

    Attributes:
        cards: The columns that are searched.
        ids: Row ids.
        parts: The part of its note that each card asks for.
        contents: The content of each card's note, as JSON.
        until: ``due`` as stored: position of a new card, milliseconds of a step's end, or the study day it is due.
        at: The index in the lists of each row id.
        answered: Milliseconds of the last answer; None before the first.
        curves: The forgetting curve of each axis, by its row id.
    """

    cards: CardColumns
    ids: list[int] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    until: list[int] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    answered: list[int | None] = field(default_factory=list)
    curves: Mapping[int, ForgettingCurve] = field(default_factory=dict)

    def ask(self, row: int) -> str:
        """The question as the note has it; for a cloze note the whole text with its marks."""
        body: dict[str, Any] = json.loads(self.contents[row])["body"]
        if self.parts[row] == REVERSE and "reverse" in body:
            body = body["reverse"]
        return str(body["ask"] if "ask" in body else body["text"])


class TextReader:
    """Reads the texts of all notes, at once or a few at a time."""

    def __init__(self, note_ids: list[int], notes: Mapping[int, tuple[Any, ...]]) -> None:
        """Read nothing yet.

        Args:
            note_ids: The note of each card.
            notes: For each note what :func:`_notes` gives.
        """
        self._note_ids = note_ids
        self._notes = notes
        self._left = list(notes)[::-1]
        self._texts: dict[int, str] = {}

    def read(self, most: int) -> bool:
        """Read the texts of some more notes; whether there are more."""
        taken, self._left = self._left[-most:][::-1], self._left[:-most]
        contents = json.loads(f"[{','.join(self._notes[note_id][_CONTENT] for note_id in taken)}]")
        for note_id, content in zip(taken, contents, strict=True):
            tags, key = self._notes[note_id][_TAGS], self._notes[note_id][_KEY]
            more = (content.get("extra", ""), content.get("caveat", ""), key, tags)
            self._texts[note_id] = _text_of(content["kind"], content["body"], more)
        return bool(self._left)

    def __call__(self) -> list[str]:
        """The text of each card."""
        while self.read(_AT_ONCE):
            pass
        return [self._texts[note_id] for note_id in self._note_ids]


def load_listing(connection: sqlite3.Connection, moment: Moment, curves: Mapping[int, ForgettingCurve]) -> CardListing:
    """Read all cards, retired ones included.

    Args:
        connection: To read from.
        moment: Now.
        curves: The forgetting curve of each axis, by its row id.
    """
    axes = load_axes(connection)
    decks = connection.execute("SELECT id, name, path FROM deck ORDER BY id").fetchall()
    cards = CardColumns(
        moment.day,
        axis_names={axis_id: (axis.id, axis.name, axis.label) for axis_id, axis in axes},
        deck_names={deck_id: (name, Path(path).stem) for deck_id, name, path in decks},
    )
    listed = CardListing(cards, curves=curves)
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage, and looking for some would take as long as all the rest
    try:
        _fill(listed, connection, moment)
    finally:
        if collecting:
            gc.enable()
    return listed


def _fill(listed: CardListing, connection: sqlite3.Connection, moment: Moment) -> None:
    cards, notes = listed.cards, _notes(connection)
    rows = connection.execute(_CARDS).fetchall()
    rows.sort(key=lambda row: notes[row[2]][0])
    if not rows:
        return
    listed.ids, listed.parts, note_ids, listed.until, listed.answered, *standing = map(list, zip(*rows, strict=True))
    for name, column in zip(_STANDING, standing, strict=True):
        setattr(cards, name, column)
    of_note = [notes[note_id] for note_id in note_ids]
    _, *columns, listed.contents, _ = map(list, zip(*of_note, strict=True))
    for name, column in zip(_OF_NOTE, columns, strict=True):
        setattr(cards, name, column)
    cards.text = TextReader(note_ids, notes)
    listed.at = {card_id: row for row, card_id in enumerate(listed.ids)}
    cards.due = [_due(*row, moment) for row in zip(cards.state, cards.interval, listed.until, strict=True)]
    memories = zip(cards.axis, cards.stability, listed.answered, strict=True)
    cards.recall = [_recall(listed.curves[axis], held, answered, moment.at) for axis, held, answered in memories]


def _notes(connection: sqlite3.Connection) -> dict[int, tuple[Any, ...]]:
    """For each note id its place among all, the columns of ``_OF_NOTE``, its content and its key."""
    known: dict[int, tuple[Any, ...]] = {}
    one: dict[str, str] = {}  # equal words become one object, which is found sooner and takes its place once
    for note_id, key, content, tags, deck, axis, level, priority in connection.execute(_NOTES):
        kind = _kind_of(content)
        level, tags, kind = (one.setdefault(word, word) for word in (level, tags, kind))
        known[note_id] = (len(known), deck, axis, level, tags, priority, kind, content, key)
    return known


def _kind_of(content: str) -> str:
    """The kind of a note; it comes first in the content, which is not read for it."""
    if content.startswith(_KIND):
        return content[len(_KIND) : content.index('"', len(_KIND))]
    return str(json.loads(content)["kind"])


def reload_cards(connection: sqlite3.Connection, listed: CardListing, card_ids: Iterable[int], moment: Moment) -> None:
    """Read the progress of some cards again; their notes are as they were."""
    cards = listed.cards
    for card_id, until, answered, *standing in connection.execute(_AGAIN, {"ids": ids_of(card_ids)}):
        row = listed.at.get(card_id)
        if row is None:
            continue
        listed.until[row], listed.answered[row] = until, answered
        for name, value in zip(_STANDING, standing, strict=True):
            getattr(cards, name)[row] = value
        cards.due[row] = _due(cards.state[row], cards.interval[row], until, moment)
        cards.recall[row] = _recall(listed.curves[cards.axis[row]], cards.stability[row], answered, moment.at)


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


def _due(state: int, interval: int, until: int, moment: Moment) -> int | None:
    """Days from today; None for a card never answered and never given a day."""
    if not state:
        return None
    return (until - moment.day_end) // DAY_MILLIS + 1 if interval < 0 else until - moment.day


def _recall(curve: ForgettingCurve, stability: float | None, answered: int | None, at: int) -> float | None:
    if stability is None or answered is None:
        return None
    return curve.recall(stability, at - answered)


def _text_of(kind: str, body: dict[str, Any], more: Iterable[str]) -> str:
    """All texts of a note in one, as they are searched; a cloze without its marks."""
    found: list[str] = []
    for value in body.values():
        if isinstance(value, str):
            found.append(value)
        else:
            _gather(value, found)
    if BODIES[kind].has_blanks:
        found[0] = DELETION.sub(lambda deletion: deletion["answer"], found[0])
    return fold_for_search(" ".join([*found, *more]))


def _gather(value: Any, found: list[str]) -> None:
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, str):
            found.append(inner)
        else:
            _gather(inner, found)
