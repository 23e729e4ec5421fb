"""The JSON Schema of deck files, with which editors complete and check a deck as it is typed."""

from __future__ import annotations

from importlib import resources


def load_schema() -> str:
    """Load the JSON Schema (draft 2020-12) as text; it ships with the program."""
    return resources.files("quizzer.deckfile").joinpath("deck.schema.json").read_text(encoding="utf-8")
