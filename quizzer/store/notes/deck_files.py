"""The deck files that were loaded: their digests, and the findings in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizzer.store import key_values
from quizzer.store.notes.paths import load_path

Finding = tuple[int, str, str, str]
"""Line, level, message, and the name of the check."""

HeadRow = tuple[str, str, str, int, tuple[tuple[str, ...], ...], dict[str, list[str]]]
"""The names of a deck and of its file, its primer, its number, its synonyms, and its retired ids with their heirs."""

DONE_WARNINGS = ("written-numbers", "both-changed")
"""Names of the findings that say what was done, and ask for nothing."""

_OVERLAYS = "overlay-findings"
_PRESENT = "digest <> 'gone'"


class KnownDeck(NamedTuple):
    """A deck file that was read before.

    Attributes:
        digest: Of its content when it was read; empty where it had errors, ``gone`` where it is there no more.
        bundled: It comes with the program.
    """

    id: int
    path: Path
    digest: str
    bundled: bool


def load_known_decks(connection: sqlite3.Connection) -> list[KnownDeck]:
    """Every deck file that was ever read, in the order of first sight."""
    rows = connection.execute("SELECT id, path, digest, bundled FROM deck ORDER BY id")
    return [KnownDeck(deck_id, load_path(path), digest, bool(bundled)) for deck_id, path, digest, bundled in rows]


def load_digests(connection: sqlite3.Connection) -> dict[str, str]:
    """For the path of each loaded deck file the digest of its content."""
    return dict(connection.execute(f"SELECT path, digest FROM deck WHERE {_PRESENT}").fetchall())


def count_deck_files(connection: sqlite3.Connection) -> int:
    """Deck files that are loaded."""
    return int(connection.execute(f"SELECT count(*) FROM deck WHERE {_PRESENT}").fetchone()[0])


def count_drafts(connection: sqlite3.Connection) -> int:
    """Drafts that wait in the loaded deck files."""
    return int(connection.execute(f"SELECT coalesce(sum(drafts), 0) FROM deck WHERE {_PRESENT}").fetchone()[0])


def save_overlay_findings(connection: sqlite3.Connection, findings: Mapping[str, Sequence[Finding]]) -> None:
    """Write the findings of the overlays, by the paths of their files; they belong to no one deck."""
    key_values.put(connection, _OVERLAYS, json.dumps({path: found for path, found in findings.items() if found}))


def load_findings(connection: sqlite3.Connection) -> list[tuple[str, Finding]]:
    """Every finding with the path of its deck file, as it was when the file was read."""
    rows = connection.execute(
        f"""
        SELECT path, problems
        FROM deck
        WHERE {_PRESENT}
            AND problems <> '[]'
        ORDER BY id
        """
    )
    of_decks = [(path, finding) for path, findings in rows for finding in json.loads(findings)]
    of_overlays = json.loads(key_values.get(connection, _OVERLAYS) or "{}")
    return of_decks + [(path, finding) for path, findings in of_overlays.items() for finding in findings]


def count_unseen_changes(connection: sqlite3.Connection) -> int:
    """Changes that nobody has looked at and that are worth a line: a bundled deck's, and notes that are retired."""
    row = connection.execute(
        "SELECT count(*) FROM deck_change WHERE NOT seen AND (bundled OR kind = 'retired')"
    ).fetchone()
    return int(row[0])


def load_heirs(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The ids that the loaded decks never use again, each with those of the notes that ask it now."""
    rows = connection.execute(f"SELECT heirs FROM deck WHERE {_PRESENT} AND heirs <> '{{}}' ORDER BY id")
    return {note_id: tuple(heirs) for (written,) in rows for note_id, heirs in json.loads(written).items()}


def load_deck_heads(connection: sqlite3.Connection) -> list[HeadRow]:
    """The heads of all decks whose file is there."""
    rows = connection.execute(
        f"SELECT name, path, primer, course, synonyms, heirs FROM deck WHERE {_PRESENT} ORDER BY id"
    )
    return [
        (name, load_path(path).name, primer, course, tuple(map(tuple, json.loads(synonyms))), json.loads(heirs))
        for name, path, primer, course, synonyms, heirs in rows
    ]
