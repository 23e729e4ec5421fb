"""What words can be, and how verbs and nouns are inflected."""

import pytest

from quizzer.derive.language.words.lexicon import (
    base_of,
    is_part_of_program,
    is_plural,
    noun_class,
    participle,
    past_of,
    singular_of,
    third_person,
)


@pytest.mark.parametrize(
    ("form", "ending", "base"),
    [
        ("carries", "s", "carry"),
        ("stopped", "ed", "stop"),
        ("housed", "ed", "house"),
        ("making", "ing", "make"),
        ("mimicking", "ing", "mimic"),
        ("controlled", "ed", "control"),
        ("filled", "ed", "fill"),
        ("glass", "s", ""),
        ("red", "ed", ""),
    ],
)
def test_a_regular_form_leads_to_its_verb(form: str, ending: str, base: str) -> None:
    assert base_of(form, ending) == base


def test_a_verb_is_inflected() -> None:
    assert [third_person(verb) for verb in ("carry", "go", "have", "wash", "play")] == [
        "carries", "goes", "has", "washes", "plays"
    ]  # fmt: skip
    assert [participle(verb) for verb in ("carry", "make", "stop", "use")] == ["carried", "made", "stopped", "used"]
    assert [past_of(verb) for verb in ("begin", "plan", "walk")] == ["began", "planned", "walked"]


def test_singular_words_in_s_are_no_plurals() -> None:
    assert not any(map(is_plural, ("pancreas", "species", "glass", "virus", "analysis")))
    assert all(map(is_plural, ("lamps", "bacteria", "people", "glasses")))
    assert singular_of("bodies") == "body"


def test_nouns_of_persons_are_known_where_they_are_no_parts_of_programs() -> None:
    assert noun_class("kings") == "p"
    assert noun_class("geologist") == "p"
    assert is_part_of_program("clients")
    assert not noun_class("list")
