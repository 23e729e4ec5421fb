"""Short cards with an answer that says something."""

from __future__ import annotations

import pytest

from quizzer.core.notes.kinds import Basic, Body, Cloze, Listing, Sequence
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.check.measure import is_cut, is_generic, is_long
from tests.derive.samples import context, prose

TEXT = prose("The lamp burns.")
GROUNDS = Grounds(context(TEXT))


def made(body: Body) -> Candidate:
    return Candidate("x", "gap", body, Quote(TEXT, 0, 5), "r", "a", "w", 0.5)


@pytest.mark.parametrize(
    ("body", "long"),
    [
        (Basic("one " * 18, "two words"), False),
        (Basic("one " * 19, "two words"), True),
        (Cloze("one " * 17 + "{{a b c}}"), False),
        (Cloze("one " * 18 + "{{a b c}}"), True),
        (Basic("What?", "an answer of six words only"), False),
        (Basic("What?", "an answer of seven words at most"), True),
        (Listing("Which? (5)", ("a", "b", "c", "d", "e")), False),
        (Listing("Which? (6)", ("a", "b", "c", "d", "e", "f")), True),
        (Listing("Which? (2)", ("a b c d e f g", "h")), True),
        (Sequence("Order.", ("a b c d e f g", "h", "i")), False),
    ],
)
def test_length(body: Body, long: bool) -> None:
    assert bool(is_long(made(body), GROUNDS)) is long


@pytest.mark.parametrize(
    ("answer", "generic"), [("role", True), ("the cells", True), ("40 percent", False), ("oil", False)]
)
def test_answers_that_fit_everywhere(answer: str, generic: bool) -> None:
    assert bool(is_generic(made(Basic("What?", answer)), GROUNDS)) is generic


@pytest.mark.parametrize(
    ("answer", "is_doubted"),
    [
        ("a flag stating", True),
        ("a value containing", True),
        ("drop forging", False),
        ("the wiring", False),
        ("steel", False),
    ],
)
def test_an_answer_that_ends_in_a_participle_is_cut_off(answer: str, is_doubted: bool) -> None:
    assert bool(is_cut(made(Basic("What is the first argument of the forge?", answer)), GROUNDS)) is is_doubted
