"""The other direction of a note, on a row or block of its own, is cleaned and refused as a note of its own is."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic
from quizzer.deckfile.read.fields import LONGEST_TEXT
from quizzer.formats.markdown.cards import read_markdown
from quizzer.formats.table.table import read_table
from tests.formats.given import Reader, left_out, notes_of, read

TABLE = "id,card,question,answer\na,a,LH?,luteinizing hormone\na,a#reverse,{ask},{answer}\n"
MARKDOWN = """\
<!-- quizzer id: a -->
Q: LH?
A: luteinizing hormone

---

<!-- quizzer id: a#reverse -->
Q: {ask}
A: {answer}
"""
WRITTEN = [(read_table, TABLE), (read_markdown, MARKDOWN)]


def take(reader: Reader, form: str, folder: Path, ask: str, answer: str) -> tuple[Basic, list[tuple[str, str]]]:
    path = folder / "x.txt"
    path.write_text(form.format(ask=ask, answer=answer), "utf-8")
    incoming = read(reader, path)
    (note,) = notes_of(incoming)
    assert isinstance(note.body, Basic)
    return note.body, left_out(incoming)


@pytest.mark.parametrize(("reader", "form"), WRITTEN)
def test_it_joins_its_note_without_control_characters(tmp_path: Path, reader: Reader, form: str) -> None:
    body, skipped = take(reader, form, tmp_path, "Which\b acronym?", "L\x1bH")
    assert body.reverse is not None
    assert (body.reverse.ask, body.reverse.answer) == ("Which␈ acronym?", "L␛H")
    assert skipped == []


@pytest.mark.parametrize(("reader", "form"), WRITTEN)
def test_one_too_long_for_a_card_is_left_out_with_its_line(tmp_path: Path, reader: Reader, form: str) -> None:
    body, skipped = take(reader, form, tmp_path, "x" * (LONGEST_TEXT + 1), "LH")
    assert body == Basic("LH?", "luteinizing hormone")
    ((what, why),) = skipped
    assert what.startswith("line ")
    assert "a card can hold 200,000" in why


def test_one_without_an_answer_is_left_out_and_the_note_stays(tmp_path: Path) -> None:
    body, skipped = take(read_table, TABLE, tmp_path, "Which acronym?", "")
    assert body == Basic("LH?", "luteinizing hormone")
    assert skipped == [("line 3", "has an empty side")]
