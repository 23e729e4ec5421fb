"""Packages and collections of Anki's, opened without trusting them.

A package is a zip whose members have fixed names; no other member is read, and none is ever written under its own name.
The database is unpacked into a private folder that is gone afterwards, counting bytes as they come: what a header says
of sizes is not believed.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

from quizzer.anki.reading.protobuf import integer, message, strings
from quizzer.errors import Problem
from quizzer.formats.common.clean_text import one_line, unreadable

LARGEST = 2_000_000_000
"""Bytes of a database, unpacked."""

_SUSPICIOUS, _TIMES = 200_000_000, 200
"""From so many bytes on, what has more than so many times the bytes of its archive is a bomb and no collection."""

_LARGEST_LISTING = 16_000_000
_SQLITE = b"SQLite format 3\0"
_NEWEST = 3
_DATABASES = {3: "collection.anki21b", 2: "collection.anki21", 1: "collection.anki2"}
_CHUNK = 1 << 20
_MAX_WINDOW = 1 << 27


class OpenedCollection(NamedTuple):
    """A collection ready to be read.

    Attributes:
        origin: What the file is, for a person.
        media: Names of the pictures and sounds that the package lists.
    """

    connection: sqlite3.Connection
    origin: str
    media: tuple[str, ...]


@contextmanager
def open_anki_file(path: Path) -> Iterator[OpenedCollection]:
    """The database of a package or collection, and the package's list of media; a temporary copy.

    Raises:
        Problem: It is neither, is damaged, protected, too large, or cannot be read; also when that shows only later,
            while the database is read.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="quizzer-") as folder:
            copy = Path(folder, "collection.db")
            origin, media = _copied(path, copy)
            with closing(_connected(copy)) as connection:
                yield OpenedCollection(connection, origin, media)
    except (sqlite3.Error, OverflowError) as error:
        raise Problem(f"{path}: the database is damaged or of another kind ({one_line(str(error))}).") from None
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def _connected(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _copied(path: Path, copy: Path) -> tuple[str, tuple[str, ...]]:
    """Put the database where it can be opened; what the file is, and the media it lists."""
    if path.exists() and not path.is_file():
        raise Problem(f"{path}: this is no file; name an .apkg or .colpkg file.")
    with path.open("rb") as file:
        beginning = file.read(len(_SQLITE))
    if not beginning:
        raise Problem(f"{path}: the file is empty; export it from Anki again.")
    if beginning == _SQLITE:
        _copy_collection(path, copy)
        return "Anki collection", ()
    if not zipfile.is_zipfile(path):
        if beginning.startswith(b"PK"):
            raise Problem(f"{path}: the package is damaged or not complete; export it from Anki again.")
        raise Problem(f"{path}: this is neither a package nor a collection of Anki's.")
    try:
        with zipfile.ZipFile(path) as archive:
            return "Anki package", _unpacked(path, archive, copy)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Problem(
            f"{path}: the package is damaged or not complete ({one_line(str(error))}); export it from Anki again."
        ) from None


def _copy_collection(path: Path, copy: Path) -> None:
    if path.stat().st_size > LARGEST:
        raise Problem(f"{path}: the collection is larger than {LARGEST / 1e9:.0f} GB.")
    for side in ("", "-journal", "-wal"):
        beside = path.with_name(path.name + side)
        if beside.is_file() and beside.stat().st_size <= LARGEST:
            shutil.copyfile(beside, copy.with_name(copy.name + side))


def _unpacked(path: Path, archive: zipfile.ZipFile, copy: Path) -> tuple[str, ...]:
    names = frozenset(archive.namelist())
    version = next((version for version, name in _DATABASES.items() if name in names), 0)
    if not version:
        raise Problem(f"{path}: this is no package of Anki's; it holds no collection.")
    newest = integer(message(_listing(path, archive, "meta")), 1) if "meta" in names else 0
    if newest > _NEWEST:
        raise Problem(f"{path}: the package was made by a newer Anki; export it with “Support older Anki versions”.")
    if newest > version:
        raise Problem(f"{path}: the package is not complete: it holds no {_DATABASES[newest]}; export it again.")
    with _member(path, archive, _DATABASES[version]) as packed, copy.open("wb") as target:
        _pour(path, packed, target, packed_with_zstd=version == _NEWEST)
    return _media(_listing(path, archive, "media"), version) if "media" in names else ()


def _member(path: Path, archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise Problem(f"{path}: the package is protected by a password; export it from Anki again, without one.")
    return archive.open(info)


def _pour(path: Path, packed: IO[bytes], target: IO[bytes], *, packed_with_zstd: bool) -> None:
    """Copy until the end or until it is too much."""
    import zstandard

    counted = _Counted(path, packed, path.stat().st_size)
    if not packed_with_zstd:
        while chunk := counted.read(_CHUNK):
            target.write(chunk)
        return
    try:
        source = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).stream_reader(
            cast(IO[bytes], counted),
            read_across_frames=True,
            closefd=False,
        )
        unpacked = _Counted(path, source, path.stat().st_size)
        while chunk := unpacked.read(_CHUNK):
            target.write(chunk)
    except zstandard.ZstdError as error:
        raise Problem(f"{path}: the collection in the package is damaged ({one_line(str(error))}).") from None


class _Counted:
    """Reads on until it is more than a collection can be."""

    def __init__(self, path: Path, source: IO[bytes], packed: int) -> None:
        self._path = path
        self._source = source
        self._packed = packed
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size if 0 <= size <= _CHUNK else _CHUNK)
        self._read += len(chunk)
        if self._read > LARGEST:
            raise Problem(f"{self._path}: the collection in the package is larger than {LARGEST / 1e9:.0f} GB.")
        if self._read > _SUSPICIOUS and self._read > self._packed * _TIMES:
            raise Problem(
                f"{self._path}: unpacked, the package has more than {_TIMES} times its size; no collection has, "
                "so it was not read."
            )
        return chunk


def _listing(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """A small member, whole; nothing of one that is too large."""
    with _member(path, archive, name) as member:
        raw = member.read(_LARGEST_LISTING + 1)
    return raw if len(raw) <= _LARGEST_LISTING else b""


def _media(raw: bytes, version: int) -> tuple[str, ...]:
    """The names in a package's list of media; none where it cannot be read, since they are only reported."""
    if version == _NEWEST:
        import zstandard

        try:
            with zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).stream_reader(raw) as source:
                raw = source.read(_LARGEST_LISTING)
        except zstandard.ZstdError:
            return ()
        names = [name for entry in message(raw) if entry.number == 1 for name in strings(message(entry.raw), 1)]
    else:
        try:
            listed = json.loads(raw or b"{}")
        except (ValueError, RecursionError):
            return ()
        names = [str(name) for name in listed.values()] if isinstance(listed, dict) else []
    return tuple(dict.fromkeys(filter(None, map(one_line, names))))
