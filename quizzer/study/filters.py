"""Filters: the words by which a person selects cards, and the rows of the database that these words name."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from quizzer.core.groups import Group, spell_tags
from quizzer.errors import WrongUse
from quizzer.store.notes import names
from quizzer.store.scope import EVERYTHING, Scope

Value = TypeVar("Value")


class Filter(NamedTuple):
    """The selection of cards for a session, a quiz or a figure; an empty part means all. Case is ignored.

    Attributes:
        axes: Ids or names.
        decks: Names, or deck files without their ending; a path where two files have the same name.
        levels: As in the deck files.
        tags: Selects cards with at least one of them.
        priorities: How much their notes matter.
    """

    axes: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()


def scope_of(connection: sqlite3.Connection, wanted: Filter) -> Scope:
    """Find the rows that a filter selects.

    Raises:
        WrongUse: A word names nothing; the sentence lists what there is.
    """
    if wanted == Filter():
        return EVERYTHING
    return Scope(
        axes=_find_axes(connection, wanted.axes) if wanted.axes else (),
        decks=_find_decks(connection, wanted.decks) if wanted.decks else (),
        levels=_find_levels(connection, wanted.levels) if wanted.levels else (),
        priorities=_find_priorities(wanted.priorities),
        tags=_find_tags(connection, wanted.tags) if wanted.tags else (),
    )


def _find_axes(connection: sqlite3.Connection, wanted: Sequence[str]) -> tuple[int, ...]:
    rows = names.load_axes(connection)
    axes = {name.casefold(): axis_id for axis_id, axis in rows for name in (axis.name, axis.short) if name}
    axes |= {axis.id.casefold(): axis_id for axis_id, axis in rows}
    return tuple(_find("axis", wanted, axes, [axis.id for _, axis in rows]))


def _find_decks(connection: sqlite3.Connection, wanted: Sequence[str]) -> tuple[int, ...]:
    rows = [(deck_id, path, name, Path(path).stem) for deck_id, path, name in names.load_decks(connection)]
    decks = {path.casefold(): deck_id for deck_id, path, _, _ in rows}
    decks |= {name.casefold(): deck_id for deck_id, _, name, _ in rows}
    decks |= {stem.casefold(): deck_id for deck_id, _, _, stem in rows}
    return tuple(_find("deck", wanted, decks, [stem for *_, stem in rows]))


def _find_levels(connection: sqlite3.Connection, wanted: Sequence[str]) -> tuple[str, ...]:
    levels = sorted({level for level, _ in names.load_levels_and_tags(connection) if level})
    return tuple(_find("level", wanted, {level.casefold(): level for level in levels}, levels))


def _find_tags(connection: sqlite3.Connection, wanted: Sequence[str]) -> tuple[str, ...]:
    tags = spell_tags([line for _, line in names.load_levels_and_tags(connection)])
    shown = [spellings[0] for spellings in tags.values()]
    return tuple(chain.from_iterable(_find("tag", wanted, tags, shown)))


def filter_of(group: Group) -> Filter:
    """The filter that selects the cards of a group."""
    match group.grouping:
        case "axis":
            return Filter(axes=(group.id,))
        case "deck":
            return Filter(decks=(group.id,))
        case "tag":
            return Filter(tags=(group.id,))


def _find(what: str, words: Sequence[str], known: Mapping[str, Value], shown: Sequence[str]) -> list[Value]:
    found = []
    for word in words:
        if word.casefold() not in known:
            there = ", ".join(shown) or "none"
            raise WrongUse(f"There is no {what} “{word}”. There are: {there}.")
        found.append(known[word.casefold()])
    return found


def _find_priorities(wanted: Sequence[str]) -> tuple[int, ...]:
    if not wanted:
        return ()
    from quizzer.core.notes.notes import PRIORITIES  # the first screen loads this module, and needs no notes

    return tuple(map(PRIORITIES.index, wanted))
