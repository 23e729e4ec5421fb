"""Spellings of one word have one form; spellings of two words do not."""

from __future__ import annotations

import pytest

from quizzer.core.grading.spelling import fold, one_e, word_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tumour", "tumor"), ("colours", "color"), ("analyse", "analyze"), ("sulphate", "sulfate"),
        ("localisation", "localization"), ("litre", "liter"), ("signalling", "signaling"), ("analogue", "analog"),
        ("haemoglobin", "hemoglobin"), ("oestrogens", "estrogen"), ("ovaries", "ovary"), ("nuclei", "nucleus"),
        ("increases", "increasing"), ("axes", "axis"), ("classes", "class"), ("gonadotrophin", "gonadotropin"),
        ("ii", "2"), ("three", "3"), ("β", "beta"), ("ſtem", "stem"), ("Straße", "strasse"), ("ﬁbre", "fiber"),
    ],
)  # fmt: skip
def test_two_spellings_of_a_word_have_one_form(one: str, other: str) -> None:
    assert word_form(fold(one)) == word_form(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("four", "for"), ("gas", "ga"), ("virus", "viru"), ("process", "proces"), ("increase", "decrease"), ("й", "и")],
)
def test_two_words_keep_two_forms(one: str, other: str) -> None:
    assert word_form(fold(one)) != word_form(fold(other))


def test_the_s_of_an_acronym_is_no_plural() -> None:
    assert word_form("raas", plural=False) == "raas"
    assert word_form("raas") == "raa"


def test_an_ending_needs_letters_before_it() -> None:
    assert word_form("hour") == "hour"
    assert word_form("vapour") == "vapor"
    assert word_form("rise") == word_form("rises") == "ris"


def test_folding_drops_accents_of_latin_and_greek_letters_alone() -> None:
    assert fold("Sjögren Ά ﬀ Ａ") == "sjogren α ff a"
    assert fold("й") == "й"
    assert fold("שָׁלוֹם") == fold("שלום")


def test_british_ae_and_oe_are_e() -> None:
    assert one_e("haemoestrogen") == "hemestrogen"
