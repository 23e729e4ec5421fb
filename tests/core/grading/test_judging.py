"""What the kinds of answers are worth: notations, directions, denials, names side by side, words of the question."""

from __future__ import annotations

import pytest

from quizzer.core.grading.context import AnswerContext
from quizzer.core.grading.grading import grade_typed
from quizzer.core.grading.judging import judge

Case = tuple[str, str, str]
"""What is expected (several spellings set apart by a bar), what is typed, and the question."""

RIGHT: tuple[Case, ...] = (
    # numbers and units
    ("12 km", "12,000 m", ""),
    ("0.75 l", "750 ml", ""),
    ("1500", "1 500", ""),
    ("6.02 × 10²³", "6.02e23", ""),
    ("40 %", "forty per cent", ""),
    ("3–5 days", "3 to 5 days", ""),
    ("21:9", "twenty-one to nine", ""),
    ("3:2", "3 men to 2 women", "What is the ratio of men to women?"),
    ("5 kHz", "5000 Hz", ""),
    ("1066", "14 October 1066", "In which year was the battle?"),
    ("14 October 1066", "14.10.1066", ""),
    ("y < 7", "7 > y", ""),
    ("y < 7", "y is less than 7", ""),
    ("pascal", "Pa", ""),
    # formulas
    ("4πr²", "4 pi r^2", ""),
    ("F = ma", "F=m·a", ""),
    ("F = ma", "m a", ""),
    ("CO₃²⁻", "CO3^2-", ""),
    ("CO₃²⁻", "CO32-", ""),
    ("Cu²⁺", "Cu(II)", ""),
    ("potassium", "K", ""),
    # directions
    ("decreased clearance", "diminished clearance", ""),
    ("lowers it", "it goes down", ""),
    ("widens it", "dilatation", ""),
    ("makes it faster", "it accelerates", ""),
    ("unchanged", "not changed", ""),
    ("unchanged", "the same", ""),
    # denials
    ("not absorbed", "isn't absorbed", ""),
    ("bats are not birds", "they aren't birds", "What is said of bats?"),
    ("no nucleus", "without a nucleus", ""),
    ("no nucleus", "there isn't a nucleus", ""),
    ("no secretion", "it isn't secreted", ""),
    ("not all of it", "not all", ""),
    ("no", "it can't", "Can glass conduct at room temperature?"),
    ("no, it is insoluble", "it is not soluble", "Is sand soluble in water?"),
    # order and words of the question
    ("excretion of urea", "urea excretion", ""),
    ("the cell is surrounded by a wall", "a wall surrounds the cell", ""),
    ("thalamus", "the thalamus of the brain", "Which part of the brain relays?"),
    ("Marie Curie", "Curie", "Who found radium?"),
    ("Marie Curie", "M. Curie", ""),
    ("superior vena cava", "sup. vena cava", ""),
    ("cold resistance", "resistance to cold", ""),
    ("reduced light sensitivity", "lower sensitivity to light", ""),
    ("response to injury", "injury response", ""),
    # plurals of acronyms, adverbs, suspended hyphens
    ("solid-state drive|SSD", "SSDs", ""),
    ("GPU", "the GPUs", ""),
    ("AM", "AMs", ""),
    ("direct", "directly", ""),
    ("chronic", "chronically", ""),
    ("reversible", "reversibly", ""),
    ("prewar and postwar", "pre- and postwar", ""),
    ("macro- or microscopic", "macroscopic or microscopic", ""),
    ("short-range and long-range", "short- and long-range", ""),
    ("NFκB", "NFkB", ""),
    ("LκM", "LkM", ""),
    # degrees, contractions, gerunds, arrows, fractions
    ("more rain", "far more rain", ""),
    ("less", "much less", ""),
    ("higher pressure", "a considerably higher pressure", ""),
    ("elevated pressure", "chronically elevated pressure", ""),
    ("not soluble", "they're not soluble", ""),
    ("they are soluble", "they're soluble", ""),
    ("function", "functioning", ""),
    ("position", "positioning", ""),
    ("losing weight", "lose weight", ""),
    ("eating late", "eat late", ""),
    ("glucose to lactate", "glucose → lactate", ""),
    ("A4 to A3", "A4->A3", ""),
    ("a fifth", "1/5", ""),
    ("2/3", "two thirds", ""),
    ("trade", "trade between neighbouring towns", "What ties neighbouring towns?"),
    # two names
    ("adrenaline|epinephrine", "epinephrine (adrenaline)", ""),
    ("adrenaline|epinephrine", "adrenaline or epinephrine", ""),
    ("adrenaline|epinephrine", "adrenaline = epinephrine", ""),
    ("(le/la) cinéaste", "la cinéaste", ""),
    ("11β-HSD2", "11ß-HSD2", ""),
    ("a cold front", "not a warm front but a cold front", ""),
)

DENIED: tuple[Case, ...] = (
    ("rises", "never rises", ""),
    ("rises", "scarcely rises", ""),
    ("rises", "fails to rise", ""),
    ("rises", "has stopped rising", ""),
    ("absorbs water", "cannot absorb water", ""),
    ("reversible", "irreversible", ""),
    ("bats are not birds", "bats are birds", ""),
    ("no", "it can", "Can glass conduct at room temperature?"),
    ("yes", "no", "Is ice lighter than water?"),
    ("unchanged", "changed", ""),
    ("adrenaline", "not adrenaline but cortisol", ""),
    ("iron|lack of iron", "it isn't iron", ""),
    ("no oxygen", "it's not oxygen", ""),
    ("not all of it", "none", ""),
    ("not all of it", "not at all", ""),
    ("not all metals", "no metals", ""),
    ("never", "not always", ""),
    ("absence of gravity", "that is not gravity", ""),
)

REVERSED: tuple[Case, ...] = (
    ("lowers it", "raises it", ""),
    ("wider", "narrower", ""),
    ("60:40", "40:60", ""),
    ("90/60", "60/90", ""),
    ("sodium/potassium", "potassium/sodium", ""),
    ("sodium/potassium ratio", "ratio of potassium to sodium", ""),
    ("the wall surrounds the cell", "the cell surrounds the wall", ""),
    ("glucose to lactate", "lactate to glucose", ""),
    ("exposure of mice to cold", "exposure of cold to mice", ""),
    ("slow conversion", "slow A3 to A4 conversion", "What is wrong on the way from A4 to A3?"),
    ("glucose to lactate", "lactate → glucose", ""),
    ("a fifth", "1/6", ""),
    ("2/3", "three halves", ""),
    ("less", "far more", ""),
    ("low pressure", "far pressure", ""),
    ("acting fast", "action is slow", ""),
    ("y < 7", "y > 7", ""),
    ("y > 7", "y > -7", ""),
    ("-40 °C", "40 °C", ""),
    ("CO₃²⁻", "CO3^2+", ""),
    ("F = ma", "F = m/a", ""),
)

LOOK_ALIKES: tuple[Case, ...] = (
    ("3 µg", "3 mg", ""),
    ("3 µg", "3 ng", ""),
    ("kJ/mol", "J/mol", ""),
    ("18 °C", "18 K", ""),
    ("pons", "anterior pons", ""),
    ("hypokalemia", "hypocalcemia", ""),
    ("lipophilic", "lipophobic", ""),
    ("perinatal", "prenatal", ""),
    ("undershoot", "overshoot", ""),
    ("methionine", "ethionine", ""),
    ("codeine", "codeinone", ""),
    ("tolerance", "in tolerance", ""),
    ("cold resistance", "sensitivity to cold", ""),
    ("directly", "indirectly", ""),
    ("PCOS", "PCO", ""),
    ("pre- and postwar", "pre- or postwar", ""),
    ("prewar and interwar", "pre- and postwar", ""),
    ("digestion", "digestive enzymes", "Which process do enzymes drive?"),
    ("reproduction", "reproductive organs", ""),
    ("action", "active substance", ""),
    ("adrenaline", "adrenaline or cortisol", ""),
)


def outcome(case: Case) -> str:
    expected, typed, question = case
    return grade_typed(typed, expected.split("|"), AnswerContext(question)).outcome


@pytest.mark.parametrize("case", RIGHT)
def test_another_way_to_put_the_same_is_right(case: Case) -> None:
    assert outcome(case) == "right"


@pytest.mark.parametrize("case", [*DENIED, *REVERSED, *LOOK_ALIKES])
def test_a_denial_a_reversal_and_another_word_are_not_even_near(case: Case) -> None:
    assert outcome(case) == "wrong"


@pytest.mark.parametrize(
    ("expected", "typed"),
    [("40 %", "40"), ("5 days", "5"), ("der Hund", "Hund"), ("contracts and thickens", "thickens"), ("2/5", "4/10")],
)
def test_what_lacks_its_unit_its_article_or_a_half_is_near(expected: str, typed: str) -> None:
    assert outcome((expected, typed, "")) == "near"


def test_a_word_of_the_decks_is_no_slip_for_another() -> None:
    known = AnswerContext(is_word={"amilase"}.__contains__)
    assert grade_typed("amilase", ["amylase"]).outcome == "near"
    assert grade_typed("amilase", ["amylase"], known).outcome == "wrong"


def test_a_word_of_the_question_is_free_only_beside_a_word_of_the_answer() -> None:
    question = "Does heat flow to the hot or the cold body?"
    assert judge("the cold body", ["cold"], AnswerContext(question)) == "same"
    assert judge("the body", ["cold"], AnswerContext(question)) != "same"
    assert judge("the hot body", ["cold"], AnswerContext(question)) != "same"


@pytest.mark.parametrize("typed", ["x=" * 90, "one hundred " * 16, "1/2 " * 50, "(" * 190, "not " * 49, "±" * 100])
def test_a_text_made_to_run_away_is_graded_all_the_same(typed: str) -> None:
    assert grade_typed(typed, [f"reading {number} of the meter, 12 mg/l" for number in range(10)]).outcome == "wrong"


def test_a_squared_unit_is_another_than_the_plain_one() -> None:
    assert outcome(("25 kg/m²", "25 kg/m2", "")) == "right"
    assert outcome(("25 kg/m²", "25 kg/m", "")) == "wrong"
