"""Files that are damaged, hostile or of another kind: a sentence each, what is sound is kept, nothing is written."""

from __future__ import annotations

import json
import sqlite3
import struct
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
import zstandard
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.anki.read import read_anki
from quizzer.anki.reading import archive as reading
from quizzer.core.log import LogKind
from quizzer.core.notes.kinds import Basic
from quizzer.errors import Problem
from tests.formats.given import CLOCK, ROLLOVER, bodies, quiet, read

DAY_1 = 1_700_000_000_000
MODEL = {
    "id": 5, "name": "Basic", "type": 0, "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1},
    {"name": "More", "ord": 2}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where databases are unpacked; empty again after each test, however it went."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def database(path: Path, *notes: tuple[str, ...], change: str = "", values: tuple[Any, ...] = ()) -> Path:
    """A collection of schema 11 with these notes, one card and one review each, and then changed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(APKG_SCHEMA)
        connection.executescript(APKG_COL)
        connection.execute("UPDATE col SET models = ?", (json.dumps({"5": MODEL}),))
        for number, fields in enumerate(notes or (("asked", "answered", ""),), 1):
            flds = "\x1f".join(fields)
            connection.execute(
                "INSERT INTO notes VALUES (?, ?, 5, 0, 0, '', ?, ?, 0, 0, '')", (number, f"g{number}", flds, fields[0])
            )
            connection.execute(
                "INSERT INTO cards VALUES (?, ?, 1, 0, 1700000000, 0, 2, 2, 9, 4, 2500, 1, 0, 0, 0, 0, 0, '')",
                (number, number),
            )
            connection.execute("INSERT INTO revlog VALUES (?, ?, 0, 3, 4, 0, 2500, 900, 0)", (DAY_1 + number, number))
        if change:
            connection.execute(change, values)
        connection.commit()
    return path


def package(path: Path, base: Path, name: str = "collection.anki2", **members: bytes) -> Path:
    """A package with the database under a name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, zstandard.compress(base.read_bytes()) if name.endswith("21b") else base.read_bytes())
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def refused(path: Path) -> str:
    """The sentence a file is refused with."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(Problem) as problem:
        read_anki(path, CLOCK, ROLLOVER, quiet)
    told = str(problem.value)
    assert told.startswith(str(path))
    assert told.endswith(".")
    assert "\n" not in told
    assert (path.read_bytes() if path.is_file() else b"") == before
    return told


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21", "collection.anki21b"])
def test_sound_package_is_read(tmp_path: Path, name: str) -> None:
    """What the other tests damage is sound before."""
    incoming = read(read_anki, package(tmp_path / "a.apkg", database(tmp_path / "db"), name))
    assert bodies(incoming) == [Basic("asked", "answered")]
    assert sum(entry.kind == LogKind.ANSWER for entry in incoming.entries) == 1


def test_newest_database_is_read_and_the_stub_is_not(tmp_path: Path) -> None:
    stub = database(tmp_path / "stub", ("Please update", "to the latest Anki", ""))
    path = package(tmp_path / "a.apkg", database(tmp_path / "db"), "collection.anki21b", meta=b"\x08\x03")
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(stub, "collection.anki2")
    assert bodies(read(read_anki, path)) == [Basic("asked", "answered")]


def plain(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def cut(path: Path) -> None:
    whole = package(path, database(path.with_name("db"))).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def rotten(path: Path) -> None:
    raw = bytearray(package(path, database(path.with_name("db"))).read_bytes())
    for index in range(60, 160):
        raw[index] ^= 0x5A
    path.write_bytes(raw)


def protected(path: Path) -> None:
    raw = bytearray(package(path, database(path.with_name("db"))).read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)


def no_collection(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../x", b"evil")
        archive.writestr("readme.txt", b"hello")


def newer(path: Path) -> None:
    package(path, database(path.with_name("db")), "collection.anki21b", meta=b"\x08\x07")


def only_the_stub(path: Path) -> None:
    package(path, database(path.with_name("db")), meta=b"\x08\x03")


def no_zstd(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("collection.anki21b", b"no zstandard at all")


def no_database(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("collection.anki2", b"no database at all" * 100)


def of_another(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE person (name)")
        connection.commit()


def half_a_database(path: Path) -> None:
    notes = [(f"question {number}", "answer" * 50, "") for number in range(500)]
    raw = database(path.with_name("db"), *notes).read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def changed(change: str, *values: Any) -> Callable[[Path], object]:
    return lambda path: database(path, change=change, values=values)


def endless_view(path: Path) -> None:
    database(path, change="DROP TABLE notes")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) "
            "SELECT id, '' guid, 5 mid, 0 mod, '' tags, '' flds FROM n"
        )
        connection.commit()


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty file": (plain(b""), "is empty"),
    "not a zip": (plain(b"This is text."), "neither a package nor a collection"),
    "begins like a zip": (plain(b"PK\x03\x04 and no more"), "damaged or not complete"),
    "begins like a database": (plain(b"SQLite format 3\0" + b"x" * 500), "damaged or of another kind"),
    "truncated": (cut, "damaged or not complete"),
    "rotten": (rotten, "damaged or not complete"),
    "password": (protected, "password"),
    "no collection inside": (no_collection, "holds no collection"),
    "newer Anki": (newer, "newer Anki"),
    "only the stub": (only_the_stub, "no collection.anki21b"),
    "no zstandard": (no_zstd, "damaged"),
    "no database": (no_database, "damaged or of another kind"),
    "another database": (of_another, "no table “col”"),
    "half a database": (half_a_database, "damaged"),
    "no notes table": (changed("DROP TABLE notes"), "no table “notes”"),
    "no cards table": (changed("DROP TABLE cards"), "no table “cards”"),
    "no log table": (changed("DROP TABLE revlog"), "no table “revlog”"),
    "no column": (changed("ALTER TABLE notes RENAME COLUMN guid TO uuid"), "no column “guid”"),
    "empty col": (changed("DELETE FROM col"), "“col” is empty"),
    "broken types": (changed("UPDATE col SET models = '{'"), "“models”"),
    "deep types": (changed("UPDATE col SET models = ?", "[" * 100_000), "“models”"),
    "broken decks": (changed("UPDATE col SET decks = '[1]'"), "“decks”"),
    "no types": (changed("UPDATE col SET models = '{}'"), "nothing in it can be imported"),
    "no notes": (changed("DELETE FROM notes"), "nothing in it can be imported"),
    "endless view": (endless_view, "no table “notes”"),
    "new tables without columns": (changed("CREATE TABLE notetypes (id)"), "“notetypes” has no column"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    make, sentence = BAD[name]
    path = tmp_path / "bad.apkg"
    make(path)
    assert sentence in refused(path)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "none.apkg")
    assert "no file" in refused(tmp_path)


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21b"])
def test_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(reading, "_SUSPICIOUS", 2_000_000)
    path = tmp_path / "bomb.apkg"
    zeros = bytes(1_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        if name.endswith("b"):
            with zstandard.ZstdCompressor().stream_writer(member, closefd=False) as writer:
                for _ in range(40):
                    writer.write(zeros)
        else:
            for _ in range(40):
                member.write(zeros)
    assert "times its size" in refused(path)


def test_declared_size_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size in the directory says little, and what comes is more than a collection may have."""
    monkeypatch.setattr(reading, "LARGEST", 20_000)
    path = package(tmp_path / "a.apkg", database(tmp_path / "db"), "collection.anki21b")
    assert "larger than" in refused(path)
    raw = bytearray(package(tmp_path / "b.apkg", database(tmp_path / "db2")).read_bytes())
    directory = raw.index(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = struct.pack("<I", 100)
    (tmp_path / "b.apkg").write_bytes(raw)
    refused(tmp_path / "b.apkg")


def test_members_with_strange_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "deep" / "in").mkdir(parents=True)
    path = package(tmp_path / "deep" / "in" / "a.apkg", database(tmp_path / "db"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../x", b"evil")
        archive.writestr("/tmp/quizzer-evil", b"evil")
        archive.writestr("media", json.dumps({"0": "../../y", "1": "a\x07b", "2": 5}))
    before = sorted(tmp_path.rglob("*"))
    incoming = read(read_anki, path)
    assert bodies(incoming) == [Basic("asked", "answered")]
    assert incoming.media == ("../../y", "a\u2407b", "5")
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/tmp/quizzer-evil").exists()


@pytest.mark.parametrize("listing", [b"", b"{", b"[1, 2]", b"[" * 100_000, b"\xff\xfe"])
def test_damaged_list_of_media_costs_no_note(tmp_path: Path, listing: bytes) -> None:
    base = database(tmp_path / "db")
    for name in ("collection.anki2", "collection.anki21b"):
        incoming = read(read_anki, package(tmp_path / "a.apkg", base, name, media=listing))
        assert bodies(incoming) == [Basic("asked", "answered")]


def test_what_cannot_be_used_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    base = database(
        tmp_path / "db",
        ("asked", "answered", ""),
        ("only a question", "", ""),
        ("", "", "only more"),
        ("long", "x" * 50_000_000, ""),
        ("rather long", "x" * 200_001, ""),
        ("<img src='a.png'>", "a picture asks", ""),
        ("\x07bell \x1b[31mred", "yes\u2028no", ""),
    )
    incoming = read(read_anki, base)
    assert bodies(incoming) == [Basic("asked", "answered"), Basic("␇bell ␛[31mred", "yes\ufffdno")]
    assert incoming.skipped == (
        ("only a question", "has no answer"),
        ("only more", "has no question"),
        ("long", "has fields of 50,000,006 characters; a card can hold 200,000 in each"),
        ("rather long", "has a field of 200,001 characters; a card can hold 200,000"),
        ("[picture: a.png]", "has only a picture or a sound for its question"),
    )  # fmt: skip
    assert incoming.media == ("a.png",)


def test_nonsense_in_the_columns_raises_nothing(tmp_path: Path) -> None:
    base = database(tmp_path / "db", *[(f"q{n}", f"a{n}", "") for n in range(12)])
    nonsense: list[Any] = [None, "text", b"\xff", 1e300, -5, 1 << 62, "", "9" * 400]
    with closing(sqlite3.connect(base)) as connection:
        for number, value in enumerate(nonsense, 1):
            for column in ("did", "ord", "mod", "type", "queue", "due", "ivl", "odue", "odid", "flags"):
                connection.execute(
                    f"UPDATE OR IGNORE cards SET {column} = ? WHERE id = ?", (0 if value is None else value, number)
                )
            for column in ("ease", "ivl", "lastIvl", "factor", "time", "type"):
                connection.execute(
                    f"UPDATE OR IGNORE revlog SET {column} = ? WHERE cid = ?", (0 if value is None else value, number)
                )
        connection.execute("INSERT INTO revlog VALUES (?, 9, 0, 3, 4, 0, 0, 0, 0)", (1 << 60,))
        connection.execute("INSERT INTO revlog VALUES (-7, 9, 0, 3, 4, 0, 0, 0, 0)")
        connection.execute("UPDATE col SET crt = ?, conf = '[]'", (1 << 61,))
        connection.execute("UPDATE notes SET guid = ? WHERE id = 10", ("g" * 500,))
        connection.execute("UPDATE notes SET guid = '' WHERE id = 11")
        connection.commit()
    incoming = read(read_anki, base)
    assert len(bodies(incoming)) >= 4
    assert all(-(1 << 31) < value < 1 << 31 for entry in incoming.entries for value in (entry.day, entry.interval))
    assert any("cannot be" in skipped.why for skipped in incoming.skipped)


@given(position=st.integers(0, 1 << 20), flipped=st.integers(1, 255))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_byte_may_be_wrong(tmp_path: Path, position: int, flipped: int) -> None:
    path = tmp_path / "flipped.anki2"
    if not (tmp_path / "whole").exists():
        database(tmp_path / "whole", ("asked", "answered", ""))
    raw = bytearray((tmp_path / "whole").read_bytes())
    raw[position % len(raw)] ^= flipped
    path.write_bytes(raw)
    with suppress(Problem):  # or it is read as it is; anything else that is raised fails this test
        read_anki(path, CLOCK, ROLLOVER, quiet)


def test_large_collection_is_read_in_seconds(tmp_path: Path) -> None:
    base = database(tmp_path / "db", *[(f"question {n}", f"<b>answer</b> {n}", "") for n in range(20_000)])
    began = time.process_time()
    incoming = read_anki(base, CLOCK, ROLLOVER, quiet)
    assert len(bodies(incoming)) == 20_000
    assert time.process_time() - began < 10
