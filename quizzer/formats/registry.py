"""The list of formats: a row for each, from which detection, help texts, choices and errors are derived.

A new format needs a row here and the module its ``reader`` or ``writer`` names, and nothing else. Readers and writers
are dotted references (``module:function``), since Anki's lie in folders above this one, and since a file of one format
is no reason to import the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from quizzer.clock import Clock
from quizzer.core.exchange import Incoming, ProgressCallback

Reader = Callable[[Path, Clock, int, ProgressCallback], Incoming]
"""Reads a file, with the rollover hour; raises a ``Problem`` of one sentence when nothing of it can be used."""

Carries = Literal["nothing", "on request", "always"]
"""Whether the schedule and the reviews go along with the notes."""


class HeadPattern(NamedTuple):
    """How a text file of a format begins.

    Attributes:
        pattern: Searched in the first bytes of the file.
        ending: Only files whose name ends so are meant; empty for all.
    """

    pattern: re.Pattern[bytes]
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How a file of a format is recognised: by its content, and where that says nothing by the ending of its name.

    Attributes:
        zip_member: Matches the beginning of the name of a file in its zip.
        zip_endings: Names of zips that are damaged.
        tables: All of them are in its SQLite database; empty when it has none.
        database_ending: Beginning of the ending of databases without these tables; empty for any ending.
        heads: How its text begins.
        endings: Names of its text files.
        certain_endings: Names whose reader gives the better error when the content says nothing.
        is_folder: A folder of files is one too.
    """

    zip_member: re.Pattern[str] | None = None
    zip_endings: tuple[str, ...] = ()
    tables: frozenset[str] = frozenset()
    database_ending: str = ""
    heads: tuple[HeadPattern, ...] = ()
    endings: tuple[str, ...] = ()
    certain_endings: tuple[str, ...] = ()
    is_folder: bool = False


class ExportChoice(NamedTuple):
    """A kind of file that can be written; the ending of the file's name chooses it.

    Attributes:
        ending: With its dot, in lower case.
        label: What it is, in a word or two.
        summary: What it holds and is for, in a sentence.
        writer: Reference to a function of ``(path, notes, progress)`` that returns an ``ExportCounts``; with ``whole``,
            of ``(collection, plan, scope, progress)`` that returns an ``ExportResult``.
        whole: The writer needs more of the collection than the notes in use.
        carries: Whether the schedule and the reviews go along.
        carries_summary: A sentence on that, when they can.
    """

    ending: str
    label: str
    summary: str
    writer: str
    whole: bool = False
    carries: Carries = "nothing"
    carries_summary: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, how it is recognised, and what reads and writes it.

    Attributes:
        name: Unique.
        title: What a person calls it, in a list of formats.
        reader: Reference to its :data:`Reader`.
        recognition: How its files are recognised.
        in_error: Its files, in the list of an error.
        in_help: Its files, in the help of ``quizzer import``.
        in_form: Its files, on the import screen.
        exports: What can be written in it.
        export_help: A sentence on that for the help of ``quizzer export``.
        is_own: It is this program's own, and its log rows are taken exactly as they are.
    """

    name: str
    title: str
    reader: str
    recognition: Recognition
    in_error: str
    in_help: str
    in_form: str
    exports: tuple[ExportChoice, ...] = ()
    export_help: str = ""
    is_own: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        "anki",
        "Anki",
        "quizzer.anki.read:read_anki",
        Recognition(
            zip_member=re.compile(r"collection\.anki2"),
            zip_endings=(".apkg", ".colpkg"),
            tables=frozenset(["notes", "cards", "revlog"]),
            database_ending=".anki",
            certain_endings=(".apkg", ".colpkg"),
        ),
        in_error="Anki’s .apkg, .colpkg and collection.anki2",
        in_help="an Anki package or collection (.apkg, .colpkg, collection.anki2)",
        in_form="an Anki package or collection (.apkg, .colpkg)",
        exports=(
            ExportChoice(
                ".apkg",
                "Anki package",
                "Cards for Anki on desktop and phone; exporting again later updates them there.",
                "quizzer.study.exchange.export_anki:export_package",
                whole=True,
                carries="on request",
                carries_summary="In Anki tick “Import any learning progress”. Anki takes it only for cards that "
                "it does not have yet.",
            ),
        ),
        export_help=".apkg is a package for Anki.",
    ),
    Format(
        "mnemosyne",
        "Mnemosyne",
        "quizzer.formats.mnemosyne.read:read_mnemosyne",
        Recognition(
            zip_member=re.compile(r"cards\.xml\Z"),
            zip_endings=(".cards",),
            tables=frozenset(["facts", "cards", "log"]),
            heads=(HeadPattern(re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|mnemosyne|openSM2sync)\b")),),
        ),
        in_error="Mnemosyne’s .cards, .db and .xml",
        in_help="an export or database of Mnemosyne's (.cards, default.db)",
        in_form="Mnemosyne’s .cards, .db or .xml",
    ),
    Format(
        "table",
        "CSV",
        "quizzer.formats.table.table:read_table",
        Recognition(endings=(".csv", ".tsv", ".tab", ".txt")),
        in_error="tables (.csv, .tsv, .txt)",
        in_help="a table (.csv, .tsv, also Anki's “Notes in Plain Text”)",
        in_form="a table (.csv, .tsv, .txt)",
        exports=(
            ExportChoice(
                ".csv",
                "Table",
                "A row for each card and where it stands, for spreadsheets; commas between the columns.",
                "quizzer.formats.table.table:write_table",
            ),
            ExportChoice(
                ".tsv",
                "Table",
                "A row for each card and where it stands, for spreadsheets; tabs between the columns.",
                "quizzer.formats.table.table:write_table",
            ),
        ),
        export_help=".csv and .tsv are tables with a row for each card and where it stands.",
    ),
    Format(
        "markdown",
        "Markdown",
        "quizzer.formats.markdown.cards:read_markdown",
        Recognition(
            heads=(HeadPattern(re.compile(rb"^(?:Q|C):", re.M), ".txt"),),
            endings=(".md", ".markdown"),
            is_folder=True,
        ),
        in_error="Markdown with Q:, A: and C: (a .md file or a folder of them)",
        in_help="Markdown with Q:, A: and C: as repeater and hashcards read it (a file or a folder)",
        in_form="Markdown with Q:, A: and C: (.md, or a folder of them)",
        exports=(
            ExportChoice(
                ".md",
                "Markdown",
                "Text with Q:, A: and C:, which repeater and hashcards read; without any progress.",
                "quizzer.formats.markdown.cards:write_markdown",
            ),
        ),
        export_help=".md is plain text that repeater and hashcards read.",
    ),
    Format(
        "archive",
        "JSON",
        "quizzer.formats.archive.read:read_archive",
        Recognition(
            heads=(
                HeadPattern(re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{[^\n]*?"format"\s*:\s*"quizzer archive"')),
                HeadPattern(re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{"), ".json"),
            ),
        ),
        in_error="quizzer’s own .json",
        in_help="quizzer's own .json",
        in_form="quizzer’s own .json",
        exports=(
            ExportChoice(
                ".json",
                "Everything",
                "Notes, reviews and schedule; quizzer reads it back to the same collection.",
                "quizzer.study.exchange.export_archive:export_archive",
                whole=True,
                carries="always",
                carries_summary="A JSON file always has the schedule and the reviews in it.",
            ),
        ),
        export_help=".json is everything you own here, and `quizzer import` reads it back.",
        is_own=True,
    ),
)
"""All formats, in the order in which a person reads of them."""


def names() -> list[str]:
    """What can be imported, in a word each."""
    return [row.title for row in FORMATS]


def known_files() -> str:
    """What can be imported, for an error; a clause without its full stop."""
    return f"What can be imported: {join_words([row.in_error for row in FORMATS], ', and')}"


def import_help() -> str:
    """What can be imported, for the help of ``quizzer import``."""
    return f"FILE is {join_words([row.in_help for row in FORMATS], ', or')}."


def import_form_help() -> str:
    """What can be imported, for the import screen."""
    text = join_words([row.in_form for row in FORMATS], ", or")
    return f"{text[:1].upper()}{text[1:]}."


def export_choices() -> dict[str, ExportChoice]:
    """What can be written, by the ending."""
    return {choice.ending: choice for row in FORMATS for choice in row.exports}


def export_endings(*carries: Carries) -> list[str]:
    """The endings of what can be written, all or those that carry the schedule and the reviews so."""
    return [choice.ending for choice in export_choices().values() if not carries or choice.carries in carries]


def export_help() -> str:
    """What can be written, for the help of ``quizzer export``."""
    return " ".join(row.export_help for row in FORMATS if row.export_help)


def join_words(words: Sequence[str], last: str = " and") -> str:
    """Words with commas between them, and ``last`` before the last one."""
    return "".join([", ".join(words[:-1]), f"{last} " if len(words) > 1 else "", *words[-1:]])
