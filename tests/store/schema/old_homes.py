"""A database as the first version wrote it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quizzer.store.schema import upgrade
from tests.conftest import START

DAY = 86_400_000
TODAY = START // DAY

CHOICE = '{"kind":"choice","body":{"ask":"?","answers":["!"],"options":["?"]}}'
OLD_ROWS = f"""
    INSERT INTO setting VALUES ('scheduling.parameters', 'those of then'), ('theme', 'quizzer-light');
    INSERT INTO axis VALUES (1, 'SML', 'Small axis');
    INSERT INTO deck VALUES (1, '/decks/small.yaml', 'Small axis', 'digest', 1, 0, '[]');
    INSERT INTO note (id, key, deck_id, axis_id, level, tags, content, line, retired) VALUES
        (1, 'gland', 1, 1, 'fundamentals', ' gland ', '{{"kind":"basic","body":{{"ask":"?","answer":"!"}}}}', 4, 0),
        (2, 'direction', 1, 1, 'academic', '', '{CHOICE}', 9, 0);
    INSERT INTO card (
        id, key, note_id, part, axis_id, position, shuffle, retired, queue, due, state, step, interval, reps, lapses,
        leech, suspended, flag, buried_day, sibling_day
    ) VALUES
        (1, 'gland', 1, '', 1, 0, 7, 0, 2, 0, 2, 0, 4, 2, 0, 0, 0, 0, 0, 0),
        (2, 'direction', 2, '', 1, 1, 8, 0, -1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    INSERT INTO log (id, card_id, at, day, kind, value, before, state, step, interval, took, undone) VALUES
        (1, 1, {START - 9 * DAY}, {TODAY - 9}, 0, 4, 0, 2, 0, 8, 900, NULL),
        (2, 1, {START - DAY}, {TODAY - 1}, 0, 3, 2, 2, 0, 20, 900, NULL),
        (3, 1, {START}, {TODAY}, 0, 1, 2, 3, 0, -600, 900, {START + 5}),
        (4, 2, {START}, {TODAY}, 1, 1, 0, 0, 0, 0, 0, NULL);
"""


def make_old(path: Path) -> list[tuple[object, ...]]:
    """A database of the first schema, with decks and history; its log."""
    upgrade.upgrade(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD_ROWS)
        rows = connection.execute("SELECT *, 0 FROM log ORDER BY id").fetchall()
    # kind, value, before, state, step, interval, took
    return [(*row, "-".join(["old", *map(str, row[4:11])])) for row in rows]
