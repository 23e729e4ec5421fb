"""Options are of the answer's type and length, and right nowhere."""

from __future__ import annotations

import pytest

from quizzer.derive.question.options import choose_options, is_fair
from quizzer.derive.structure.option_pool import OptionPool
from tests.derive.samples import context, item, prose, table


@pytest.mark.parametrize(
    ("option", "answer", "fair"),
    [
        ("carcel", "argand", True),
        ("carcels", "argand", False),  # a plural beside a singular
        ("NLB", "argand", False),  # an acronym beside a word
        ("NLB", "RLS", True),
        ("12", "argand", False),
        ("12 km", "9 km", True),
        ("the great revolving lens of the tower", "argand", False),  # far longer
        ("argand lamp", "argand", False),  # says the same
        ("--range", "argand", False),
    ],
)
def test_fairness(option: str, answer: str, fair: bool) -> None:
    assert is_fair(option, answer, "Which lamp burns oil?") is fair


def test_what_the_question_shows_is_no_option() -> None:
    assert not is_fair("carcel", "argand", "Which lamp is older than the Carcel?")


def test_fewer_than_two_are_none() -> None:
    assert choose_options("argand", "Which?", ["carcel"]) == ()
    assert choose_options("argand", "Which?", ["carcel", "bude"]) == ("carcel", "bude")


def test_the_same_in_other_words_counts_once() -> None:
    assert choose_options("argand", "Which?", ["carcel", "Carcel", "the carcel"]) == ()


def test_the_nearest_in_form_come_first() -> None:
    found = choose_options("oil lamp", "Which?", ["tall tower", "gas lamp", "arc lamp", "watch room"])
    assert found == ("gas lamp", "arc lamp", "tall tower")


def test_options_come_from_the_column_of_the_answer() -> None:
    rows = table(["Lamp", "Fuel"], ["Argand", "colza"], ["Carcel", "rape"], ["Bude", "gas"], ["Arc", "none"])
    pool = OptionPool(context(*rows))
    assert pool.find("colza", "What is the fuel of Argand?") == ("rape", "gas")


def test_a_value_that_is_right_too_is_no_option() -> None:
    rows = table(["Lamp", "Fuel"], ["Argand", "colza"], ["Carcel", "rape"], ["Bude", "gas"], ["Davy", "paraffin"])
    pool = OptionPool(context(*rows, prose("The fuel of the Argand lamp was rape at times.")))
    assert "rape" not in pool.find("colza", "What is the fuel of the Argand lamp?")
    assert pool.find("colza", "What is the fuel of Argand?", also_right=("gas", "rape")) == ()


def test_labels_of_one_list_are_options_for_each_other() -> None:
    items = [item(f"{name}: burns", name=name) for name in ("argand", "carcel", "bude")]
    assert OptionPool(context(*items)).find("bude", "Which lamp is Cornish?") == ("argand", "carcel")
