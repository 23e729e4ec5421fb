"""Which words can stand alone on a card."""

import pytest

from quizzer.derive.question.wording import has_pointer, is_askable, is_broken
from tests.derive.language.reading import read


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("What is the keeper of the lamp called?", False),
        ("What does the word gam refer to?", False),
        ("What does the pier have of of oak?", True),
        ("What does the harbour send to the?", True),
        ("What what warms the room?", True),
    ],
)
def test_a_question_that_lost_words_is_broken(text: str, broken: bool) -> None:
    assert is_broken(text) is broken


@pytest.mark.parametrize("text", ["the lamp of Figure 2", "the pier below", "our lamp", "see the tower", "x = 2"])
def test_words_that_point_elsewhere_are_seen(text: str) -> None:
    assert has_pointer(text)


@pytest.mark.parametrize(
    ("text", "askable"),
    [
        ("The lamp warms the room.", True),
        ("Each northern pier protects both the boats and the nets.", True),
        ("The lamp warms this room.", False),
        ("Every time a lamp warms the room.", False),
        ("Their lamp warms the room.", False),
    ],
)
def test_a_statement_that_needs_another_sentence_is_not_askable(text: str, askable: bool) -> None:
    (statement,) = read(text).statements
    assert is_askable(statement) is askable
