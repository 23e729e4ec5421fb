"""Words that look alike and mean something else, and words that say little."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from quizzer.core.grading.confusables import excludes, is_other_word
from quizzer.core.grading.english.weight import is_generic, is_weighty
from quizzer.core.grading.spelling import word_form


def other(given: str, expected: str) -> bool:
    return is_other_word(word_form(given), word_form(expected), OSA.distance)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("hypoglycemia", "hyperglycemia"),  # prefixes of one row
        ("cortisol", "cortisone"),  # names of one set
        ("northwest", "northeast"),
        ("bound", "unbound"),  # a prefix that turns the meaning
        ("secretin", "secretion"),  # endings
        ("alpha", "beta"),  # letters of the Greek alphabet
        ("deoxycortisole", "cortisol"),  # a turning prefix, one slip away
    ],
)
def test_a_look_alike_is_another_word_in_both_directions(given: str, expected: str) -> None:
    assert other(given, expected)
    assert other(expected, given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("insulim", "insulin"), ("hyperglicemia", "hyperglycemia"), ("melatonine", "melatonin"), ("thyroyd", "thyroid")],
)
def test_a_misspelt_word_is_the_same_word(given: str, expected: str) -> None:
    assert not other(given, expected)


def test_words_weigh_what_they_say() -> None:
    assert is_weighty(word_form("not"))
    assert is_weighty(word_form("increased"))
    assert not is_weighty("gland")
    assert is_weighty(word_form("receptor"))  # a suffix that names what does it
    assert not is_weighty(word_form("actor"))  # its base is too short to tell
    assert is_generic(word_form("cells"))
    assert is_generic(word_form("hormones"))
    assert not is_generic("insulin")


@pytest.mark.parametrize(("given", "expected"), [("hyperkalemia", "hypercalcemia"), ("hyponatremia", "hypomagnesemia")])
def test_two_elements_behind_one_prefix_are_two_words(given: str, expected: str) -> None:
    assert excludes(word_form(given), word_form(expected))
    assert not excludes(word_form(given), word_form(given))
