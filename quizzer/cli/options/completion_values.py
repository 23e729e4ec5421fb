"""Values for shell completion: axes, decks, levels, tags, sections of the statistics, backups.

A shell waits for them and shows whatever is printed, so they come from a quick look at the database that changes
nothing, and whatever goes wrong gives no values.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from quizzer.config import Paths, find_paths
from quizzer.core.safe_text import one_line

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
_MOST = 500
_NEEDS_QUOTING = re.compile(r"[^\w@%+=:,./-]")


def _complete_from_database(load: Callable[[sqlite3.Connection], Iterable[tuple[str, str]]]) -> Completer:
    """Complete with words, and what each means, that a query finds."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            return _items(_look(_paths(ctx), load), incomplete)
        except Exception:  # noqa: BLE001 - a shell must not be disturbed, whatever is wrong with a home
            return []

    return complete


def _paths(ctx: click.Context) -> Paths:
    return find_paths(ctx.find_root().params.get("home"))


def _look(paths: Paths, load: Callable[[sqlite3.Connection], Iterable[tuple[str, str]]]) -> list[tuple[str, str]]:
    from quizzer.store.backup import connect_to_read

    if not paths.database.exists():
        return []
    with closing(connect_to_read(paths.database)) as connection:
        connection.execute("PRAGMA busy_timeout = 200")
        return list(load(connection))


def _items(found: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    """The words that go on from what is written, case ignored; those that a command line cannot hold are left out."""
    begun = incomplete.casefold()
    fitting = dict.fromkeys(
        (word, one_line(meaning)) for word, meaning in found if word and word.casefold().startswith(begun)
    )
    return [
        CompletionItem(_quote(word), help=meaning if meaning != word else None)
        for word, meaning in fitting
        if word == one_line(word)
    ][:_MOST]


def _quote(word: str) -> str:
    """The word as the shell inserts it: bash quotes nothing itself, zsh and fish do.

    Bash reads the word once more before it inserts it (`read`), which takes one level of backslashes away.
    """
    if os.environ.get("_QUIZZER_COMPLETE") != "bash_complete":
        return word
    begun = os.environ.get("COMP_WORDS", "").split("\n")[-1]
    quoted = word if begun[:1] in ("'", '"') else _NEEDS_QUOTING.sub(r"\\\g<0>", word)
    return quoted.replace("\\", "\\\\")


def _axes(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    from quizzer.store.notes.names import load_axes_of_notes

    return [(axis.id, axis.name) for axis in load_axes_of_notes(connection)]


def _decks(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    from quizzer.store.notes.names import load_decks

    return [(Path(path).stem, name) for _, path, name in load_decks(connection)]


def _levels(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    from quizzer.store.notes.names import load_levels

    return [(level, "") for level in load_levels(connection)]


def _tags(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    from quizzer.store.notes.names import load_levels_and_tags

    return [(tag, "") for tag in sorted({tag for _, line in load_levels_and_tags(connection) for tag in line.split()})]


def _own_decks(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    from quizzer.store.notes.catalogue import load_decks

    return [
        (deck.path.stem, deck.name) for deck in load_decks(connection) if not deck.bundled and deck.digest != "gone"
    ]


complete_own_deck = _complete_from_database(_own_decks)
"""Completes the decks to which a note can be added."""

COMPLETERS: dict[str, Completer] = {
    "axis": _complete_from_database(_axes),
    "deck": _complete_from_database(_decks),
    "level": _complete_from_database(_levels),
    "tag": _complete_from_database(_tags),
}
"""By the option whose values they complete."""


def complete_section(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a section of the statistics."""
    try:
        from quizzer.study.statistics.sections import SECTIONS

        return _items(((name, "") for name in (*SECTIONS, "all")), incomplete)
    except Exception:  # noqa: BLE001 - as above
        return []


def complete_backup(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the path of a backup, newest first; where none fits, any file."""
    try:
        from quizzer.store.backup import list_backups

        found = _items(((str(path), "") for path in list_backups(_paths(ctx).backups)), incomplete)
    except Exception:  # noqa: BLE001 - as above
        found = []
    return found or [CompletionItem(incomplete, type="file")]
