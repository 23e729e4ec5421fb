"""Texts are compared as a reader compares them, and an answer in the question is seen as a reader sees it."""

from __future__ import annotations

import pytest

from quizzer.core.notes.identity.similarity import fold_lightly, reveals


@pytest.mark.parametrize("text", ["5-Alpha-Reductase", "5 alpha reductase.", " 5\u2011alpha  reductase "])
def test_case_hyphens_blanks_and_a_full_stop_do_not_count(text: str) -> None:
    assert fold_lightly(text) == "5 alpha reductase"


def test_signs_that_change_the_meaning_stay() -> None:
    assert len({fold_lightly(text) for text in ("K+", "K-", "K", "α-K", "↑K")}) == 5


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does the leydig cell make?", "Leydig cell"),
        ("Is LHR it?", "LHR"),
        ("Does it rise or, in the long run of the many days that the cycle has, act?", "act"),
    ],
)
def test_whole_words_of_the_answer_reveal_it(question: str, answer: str) -> None:
    assert reveals(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What do actors do?", "act"),
        ("Is LH it?", "LH"),
        ("Does it raise or lower it?", "lower"),
        ("Insulin vs glucagon: which is of the alpha cell?", "glucagon"),
    ],
)
def test_parts_of_words_short_answers_and_choices_reveal_nothing(question: str, answer: str) -> None:
    assert not reveals(question, answer)
