"""The JSON Schema of deck files, with which editors complete and check a deck as it is typed."""

from __future__ import annotations

from contextlib import suppress
from importlib import resources
from pathlib import Path

from quizzer.errors import Problem
from quizzer.files import write_whole

SCHEMA_NAME = "deck.schema.json"

MODELINE = f"# yaml-language-server: $schema={SCHEMA_NAME}\n"
"""The first line of a deck file made here: an editor finds the schema beside it."""


def load_schema() -> str:
    """Load the JSON Schema (draft 2020-12) as text; it ships with the program."""
    return resources.files("quizzer.deckfile").joinpath("deck.schema.json").read_text(encoding="utf-8")


def write_schema(folder: Path) -> None:
    """Write the schema beside the deck files of a folder, unless it is there as it is now.

    Only editors need it, so a folder in which nothing can be written is left as it is.
    """
    schema, file = load_schema(), folder / SCHEMA_NAME
    with suppress(OSError, UnicodeDecodeError, Problem):
        if not file.exists() or file.read_text(encoding="utf-8") != schema:
            write_whole(file, schema, "the schema")


def renew_schema(folder: Path) -> None:
    """Bring a schema up to date that an earlier version left beside the deck files of a folder."""
    if (folder / SCHEMA_NAME).exists():
        write_schema(folder)
