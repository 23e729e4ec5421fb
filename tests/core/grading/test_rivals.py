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
    ("sorting", "the clerks' sorting", "Two works disturb. One is the dusting. Which is the other work of the clerks?"),
    ("the reader's comfort", "comfort of the readers", "Two things suffer. One is the sorting. Which is the other?"),
    ("beta cells", "beta", "Two kinds of cells matter. One is the alpha cell. Which is the other?"),
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
_STEP = "Noise disrupts two things in a library. One is the comfort of readers. Which is the other, a work of clerks?"
_SIDE = "Noise disrupts two things in a library. One is the sorting of books. Which is the other, on the guests' side?"
MIXED = (
    ("sorting", "reader sorting", _STEP),
    ("sorting", "the sorting of readers", _STEP),
    ("book sorting", "reader sorting", _STEP),
    ("readers", "the sorting of readers", _SIDE),
    ("readers", "reader sorting", _SIDE),
)


@pytest.mark.parametrize(("expected", "typed", "question"), [*RIVALS, *MIXED])
def test_a_name_of_the_question_joined_to_the_answer_is_a_second_answer(
    expected: str, typed: str, question: str
) -> None:
    assert grade_typed(typed, [expected], AnswerContext(question)).outcome in ("near", "wrong")


@pytest.mark.parametrize(("expected", "typed", "question"), REPEATED)
def test_words_of_the_question_may_be_repeated_around_the_answer(expected: str, typed: str, question: str) -> None:
    assert grade_typed(typed, [expected], AnswerContext(question)).outcome == "right"


def test_two_accepted_answers_may_be_joined() -> None:
    accepted = ["metals", "iron", "copper"]
    assert all(grade_typed(text, accepted).outcome == "right" for text in ("iron and copper", "copper & iron"))
    assert grade_typed("metals, iron and copper", accepted).outcome == "right"
    for text in ("iron and glass", "copper and not iron", "glass and wood"):
        assert grade_typed(text, accepted).outcome != "right"


def test_the_place_of_a_kind_of_thing_is_near() -> None:
    for expected, typed in (
        ("granulosa", "the granulosa cells of the follicle"),
        ("mast cells", "mast cells in the skin"),
        ("sweat glands", "sweat glands of the skin"),
    ):
        assert grade_typed(typed, [expected]).outcome == "near"
        assert grade_typed(typed, [expected], AnswerContext("Which part of skin or follicle?")).outcome != "wrong"
        assert grade_typed(typed, ["theca cells"]).outcome == "wrong"
    assert (
        grade_typed("mast cells of the skin", ["mast cells"], AnswerContext("What is in the skin?")).outcome == "right"
    )
    assert grade_typed("the cortex of the brain", ["cortex"]).outcome == "wrong"
    assert grade_typed("the cells of the skin", ["mast cells"]).outcome == "wrong"


def test_a_relational_adjective_is_its_noun_around_of() -> None:
    for expected, typed in (
        ("transcriptional regulation", "regulation of transcription"),
        ("loss of function", "functional loss"),
        ("national pride", "pride of the nation"),
    ):
        assert grade_typed(typed, [expected]).outcome == "right"
    for expected, typed in (
        ("functional receptors", "function of receptors"),
        ("functional loss", "function loss"),
        ("regional nerve", "nerve of religion"),
    ):
        assert grade_typed(typed, [expected]).outcome != "right"
