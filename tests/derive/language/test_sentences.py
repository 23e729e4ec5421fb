"""Sentences and their exact spans."""

import pytest

from quizzer.derive.language.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moss grows. It rests.", ["Moss grows.", "It rests."]),
        ("Dr. Lind sailed. He wrote.", ["Dr. Lind sailed.", "He wrote."]),
        ("Use a rope, e.g. Hemp. It holds.", ["Use a rope, e.g. Hemp.", "It holds."]),
        ("It weighs 2.5 kg. Lift it.", ["It weighs 2.5 kg.", "Lift it."]),
        ("J. K. Moor wrote it. We read.", ["J. K. Moor wrote it.", "We read."]),
        ("Call Lamp.On(). The light burns.", ["Call Lamp.On().", "The light burns."]),
        ("Who came? Nobody did!", ["Who came?", "Nobody did!"]),
        ("“It floats.” They cheered.", ["“It floats.”", "They cheered."]),
        ("  one piece without a stop  ", ["one piece without a stop"]),
        ("", []),
    ],
)
def test_a_text_is_split_at_its_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected
