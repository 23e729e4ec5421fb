"""Grouping the cards of a query by axis, deck or tag: what it selects, and the groups that this stands for.

A query groups by one value a card, :data:`GROUP_SQL`; for tags that is the line of all tags of the note. So each card
is read and added up once, however many tags it has, and the sums are handed to every group of the value afterwards.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from quizzer.core.groups import Group, Grouping, fold_tag, spell_tags
from quizzer.store.notes.names import load_axes, load_levels_and_tags

GroupKey = int | str
"""Row id of an axis or a deck, or a folded tag."""

Value = int | str
"""What a query groups by: row id of an axis or a deck, or a line of tags."""

Sum = TypeVar("Sum")

GROUP_SQL: Mapping[Grouping, str] = {
    "axis": "c.axis_id",
    "deck": "(SELECT note.deck_id FROM note WHERE note.id = c.note_id)",
    "tag": "(SELECT note.tags FROM note WHERE note.id = c.note_id)",
}
"""For each grouping the value that it groups a card ``c`` by."""


def keys_in(value: Value) -> tuple[GroupKey, ...]:
    """The groups that a value stands for: one axis, one deck, or any number of tags."""
    return (value,) if isinstance(value, int) else tuple(dict.fromkeys(map(fold_tag, value.split())))


def sum_groups(sums: Iterable[tuple[Value, Sum]], plus: Callable[[Sum, Sum], Sum]) -> dict[GroupKey, Sum]:
    """Add up what a query found for each value, by the groups that the values stand for."""
    found: dict[GroupKey, Sum] = {}
    for value, part in sums:
        for key in keys_in(value):
            found[key] = plus(found[key], part) if key in found else part
    return found


def load_groups(connection: sqlite3.Connection, grouping: Grouping) -> dict[GroupKey, Group]:
    """Every group there is: axes and decks in the order in which they were first loaded, tags by name."""
    match grouping:
        case "axis":
            return {axis_id: Group("axis", *axis) for axis_id, axis in load_axes(connection)}
        case "deck":
            return _load_decks(connection)
        case "tag":
            spelt = spell_tags([line for _, line in load_levels_and_tags(connection)])
            return {folded: Group("tag", spellings[0], spellings[0]) for folded, spellings in spelt.items()}


def _load_decks(connection: sqlite3.Connection) -> dict[GroupKey, Group]:
    """The decks, those included whose file is gone; one of two files of the same name is named by its path."""
    rows = connection.execute("SELECT id, path, name, digest = 'gone' FROM deck ORDER BY id").fetchall()
    files = Counter(Path(path).stem.casefold() for _, path, _, gone in rows if not gone)
    found: dict[GroupKey, Group] = {}
    for deck_id, path, name, _ in rows:
        stem = Path(path).stem
        found[deck_id] = Group("deck", path if files[stem.casefold()] > 1 else stem, name or stem)
    return found


def load_groups_of_cards(
    connection: sqlite3.Connection, grouping: Grouping, card_ids: Sequence[int]
) -> dict[int, tuple[Group, ...]]:
    """The groups of each of these cards."""
    groups = load_groups(connection, grouping)
    rows = connection.execute(
        f"""
        SELECT c.id, {GROUP_SQL[grouping]}
        FROM card c
        WHERE c.id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": json.dumps(list(card_ids))},
    )
    return {card_id: name_groups(groups, value) for card_id, value in rows}


def name_groups(groups: Mapping[GroupKey, Group], value: Value) -> tuple[Group, ...]:
    """The groups that a value stands for, with their names."""
    return tuple(groups[key] if key in groups else Group("tag", str(key), str(key)) for key in keys_in(value))
