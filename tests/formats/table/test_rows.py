"""Rows over several lines, headers of which one name is sure, and columns as a person is to see them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from quizzer.anki.embedded_note import foreign_id
from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.errors import Problem
from quizzer.formats.table.table import read_table
from tests.formats.given import bodies, left_out, notes_of, read
from tests.formats.table.test_table import table


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("land\tcapital\ttags", "“land” as the question, “capital” as the answer, “tags” as tags"),
        ("ID\tstar\tcolour", "“ID” as id, “star” as the question, “colour” as the answer"),
        ("Frage\tAntwort\tBild", "“Frage” as the question, “Antwort” as the answer, “Bild” left out"),
        ("question\tcapital\tdeck", "“question” as the question, “capital” as the answer, “deck” as deck"),
    ],
)
def test_one_sure_name_makes_a_header(tmp_path: Path, header: str, roles: str) -> None:
    incoming = read(read_table, table(tmp_path, f"{header}\none\ttwo\tthree\n"))
    assert len(notes_of(incoming)) == 1
    assert incoming.columns == f"Columns: {roles}; the first row holds their names."


@pytest.mark.parametrize("row", ["deck\tcubierta", "tags\tdays\n", "id\tdoes it, or not?\tself", "word\tx"])
def test_a_row_of_words_is_no_header(tmp_path: Path, row: str) -> None:
    incoming = read(read_table, table(tmp_path, f"{row}\none\ttwo\n"))
    assert len(notes_of(incoming)) == 2
    assert incoming.columns.endswith("no row holds their names.")


def test_a_line_without_a_delimiter_belongs_to_the_row_above(tmp_path: Path) -> None:
    text = "osmosis\tmovement of\nwater\nacross membranes\ndiffusion\tspreading\n\nalone\nA {{c1::cloze}}\nlast\tone\n"
    incoming = read(read_table, table(tmp_path, text))
    assert bodies(incoming) == [
        Basic("osmosis", "movement of\nwater\nacross membranes"),
        Basic("diffusion", "spreading"),
        Cloze("A {{cloze}}"),
        Basic("last", "one"),
    ]
    assert incoming.notices == ("Lines 2, 3 have no second cell: taken for a further line of the row above.",)
    assert left_out(incoming) == [("line 6", "has no answer")]


def test_a_table_of_single_cells_is_not_joined(tmp_path: Path) -> None:
    text = "text\nThe {{sun}}.\nThe {{moon}}.\n"
    assert bodies(read(read_table, table(tmp_path, text))) == [Cloze("The {{sun}}."), Cloze("The {{moon}}.")]


def test_an_unclosed_quotation_mark_says_what_it_swallows(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, 'a,b\nc,"d\ne,f\ng,h\n'))
    why = "opens a quotation mark that is never closed, so the 2 lines after it are inside it"
    assert left_out(incoming) == [("line 2", why)]


def test_a_row_of_endless_cells_is_refused_soon(tmp_path: Path) -> None:
    begun = time.process_time()
    with pytest.raises(Problem, match=r"line 1 has more than 1,000 cells"):
        read(read_table, table(tmp_path, ",".join("x" * 100_000)))
    assert time.process_time() - begun < 2


def test_ankis_text_export_takes_what_its_package_takes(tmp_path: Path) -> None:
    text = "#separator:tab\n#html:true\n#guid column:1\ng1\tA set {{c1::{1, 2} }} &amp; x<sup>{{c2::2}}</sup>\tmore\n"
    incoming = read(read_table, table(tmp_path, text))
    assert [(note.id, note.body) for note in notes_of(incoming)] == [
        (f"{foreign_id('g1')}.1", Basic("A set [...] & x^(2)", "{1, 2}")),
        (f"{foreign_id('g1')}.2", Basic("A set {1, 2}  & x^([...])", "2")),
    ]
