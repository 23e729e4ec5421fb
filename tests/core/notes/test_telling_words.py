"""The words of a text that say something."""

from __future__ import annotations

import pytest

from quizzer.core.notes.telling_words import can_be_read, find_telling_words, telling_forms


def test_words_that_only_join_others_are_left_out() -> None:
    text = "The lamps of a tower are lit"
    assert [(word.form, text[word.start : word.end]) for word in find_telling_words(text)] == [
        ("lamp", "lamps"), ("tower", "tower"), ("lit", "lit"),
    ]  # fmt: skip
    assert telling_forms("to be") == ("to", "be")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("the HPT", "HPT axis"),
        ("Hypothalamus and pituitary", "Hypothalamic-pituitary-gonadal axis"),
        ("gonads", "Hypothalamic-pituitary-gonadal axis"),
        ("serine", "serine marks"),
        ("phosphorylates", "a phosphorylation"),
        ("pancreas", "pancreatic cells"),
        ("cells", "which cell?"),
    ],
)
def test_an_answer_can_be_read_where_each_of_its_words_or_their_stems_stand(answer: str, text: str) -> None:
    assert can_be_read(answer, telling_forms(text))


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("growth hormone", "which hormone?"),
        ("thyroxine", "Hypothalamic-pituitary-thyroid axis"),
        ("gonadorelin", "Hypothalamic-pituitary-gonadal axis"),
        ("neurotransmitters", "messengers between neurons"),
        ("internal", "of interest"),
        ("5 nmol/l", "nmol/l"),
        ("A", "A to K"),
        ("T3", "T4"),
        ("", "anything"),
    ],
)
def test_other_answers_can_not_be_read(answer: str, text: str) -> None:
    assert not can_be_read(answer, telling_forms(text))
