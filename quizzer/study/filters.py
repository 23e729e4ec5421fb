"""From the words of a filter to rows: which axes, decks, levels and tags a person means."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from quizzer.errors import WrongUse
from quizzer.store.scope import EVERYTHING, Scope
from quizzer.study.review.values import Filter

T = TypeVar("T")


def scope_of(connection: sqlite3.Connection, wanted: Filter) -> Scope:
    """The rows a filter means.

    Raises:
        WrongUse: A word names nothing; the sentence lists what there is.
    """
    if wanted == Filter():
        return EVERYTHING
    axis_rows = connection.execute("SELECT id, key, name FROM axis ORDER BY id").fetchall()
    deck_rows = connection.execute("SELECT id, path, name FROM deck WHERE digest <> 'gone' ORDER BY id").fetchall()
    note_rows = connection.execute("SELECT DISTINCT level, tags FROM note WHERE NOT retired").fetchall()
    levels = sorted({level for level, _ in note_rows if level})
    tags = sorted({tag for _, line in note_rows for tag in line.split()})
    axes = {name.casefold(): axis_id for axis_id, _, name in axis_rows}
    axes |= {key.casefold(): axis_id for axis_id, key, _ in axis_rows}
    decks = {name.casefold(): deck_id for deck_id, _, name in deck_rows}
    decks |= {Path(path).stem.casefold(): deck_id for deck_id, path, _ in deck_rows}
    return Scope(
        axes=tuple(_named("axis", wanted.axes, axes, [key for _, key, _ in axis_rows])),
        decks=tuple(_named("deck", wanted.decks, decks, [Path(path).stem for _, path, _ in deck_rows])),
        levels=tuple(_named("level", wanted.levels, {level.casefold(): level for level in levels}, levels)),
        tags=tuple(_named("tag", wanted.tags, {tag.casefold(): tag for tag in tags}, tags)),
    )


def _named(what: str, words: Sequence[str], known: Mapping[str, T], shown: Sequence[str]) -> list[T]:
    found = []
    for word in words:
        if word.casefold() not in known:
            there = ", ".join(shown) or "none"
            raise WrongUse(f"There is no {what} “{word}”. There are: {there}.")
        found.append(known[word.casefold()])
    return found
