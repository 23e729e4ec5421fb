"""Seeded ways of spoiling a valid file: its bytes, the members of its zip, the rows of its database."""

from __future__ import annotations

import random
import re
import sqlite3
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

LARGEST = 400_000
PIECES: tuple[bytes, ...] = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xb3\xbf", b"\x1b[31m\x1b]52;c;eA==\a", "\u202e".encode(), b"\r",
    b"\n",
    "\u2028\x85".encode(), b"'", b'"', b'"""', b"{{", b"}}", b"{{c1::", b"{{c0::x}}", b"{{c99999999999::x}}", b"::",
    b"[", b"]",
    b"{", b"}", b"&a [*a, *a]", b"*a", b"<<: *a", b"!!python/object/apply:os.system [id]", b"---\n", b"...\n", b"? ",
    b": ", b"- ",
    b" #", b"|", b">", b"|9\n", b"%YAML 9.9\n", b"\t", b"<b>", b"</b>", b"<!--", b"]]>", b"<![CDATA[",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;", b"&#0;", b"&#x110000;", b"&amp;", b"<script>", b"[sound:", b"<img src=", b"null", b"true", b"NaN",
    b"Infinity",
    b"-Infinity", b"1e999", b"-1", b"0", b"0x10", b"9" * 25, b"9" * 5000, b"-9223372036854775809", b"1.7e308",
    b"\\u0000",
    b"\\ud800", b"\\", b"=", b"[a]\n", b"[[a]]\n", b"a.b.c = 1\n", b"'''", b"2026-02-30", b"0000-00-00",
    b"9999-12-31T23:59:60Z",
    b"#separator:comma\n", b"#separator:Q\n", b"#columns:a\tb\n", b"#deck column:999999999\n", b"#tags column:0\n",
    b"#html:maybe\n",
    b"Q:", b"A:", b"C:", b"id: ", b"deck: ", b"axis: ", b"cloze: ", b"ask: ", b"../../x", b"/etc/passwd", b"CON",
    b"a" * 300, b"\xc0\x80",
    "é".encode() * 200, "\U0001f9ec".encode(), "e\u0301".encode(), b"(" * 2000, b"[" * 2000, b"{" * 2000,
    b"<" * 2000, b"- " * 2000,
)  # fmt: skip
VALUES: tuple[object, ...] = (
    None, 0, -1, 1, 2**31, 2**63 - 1, -(2**63), 1e308, float("inf"), -1e-300, "", " ", "\0", "x" * 5000,
    "\x1f" * 300, b"", b"\xff\x00",
    "{}", "[]", "null", '{"1": null}', "{" * 3000, "NaN", "\x1b[2J", "{{c1::a}}", "{{Front}}", "../../x",
    "a::b::" * 200, "\ud7ff", b"\x0a\xff",
)  # fmt: skip


def spoil(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Spoil a file in one to several ways.

    Args:
        content: A valid file.
        others: Other valid files, of which pieces are put in.
    """
    if content.startswith(b"PK") and chance.random() < 0.8:
        return _spoil_zip(content, chance, others)
    if content.startswith(b"SQLite format 3\0") and chance.random() < 0.7:
        return _spoil_rows(content, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8, 40))):
        content = chance.choice(_WAYS)(content, chance, others)[:LARGEST]
    return content


def _slice(content: bytes, chance: random.Random, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randrange(longest))


def _flip(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    raw = bytearray(content)
    for _ in range(min(len(raw), chance.choice((1, 3, 20)))):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(raw)


def _delete(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    start, end = _slice(content, chance)
    return content[:start] + content[end:]


def _cut(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _insert(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    start, _ = _slice(content, chance)
    return content[:start] + chance.choice(PIECES) + content[start:]


def _replace_word(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    words = list(re.finditer(rb"[\w.-]+", content[:100_000]))
    if not words:
        return content
    start, end = chance.choice(words).span()
    return content[:start] + chance.choice(PIECES) + content[end:]


def _repeat(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    start, end = _slice(content, chance, chance.choice((2, 20, 400)))
    times = min(chance.choice((2, 10, 1_000, 100_000)), LARGEST // max(1, end - start))
    return content[:start] + content[start:end] * times + content[end:]


def _repeat_line(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    place = chance.randrange(len(lines))
    lines[place] *= min(chance.choice((2, 10, 3_000)), LARGEST // max(1, len(lines[place])))
    return b"".join(lines)


def _swap_lines(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _indent(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    place = chance.randrange(len(lines))
    lines[place] = b" " * chance.choice((1, 2, 7, 3_000)) + lines[place].lstrip(b" ")
    return b"".join(lines)


def _splice(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, end = _slice(other, chance, 2_000)
    place = chance.randrange(len(content) + 1)
    return content[:place] + other[start:end] + content[place:]


def _reencode(content: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    with suppress(UnicodeError):
        return content.decode().encode(chance.choice(("utf-16", "utf-32", "latin-1", "utf-8-sig", "cp037")))
    return content


_WAYS: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    _flip, _delete, _cut, _insert, _insert, _insert, _replace_word, _replace_word, _replace_word, _repeat, _repeat_line,
    _swap_lines, _indent, _splice, _reencode,
)  # fmt: skip


def _spoil_zip(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Spoil a member, its name, or which members there are."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    place = chance.randrange(len(members))
    name, raw = members[place]
    way = chance.random()
    if way < 0.75:
        packed = raw.startswith(b"\x28\xb5\x2f\xfd")
        inner = zstandard.ZstdDecompressor().decompressobj().decompress(raw) if packed else raw
        inner = spoil(inner, chance, others)
        members[place] = (name, zstandard.compress(inner) if packed and chance.random() < 0.9 else inner)
    elif way < 0.85:
        members[place] = (chance.choice(("collection.anki2", "../x", "/x", "a\\b", "x" * 250, "cards.xml", "é")), raw)
    elif way < 0.95:
        del members[place]
    else:
        members.append((name, chance.choice(members)[1]))
    packed_again = BytesIO()
    method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    with suppress(UserWarning), zipfile.ZipFile(packed_again, "w", method) as archive:
        for member in dict(members).items():
            archive.writestr(*member)
    return packed_again.getvalue()


def _spoil_rows(content: bytes, chance: random.Random) -> bytes:
    """Change rows, columns or tables through SQL."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        path.write_bytes(content)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
            tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for _ in range(chance.choice((1, 1, 2, 5))):
                with suppress(sqlite3.Error, OverflowError, UnicodeError):
                    _change(connection, chance, chance.choice(tables))
            connection.commit()
        return path.read_bytes()


def _change(connection: sqlite3.Connection, chance: random.Random, table: str) -> None:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    if not columns:  # dropped before
        return
    column = chance.choice(columns)
    way = chance.random()
    where = chance.choice(("", "WHERE rowid % 2", "WHERE rowid = (SELECT max(rowid) FROM {0})")).format(f'"{table}"')
    if way < 0.6:
        connection.execute(f'UPDATE "{table}" SET "{column}" = ? {where}', (chance.choice(VALUES),))
    elif way < 0.75:
        # A text of the row with a piece of something in it.
        old = connection.execute(f'SELECT "{column}" FROM "{table}" LIMIT 1').fetchone()
        raw = str(old[0] if old else "").encode("utf-8", "replace")
        text = spoil(raw, chance, (raw, b"{}")).decode("utf-8", "replace")
        connection.execute(f'UPDATE "{table}" SET "{column}" = ? {where}', (text,))
    elif way < 0.85:
        connection.execute(f'DELETE FROM "{table}" {where}')
    elif way < 0.9:
        connection.execute(f'INSERT INTO "{table}" SELECT * FROM "{table}"')
    elif way < 0.95:
        connection.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO other')
    else:
        connection.execute(f'DROP TABLE "{table}"')
