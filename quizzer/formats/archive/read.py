"""Reads an archive line by line, and believes no value unchecked: the file may have been edited by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizzer.clock import Clock
from quizzer.core.exchange import Entry, Incoming, IncomingDeck, Omission, ProgressCallback
from quizzer.core.log_limits import LATEST, LIMITS, VALUES
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.drafts import Rejection
from quizzer.core.notes.notes import LAST_COURSE, Deck, Note, Retirement, Source, split_id
from quizzer.core.schedule.progress import State
from quizzer.deckfile.read.course import name_axis
from quizzer.errors import Problem
from quizzer.formats.archive.lines import JsonLines
from quizzer.formats.archive.names import FORMAT, KIND_NAMES, STATE_NAMES, VERSION
from quizzer.formats.archive.note import UnusableRecord, optional_text, parse_note, parse_rejections, text_of
from quizzer.formats.archive.vocabulary import parse_retired, parse_synonyms
from quizzer.formats.common.clean_text import one_line, unreadable
from quizzer.formats.common.incoming_notes import by_namespace, file_names

LARGEST = 4_000_000_000
"""Bytes of an archive."""

_KINDS = {name: kind for kind, name in KIND_NAMES.items()}
_STATES = {name: int(state) for state, name in STATE_NAMES.items()}
_FILE = re.compile(r"[A-Za-z0-9-]{1,100}\.ya?ml")
_DEVICE = re.compile(r"[0-9a-z-]{0,40}")
MOST_SETTINGS, LONGEST_NAME, LONGEST_SETTING = 200, 200, 100_000


@dataclass(slots=True)
class _ArchivedDeck:
    """A deck while its notes are being read."""

    axes: dict[str, Axis] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    source: Source | None = None
    bundled: bool = False
    rejected: tuple[Rejection, ...] = ()
    course: int = 0
    primer: str = ""
    synonyms: tuple[tuple[str, ...], ...] = ()
    retired: tuple[Retirement, ...] = ()


_DeckKey = tuple[str, str]
"""File and name of a deck. Retired notes of it may be of another namespace than the others."""


def read_archive(path: Path, clock: Clock, rollover_hour: int, progress: ProgressCallback) -> Incoming:  # noqa: ARG001 - as all readers
    """Read an archive; a deck, note or log row that cannot be used is skipped with its line.

    Raises:
        Problem: It is no archive, is broken off, or was written by a newer quizzer.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(f"{path}: the archive is larger than {LARGEST / 1e9:.0f} GB.")
        with path.open("rb") as file:
            reader = _ArchiveReader(path, JsonLines(path, file), progress)
            reader.read()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    return reader.incoming()


class _ArchiveReader:
    def __init__(self, path: Path, lines: JsonLines, progress: ProgressCallback) -> None:
        self._path = path
        self._lines = lines
        self._progress = progress
        self._decks: dict[_DeckKey, _ArchivedDeck] = {}
        self._ids: set[str] = set()
        self._retired: set[str] = set()
        self._entries: list[Entry] = []
        self._skipped: list[Omission] = []
        self._settings: dict[str, str] = {}
        self._cards: dict[str, str] = {}

    def read(self) -> None:
        """Read all of it."""
        lines = iter(self._lines)
        self._check_header(next(lines, ""))
        take = {"setting": self._setting, "deck": self._deck, "note": self._note, "log": self._entry}
        what = {"setting": "Reading decks", "deck": "Reading decks", "note": "Reading notes", "log": "Reading reviews"}
        counts = dict.fromkeys(take, 0)
        for line in lines:
            record = self._lines.value(line)
            kind = record.get("type") if isinstance(record, dict) else None
            if kind == "end":
                break
            try:
                if not isinstance(kind, str) or kind not in take:
                    raise UnusableRecord(_no_type(record))
                take[kind](record)
            except UnusableRecord as error:
                self._skip(record, str(error))
                continue
            if counts[kind] % 1000 == 0:
                self._progress(what[kind], counts[kind], 0)
            counts[kind] += 1
        else:
            self._lines.fail_cut()
        if next(lines, ""):
            self._lines.fail("something stands behind the end")

    def _check_header(self, line: str) -> None:
        if not line:
            raise Problem(f"{self._path}: the file is empty.")
        if FORMAT not in line:
            raise self._stranger()
        header = self._lines.value(line)
        if not isinstance(header, dict) or header.get("format") != FORMAT:
            raise self._stranger()
        version = header.get("version")
        if isinstance(version, int) and version > VERSION:
            raise Problem(f"{self._path}: written by a newer quizzer (version {version}); upgrade quizzer.")
        if version != VERSION:
            raise self._stranger()

    def _stranger(self) -> Problem:
        return Problem(f"{self._path}: this is no archive of quizzer’s; `quizzer export FILE.json` writes one.")

    def _skip(self, record: Any, why: str) -> None:
        line = f"line {self._lines.number}"
        note_id = record.get("id") if isinstance(record, dict) and record.get("type") == "note" else None
        where = f"{note_id} ({line})" if isinstance(note_id, str) and note_id else line
        self._skipped.append(Omission(one_line(where[:200]), why))

    def _setting(self, record: dict[str, Any]) -> None:
        name, value = record.get("name"), record.get("value")
        if not isinstance(name, str) or not isinstance(value, str) or not _is_text(name + value):
            raise UnusableRecord("is a setting without a name and a text")
        if len(name) > LONGEST_NAME or len(value) > LONGEST_SETTING:
            raise UnusableRecord("is a setting that is too long")
        if len(self._settings) >= MOST_SETTINGS:
            raise UnusableRecord(f"is a setting beyond the first {MOST_SETTINGS}")
        self._settings[name] = value

    def _deck(self, record: dict[str, Any]) -> None:
        axes, source = record.get("axes", []), record.get("source")
        if not isinstance(axes, list) or not all(isinstance(axis, dict) for axis in axes):
            raise UnusableRecord("has axes that are no list of id and name")
        archived = _ArchivedDeck(
            bundled=record.get("bundled") is True,
            rejected=parse_rejections(record.get("rejected", [])),
            course=_course(record.get("course", 0)),
            primer=optional_text(record, "primer"),
            synonyms=parse_synonyms(record.get("synonyms", [])),
            retired=parse_retired(record.get("retired", {})),
        )
        for axis in axes:
            known = Axis(text_of(axis, "id"), text_of(axis, "name"))
            known = name_axis(known, optional_text(axis, "short"), optional_text(axis, "spans"))
            archived.axes.setdefault(known.id, known)
        if isinstance(source, dict):
            archived.source = Source(
                text_of(source, "id"), optional_text(source, "title"), optional_text(source, "sha256")
            )
        self._decks.setdefault((text_of(record, "file"), text_of(record, "name")), archived)

    def _note(self, record: dict[str, Any]) -> None:
        note = parse_note(record)
        if note.id in self._ids:
            raise UnusableRecord("is in the file twice")
        archived = self._decks.setdefault((text_of(record, "file"), text_of(record, "deck")), _ArchivedDeck())
        archived.axes.setdefault(note.axis, Axis(note.axis, note.axis))
        archived.notes.append(note)
        self._ids.add(note.id)
        if record.get("retired") is True:
            self._retired.add(note.id)

    def _entry(self, record: dict[str, Any]) -> None:
        kind = _KINDS.get(_word(record, "kind", ""))
        if kind is None:
            raise UnusableRecord(f"is a log row of no known kind: {one_line(repr(record.get('kind'))[:60])}")
        undone = record.get("undone")
        card = text_of(record, "card")
        self._entries.append(
            Entry(
                card=self._cards.setdefault(card, card),  # one text for all rows of a card
                at=_number(record, "at", 0, LATEST),
                day=_number(record, "day", *LIMITS["day"]),
                kind=kind,
                value=_number(record, "value", *VALUES[kind]),
                before=_state(record, "before"),
                state=_state(record, "state"),
                step=_number(record, "step", *LIMITS["step"], 0),
                interval=_number(record, "interval", *LIMITS["interval"], 0),
                took=_number(record, "took", *LIMITS["took"], 0),
                undone=None if undone is None else _number(record, "undone", 0, LATEST),
                device=_device(record),
            )
        )

    def incoming(self) -> Incoming:
        """What was read."""
        files = _files([file for file, _ in self._decks])
        decks = []
        for number, ((_, name), archived) in enumerate(self._decks.items()):
            axes = tuple(archived.axes.values()) or (Axis(name, name),)
            for namespace, notes in by_namespace(archived.notes) or [("", ())]:
                deck = Deck(
                    name, axes, notes, archived.source, namespace, archived.rejected, archived.course, archived.primer,
                    archived.synonyms, tuple(one for one in archived.retired if split_id(one.id)[0] == namespace),
                )  # fmt: skip
                decks.append(IncomingDeck(deck, files[number], archived.bundled))
        self._entries.sort(key=lambda entry: entry.at)
        return Incoming(
            "quizzer archive",
            tuple(decks),
            self._entries,
            tuple(self._skipped),
            settings=tuple(self._settings.items()),
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


def _no_type(record: Any) -> str:
    if not isinstance(record, dict):
        return "is not in braces"
    return f"is of no known type: {one_line(repr(record.get('type'))[:60])}"


def _is_text(text: str) -> bool:
    """Whether the text can be stored: JSON allows halves of surrogate pairs, UTF-8 does not."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _number(record: dict[str, Any], key: str, least: int, most: int, otherwise: int | None = None) -> int:
    value = record.get(key, otherwise)
    if type(value) is not int or not least <= value <= most:  # a bool is an int
        raise UnusableRecord(f"is a log row whose “{key}” is no whole number from {least} to {most}")
    return value


def _course(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= LAST_COURSE:
        raise UnusableRecord(f"is a deck whose “course” is no whole number from 1 to {LAST_COURSE}")
    return value


def _device(record: dict[str, Any]) -> str:
    device = record.get("device", "")
    if not isinstance(device, str) or not _DEVICE.fullmatch(device):
        raise UnusableRecord("is a log row whose “device” is no plain name")
    return device


def _word(record: dict[str, Any], key: str, otherwise: str) -> str:
    value = record.get(key, otherwise)
    return value if isinstance(value, str) else ""


def _state(record: dict[str, Any], key: str) -> int:
    state = _STATES.get(_word(record, key, STATE_NAMES[State.NEW]))
    if state is None:
        raise UnusableRecord(f"is a log row whose “{key}” is no state")
    return state
