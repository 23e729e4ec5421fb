"""Parts of speech where the words beside a word decide."""

import pytest

from quizzer.derive.language.words.tagger import tag
from quizzer.derive.language.words.tokens import tokenize


def tags_of(text: str) -> dict[str, str]:
    tokens = tokenize(text, 0, len(text))
    tag(tokens)
    return {token.text: token.tag for token in tokens}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The harbour releases the ships at dawn.", "releases", "VZ"),
        ("The releases of the harbour are rare.", "releases", "NS"),
        ("Gardeners plant roses in May.", "plant", "V0"),
        ("The plant grows in May.", "plant", "N"),
        ("The keepers of the tower light lamps.", "light", "V0"),
        ("The shop sells door locks to farmers.", "locks", "NS"),
        ("Stone bridges built in haste are weak.", "built", "VN"),
        ("The mason built the bridge in haste.", "built", "VD"),
        ("Settlers crossed the river and quickly came back.", "crossed", "VD"),
        ("Ordered to leave, the crew burned the boat.", "burned", "VD"),
        ("The crew wants to burn the boat.", "burn", "V0"),
        ("A lamp, once filled, burns for a day.", "burns", "VZ"),
        ("King Henry I ruled the coast.", "I", "N"),
        ("The Lamp.Open() call returns a lamp.", "Lamp.Open()", "N"),
    ],
)
def test_a_word_gets_the_part_of_speech_its_place_asks_for(text: str, word: str, expected: str) -> None:
    assert tags_of(text)[word] == expected


def test_offsets_are_those_of_the_text() -> None:
    text = "The U.S. navy (1,200 men) sailed; it won’t return."
    assert all(text[token.start : token.end] == token.text for token in tokenize(text, 0, len(text)))
