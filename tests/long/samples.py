"""Valid files of every kind that is read, made by the program itself where it can write them."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import zstandard

from quizzer.clock import FixedClock
from quizzer.config import Paths, default_config_text, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.export import export
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, START

TESTS = Path(__file__).parents[1]
DAY = 86_400_000
ENDINGS = (".apkg", ".csv", ".tsv", ".md", ".json")

ANKI_TEXT = b"""\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
abc\tBasic\tD::sub\tWhat <b>is</b> x<sup>2</sup>?<br>Say.\ta &amp; b\tone two
def\tCloze\tD\tA {{c1::gland::organ}} and {{c2::another}}\t<img src="a.png">[sound:b.mp3]\tone
"""
TABLE = 'question,answer,tags,"a, b"\n"Which ""gland""\nreleases LH?",pituitary,x y,1\nLH,luteinizing hormone,,2\n'
MNEMOSYNE_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<mnemosyne core_version="1" time_of_start="1700000000">
<category active="1"><name>Glands</name></category>
<item id="a1b" u="0" gr="4" e="2.500" ac_rp="3" rt_rp="2" lps="1" ac_rp_l="1" rt_rp_l="2" l_rp="10" n_rp="20">
 <cat>Glands</cat><Q>Which &lt;b&gt;gland&lt;/b&gt;?</Q><A>pituitary</A></item>
<item id="a1b.inv" gr="2" l_rp="3" n_rp="9"><cat>Glands</cat><Q>pituitary</Q><A>gland</A></item>
</mnemosyne>
"""
DOCUMENT = """\
# Tides #

## Fundamentals

The sea **rises** and falls twice a day, said the pilot[^1]. It depends on the moon.

- **Spring tide:** the sun and the moon pull together.
- Neap tide: they do not.

1. First the water rises.
2. Then it falls.

| Place | Height |
| --- | --- |
| Bay | 16 m |
| Lake | 0.1 m |

> A quotation of nobody.

## References

1. Pilot, A. (1900). Tides.
"""


class Sample(NamedTuple):
    """A valid file.

    Attributes:
        reader: What reads it.
        name: The name of the file.
        content: Its bytes.
    """

    reader: str
    name: str
    content: bytes


def make_samples(folder: Path) -> list[Sample]:
    """Write and read back a sample of each kind, in an empty folder."""
    own = {ending: path.read_bytes() for ending, path in _export_all(folder).items()}
    database = _member(own[".apkg"], "collection.anki2")
    html = b"<!doctype html><html><body><h1>Tides</h1><p>The sea rises and falls.</p></body></html>"
    return [
        Sample("deck file", "deck.yaml", DECK.encode()),
        Sample("deck file", "bundled.yaml", _beginning(TESTS.parent / "decks")),
        Sample("table", "x.csv", own[".csv"]),
        Sample("table", "x.tsv", own[".tsv"]),
        Sample("table", "anki.txt", ANKI_TEXT),
        Sample("table", "people.csv", TABLE.encode()),
        Sample("markdown", "x.md", own[".md"]),
        Sample("anki package", "x.apkg", own[".apkg"]),
        Sample("anki package", "x.colpkg", _new_package(folder / "new.db", database)),
        Sample("anki collection", "collection.anki2", database),
        Sample("mnemosyne", "default.db", gzip.decompress((TESTS / "formats/mnemosyne/collection.db.gz").read_bytes())),
        Sample("mnemosyne", "x.cards", (TESTS / "formats/mnemosyne/shared.cards").read_bytes()),
        Sample("mnemosyne", "x.xml", MNEMOSYNE_XML.encode()),
        Sample("archive", "x.json", own[".json"]),
        Sample("document", "tides.md", DOCUMENT.encode()),
        Sample("document", "tides.txt", DOCUMENT.replace("#", "").replace("*", "").encode()),
        Sample("document", "tides.html", html),
        Sample("configuration", "config.toml", _config()),
    ]


def learn_a_little(home: Path, days: int = 5, start: int = START, ahead: int = 0) -> Collection:
    """A collection with the small deck, some days of answers and some marks; the caller closes it.

    Args:
        start: Milliseconds of the first day.
        ahead: Cards due that many days later are answered as well.
    """
    paths = Paths(home)
    paths.decks.mkdir(parents=True)
    (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    clock = FixedClock(start)
    collection = Collection.open(paths, load_settings(paths), clock)
    sync_decks(collection)
    for day in range(days):
        clock.at = start + day * DAY
        session = Session(collection, Plan(new=2, ahead_days=ahead))
        for number in range(6):
            if session.current is not None:
                clock.at += 20_000
                session.answer(Rating(1 + (day + number) % 4), 5_000)
    session = Session(collection, Plan(ahead_days=400))
    if session.current is not None:
        session.flag(3)
        session.suspend()
    return collection


def _export_all(folder: Path) -> dict[str, Path]:
    written = {ending: folder / f"x{ending}" for ending in ENDINGS}
    (folder / "bundled").mkdir()
    with (
        patch("quizzer.study.decks.sync.bundled_decks", lambda: folder / "bundled"),
        learn_a_little(folder / "home") as collection,
    ):
        for path in written.values():
            export(collection, ExportPlan(path, progress=True), lambda _what, _done, _of: None)
    return written


def _beginning(decks: Path) -> bytes:
    lines = sorted(decks.glob("*.yaml"))[0].read_bytes().splitlines(keepends=True)
    return b"".join(lines[:150])


def _config() -> bytes:
    """A configuration that sets every key: the template, with the values it comments out."""
    lines = default_config_text().splitlines()
    return "\n".join(line[1:].lstrip() if line.startswith("#") and "=" in line else line for line in lines).encode()


def _member(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return archive.read(name)


def _new_package(path: Path, database: bytes) -> bytes:
    """The package as newer versions of Anki write it: note types in tables, a compressed database, a list of media."""
    path.write_bytes(database)
    with closing(sqlite3.connect(path)) as connection:
        models = json.loads(connection.execute("SELECT models FROM col").fetchone()[0])
        decks = json.loads(connection.execute("SELECT decks FROM col").fetchone()[0])
        connection.executescript(
            """
            CREATE TABLE notetypes (id, name, config);
            CREATE TABLE fields (ntid, ord, name);
            CREATE TABLE templates (ntid, ord, name, config);
            CREATE TABLE decks (id, name);
            UPDATE col SET models = '', decks = '';
            """
        )
        for key, model in models.items():
            kind = b"\x08\x01" if model["type"] else b""
            connection.execute("INSERT INTO notetypes VALUES (?, ?, ?)", (int(key), model["name"], kind))
            for field in model["flds"]:
                connection.execute("INSERT INTO fields VALUES (?, ?, ?)", (int(key), field["ord"], field["name"]))
            for template in model["tmpls"]:
                config = _strings(template["qfmt"], template["afmt"])
                row = (int(key), template["ord"], template["name"], config)
                connection.execute("INSERT INTO templates VALUES (?, ?, ?, ?)", row)
        for key, deck in decks.items():
            connection.execute("INSERT INTO decks VALUES (?, ?)", (int(key), deck["name"].replace("::", "\x1f")))
        connection.commit()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meta", b"\x08\x03")
        archive.writestr("collection.anki21b", zstandard.compress(path.read_bytes()))
        archive.writestr("collection.anki2", database)
        archive.writestr("media", zstandard.compress(_strings("a.png")))
    return packed.getvalue()


def _strings(*texts: str) -> bytes:
    """Texts as the fields 1, 2, ... of a message."""
    out = b""
    for number, text in enumerate(texts, 1):
        raw, size = text.encode(), b""
        left = len(raw)
        while left > 127:
            size += bytes([left & 127 | 128])
            left >>= 7
        out += bytes([number << 3 | 2]) + size + bytes([left]) + raw
    return out
