"""A table whose cells ran together is cut into its cells again, or left whole where two ways are equally good."""

from __future__ import annotations

from quizzer.derive.document.formats.flattened_tables import WordPairs, count_columns, cut_header, cut_row
from quizzer.derive.document.passages import split_passages

TABLE = """\
Lamps of the Coast and Their Fuels
Lamp Main Source of Light Nautical Range
Argand Burns rape oil with a round wick. Seven miles, less in fog.
Bude Blows oxygen into the flame. Nine miles.
Limelight Heats a block of quicklime. Twenty miles, in calm air more.
"""


def test_every_cell_of_the_table_is_found_with_its_header() -> None:
    rows = [passage for passage in split_passages(TABLE) if passage.kind == "row"]
    assert [(cell.header, cell.text) for cell in rows[0].cells] == [
        ("Lamp", "Argand"),
        ("Main Source of Light", "Burns rape oil with a round wick"),
        ("Nautical Range", "Seven miles, less in fog"),
    ]
    assert [len(row.cells) for row in rows] == [3, 3, 3]
    assert all(row.text[cell.start : cell.end] == cell.text for row in rows for cell in row.cells)
    assert rows[0].text == "Argand Burns rape oil with a round wick. Seven miles, less in fog."


def test_a_row_with_another_number_of_pieces_has_no_cells() -> None:
    assert cut_row("Bude Blows oxygen. Into the flame. Nine miles.", "Bude", ["Lamp", "Source", "Range"]) == []
    assert cut_row("Bude Blows oxygen. Nine miles.", "Bude", ["Lamp", "Source", "Range"]) == [
        "Bude", "Blows oxygen.", "Nine miles."
    ]  # fmt: skip


def test_a_tie_is_no_header() -> None:
    assert cut_header("Lamp Oil Gas Wick", 3, ["Lamp"], WordPairs("")) == []
    assert cut_header("Lamp Oil Gas Wick", 3, ["Lamp"], WordPairs("oil gas, oil gas")) == ["Lamp", "Oil Gas", "Wick"]


def test_the_number_of_columns_is_that_of_most_rows() -> None:
    assert count_columns(["Bude Gas lamp. Nine miles.", "Argand Oil lamp. Seven miles."]) == 3
    assert count_columns(["Bude Gas lamp. Nine miles.", "Argand Oil lamp. Seven miles. Old."]) == 0
