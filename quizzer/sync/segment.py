"""What one file of the log says, as bytes: a mark, a version, and a compressed frame of a header and columns.

The header is JSON and names each table and its columns. What a reader does not know it passes over, and says that it
did; so a later quizzer adds tables and columns, and raises the version only where an older one would misread the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from quizzer.core.log import LOG_KINDS, is_undone_sooner
from quizzer.core.log_limits import LAST_DAY, LATEST, LIMITS, LONGEST_DEVICE, LONGEST_KEY, VALUES
from quizzer.sync import frame
from quizzer.sync.columns import (
    MOST_ROWS,
    Column,
    Head,
    Reader,
    Values,
    as_head,
    as_list,
    pack_table,
    text_column,
    unpack_table,
    whole,
)
from quizzer.sync.frame import FORMAT_VERSION, DamagedFile

_MAGIC = b"qzlog\0"
_LEVEL = 9  # a hundredth smaller than 3 and as quick: nearly all the time goes into the columns
_LARGEST = 1 << 28
"""Bytes of what is in a file, unpacked."""
_LARGEST_HEADER = 1 << 18
_FEW, _TO_A_BYTE = 20_000, 16
"""Rows that a file of any size may have, and how many more for each of its bytes; an answer takes seven bytes.

Rows that are all alike take no bytes at all, and reading them takes as long as any: so what reading a file costs is
bounded by its size. What a person does in bulk can be as dense; such a file is filled up (:func:`_fill`).
"""
_MOST_TABLES = 100

Row = tuple[str, int, str, int, int, int, int, int, int, int, int, int | None]
"""Card key, at, device, day, kind, value, before, state, step, interval, took, undone."""


class Register(NamedTuple):
    """A value that one device set and all take over, unless a later one was set.

    Attributes:
        value: As JSON; None for one that was removed.
        at: The clock by which the newest is known, in milliseconds.
        device: Who set it; of two with one instant, the greater id is the newer.
    """

    key: str
    value: str | None
    at: int
    device: str


class QuizAnswer(NamedTuple):
    """One question of a quiz: its place from 0, the card's key, percent, and milliseconds."""

    place: int
    card: str
    score: int
    took: int


class QuizResult(NamedTuple):
    """A quiz that was taken, without what was written in it."""

    at: int
    device: str
    day: int
    took: int
    plan: str
    answers: tuple[QuizAnswer, ...]


class Segment(NamedTuple):
    """What one file says.

    Attributes:
        forgotten: Keys of cards, and the instant up to which their rows are forgotten.
        complete: Whether this version of the program understood all of it.
    """

    rows: Sequence[Row] = ()
    forgotten: Sequence[tuple[str, int]] = ()
    registers: Sequence[Register] = ()
    quizzes: Sequence[QuizResult] = ()
    complete: bool = True


_order = itemgetter(1, 2, 0)
"""The order of rows in a file: instant, device, card; differences from row to row are smallest there."""
_ROWS = (
    text_column("card", LONGEST_KEY),
    Column("at", *LIMITS["at"], rising=True),
    text_column("device", LONGEST_DEVICE),
    Column("day", *LIMITS["day"], rising=True),
    Column("kind", *LIMITS["kind"]),
    Column("value"),
    Column("before", *LIMITS["before"]),
    Column("state", *LIMITS["state"]),
    Column("step", *LIMITS["step"]),
    Column("interval", *LIMITS["interval"]),
    Column("took", *LIMITS["took"]),
    Column("undone", *LIMITS["undone"], optional=True),
)
_FORGOTTEN = (text_column("card", LONGEST_KEY), Column("at", -LATEST, LATEST))
_REGISTERS = (
    text_column("key", LONGEST_KEY),
    text_column("value", optional=True),
    Column("at", -LATEST, LATEST),
    text_column("device", LONGEST_DEVICE),
)
_QUIZZES = (
    Column("at", -LATEST, LATEST, rising=True),
    text_column("device", LONGEST_DEVICE),
    Column("day", -LAST_DAY, LAST_DAY, rising=True),
    Column("took"),
    text_column("plan"),
    Column("answers", 0, MOST_ROWS),
)
_QUIZ_ANSWERS = (
    Column("place", 0, MOST_ROWS),
    text_column("card", LONGEST_KEY),
    Column("score", 0, 100),
    Column("took"),
)
_TABLES = {
    "rows": _ROWS,
    "forgotten": _FORGOTTEN,
    "registers": _REGISTERS,
    "quizzes": _QUIZZES,
    "quiz answers": _QUIZ_ANSWERS,
}


def encode(segment: Segment) -> bytes:
    """The bytes of a file; the same for the same content, in whatever order it is given.

    Raises:
        ValueError: It has more rows than a reader takes.
    """
    quizzes: Sequence[QuizResult] = sorted(segment.quizzes)
    registers: Sequence[Register] = sorted(segment.registers, key=_clock)
    tables: dict[str, Sequence[Sequence[Any]]] = {
        "rows": sorted(segment.rows, key=_order),
        "forgotten": sorted(segment.forgotten),
        "registers": registers,
        "quizzes": [(*quiz[:-1], len(quiz.answers)) for quiz in quizzes],
        "quiz answers": [answer for quiz in quizzes for answer in quiz.answers],
    }
    if sum(map(len, tables.values())) > MOST_ROWS:
        raise ValueError(f"A file holds {MOST_ROWS} rows at most.")
    packed = [pack_table(name, _TABLES[name], rows) for name, rows in tables.items() if rows]
    return _fill([head for head, _ in packed], [data for _, data in packed])


def _fill(heads: list[Head], packed: list[bytes]) -> bytes:
    """The bytes of a file, at least as many as its rows must have: what is missing is in a header that nobody reads."""
    data = _wrap(heads, packed)
    missing = sum(head["rows"] for head in heads) - _most_rows(data)
    if missing <= 0:
        return data
    from hashlib import shake_256

    filling = shake_256(_MAGIC).hexdigest(-(-missing // _TO_A_BYTE))
    return _wrap([{**heads[0], "filling": filling}, *heads[1:]], packed)


def _most_rows(data: bytes) -> int:
    """How many rows, of all tables, the bytes of a file can have."""
    return _FEW + _TO_A_BYTE * len(data)


def decode(data: bytes) -> Segment:
    """What a file says.

    Raises:
        DamagedFile: It is not what any quizzer wrote, or not all of it.
        NewerFile: This version cannot read it.
    """
    tables, complete = _read_tables(Reader(_unwrap(data)), _most_rows(data))
    counts: Values = tables["quizzes"].pop()
    rows = list(zip(*tables["rows"], strict=True))
    _check_values(tables["rows"])
    answers = list(map(QuizAnswer, *tables["quiz answers"]))
    if sum(counts) != len(answers):
        raise DamagedFile("The file has other answers of quizzes than it says.")
    quizzes, end = [], 0
    for at, device, day, took, plan, count in zip(*tables["quizzes"], counts, strict=True):
        start, end = end, end + count
        quizzes.append(QuizResult(at, device, day, took, plan, tuple(answers[start:end])))
    return Segment(
        rows,
        list(zip(*tables["forgotten"], strict=True)),
        list(map(Register, *tables["registers"])),
        quizzes,
        complete,
    )


def join(segments: Iterable[Segment]) -> Segment:
    """The union of what several files say.

    Of rows with one key the earliest instant of undoing stays, of marks of one card the latest, of registers with one
    key the newest. Do not join what is not complete: what this version does not know would be lost.
    """
    rows: dict[tuple[str, int, str], Row] = {}
    forgotten: dict[str, int] = {}
    registers: dict[str, Register] = {}
    quizzes: dict[tuple[int, str], QuizResult] = {}
    complete = True
    for segment in segments:
        for row in segment.rows:
            key = row[:3]
            other = rows.get(key)
            if other is None or is_undone_sooner(row[-1], other[-1]):
                rows[key] = row
        for card, at in segment.forgotten:
            forgotten[card] = max(at, forgotten.get(card, at))
        for register in segment.registers:
            registers[register.key] = max(register, registers.get(register.key, register), key=_clock)
        quizzes.update(((quiz.at, quiz.device), quiz) for quiz in segment.quizzes)
        complete = complete and segment.complete
    return Segment(
        sorted(rows.values(), key=_order),
        sorted(forgotten.items()),
        sorted(registers.values(), key=_clock),
        sorted(quizzes.values()),
        complete,
    )


def _clock(register: Register) -> tuple[int, str, str, bool, str]:
    return (register.at, register.device, register.key, register.value is not None, register.value or "")


def _wrap(heads: list[Head], packed: list[bytes]) -> bytes:
    header = json.dumps(heads, separators=(",", ":")).encode()
    content = b"".join((len(header).to_bytes(4, "little"), header, *packed))
    return frame.wrap(content, _MAGIC, FORMAT_VERSION, _LEVEL)


def _unwrap(data: bytes) -> bytes:
    return frame.unwrap(data, _MAGIC, FORMAT_VERSION, _LARGEST)


def _read_tables(reader: Reader, most: int) -> tuple[dict[str, list[Values]], bool]:
    """The columns of every table that this version knows, with ``most`` rows at most, and whether there is no other."""
    header = reader.take(whole(int.from_bytes(reader.take(4), "little"), 0, _LARGEST_HEADER))
    try:
        heads = as_list(json.loads(header), _MOST_TABLES)
    except (ValueError, RecursionError):
        raise DamagedFile("The file has no sound description.") from None
    if sum(whole(as_head(head).get("rows"), 0, MOST_ROWS) for head in heads) > most:
        raise DamagedFile("The file says that it has more rows than fit into it.")
    tables: dict[str, list[Values]] = {name: [[] for _ in columns] for name, columns in _TABLES.items()}
    seen: set[str] = set()
    complete = True
    for head in heads:
        name = str(as_head(head).get("name"))
        if name in seen:
            raise DamagedFile("The file has a table twice.")
        seen.add(name)
        found, all_known = unpack_table(head, _TABLES.get(name, ()), reader)
        complete = complete and all_known and name in _TABLES
        if name in _TABLES:
            tables[name] = found
    if reader.left:
        raise DamagedFile("The file is longer than it says.")
    return tables, complete


def _check_values(columns: list[Values]) -> None:
    """Make sure that every row of a known kind has a value which that kind can have."""
    kinds, values = columns[4], columns[5]
    for kind, value in set(zip(kinds, values, strict=True)):
        if (known := LOG_KINDS.get(kind)) is not None:
            low, high = VALUES[known]
            whole(value, low, high)
