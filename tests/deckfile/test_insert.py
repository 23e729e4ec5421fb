"""A note is put below the others of a deck file; everything that was there stays, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.core.notes.notes import Note
from quizzer.deckfile.insert import findings_of_note, insert_note
from quizzer.deckfile.read.deck import parse_deck
from quizzer.errors import Problem

PATH = Path("deck.yaml")
NOTE = Note("fresh", Basic("Which bone is # the longest?", "femur: the", ("the femur",)), "B", tags=("leg",))
FIRST = "  - id: a  # stays\n    ask: Which?\n    answer: that\n"


def inserted(whole: str, present: str) -> str:
    """What was inserted; the rest is what was there."""
    start = 0
    while start < len(present) and whole[start] == present[start]:
        start += 1
    end = len(present) - start
    assert whole[:start] + (whole[len(whole) - end :] if end else "") == present
    return whole[start : len(whole) - end]


@pytest.mark.parametrize(
    "present",
    [
        f"deck: D\naxis: B\nnotes:\n{FIRST}",
        f"# a head\ndeck: D\naxis: B\nnotes:\n{FIRST}\n# the end\n",
        f"\ufeffdeck: D\naxis: B\nnotes:\n{FIRST}\n\n",
        "axis: B\nnotes:\n- id: a\n  ask: Which?\n  answer: that\n",
        "axis: B\nnotes:\n      - id: a\n        ask: Which?\n        answer: |\n          that\n\n          here\n",
        f"notes:\n{FIRST}\n# about the axis\naxis: {{id: B, name: Bones}}\n",
        "axis: B\nnotes:\n",
        f"axis: B\nsynonyms:\n  - [GH,  growth hormone]  # two\nretired: {{old: [a]}}\nnotes:\n{FIRST}",
        "axis: B\nnotes: # none yet\n",
        "notes:\n\naxis: B\n",
    ],
)
def test_what_was_there_stays(present: str) -> None:
    insertion = insert_note(present, NOTE, PATH)
    assert "id: fresh" in inserted(insertion.text, present)
    assert insertion.text.splitlines()[insertion.line - 1].strip() == "- id: fresh"
    reading = parse_deck(insertion.text, PATH)
    assert reading.deck is not None
    assert reading.deck.notes[-1] == NOTE
    assert reading.deck.notes[:-1] == parse_deck(present, PATH).notes


def test_a_file_without_an_end_of_line_and_one_with_those_of_windows() -> None:
    assert insert_note(f"axis: B\nnotes:\n{FIRST}".rstrip(), NOTE, PATH).reading.notes[-1] == NOTE
    text = insert_note(f"axis: B\nnotes:\n{FIRST}".replace("\n", "\r\n"), NOTE, PATH).text
    assert text.count("\n") == text.count("\r\n")


def test_an_empty_list_in_brackets_is_opened() -> None:
    insertion = insert_note("axis: B\nnotes: []  # none yet\n", NOTE, PATH)
    assert insertion.text.startswith("axis: B\nnotes:  # none yet\n  - id: fresh\n")


@pytest.mark.parametrize(
    ("present", "says"),
    [
        ("axis: B\nnotes: [{id: a, ask: Which?, answer: that}]\n", "in brackets"),
        (f"axis: B\nnotes:\n{FIRST}...\n", "in brackets"),
        ("- no deck\n", "deck.yaml:1"),
        ("", "deck.yaml:1"),
    ],
)
def test_what_cannot_take_a_note_is_refused(present: str, says: str) -> None:
    with pytest.raises(Problem, match=says):
        insert_note(present, NOTE, PATH)


def test_a_faulty_neighbour_stays_what_it_is() -> None:
    present = f"axis: B\nnotes:\n{FIRST}  - id: bad\n    answr: x\n"
    insertion = insert_note(present, NOTE, PATH)
    assert [note.id for note in insertion.reading.notes] == ["a", "fresh"]
    assert all(finding.line < insertion.line for finding in insertion.reading.findings)
    assert findings_of_note(insertion.reading.findings, insertion) == ()


def test_a_note_that_reads_otherwise_is_refused() -> None:
    with pytest.raises(Problem, match="no axis of this deck"):
        insert_note(f"axis: OTHER\nnotes:\n{FIRST}", NOTE, PATH)
    with pytest.raises(Problem, match="cannot be added"):
        insert_note(f"axis: B\nnotes:\n{FIRST}", Note("c", Cloze("no gap"), "B"), PATH)
