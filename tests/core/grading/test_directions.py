"""Words of direction: two poles, the scales on which they meet, and a question that has directions of its own."""

from __future__ import annotations

import pytest

from quizzer.core.grading.context import AnswerContext
from quizzer.core.grading.grading import grade_typed

Case = tuple[str, str, str]
"""What is expected, what is typed, and the question."""

HEAT = "What does caffeine do to the secretion of gastric acid?"
TIDE = "What happens to the water level when the moon sets?"
RAIN = "In spring the rainfall is low. What does that do to the harvest of wheat?"

MEETING: tuple[Case, ...] = (
    ("rises", "is driven up", TIDE),
    ("rises", "is elevated", TIDE),
    ("rises", "up", TIDE),
    ("raises it", "pushes it up", HEAT),
    ("raises it", "pushes gastric acid up", HEAT),
    ("raises it", "boosts it", HEAT),
    ("raises it", "upregulates it", HEAT),
    ("raises it", "up-regulates it", HEAT),
    ("raises it", "enhances it", HEAT),
    ("raises it", "stimulates it", HEAT),
    ("raises it", "promotes it", HEAT),
    ("stimulates it", "increases it", HEAT),
    ("increased secretion", "stimulated secretion", ""),
    ("falls", "is suppressed", TIDE),
    ("falls", "is curbed", TIDE),
    ("falls", "drops", TIDE),
    ("falls", "goes down", TIDE),
    ("falls", "declined", TIDE),
    ("falls", "it dips", TIDE),
    ("falls", "is reduced", TIDE),
    ("falls", "less", TIDE),
    ("is suppressed", "falls", TIDE),
    ("they block the entry of calcium", "they inhibit the entry of calcium", ""),
    ("downregulation", "down-regulation", ""),
    ("constant", "constantly", ""),
)

APART: tuple[Case, ...] = (
    # the other pole
    ("rises", "is driven down", TIDE),
    ("falls", "is enhanced", TIDE),
    ("raises it", "downregulates it", HEAT),
    ("raises it", "suppresses it", HEAT),
    ("raises it", "inhibits it", HEAT),
    # a level is no process, which alone can be stimulated or inhibited
    ("rises", "is stimulated", TIDE),
    ("falls", "is inhibited", TIDE),
    ("raised temperature", "stimulated temperature", ""),
    # other than a direction
    ("falls", "is impaired", TIDE),
    ("falls", "is blocked", TIDE),
    ("raises it", "takes it up", HEAT),
    ("downregulation", "decrease", ""),
    # better is not more
    ("worsens", "reduces", "Too much salt [does what to?] a high blood pressure."),
    ("worsens", "lowers", "Too much salt [does what to?] a high blood pressure."),
    ("increases", "improves", "Too much salt [does what to?] a high blood pressure."),
    ("improves", "is suppressed", "What happens to the eyesight?"),
    ("doubles", "improves", ""),
)

MEASURED: tuple[Case, ...] = (
    ("lengthens it", "raises it", "What does grapefruit do to the half-life of the drug?"),
    ("it is prolonged", "it increases", "What happens to the interval between two beats?"),
    ("slows it", "lowers it", "What does cold do to the speed of sound?"),
    ("faster", "higher", "How is the pulse of a hummingbird?"),
    ("it slows", "it is reduced", "What does cold do to the digestion?"),
)
UNMEASURED: tuple[Case, ...] = (
    ("prolonged", "high", "Which kind of release has a depot?"),
    ("prolonged", "drives up", "A depot is given for [of what duration?] relief."),
    ("lengthens it", "raises it", "What does an encore do to the concert?"),
    ("slow", "low", "Which kind of train stops at each village?"),
    ("slow", "reduced", "How is the tortoise?"),
)
LEVEL: tuple[Case, ...] = (
    ("unchanged", "constant", TIDE),
    ("it stays constant", "it doesn't change", TIDE),
    ("it stays constant", "the same", TIDE),
    ("stays constant", "a steady water level", TIDE),
    ("steady", "unaltered", "In a closed room the humidity remains [how?]."),
)
KINDS_OF_LEVEL: tuple[Case, ...] = (
    ("steady", "unchanged", "Which kind of light has a lamp?"),
    ("steady", "the same", "Which kind of light has a lamp?"),
    ("constant", "the same", "The lamp gives [what kind of?] light."),
    ("constant light", "the same light", "What does a plant in the cellar need?"),
)
FEVER = "A child whose body temperature is high is given ibuprofen. What does it do to the body temperature?"


def outcome(case: Case) -> str:
    expected, typed, question = case
    return grade_typed(typed, [expected], AnswerContext(question)).outcome


@pytest.mark.parametrize("case", [*MEETING, *MEASURED, *LEVEL])
def test_one_pole_is_the_same_on_scales_that_meet(case: Case) -> None:
    assert outcome(case) == "right"


@pytest.mark.parametrize("case", [*APART, *UNMEASURED, *KINDS_OF_LEVEL])
def test_the_other_pole_and_a_scale_of_its_own_are_wrong(case: Case) -> None:
    assert outcome(case) == "wrong"


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        ("lowers it", "less wheat"),
        ("lowers it", "a low harvest of wheat"),
        ("lowers it", "the harvest declines"),
        ("lowers it", "low rainfall lowers it"),
        ("raises it", "more wheat"),
    ],
)
def test_a_direction_of_the_question_leaves_that_of_the_answer_its_weight(expected: str, typed: str) -> None:
    assert outcome((expected, typed, RAIN)) == "right"


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        ("lowers it", "low rainfall"),
        ("lowers it", "the harvest of wheat"),
        ("lowers it", "a high harvest"),
        ("lowers it", "low rainfall raises it"),
        ("raises it", "low"),
        ("raises it", "a low harvest"),
    ],
)
def test_a_direction_that_only_repeats_the_question_is_no_answer(expected: str, typed: str) -> None:
    assert outcome((expected, typed, RAIN)) == "wrong"


def test_a_direction_repeated_with_its_noun_may_stand_before_the_answer() -> None:
    question = "What does high pressure do to the melting point of ice?"
    assert outcome(("lowers it", "high pressure lowers it", question)) == "right"
    assert outcome(("lowers it", "it is high", question)) == "wrong"
    assert outcome(("a melting point", "a high melting point", question)) != "right"


@pytest.mark.parametrize(
    "typed", ["the body temperature goes down", "the temperature falls", "a lower body temperature"]
)
def test_what_the_question_asks_about_may_be_the_subject_of_the_direction(typed: str) -> None:
    assert outcome(("lowers it", typed, FEVER.replace("high", "low"))) == "right"
    assert outcome(("lowers it", typed, FEVER)) == "right"
    assert outcome(("raises it", typed, FEVER)) == "wrong"


@pytest.mark.parametrize("typed", ["a high body temperature", "the temperature is high", "high temperature"])
def test_a_state_that_the_question_has_is_no_change(typed: str) -> None:
    assert outcome(("raises it", typed, FEVER)) != "right"


def test_a_direction_against_that_of_the_answer_is_never_free() -> None:
    question = "Coffee raises the pulse. What does sleep do to it?"
    assert outcome(("lowers it", "lowers it", question)) == "right"
    assert outcome(("lowers it", "lowers and raises it", question)) != "right"


def test_a_direction_said_twice_is_that_of_the_answer() -> None:
    question = "Coffee raises the pulse. What does tea do to it?"
    assert outcome(("raises it", "it rises, it goes up", question)) == "right"
    assert outcome(("raises it", "it rises higher", question)) == "near"
    assert outcome(("raises it", "it rises, it goes down", question)) == "wrong"
