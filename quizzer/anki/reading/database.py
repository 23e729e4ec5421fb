"""Anki's database as plain rows: schema 11 (JSON inside ``col``) and 15 to 18 (tables of their own)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from quizzer.anki.reading.protobuf import inside, integer, message
from quizzer.errors import Problem

SUSPENDED = -1
MOST_CHARACTERS = 4_000_000
"""Characters of all fields of a note together; a longer one is not read."""

_MOST_TAGS = 200_000  # characters of all tags of a note
_MOST_JSON = 50_000_000  # characters of what describes the note types, or the decks
_MOST_CONFIG = 4_000_000  # bytes of the configuration of a note type or template

_NEEDED = {
    "col": ("crt",),
    "notes": ("id", "guid", "mid", "mod", "tags", "flds"),
    "cards": ("id", "nid", "did", "ord", "mod", "type", "queue", "due", "ivl", "odue", "odid", "flags"),
    "revlog": ("id", "cid", "ease", "ivl", "lastIvl", "factor", "time", "type"),
}
_TABLES_OF_NEW = {
    "notetypes": ("id", "name", "config"),
    "fields": ("ntid", "ord", "name"),
    "templates": ("ntid", "ord", "name", "config"),
    "decks": ("id", "name"),
}
_OCCLUSION = 6
_WHOLE = frozenset([int])
_LATER = frozenset(["creationOffset", "rollover", "fsrs"])
_SETTINGS = _LATER | {"schedVer"}


class Template(NamedTuple):
    """A template of a note type."""

    name: str
    front: str
    back: str


class NoteType(NamedTuple):
    """A note type.

    Attributes:
        cloze: Its cards are the deletions of a text.
        occlusion: Its deletions are areas of a picture.
        templates: By their number, from 0.
        css: The style of its cards.
    """

    name: str
    cloze: bool
    occlusion: bool
    fields: tuple[str, ...]
    templates: dict[int, Template]
    css: str = ""


class AnkiNoteRow(NamedTuple):
    """A note.

    Attributes:
        mod: Epoch seconds of its last change.
        length: Characters of its fields together; with more than ``MOST_CHARACTERS``, ``fields`` holds a beginning.
    """

    id: int
    guid: str
    type_id: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    length: int
    mod: int = 0


class AnkiCardRow(NamedTuple):
    """A card.

    Attributes:
        deck: Its deck; for one in a filtered deck, the deck it belongs to.
        ord: Which template or deletion, from 0.
        mod: Epoch seconds.
        type: 0 new, 1 learning, 2 review, 3 relearning.
        due: For a card in review, the day in Anki's count, also when it is in a filtered deck.
    """

    id: int
    note: int
    deck: int
    ord: int
    mod: int
    type: int
    queue: int
    due: int
    ivl: int
    flag: int


class AnkiReviewRow(NamedTuple):
    """A row of the log; ``id`` is the instant in milliseconds, ``kind`` Anki's ``type``."""

    card: int
    id: int
    ease: int
    ivl: int
    last_ivl: int
    factor: int
    took: int
    kind: int


class AnkiDatabase:
    """Anki's database.

    Attributes:
        day_0: Epoch seconds of the day that Anki counts as 0.
        offset: Minutes the zone lay behind UTC in which that day began; None where the file does not say.
        types: Note types by id.
        decks: Names by id, parts joined by ``::``.
        descriptions: Of the decks that have one.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Read what there is little of.

        Raises:
            Problem: A table or column is missing, or what describes the notes is damaged.
        """
        self._path = path
        self._connection = connection
        tables = {
            str(name).lower()
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            if str(sql).lstrip().upper().startswith("CREATE TABLE")
        }
        self._need(_NEEDED, tables)
        row = connection.execute("SELECT crt FROM col LIMIT 1").fetchone()
        if row is None:
            raise Problem(f"{path}: this is no collection of Anki's: its table “col” is empty.")
        self.day_0 = whole(row[0])
        if "notetypes" in tables:
            self._need(_TABLES_OF_NEW, tables)
            self.types, self.decks = self._types_in_tables(), self._decks_in_table()
            self.descriptions = self._descriptions_in_table()
        else:
            self._need({"col": ("models", "decks")}, tables)
            self.types, self.decks = self._types_in_json(), self._decks_in_json()
            self.descriptions = [said(record.get("desc")) for record in _dicts([*self._json("decks").values()])]
        record = self._settings(tables)
        offset = whole(record.get("creationOffset"), 10_000)
        self.offset = offset if abs(offset) <= 24 * 60 else None
        # The later schedulers brought the other settings along.
        self._is_first = whole(record.get("schedVer"), 1) == 1 and not _LATER.intersection(record)

    def _need(self, needed: dict[str, tuple[str, ...]], tables: set[str]) -> None:
        for table, columns in needed.items():
            if table not in tables:
                raise Problem(f"{self._path}: this is no collection of Anki's: it has no table “{table}”.")
            there = {row[1] for row in self._connection.execute(f"PRAGMA table_info({table})")}
            missing = [column for column in columns if column not in there]
            if missing:
                raise Problem(
                    f"{self._path}: the collection is damaged: its table “{table}” has no column “{missing[0]}”; "
                    "let Anki check it (Tools, Check Database) and export it again."
                )

    def _json(self, column: str) -> dict[str, Any]:
        raw, length = self._connection.execute(f"SELECT {column}, length({column}) FROM col LIMIT 1").fetchone()
        try:
            record = json.loads(said(raw)) if whole(length) <= _MOST_JSON else None
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise Problem(
                f"{self._path}: the collection is damaged: “{column}” in its table “col” is not readable; "
                "let Anki check it (Tools, Check Database) and export it again."
            )
        return record

    def _types_in_json(self) -> dict[int, NoteType]:
        types = {}
        for key, record in self._json("models").items():
            if not isinstance(record, dict):
                continue
            fields = sorted(_dicts(record.get("flds")), key=lambda field: whole(field.get("ord")))
            templates = {
                whole(one.get("ord"), index): Template(
                    said(one.get("name")), said(one.get("qfmt")), said(one.get("afmt"))
                )
                for index, one in enumerate(_dicts(record.get("tmpls")))
            }
            types[whole(key)] = NoteType(
                said(record.get("name")),
                whole(record.get("type")) == 1,
                whole(record.get("originalStockKind")) == _OCCLUSION,
                tuple(said(field.get("name")) for field in fields),
                templates,
                said(record.get("css")),
            )
        return types

    def _decks_in_json(self) -> dict[int, str]:
        return {
            whole(key): said(record.get("name"))
            for key, record in self._json("decks").items()
            if isinstance(record, dict)
        }

    def _types_in_tables(self) -> dict[int, NoteType]:
        fields: dict[int, list[tuple[int, str]]] = {}
        for type_id, ord_, name in self._connection.execute("SELECT ntid, ord, name FROM fields"):
            fields.setdefault(whole(type_id), []).append((whole(ord_), said(name)))
        templates: dict[int, dict[int, Template]] = {}
        query = f"SELECT ntid, ord, name, substr(config, 1, {_MOST_CONFIG}) FROM templates"
        for type_id, ord_, name, config in self._connection.execute(query):
            record = message(_bytes(config))
            front, back = (inside(record, number).decode("utf-8", "replace") for number in (1, 2))
            templates.setdefault(whole(type_id), {})[whole(ord_)] = Template(said(name), front, back)
        types = {}
        query = f"SELECT id, name, substr(config, 1, {_MOST_CONFIG}) FROM notetypes"
        for type_id, name, config in self._connection.execute(query):
            record, key = message(_bytes(config)), whole(type_id)
            names = tuple(field for _, field in sorted(fields.get(key, [])))
            cloze, occlusion = integer(record, 1) == 1, integer(record, 9) == _OCCLUSION
            css = inside(record, 3).decode("utf-8", "replace")
            types[key] = NoteType(said(name), cloze, occlusion, names, templates.get(key, {}), css)
        return types

    def _decks_in_table(self) -> dict[int, str]:
        rows = self._connection.execute("SELECT id, name FROM decks")
        return {whole(deck): said(name).replace("\x1f", "::") for deck, name in rows}

    def _descriptions_in_table(self) -> list[str]:
        """The descriptions; a table without the column that holds them has none."""
        if "kind" not in {row[1] for row in self._connection.execute("PRAGMA table_info(decks)")}:
            return []
        rows = self._connection.execute(f"SELECT substr(kind, 1, {_MOST_CONFIG}) FROM decks")
        kinds = (message(inside(message(_bytes(kind)), 1)) for (kind,) in rows)
        return [inside(kind, 4).decode("utf-8", "replace") for kind in kinds]

    def _settings(self, tables: set[str]) -> dict[str, Any]:
        """Those of the collection that matter here; nothing of what cannot be read."""
        try:
            if "config" in tables:
                rows = self._connection.execute("SELECT key, val FROM config").fetchall()
                return {said(key): json.loads(said(value)) for key, value in rows if key in _SETTINGS}
            record = json.loads(said(self._connection.execute("SELECT conf FROM col LIMIT 1").fetchone()[0]))
        except (ValueError, RecursionError, sqlite3.Error):
            return {}
        return record if isinstance(record, dict) else {}

    def notes(self) -> Iterator[AnkiNoteRow]:
        """All notes, the oldest first."""
        held = "CASE WHEN length(flds) <= ? THEN flds ELSE substr(flds, 1, 400) END"
        query = f"SELECT id, guid, mid, substr(tags, 1, {_MOST_TAGS}), {held}, length(flds), mod FROM notes ORDER BY id"
        for id_, guid, type_id, tags, fields, length, mod in self._connection.execute(query, (MOST_CHARACTERS,)):
            split = tuple((fields if type(fields) is str else said(fields)).split("\x1f"))
            words = tuple(said(tags).split()) if tags else ()
            yield AnkiNoteRow(whole(id_), said(guid), whole(type_id), words, split, whole(length), whole(mod))

    def cards(self) -> Iterator[AnkiCardRow]:
        """All cards, by note and number."""
        query = (
            "SELECT id, nid, CASE WHEN odid <> 0 THEN odid ELSE did END, ord, mod, "
            # Before its second scheduler, Anki left a card that was relearnt in review.
            "CASE WHEN type = 2 AND queue IN (1, 3) THEN 3 ELSE type END, queue, "
            "CASE WHEN odue <> 0 AND odid <> 0 THEN odue ELSE due END, ivl, flags & 7 FROM cards ORDER BY nid, ord, id"
        )
        for row in self._connection.execute(query):
            yield AnkiCardRow._make(row if _WHOLE.issuperset(map(type, row)) else map(whole, row))

    def reviews(self) -> Iterator[AnkiReviewRow]:
        """The log of the cards that are there, card by card, each in the order of its instants.

        Anki's first scheduler had three ratings while learning: Again, Good and Easy; they are given as today's four.
        """
        ease = "CASE WHEN type IN (0, 2) AND ease IN (2, 3) THEN ease + 1 ELSE ease END" if self._is_first else "ease"
        columns = ("cid", "id", ease, *_NEEDED["revlog"][3:])  # of a damaged file even an id may be none
        numbers = (f"coalesce(CAST({column} AS INTEGER), 0)" for column in columns)
        query = f"SELECT {', '.join(numbers)} FROM revlog WHERE cid IN (SELECT id FROM cards) ORDER BY 1, 2"
        return map(AnkiReviewRow._make, self._connection.execute(query))

    def orphan_count(self) -> int:
        """Answers in the log to cards that are no longer there."""
        query = "SELECT count(*) FROM revlog WHERE ease BETWEEN 1 AND 4 AND cid NOT IN (SELECT id FROM cards)"
        return int(self._connection.execute(query).fetchone()[0])

    def review_count(self) -> int:
        """Rows in the log."""
        return int(self._connection.execute("SELECT count(*) FROM revlog").fetchone()[0])


def whole(value: object, otherwise: int = 0) -> int:
    """A value as a whole number, whatever its type."""
    if type(value) is int:
        return value
    try:
        number = int(float(value)) if isinstance(value, (int, float, str)) else otherwise
    except (ValueError, OverflowError):
        return otherwise
    return number if abs(number) < 1 << 53 else otherwise


def said(value: object) -> str:
    """The text in a column, whatever the column holds."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else said(value).encode("utf-8", "replace")


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
