"""Reading an archive: every value is looked at before it is believed, for a file may have been changed by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizzer.clock import Clock
from quizzer.core.exchange import Entry, Incoming, IncomingDeck, Skipped, Tell
from quizzer.core.log import LogKind
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import Deck, Note, Source
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import DAY_SECONDS
from quizzer.errors import Problem
from quizzer.formats.archive.json_stream import JsonStream
from quizzer.formats.archive.note import Unusable, note_of, optional_text, text_of
from quizzer.formats.common.clean_text import one_line, unreadable
from quizzer.formats.common.incoming_notes import file_names

FORMAT = "quizzer archive"
VERSION = 1
KINDS = {kind: kind.name.lower() for kind in LogKind}
STATES = {state: state.name.lower() for state in State}
LARGEST = 4_000_000_000
"""Bytes of an archive."""

_KINDS = {name: kind for kind, name in KINDS.items()}
_STATES = {name: int(state) for state, name in STATES.items()}
_FILE = re.compile(r"[A-Za-z0-9-]{1,100}\.ya?ml")
_MOST_SETTINGS, _LONGEST_SETTING = 200, 100_000
_LATEST = 253_370_764_800_000  # the year 9999 in milliseconds
_LAST_DAY = 2_932_532  # the same in study days
_LONGEST = 36_500 * DAY_SECONDS
_MOST = 1 << 53
_VALUES: Mapping[LogKind, tuple[int, int]] = {
    LogKind.ANSWER: (1, 4),
    LogKind.SUSPEND: (-_MOST, _MOST),
    LogKind.UNSUSPEND: (-_MOST, _MOST),
    LogKind.BURY: (0, _LAST_DAY),
    LogKind.FLAG: (0, 7),
    LogKind.RESET: (-_MOST, _MOST),
    LogKind.RESCHEDULE: (0, _LAST_DAY),
}


@dataclass(slots=True)
class _Holding:
    """A deck of the archive."""

    axes: dict[str, Axis] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    source: Source | None = None
    bundled: bool = False


_Key = tuple[str, str]
"""File and name of a deck."""


def read_archive(path: Path, clock: Clock, rollover_hour: int, tell: Tell) -> Incoming:  # noqa: ARG001 - as all readers
    """Read an archive; a deck, note or log row that cannot be used is skipped with its line.

    Raises:
        Problem: It is no archive, is broken off, or was written by a newer quizzer.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(f"{path}: the archive is larger than {LARGEST / 1e9:.0f} GB.")
        with path.open(encoding="utf-8-sig", newline="") as file:
            reading = _Reading(path, JsonStream(path, file), tell)
            reading.read()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    return reading.incoming()


class _Reading:
    def __init__(self, path: Path, stream: JsonStream, tell: Tell) -> None:
        self._path = path
        self._stream = stream
        self._tell = tell
        self._told: dict[str, Any] = {}
        self._decks: dict[_Key, _Holding] = {}
        self._ids: set[str] = set()
        self._retired: set[str] = set()
        self._entries: list[Entry] = []
        self._skipped: list[Skipped] = []
        self._settings: tuple[tuple[str, str], ...] = ()
        self._cards: dict[str, str] = {}

    def read(self) -> None:
        """Read all of it."""
        mark = self._stream.peek()
        if not mark:
            raise Problem(f"{self._path}: the file is empty.")
        if mark != "{":
            raise self._stranger()
        lists = {"decks": self._deck, "notes": self._note, "log": self._entry}
        for key in self._stream.members():
            if key in lists:
                self._list(key, lists[key])
            elif key == "settings":
                self._settings = _settings_of(self._stream.value())
            else:
                self._told[key] = self._stream.value()
                self._check(key)
        if self._told.get("format") != FORMAT:
            raise self._stranger()

    def _stranger(self) -> Problem:
        return Problem(f"{self._path}: this is no archive of quizzer’s; `quizzer export FILE.json` writes one.")

    def _check(self, key: str) -> None:
        value = self._told[key]
        if key == "format" and value != FORMAT:
            raise self._stranger()
        if key == "version" and value != VERSION:
            if isinstance(value, int) and value > VERSION:
                raise Problem(f"{self._path}: written by a newer quizzer (version {value}); upgrade quizzer.")
            raise self._stranger()

    def _list(self, name: str, take: Callable[[dict[str, Any]], None]) -> None:
        what = {"decks": "Reading decks", "notes": "Reading notes", "log": "Reading reviews"}[name]
        for count, (line, told) in enumerate(self._stream.elements()):
            try:
                if not isinstance(told, dict):
                    raise Unusable("is not in braces")
                take(told)
            except Unusable as error:
                named = told.get("id") if name == "notes" and isinstance(told, dict) else None
                where = f"{named} (line {line})" if isinstance(named, str) and named else f"line {line}"
                self._skipped.append(Skipped(one_line(where[:200]), str(error)))
            if count % 1000 == 0:
                self._tell(what, count, 0)

    def _deck(self, told: dict[str, Any]) -> None:
        axes, source = told.get("axes", []), told.get("source")
        if not isinstance(axes, list) or not all(isinstance(axis, dict) for axis in axes):
            raise Unusable("has axes that are no list of id and name")
        holding = _Holding(bundled=told.get("bundled") is True)
        for axis in axes:
            known = Axis(text_of(axis, "id"), text_of(axis, "name"))
            holding.axes.setdefault(known.id, known)
        if isinstance(source, dict):
            holding.source = Source(
                text_of(source, "id"), optional_text(source, "title"), optional_text(source, "sha256")
            )
        self._decks.setdefault((text_of(told, "file"), text_of(told, "name")), holding)

    def _note(self, told: dict[str, Any]) -> None:
        note = note_of(told)
        if note.id in self._ids:
            raise Unusable("is in the file twice")
        holding = self._decks.setdefault((text_of(told, "file"), text_of(told, "deck")), _Holding())
        holding.axes.setdefault(note.axis, Axis(note.axis, note.axis))
        holding.notes.append(note)
        self._ids.add(note.id)
        if told.get("retired") is True:
            self._retired.add(note.id)

    def _entry(self, told: dict[str, Any]) -> None:
        kind = _KINDS.get(_word(told, "kind", ""))
        if kind is None:
            raise Unusable(f"is a log row of no known kind: {one_line(repr(told.get('kind'))[:60])}")
        undone = told.get("undone")
        card = text_of(told, "card")
        self._entries.append(
            Entry(
                card=self._cards.setdefault(card, card),  # one text for all rows of a card
                at=_number(told, "at", 0, _LATEST),
                day=_number(told, "day", -_LAST_DAY, _LAST_DAY),
                kind=kind,
                value=_number(told, "value", *_VALUES[kind]),
                before=_state(told, "before"),
                state=_state(told, "state"),
                step=_number(told, "step", 0, 10_000, 0),
                interval=_number(told, "interval", -_LONGEST, _LONGEST, 0),
                took=_number(told, "took", -_MOST, _MOST, 0),
                undone=None if undone is None else _number(told, "undone", 0, _LATEST),
            )
        )

    def incoming(self) -> Incoming:
        """What was read."""
        files = _files([file for file, _ in self._decks])
        decks = []
        for number, ((_, name), holding) in enumerate(self._decks.items()):
            axes = tuple(holding.axes.values()) or (Axis(name, name),)
            deck = Deck(name, axes, tuple(holding.notes), holding.source)
            decks.append(IncomingDeck(deck, files[number], holding.bundled))
        self._entries.sort(key=lambda entry: entry.at)
        return Incoming(
            "quizzer archive",
            tuple(decks),
            self._entries,
            tuple(self._skipped),
            settings=self._settings,
            retired=frozenset(self._retired),
        )


def _files(written: list[str]) -> list[str]:
    """Names for the deck files: as they are where they are plain names, no two the same."""
    made = file_names(dict.fromkeys(name.rsplit(".", 1)[0] for name in written if not _FILE.fullmatch(name)))
    names: list[str] = []
    taken: set[str] = set()
    for name in written:
        plain = name if _FILE.fullmatch(name) else made[name.rsplit(".", 1)[0]]
        stem, ending = plain.rsplit(".", 1)
        number = 1
        while plain.lower() in taken:
            number += 1
            plain = f"{stem}-{number}.{ending}"
        taken.add(plain.lower())
        names.append(plain)
    return names


def _settings_of(told: Any) -> tuple[tuple[str, str], ...]:
    """The remembered values, as far as they are texts of a sensible length."""
    if not isinstance(told, dict):
        return ()
    found = [
        (key, value)
        for key, value in told.items()
        if isinstance(value, str) and len(key) <= 200 and len(value) <= _LONGEST_SETTING and _encodable(key + value)
    ]
    return tuple(found[:_MOST_SETTINGS])


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _number(told: dict[str, Any], key: str, least: int, most: int, otherwise: int | None = None) -> int:
    value = told.get(key, otherwise)
    if type(value) is not int or not least <= value <= most:  # a bool is an int
        raise Unusable(f"is a log row whose “{key}” is no whole number from {least} to {most}")
    return value


def _word(told: dict[str, Any], key: str, otherwise: str) -> str:
    value = told.get(key, otherwise)
    return value if isinstance(value, str) else ""


def _state(told: dict[str, Any], key: str) -> int:
    state = _STATES.get(_word(told, key, STATES[State.NEW]))
    if state is None:
        raise Unusable(f"is a log row whose “{key}” is no state")
    return state
