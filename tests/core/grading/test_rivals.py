"""A name of the question beside the answer: a second answer where it is joined to it, a repetition where it is not."""

from __future__ import annotations

import pytest

from quizzer.core.grading.context import AnswerContext
from quizzer.core.grading.grading import grade_typed

_OTHER = "Two planets have no moon. One is Venus. Which is the other, the one closest to the sun?"
_ROLE = "Rust is mostly seen as a consequence of damp. Which opposite role may it play as well?"
_BINDS = "A kinase has marked an active channel. Which protein now binds to it and ends its current?"
_KEPT = "What happens to salt and body water in the drought?"

RIVALS = (
    ("Mercury", "Venus and Mercury", _OTHER),
    ("Mercury", "both Mercury and Venus", _OTHER),
    ("Mercury", "Mercury, Venus", _OTHER),
    ("Mercury", "Mercury/Venus", _OTHER),
    ("Mercury", "Mercury and the sun", _OTHER),
    ("cause", "both cause and consequence", _ROLE),
    ("cause", "a consequence as well as a cause", _ROLE),
    ("calmodulin", "calmodulin and the channel", _BINDS),
    ("calmodulin", "the kinase & calmodulin", _BINDS),
    ("calmodulin", "calmodulin; kinase", _BINDS),
    ("calmodulin", "calmodulin, the channel", _BINDS),
    ("iron", "iron, copper", "Copper is one metal of the wire. Which metal is the other?"),
    ("an alloy", "alloy and metal", "Of what is a metal of the coin made?"),
)
REPEATED = (
    ("Mercury", "the planet Mercury", _OTHER),
    ("Mercury", "Mercury, a planet", _OTHER),
    ("Mercury", "Mercury, which is the closest to the sun", _OTHER),
    ("Mercury", "Mercury; it is the closest", _OTHER),
    ("calmodulin", "calmodulin binds to it and ends its current", _BINDS),
    ("calmodulin", "calmodulin binds and ends the current", _BINDS),
    ("calmodulin", "the protein calmodulin", _BINDS),
    ("they are retained", "body water and salt are retained", _KEPT),
    ("they are retained", "salt and body water are retained", _KEPT),
    ("they rise", "pulse and pressure rise", "What happens to pressure when the pulse quickens?"),
    ("LH and FSH", "LH, FSH", "Which two hormones does it raise, LH among them?"),
    ("Madrid", "Madrid, Spain", "What is the capital of Spain?"),
    ("mass times acceleration", "force = mass times acceleration", "What is force in mechanics?"),
)


@pytest.mark.parametrize(("expected", "typed", "question"), RIVALS)
def test_a_name_of_the_question_joined_to_the_answer_is_a_second_answer(
    expected: str, typed: str, question: str
) -> None:
    assert grade_typed(typed, [expected], AnswerContext(question)).outcome in ("near", "wrong")


@pytest.mark.parametrize(("expected", "typed", "question"), REPEATED)
def test_words_of_the_question_may_be_repeated_around_the_answer(expected: str, typed: str, question: str) -> None:
    assert grade_typed(typed, [expected], AnswerContext(question)).outcome == "right"
