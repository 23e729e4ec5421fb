"""Chips: words of a search that are chosen instead of written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.search.chips import is_quoted, value_of_chip, with_chip


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("", "axis", ""),
        ("cortisol axis:HPA is:due", "axis", "HPA"),
        ("cortisol axis:HPA is:due", "is", "due"),
        ('deck:x AXIS:"growth hormone"', "axis", "growth hormone"),
        ("axis:", "axis", ""),
        ("-axis:HPA", "axis", ""),
        ("(axis:HPA or axis:HPG) is:new", "axis", ""),
        ("(axis:HPA or axis:HPG) is:new", "is", "new"),
        ('"axis:HPA"', "axis", ""),
    ],
)
def test_a_chip_has_the_value_of_its_word(text: str, key: str, value: str) -> None:
    assert value_of_chip(text, key) == value


@pytest.mark.parametrize(
    ("text", "key", "value", "written"),
    [
        ("", "axis", "HPA", "axis:HPA"),
        ("cortisol", "axis", "HPA", "cortisol axis:HPA"),
        ("cortisol axis:HPA is:due", "axis", "GH", "cortisol axis:GH is:due"),
        ("cortisol axis:HPA is:due", "axis", "", "cortisol is:due"),
        ("axis:HPA", "axis", "", ""),
        ("cortisol", "axis", "", "cortisol"),
        ("", "level", "my level", 'level:"my level"'),
        ('"not closed', "is", "new", '"not closed" is:new'),
    ],
)
def test_another_value_is_written_in_its_place(text: str, key: str, value: str, written: str) -> None:
    assert with_chip(text, key, value) == written


@given(st.text('ab:"() *-/is', max_size=20), st.sampled_from(["HPA", "two words", "a*b", ""]))
def test_what_is_chosen_is_what_the_chip_says(text: str, value: str) -> None:
    if text.count("(") == text.count(")") == 0:
        written = with_chip(with_chip(text, "level", ""), "level", value)
        assert value_of_chip(written, "level") == value


def test_within_quotes() -> None:
    assert is_quoted('"a')
    assert is_quoted("“a")
    assert not is_quoted('"a" b')
