"""The notes of the project's decks over and over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from quizzer.core.notes.kinds import Basic, Body, Cloze
from quizzer.core.notes.notes import Note

DECKS = Path(__file__).parents[3] / "decks"


def copies(notes: Sequence[Note]) -> Iterator[Note]:
    """The notes over and over, each with an id and a question of its own."""
    for copy in count(1):
        for note in notes:
            after = tuple(f"{needed}-{copy}" for needed in note.after)
            body = _reworded(note.body, f"In case q{copy}: ")
            yield replace(note, id=f"{note.id}-{copy}", after=after, body=body)


def _reworded(body: Body, word: str) -> Body:
    if isinstance(body, Cloze):
        return replace(body, text=word + body.text)
    if isinstance(body, Basic) and body.reverse is not None:
        body = replace(body, reverse=replace(body.reverse, ask=word + body.reverse.ask))
    return replace(body, ask=word + body.ask)
