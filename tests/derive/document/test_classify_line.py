"""A line is classified by its form alone."""

from __future__ import annotations

import pytest

from quizzer.derive.document.classify_line import find_row_name


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Bell Struck by hand. One mile.", "Bell"),
        ("Fog Horn / Type-3 Blown with air.", "Fog Horn / Type-3"),
        ("LED Bright AC lamp", "LED"),
        ("Horn (of Brass metal) Blown by mouth", "Horn (of Brass metal)"),
        ("Fresnel lens Bends light", "Fresnel lens"),
        ("a row in small letters alone", ""),
        ("Bell", ""),
    ],
)
def test_the_second_cell_begins_with_a_capitalised_word_that_a_small_one_follows(row: str, name: str) -> None:
    assert find_row_name(row) == name
