"""A file is known by what is in it; what is none of ours is told with what would be."""

from __future__ import annotations

import gzip
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from quizzer.errors import Problem
from quizzer.formats.archive.write import write_archive
from quizzer.formats.detect import detect
from tests.conftest import Opener
from tests.formats.given import HERE, quiet


def zipped(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return path


def database(path: Path, *tables: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for table in tables:
            connection.execute(f"CREATE TABLE {table} (id)")
        connection.commit()
    return path


@pytest.mark.parametrize(
    ("names", "ending", "expected"),
    [
        (["collection.anki2", "media"], ".apkg", "anki"),
        (["meta", "collection.anki21b", "collection.anki2"], ".zip", "anki"),
        (["collection.anki21"], ".colpkg", "anki"),
        (["media"], ".apkg", "anki"),
        (["METADATA", "cards.xml", "a.png"], ".cards", "mnemosyne"),
        (["cards.xml"], ".zip", "mnemosyne"),
    ],
)
def test_zips_are_told_by_their_members(tmp_path: Path, names: list[str], ending: str, expected: str) -> None:
    assert detect(zipped(tmp_path / f"x{ending}", *names)).name == expected


@pytest.mark.parametrize(
    ("tables", "name", "expected"),
    [
        (["notes", "cards", "revlog", "col"], "collection.anki2", "anki"),
        (["notes", "cards", "revlog"], "x.db", "anki"),
        (["facts", "cards", "log"], "default.db", "mnemosyne"),
        (["facts", "cards", "log"], "x", "mnemosyne"),
        (["cards"], "collection.anki2", "anki"),
    ],
)
def test_databases_are_told_by_their_tables(tmp_path: Path, tables: list[str], name: str, expected: str) -> None:
    path = database(tmp_path / name, *tables)
    assert detect(path).name == expected
    assert [beside.name for beside in tmp_path.iterdir() if beside.is_file()] == [name]


def test_the_files_that_mnemosyne_wrote(tmp_path: Path) -> None:
    path = tmp_path / "any.name"
    path.write_bytes(gzip.decompress((HERE / "collection.db.gz").read_bytes()))
    assert detect(path).name == detect(HERE / "shared.cards").name == "mnemosyne"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("a,b", "x.csv", "table"),
        ("a\tb", "x.TSV", "table"),
        ("#separator:tab\na\tb", "export.txt", "table"),
        ("intro\nQ: a\nA: b", "cards.txt", "markdown"),
        ("no cards yet", "x.md", "markdown"),
        ("<?xml version='1.0'?>\n<mnemosyne/>", "x.xml", "mnemosyne"),
        ("\ufeff<mnemosyne core_version='1'>", "x", "mnemosyne"),
        ('{"a": 1}', "x.json", "archive"),
        (' {"format": "quizzer archive"', "x.backup", "archive"),
        ("not a zip", "x.apkg", "anki"),
    ],
)
def test_text_is_told_by_how_it_begins_or_by_its_ending(tmp_path: Path, text: str, name: str, expected: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert detect(path).name == expected


def test_what_was_written_here_is_known_again(tmp_path: Path) -> None:
    path = tmp_path / "renamed"
    write_archive(path, [], [], decks=[], settings=[("theme", "x" * 100_000)], written=0, progress=quiet)
    assert detect(path).name == "archive"
    assert detect(tmp_path).name == "markdown"


@pytest.mark.parametrize("raw", [b"", b"   \n", b"\0" * 5000])
@pytest.mark.parametrize("name", ["x.csv", "x.apkg", "x.json", "x"])
def test_an_empty_file_is_called_so(tmp_path: Path, raw: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(Problem, match="the file is empty"):
        detect(path)


@pytest.mark.parametrize(
    ("raw", "name"), [(b"\x89PNG\r\n\x1a\n" + b"\x00\xff" * 99, "x.png"), (b"plain words", "x"), (b"%PDF-1.7", "x.pdf")]
)
def test_anything_else_is_told_with_what_can_be_imported(tmp_path: Path, raw: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(Problem, match=r"no file that can be imported\. What can be imported: Anki’s \.apkg"):
        detect(path)


def test_zips_and_databases_of_other_programs_are_told_so(tmp_path: Path) -> None:
    for path in (zipped(tmp_path / "x.docx", "word/document.xml"), database(tmp_path / "x.db", "bookmarks")):
        with pytest.raises(Problem, match="no file that can be imported"):
            detect(path)


def test_deck_files_and_own_databases_are_told_where_they_belong(tmp_path: Path, open_collection: Opener) -> None:
    deck = tmp_path / "x.yaml"
    deck.write_text("deck: x")
    with pytest.raises(Problem, match="put it into your deck folder"):
        detect(deck)
    collection = open_collection()
    with pytest.raises(Problem, match="`quizzer merge` takes in its reviews"):
        detect(collection.paths.database)


def test_a_damaged_zip_is_left_to_the_reader_of_its_kind(tmp_path: Path) -> None:
    for name, expected in (("x.cards", "mnemosyne"), ("x.apkg", "anki")):
        path = tmp_path / name
        path.write_bytes(b"PK\x03\x04 broken off")
        assert detect(path).name == expected


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.apkg", Path("a\0b")):
        with pytest.raises(Problem, match="cannot be read"):
            detect(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "f.db"
    os.mkfifo(pipe)
    with pytest.raises(Problem, match="this is a pipe, not a file"):
        detect(pipe)
