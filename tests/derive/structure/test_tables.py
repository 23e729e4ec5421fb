"""Tables: what names the rows, and which cells stand alone."""

from __future__ import annotations

import pytest

from quizzer.derive.question.phrases import is_number
from quizzer.derive.structure.tables import find_tables, groups_of, is_empty, is_mark, stands_alone
from tests.derive.samples import document, prose, table


def test_rows_that_follow_one_another_are_one_table() -> None:
    first = table(["Lamp", "Fuel"], ["Argand", "oil"], ["Bude", "gas"])
    other = table(["Lamp", "Range"], ["Argand", "12"])
    found = list(find_tables(document(*first, *other)))
    assert [len(found_table.rows) for found_table in found] == [2, 1]
    apart = list(find_tables(document(first[0], prose("Between."), first[1])))
    assert [len(found_table.rows) for found_table in apart] == [1, 1]


def test_numbers_and_repeated_cells_name_no_rows() -> None:
    rows = table(["#", "Coast", "Light"], ["1", "north", "Gannet"], ["2", "north", "Skerry"])
    (found,) = find_tables(document(*rows))
    assert found.headers[found.key] == "Light"


def test_lines_that_only_look_like_rows_are_no_table() -> None:
    rows = table(["Four kinds of lamp - oil, gas", "and more"], ["Argand -", "a round lamp"])
    assert list(find_tables(document(*rows))) == []


def test_what_the_rows_are_comes_from_header_or_title() -> None:
    (by_header,) = find_tables(document(*table(["Lamps", "Fuel"], ["Argand", "oil"])))
    (by_title,) = find_tables(
        document(*table(["Name", "Fuel"], ["Argand", "oil"], title="Table 2: Lights of the north"))
    )
    (unknown,) = find_tables(document(*table(["Name", "Fuel"], ["Argand", "oil"], title="Overview")))
    assert (by_header.kind, by_title.kind, unknown.kind) == ("Lamp", "Light", "")


@pytest.mark.parametrize(
    ("texts", "alone"),
    [
        (["fat loss", "bone density"], True),
        (["fat loss", "fat reduction"], False),
        (["of the", "bone density"], False),
    ],
)
def test_a_cell_stands_alone_without_a_shared_word(texts: list[str], alone: bool) -> None:
    assert stands_alone(texts, 0) is alone


def test_rows_are_grouped_in_the_order_of_the_table() -> None:
    rows = table(["Lamp", "Fuel"], ["Argand", "oil"], ["Bude", "gas"], ["Carcel", "Oil"])
    (found,) = find_tables(document(*rows))
    assert groups_of(found, 1) == [("oil", ["Argand", "Carcel"]), ("gas", ["Bude"])]


def test_cells_that_say_nothing() -> None:
    assert is_empty("—")
    assert is_empty("n/a")
    assert is_empty("https://lamps.example/")
    assert not is_empty("oil")
    assert is_mark("Yes")
    assert is_mark("✓")
    assert not is_mark("oil")
    assert is_number("12.5 km")
    assert is_number("-5")
    assert not is_number("oil")
    assert not is_number("12 lamps of oil")
