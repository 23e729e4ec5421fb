"""Acronyms of a card's text."""

from __future__ import annotations

import pytest

from quizzer.core.notes.acronyms import base_of_acronym, find_acronyms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Which of the FSHs?", ["FSH"]),
        ("GLUT4 carries it", ["GLUT"]),
        ("DNA and T4 and IV", []),
        ("no capitals here", []),
    ],
)
def test_acronyms_that_need_an_explanation(text: str, found: list[str]) -> None:
    assert list(find_acronyms(text)) == found


def test_a_number_at_the_end_is_no_part_of_it() -> None:
    assert base_of_acronym("GLUT4") == "GLUT"
    assert base_of_acronym("CO2") == "CO2"
