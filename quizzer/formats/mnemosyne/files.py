"""The three files of Mnemosyne, as facts, cards and repetitions.

An export for sharing is a zip with ``cards.xml`` (a log of what was added) and ``METADATA``; a collection is a SQLite
database (Mnemosyne 2, version 4 of its schema); Mnemosyne 1 exported XML of its own. Times are epoch seconds; the next
repetition is midnight UTC of the day it falls on.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from quizzer.core.schedule.study_days import DAY_SECONDS
from quizzer.deckfile.read.fields import LONGEST_TEXT
from quizzer.errors import Problem
from quizzer.formats.common.clean_text import one_line, too_long, unreadable
from quizzer.formats.mnemosyne.xml import Element, elements

CARDS = "cards.xml"
METADATA = "METADATA"
UNTAGGED = "__UNTAGGED__"
_TABLES = ("facts", "data_for_fact", "cards", "tags", "tags_for_card", "log")
_REPETITION, _CARD, _TAG, _MEDIA, _FACT = "9", "6", "10", "13", "16"
_INDEX = re.compile(r"'index':\s*([0-9]{1,4})\b")
_LARGEST_DATABASE = 2_000_000_000


class Repetition(NamedTuple):
    """An answer.

    Attributes:
        at: Epoch seconds.
        grade: 0..5.
        next_at: Midnight UTC of the day it was to be repeated; about ``at`` after a grade below 2.
        took: Seconds.
    """

    at: int
    grade: int
    next_at: int
    took: int = 0


class Card(NamedTuple):
    """A card.

    Attributes:
        view: Which side of its type it is, such as ``3.2``.
        place: Which deletion of a cloze, from 0.
        last: Its last repetition, as the card itself records it; None while it is new.
    """

    id: str
    type: str
    view: str
    place: int
    last: Repetition | None


@dataclass(slots=True)
class Fact:
    """What a note is in Mnemosyne.

    Attributes:
        id: Empty where the file gives none.
        fields: HTML by key, in the order of the file.
        fault: Why it cannot be used, as the end of a sentence.
    """

    id: str
    fields: dict[str, str] = field(default_factory=dict)
    cards: list[Card] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    fault: str = ""


@dataclass(slots=True)
class MnemosyneData:
    """All that a file holds.

    Attributes:
        name: What the cards are called; empty where the file does not say.
        repetitions: By card id, in the order of their instants.
        media: Names of files that came along.
    """

    name: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    repetitions: dict[str, list[Repetition]] = field(default_factory=dict)
    media: list[str] = field(default_factory=list)


def read_export(path: Path) -> MnemosyneData:
    """Read an export for sharing; of its members only the two that are known are opened.

    Raises:
        Problem: It is no such export, or damaged.
    """
    source = MnemosyneData()
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if CARDS not in names:
                raise Problem(f"{path}: this is no export of Mnemosyne's; it holds no {CARDS}.")
            if METADATA in names:
                with archive.open(METADATA) as file:
                    source.name = _card_set(file.read(65_536).decode("utf-8", "replace"))
            with archive.open(CARDS) as file:
                _take_log(elements(path, file), source)
            source.media += (one_line(name) for name in names if name not in (CARDS, METADATA))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Problem(f"{path}: the export is damaged or not complete ({one_line(str(error))}).") from None
    except OSError as error:
        raise unreadable(path, error) from None
    return source


def _card_set(metadata: str) -> str:
    for line in metadata.splitlines():
        key, _, value = line.partition(":")
        if key == "card_set_name":
            return value.strip()
    return ""


def read_xml(path: Path) -> MnemosyneData:
    """Read the XML of Mnemosyne 1, or a ``cards.xml`` that was taken out of its export.

    Raises:
        Problem: It is neither, or damaged.
    """
    source = MnemosyneData()
    try:
        with path.open("rb") as file:
            rows = elements(path, file)
            root = next(rows, None)
            if root is not None and root.tag == "openSM2sync":
                _take_log(rows, source)
            elif root is not None and root.tag == "mnemosyne":
                _take_items(rows, source, whole(root.attributes.get("time_of_start")))
            else:
                raise Problem(f"{path}: this XML does not come from Mnemosyne.")
    except OSError as error:
        raise unreadable(path, error) from None
    return source


def _take_log(rows: Iterator[Element], source: MnemosyneData) -> None:
    tags: dict[str, str] = {}
    for _, row, children in rows:
        kind, row_id = row.get("type"), row.get("o_id", "")
        if kind == _TAG:
            tags[row_id] = children.get("name", "")
        elif kind == _MEDIA:
            source.media.append(one_line(children.get("fname", "")))
        elif kind == _FACT and row_id:
            # Keys that are numbers are no XML names, so three underscores are put before them.
            fields = {key.removeprefix("___"): text for key, text in children.items() if key != "extra"}
            source.facts[row_id] = Fact(row_id, fields, fault=too_long(max(map(len, fields.values()), default=0)))
        elif kind == _CARD and (fact := source.facts.get(row.get("fact", ""))) is not None:
            last = _last(row.get("gr"), row.get("l_rp"), row.get("n_rp"))
            fact.cards.append(
                Card(row_id, row.get("card_t", ""), row.get("fact_v", ""), _index(children.get("extra", "")), last)
            )
            fact.tags.update((tags.get(tag, ""), None) for tag in row.get("tags", "").split(","))


def _take_items(rows: Iterator[Element], source: MnemosyneData, start: int) -> None:
    """Items of Mnemosyne 1: of two with the ids ``x`` and ``x.inv`` (or ``x.tr.1``) the second is the other side."""
    items = {}
    for number, row in enumerate(rows):
        if row.tag == "item":
            items[row.attributes.get("id") or f"\0{number}"] = row
    for card_id, row in items.items():
        stem = card_id.removesuffix(".inv").removesuffix(".tr.1")
        if stem != card_id and stem in items:
            continue
        ask, answer = row.children.get("Q", ""), row.children.get("A", "")
        kind, other = ("2", ".inv") if f"{card_id}.inv" in items else ("3", ".tr.1")
        if card_id + other not in items:
            kind, other = "1", ""
        elif "answerbox: overlay" in ask:
            kind = "4"
        fields = {"f": ask, "b": answer}
        if kind == "3":
            spoken, line_break, meaning = answer.partition("\n")
            fields = {"f": ask, "p_1": spoken, "m_1": meaning} if line_break else {"f": ask, "m_1": answer}
        fact = Fact("" if card_id.startswith("\0") else card_id, fields, fault=too_long(max(len(ask), len(answer))))
        fact.tags[row.children.get("cat", "")] = None
        sides = [(card_id, f"{kind}.1")] + ([(card_id + other, f"{kind}.2")] if other else [])
        fact.cards += (Card(card, kind, view, 0, _item_last(items[card], start)) for card, view in sides)
        source.facts[card_id] = fact


def _item_last(item: Element, start: int) -> Repetition | None:
    """The last repetition of an item; times are whole days since ``start``, so it is put at the middle of its day."""
    attributes = item.attributes
    if start <= 0 or attributes.get("u") == "1" or "gr" not in attributes:
        return None
    last, following = (start + DAY_SECONDS // 2 + whole(attributes.get(key)) * DAY_SECONDS for key in ("l_rp", "n_rp"))
    return _last(attributes["gr"], str(last), str(following - following % DAY_SECONDS))


def _last(grade: object, at: object, next_at: object) -> Repetition | None:
    """The last repetition that a card records; None when there was none."""
    if not 0 <= whole(grade, -1) <= 5 or whole(at) <= 0:
        return None
    return Repetition(whole(at), whole(grade), whole(next_at))


def _index(extra: str) -> int:
    found = _INDEX.search(extra)
    return int(found[1]) if found else 0


def whole(value: object, otherwise: int = 0) -> int:
    """A value as a whole number, whatever its type."""
    try:
        number = int(float(value)) if isinstance(value, (int, float, str)) else otherwise
    except (ValueError, OverflowError):
        return otherwise
    return number if abs(number) < 1 << 53 else otherwise


def read_database(path: Path) -> MnemosyneData:
    """Read a collection; a copy is opened, so that the file stays as it is even when its program was not shut down.

    Raises:
        Problem: It is no collection of Mnemosyne's, or damaged.
    """
    source = MnemosyneData()
    try:
        with _copied(path) as copy, closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if missing := [table for table in _TABLES if table not in there]:
                raise Problem(f"{path}: this is no database of Mnemosyne's; it has no table “{missing[0]}”.")
            _take_tables(connection, source)
    except (sqlite3.Error, OverflowError) as error:
        raise Problem(f"{path}: the database is damaged or of another kind ({one_line(str(error))}).") from None
    except OSError as error:
        raise unreadable(path, error) from None
    return source


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    if path.stat().st_size > _LARGEST_DATABASE:
        raise Problem(f"{path}: the database is larger than {_LARGEST_DATABASE / 1e9:.0f} GB.")
    with tempfile.TemporaryDirectory(prefix="quizzer-") as folder:
        copy = Path(folder, "copy.db")
        for side in ("", "-journal", "-wal"):
            beside = path.with_name(path.name + side)
            if beside.is_file():
                shutil.copyfile(beside, copy.with_name(copy.name + side))
        yield copy


def _take_tables(connection: sqlite3.Connection, source: MnemosyneData) -> None:
    facts = {key: Fact(_said(fact_id)) for key, fact_id in connection.execute("SELECT _id, id FROM facts ORDER BY _id")}
    data = connection.execute(
        "SELECT _fact_id, key, CASE WHEN length(value) <= ? THEN value END, length(value) "
        "FROM data_for_fact ORDER BY rowid",
        (LONGEST_TEXT,),
    )
    for key, name, value, length in data:
        if key in facts:
            facts[key].fields[_said(name)] = _said(value)
            facts[key].fault = facts[key].fault or too_long(length or 0)
    cards = connection.execute(
        "SELECT _id, id, card_type_id, _fact_id, fact_view_id, grade, last_rep, next_rep, extra_data "
        "FROM cards ORDER BY _id"
    )
    facts_of = {}
    for key, card_id, kind, fact_key, view, grade, last, following, extra in cards:
        if (fact := facts.get(fact_key)) is not None:
            facts_of[key] = fact
            card = Card(_said(card_id), _said(kind), _said(view), _index(_said(extra)), _last(grade, last, following))
            fact.cards.append(card)
    names = connection.execute("SELECT _card_id, name FROM tags_for_card JOIN tags ON tags._id = _tag_id ORDER BY name")
    for key, name in names:
        if key in facts_of:
            facts_of[key].tags[_said(name)] = None
    source.facts = {fact.id: fact for fact in facts.values()}
    log = connection.execute(
        "SELECT object_id, timestamp, grade, next_rep, thinking_time FROM log "
        f"WHERE event_type = {_REPETITION} ORDER BY timestamp, _id"
    )
    for card_id, at, grade, following, took in log:
        if (repetition := _last(grade, at, following)) is not None:
            source.repetitions.setdefault(_said(card_id), []).append(repetition._replace(took=whole(took)))


def _said(value: object) -> str:
    """The text in a column, whatever the column holds."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)
