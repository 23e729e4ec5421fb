"""A note's content as JSON: what is not there is not written, and what is written comes back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quizzer.core.notes.json_content import decode, encode, without_quote
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


def test_a_quote_can_be_left_out_of_the_content() -> None:
    note = Note("n", Basic('a "quote": here', "r"), "X", cite=Citation("S", "row 2", "5f0c", "The words."))
    bare = replace(note, cite=Citation("S", "row 2", "5f0c"))
    assert without_quote(encode(note)) == encode(bare)
    assert without_quote(encode(bare)) == encode(bare)
    assert without_quote(encode(replace(note, cite=Citation(quote="The words.")))) == encode(replace(note, cite=None))


def test_a_citation_without_a_section_is_read_back() -> None:
    note = Note("n", Basic("q", "r"), "X", cite=Citation("", "row 2"))
    assert decode(encode(note), key="n", axis="X", level="", tags="", line=0) == note


@pytest.mark.parametrize("odd", ['a "b"', "back\\slash", "tab\tline\n", "\x07\x7f", "β-cell \u2028", "\ud800", "</x>"])
def test_every_text_is_written_as_the_json_library_writes_it(odd: str) -> None:
    notes = [
        Note("a", Basic(odd, odd, (odd, "x"), Reverse(odd, odd, (odd,))), "X", extra=odd, caveat=odd, typed=True),
        Note("b", Cloze(odd, ((odd,), ())), "X", cite=Citation(odd, odd), after=("c", "d"), checked="2026-11"),
        Note("c", Sort(odd, ((odd, (odd,)), ("y", ("3",)))), "X", priority="core"),
    ]
    for note in notes:
        written = encode(note)
        assert json.dumps(json.loads(written), ensure_ascii=False, separators=(",", ":")) == written
        assert decode(written, key=note.id, axis="X", level="", tags="", line=0) == note
