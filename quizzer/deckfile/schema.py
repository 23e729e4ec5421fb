"""The JSON Schema of deck files, for editors that complete and check while one writes."""

from __future__ import annotations

from importlib import resources


def load_schema() -> str:
    """The JSON Schema (draft 2020-12) as text; it ships with the program."""
    return resources.files("quizzer.deckfile").joinpath("deck.schema.json").read_text(encoding="utf-8")
