"""A package for Anki: genanki's, written row by row so that its size does not matter, and with progress where wanted.

genanki gives the note types and the schema of the database. What it falls short in is done here: a time of change for
each note, the schedule of each card, the history, presets, and no temporary file left behind.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from quizzer.anki.fields import anki_note
from quizzer.anki.notetypes import note_types
from quizzer.anki.originals import GoingOriginal, format_type
from quizzer.anki.presets import preset
from quizzer.core.exchange import ExportCounts, Outgoing, ProgressCallback
from quizzer.core.schedule.progress import Moment
from quizzer.core.schedule.settings import Scheduling
from quizzer.core.seeded_random import seed_of
from quizzer.errors import Problem
from quizzer.files import replacing

FIELDS_SINCE = 1_763_856_000
"""Epoch seconds since which notes are written for Anki as they are now.

Anki takes a note only when its time of change is newer than the one it has, so this is raised to the day of the release
whenever :mod:`quizzer.anki.fields` or :mod:`quizzer.anki.notetypes` shows the same note differently.
"""

ROOT = "Quizzer"
_BATCH = 1_000
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"

CopyCards = Callable[[Path], tuple[int, int]]
"""Fills the empty tables ``cards`` and ``revlog`` of a database, in a thread of its own; returns the rows of each."""


class Learner(NamedTuple):
    """What a package with progress has beside cards and reviews.

    Attributes:
        rules: The settings by axis id.
        day_began: Epoch seconds at which the study day of the export began.
        minutes_west: The zone it began in, as minutes by which its clocks are behind UTC. Without it Anki dates the day
            by the zone of the import, in which a day that began at midnight may have begun the evening before.
    """

    rules: Mapping[str, Scheduling]
    day_began: int
    minutes_west: int


def deck_name(name: str) -> str:
    """The deck's name in Anki: below one name, with blanks and empty parts taken out."""
    parts = [" ".join(part.replace('"', "'").split()) for part in name.split("::")]
    return "::".join([ROOT, *[part for part in parts if part]])


def deck_id(name: str) -> int:
    """The deck's id in Anki, from its name: 41 bits, as the milliseconds Anki takes."""
    return (seed_of("anki deck", deck_name(name)) >> 23) + 2


def write_package(
    path: Path,
    notes: Iterable[tuple[int, Outgoing]],
    copy_cards: CopyCards,
    moment: Moment,
    learner: Learner | None,
    progress: ProgressCallback,
    originals: Sequence[GoingOriginal] = (),
    descriptions: Mapping[str, str] = MappingProxyType({}),
) -> ExportCounts:
    """Write the package whole or not at all.

    Args:
        path: An existing file is replaced.
        notes: Each with its row id; in any order, read once.
        moment: Of the export; its instant is added to row ids, to give ids in Anki.
        learner: For a package with progress; None for the notes alone.
        originals: Notes made in Anki, which go back as they were.
        descriptions: HTML for the decks that have a description, by the names of the decks.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    try:
        with (
            replacing(path, "the package") as unfinished,
            tempfile.TemporaryDirectory(prefix="quizzer-") as folder,
        ):
            database = Path(folder) / "collection.anki2"
            packed = _Package(database, moment, learner, progress, originals, descriptions).write(notes, copy_cards)
            progress("Packing", 0, 0)
            # A zip knows no date before 1980, which a wrong clock may show: such a one is written as 1980.
            # Stored, as genanki does: packing small would take a fifth of the time of the whole export.
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
                archive.write(database, "collection.anki2")
                archive.writestr(zipfile.ZipInfo("media"), "{}")
    except sqlite3.OperationalError as error:
        if "full" not in str(error):
            raise
        folder = tempfile.gettempdir()
        raise Problem(
            f"{path}: the package cannot be written: there is no room in {folder}, where it is made."
        ) from None
    return packed


class _Package:
    """The database inside a package."""

    def __init__(
        self,
        database: Path,
        moment: Moment,
        learner: Learner | None,
        progress: ProgressCallback,
        originals: Sequence[GoingOriginal],
        descriptions: Mapping[str, str],
    ) -> None:
        self._database = database
        self._moment = moment
        self._learner = learner
        self._progress = progress
        self._originals = originals
        self._descriptions = descriptions
        self._decks: dict[str, str] = {}
        self._retired = 0

    def write(self, notes: Iterable[tuple[int, Outgoing]], copy_cards: CopyCards) -> ExportCounts:
        from genanki.apkg_col import APKG_COL
        from genanki.apkg_schema import APKG_SCHEMA

        copied = self._database.with_name("copied")
        statements = [text.strip() for text in APKG_SCHEMA.split(";") if text.strip()]
        tables = ";".join(text for text in statements if not text.startswith("CREATE INDEX"))
        # Made at once in the end, and only those that an import looks things up by.
        indexes = ";".join(text for text in statements if text.endswith(("cards (nid)", "revlog (cid)")))
        for path in (self._database, copied):
            with closing(sqlite3.connect(path)) as connection:
                connection.executescript(tables)
        with (
            closing(sqlite3.connect(self._database, isolation_level=None)) as connection,
            ThreadPoolExecutor(1) as pool,
        ):
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA cache_size = -32000")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.executescript(APKG_COL)
            coming = pool.submit(copy_cards, copied)
            connection.execute("BEGIN")
            count = self._write_notes(connection, notes) + self._write_originals(connection)
            self._write_collection(connection)
            connection.execute("COMMIT")
            self._progress("Writing reviews", 0, 0)
            cards, reviews = coming.result()
            connection.execute("ATTACH ? AS copied", (str(copied),))
            connection.execute("INSERT INTO cards SELECT * FROM copied.cards")
            connection.execute("INSERT INTO revlog SELECT * FROM copied.revlog")
            connection.executescript(indexes)
        copied.unlink()
        return ExportCounts(count, cards, reviews, self._retired)

    def _write_notes(self, connection: sqlite3.Connection, notes: Iterable[tuple[int, Outgoing]]) -> int:
        done, source = 0, iter(notes)
        while batch := list(islice(source, _BATCH)):
            connection.executemany(_NOTE, [self._row(row_id, going) for row_id, going in batch])
            done += len(batch)
            self._progress("Writing notes", done, 0)
        return done

    def _write_originals(self, connection: sqlite3.Connection) -> int:
        connection.executemany(_NOTE, map(self._original_row, self._originals))
        return len(self._originals)

    def _original_row(self, going: GoingOriginal) -> tuple[Any, ...]:
        note = going.original
        self._decks.setdefault(going.deck, going.axis)
        tags = f" {' '.join(note.tags)} " if note.tags else ""
        fields = "\x1f".join(note.fields)
        return self._moment.at + going.row, note.guid, note.type_id, note.changed, tags, fields, note.fields[0]

    def _row(self, row_id: int, going: Outgoing) -> tuple[Any, ...]:
        note = anki_note(going)
        mod = max(going.changed, FIELDS_SINCE)
        self._decks.setdefault(going.deck, going.axis.id)
        self._retired += going.retired
        fields = "\x1f".join(note.fields)
        return self._moment.at + row_id, note.guid, note.type_id, mod, note.tags, fields, note.sort

    def _write_collection(self, connection: sqlite3.Connection) -> None:
        import genanki

        at, seconds = self._moment.at, self._moment.at // 1000
        models = {str(model.model_id): model.to_json(FIELDS_SINCE, 1) for model in note_types()}
        models |= {str(going.type.id): format_type(going.type) for going in self._originals}
        decks, presets = (json.loads(text) for text in connection.execute("SELECT decks, dconf FROM col").fetchone())
        if self._learner:
            presets = {"1": presets["1"]}
        for name, axis in self._decks.items():
            deck = genanki.Deck(deck_id(name), deck_name(name), self._descriptions.get(name, ""))
            text = {**deck.to_json(), "mod": seconds}
            if self._learner:
                text["conf"] = self._preset(presets, self._learner.rules[axis], axis, seconds)
            decks[str(text["id"])] = text
        began = self._learner.day_began if self._learner else seconds
        rules = next(iter(self._learner.rules.values()), Scheduling()) if self._learner else Scheduling()
        # Without the second scheduler's number Anki takes the history for the first one's, whose ratings it renumbers.
        conf = {
            "schedVer": 2, "rollover": rules.rollover_hour, "fsrs": True, "curDeck": 1, "activeDecks": [1],
            "nextPos": 1,
        }  # fmt: skip
        if self._learner:
            conf["creationOffset"] = self._learner.minutes_west
        connection.execute(
            "UPDATE col SET crt = ?, mod = ?, scm = ?, conf = ?, models = ?, decks = ?, dconf = ?",
            (began, at, at, json.dumps(conf), json.dumps(models), json.dumps(decks), json.dumps(presets)),
        )

    def _preset(self, presets: dict[str, Any], rules: Scheduling, axis: str, mod: int) -> int:
        """The preset with these settings, made when it is not there yet; its id."""
        retention = rules.retention_of(axis)
        preset_id = (seed_of("anki preset", repr((rules.parameters, retention))) >> 23) + 2
        if str(preset_id) not in presets:
            name = ROOT if len(presets) == 1 else f"{ROOT} {len(presets)}"
            presets[str(preset_id)] = preset(preset_id, name, mod, rules, retention)
        return preset_id
