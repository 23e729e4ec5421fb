"""Replies to questions of any shape, symbols and ordinals in names, numbers as names, formulas with functions."""

from __future__ import annotations

import pytest

from quizzer.core.grading.context import AnswerContext
from quizzer.core.grading.english.statements import is_yes_no
from quizzer.core.grading.grading import grade_typed

Case = tuple[str, str, str]
"""What is expected, what is typed, and the question."""

RIGHT: tuple[Case, ...] = (
    # replies to a yes-no question that does not begin with its operator
    ("no", "it isn't", "In a vacuum, is sound audible?"),
    ("yes", "it does", "When water freezes, does it expand?"),
    ("no", "they don't", "Penguins: do they fly?"),
    ("no", "isn't", "Isn't zinc magnetic?"),
    # symbols in a pair
    ("northeast to southwest", "NE to SW", ""),
    ("from north to south", "from N to S", ""),
    ("north-northwest", "NNW", ""),
    ("kilometres to miles", "km to mi", ""),
    ("kg to lb", "kilograms to pounds", ""),
    # ordinals
    ("perfect fifth", "a perfect 5th", ""),
    ("the first law", "1st law", ""),
    ("21st century", "twenty-first century", ""),
    # numbers as names
    ("404", "error 404", ""),
    ("error 404", "404", "Which error means that nothing was found?"),
    # formulas
    ("O(n log n)", "O(n*log(n))", ""),
    ("O(n + m)", "O(m+n)", ""),
    ("sin 2x", "sin(2x)", ""),
    ("n(n-1)/2", "(n-1)*n/2", ""),
    # a copula before a comparative
    ("gradually softer", "getting gradually softer", ""),
    ("steadily warmer", "growing steadily warmer", ""),
)

WRONG: tuple[Case, ...] = (
    ("no", "it is", "At sea level, is air thinner?"),
    ("yes", "it isn't", "At sea level, is air denser?"),
    ("north to south", "S to N", ""),
    ("northwest", "NE", ""),
    ("kilometres to miles", "mi to km", ""),
    ("perfect fifth", "perfect 4th", ""),
    ("sixth", "6", "Which sense is meant?"),
    ("404", "error 403", ""),
    ("7", "minus 7", ""),
    ("7", "under 7", ""),
    ("O(n log n)", "O(log n)", ""),
    ("O(log n)", "O(n log n)", ""),
    ("f(x+1)", "f(x)", ""),
    ("f(g(x))", "g(f(x))", ""),
    ("P(A|B)", "P(B|A)", ""),
    ("E", "east", "Which note is this?"),
    ("steadily warmer", "growing steadily colder", ""),
)


def outcome(case: Case) -> str:
    expected, typed, question = case
    return grade_typed(typed, [expected], AnswerContext(question)).outcome


@pytest.mark.parametrize("case", RIGHT)
def test_another_form_of_the_same_is_right(case: Case) -> None:
    assert outcome(case) == "right"


@pytest.mark.parametrize("case", WRONG)
def test_another_argument_direction_or_number_is_not_even_near(case: Case) -> None:
    assert outcome(case) == "wrong"


def test_the_number_of_a_name_alone_is_near_where_the_question_lacks_the_noun() -> None:
    assert outcome(("error 404", "404", "")) == "near"


@pytest.mark.parametrize(
    ("question", "polar"),
    [
        ("Is ice light?", True),
        ("At sea level, is air dense?", True),
        ("In winter the days are short: true or false?", True),
        ("In a vacuum is sound audible?", True),
        ("What is ice?", False),
        ("In which sea is Crete?", False),
        ("The capital of Peru", False),
    ],
)
def test_a_question_is_polar_by_its_operator(question: str, polar: bool) -> None:
    assert is_yes_no(question) is polar


@pytest.mark.parametrize("typed", ["f(" * 40, "sin " * 30, "((((x))))", "O(", "^^", "-" * 50, "f(x" * 15])
def test_a_broken_formula_is_graded_all_the_same(typed: str) -> None:
    assert grade_typed(typed, ["O(n log n)"]).outcome == "wrong"
