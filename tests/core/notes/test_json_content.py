"""A note's content as JSON: what is not there is not written, and what is written comes back."""

from __future__ import annotations

import json

import pytest

from quizzer.core.notes.json_content import decode, encode
from quizzer.core.notes.kinds import Basic, Cloze, Reverse, Sort
from quizzer.core.notes.notes import Citation, Note

NOTES = [
    Note("a", Basic("Which?", "This"), "HPA"),
    Note("b", Basic("Which?", "This", ("That",), Reverse("And?", "So", ("Thus",))), "HPA", typed=False),
    Note("c", Cloze("A {{gland}}.", (("glands",),)), "HPA", "academic", ("one", "two"), "extra", "caveat"),
    Note("d", Sort("Sort", (("x", ("1", "2")), ("y", ("3",)))), "HPA", cite=Citation("Intro", "row 3", "ab", "quote")),
    Note("e", Basic("Which?", "This"), "HPA", typed=True, line=7),
]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_a_note_comes_back_from_its_content_and_its_columns(note: Note) -> None:
    back = decode(encode(note), key=note.id, axis=note.axis, level=note.level, tags=" ".join(note.tags), line=note.line)
    assert back == note
    assert back.line == note.line


def test_what_is_empty_is_not_written_and_what_is_false_is() -> None:
    assert json.loads(encode(NOTES[0])) == {"kind": "basic", "body": {"ask": "Which?", "answer": "This"}}
    assert json.loads(encode(NOTES[1]))["typed"] is False
