"""A note keeps its passage through changes of layout and loses it when a word changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.derive.fingerprint import fingerprint, normalize


def test_the_fingerprint_of_a_known_passage_stays_the_same_over_releases() -> None:
    # sha256 of "the brain s cells 5 α", taken with another program
    assert fingerprint("The brain’s cells: 5-α") == "f995526b6c2f4593"


def test_a_fingerprint_is_sixteen_lower_case_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", fingerprint("Leydig cells"))


@pytest.mark.parametrize(
    "same",
    [
        "insulin’s RECEPTOR, here",
        "  • Insulin's   receptor ∞ here.",
        "insulin s\nreceptor\there",
        "ｉｎｓｕｌｉｎ's receptor – here",
        "insulin\u00a0s receptor here",
        "insulin's receptor\u200b here\u00ad",
    ],
)
def test_case_signs_bullets_and_spacing_do_not_change_the_fingerprint(same: str) -> None:
    assert fingerprint(same) == fingerprint("insulin's receptor here")


@pytest.mark.parametrize(
    "other",
    [
        "insulin lowers the receptors",
        "insulin lower the receptor",
        "lowers insulin the receptor",
        "insulinlowers the receptor",
        "insulin lowers the receptor 2",
    ],
)
def test_a_changed_moved_joined_or_added_word_changes_the_fingerprint(other: str) -> None:
    assert fingerprint(other) != fingerprint("insulin lowers the receptor")


def test_a_passage_of_signs_alone_is_an_empty_one() -> None:
    assert normalize("• – ∞ …") == ""
    assert fingerprint("•") == fingerprint("")


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_any_text_comes_down_to_words_and_signs_around_it_do_not_count(text: str) -> None:
    once = normalize(text)
    assert all(sign.isalnum() or sign == " " for sign in once)
    assert "  " not in once
    assert once == once.strip()
    assert fingerprint(text) == fingerprint(f" \n•{text}…")


def test_text_that_utf_8_cannot_hold_still_has_a_fingerprint() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", fingerprint("half a pair \ud835 of a sign"))
