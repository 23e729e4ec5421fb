"""Sections and places are compared by their words, and a remark in brackets may be omitted."""

from __future__ import annotations

import pytest

from quizzer.derive.citation_match import is_same_place, section_key


def test_sections_are_compared_without_case_and_signs() -> None:
    assert section_key("The Signals: an Overview") == section_key("the signals – an overview")
    assert section_key("Signals") != section_key("Signal")


@pytest.mark.parametrize(
    ("cited", "place", "same"),
    [
        ("row bell", "row Bell", True),
        ("row Bell", "row Bell (hand or clockwork)", True),
        ("row Bell (of brass)", "row Bell (hand or clockwork)", True),
        ("row Bell ", "row Siren", False),
        ("paragraph 1", "paragraph 11", False),
        ("", "", False),
    ],
)
def test_places_are_the_same_apart_from_a_remark_at_the_end(cited: str, place: str, same: bool) -> None:
    assert is_same_place(cited, ["item 9", place]) is same
