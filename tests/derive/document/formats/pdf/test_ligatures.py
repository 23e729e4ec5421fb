"""Signs that stand for several letters are spelt, and words cut at the end of a line are joined."""

from __future__ import annotations

import pytest

from quizzer.derive.document.formats.pdf.ligatures import join_lines, spell_sign


def test_ligatures_of_unicode_and_of_latex_are_spelt() -> None:
    assert [spell_sign(code) for code in (0xFB00, 0xFB03, 0x1B, 0x1C, 0x1F, 0x0B, 0x0E)] == [
        "ff", "ffi", "ff", "fi", "ffl", "ff", "ffi"
    ]  # fmt: skip
    assert spell_sign(ord("é")) == "é"
    assert spell_sign(1) == spell_sign(0xE000) == spell_sign(0xFFFE) == ""


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the light", "house", "the light house"),
        ("the light-", "house", "the lighthouse"),
        ("a well-", "trimmed wick", "a well-trimmed wick"),
        ("a state-", "of-the-art lamp", "a state-of-the-art lamp"),
        ("a fuel-", "free lamp", "a fuel-free lamp"),
        ("the light\u00ad", "house", "the lighthouse"),
        ("the Franco-", "British lamp", "the Franco-British lamp"),
        ("the years 1790-", "1810", "the years 1790- 1810"),
        ("", "house", "house"),
    ],
)
def test_a_hyphen_stays_where_the_document_has_the_compound(before: str, after: str, joined: str) -> None:
    assert join_lines(before, after, {"well-trimmed", "lighthouse", "light", "house", "fuel", "free"}) == joined
