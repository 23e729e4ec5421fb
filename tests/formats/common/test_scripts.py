"""Powers as characters, and back into HTML."""

from __future__ import annotations

import unicodedata

import pytest

from quizzer.anki.fields import html
from quizzer.formats.common.scripts import _LOWERED, _RAISED, lower_text, raise_text


def test_every_character_is_the_raised_or_lowered_one() -> None:
    for characters, kind in ((_RAISED, "<super>"), (_LOWERED, "<sub>")):
        for plain, shifted in characters.items():
            said, code = unicodedata.decomposition(shifted).split()
            assert said == kind
            assert chr(int(code, 16)) == plain or plain in "-–"


def test_one_character_without_a_form_keeps_all_of_them_plain() -> None:
    assert (raise_text("2q"), lower_text("H2"), raise_text("n+1")) == ("^(2q)", "_(H2)", "ⁿ⁺¹")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("2^(0.5)", "2<sup>0.5</sup>"),
        ("K_(d) < 1", "K<sub>d</sub> &lt; 1"),
        ("e^(x^(0.5))", "e<sup>x<sup>0.5</sup></sup>"),
        ("^(a|b)$ and _(text)", "^(a|b)$ and _(text)"),
        ("10²³", "10²³"),
    ],
)
def test_a_power_is_one_again_in_anki(text: str, field: str) -> None:
    assert html(text) == field
