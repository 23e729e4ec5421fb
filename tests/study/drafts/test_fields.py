"""A note's words as lines, and back."""

from __future__ import annotations

import pytest

from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Reverse, Sequence, Sort
from quizzer.errors import Problem
from quizzer.study.drafts.fields import body_of, edit_lines, option_lines

BODIES: tuple[Body, ...] = (
    Basic("What turns the lens?", "a clock", ("clockwork", "the clock")),
    Basic("What turns the lens?", "a clock", (), Reverse("What does a clock turn?", "the lens")),
    Cloze("Fog {{weakens::does what to?}} the beam.", (("dims", "lessens"),)),
    Cloze("{{Fog}} weakens the {{beam}}.", ((), ("light",))),
    Choice("What burns?", ("oil", "gas"), ("water",)),
    Listing("Which two?", ("oil", "gas")),
    Sequence("In order?", ("oil", "gas", "electricity")),
)


@pytest.mark.parametrize("body", BODIES)
def test_lines_that_nobody_changes_give_the_same_note(body: Body) -> None:
    assert body_of({line.name: line.text for line in edit_lines(body)}, body) == body


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ({"ask": "", "answer": "a"}, "A question"),
        ({"ask": "Q", "answer": " "}, "An answer"),
        ({"cloze": "No gap."}, "{{"),
        ({"ask": "Q", "answer": "a", "options": " | "}, "At least 1 wrong answer"),
        ({"ask": "Q", "items": "one"}, "At least 2 items"),
        ({"ask": "Q", "steps": "one |"}, "At least 2 steps"),
    ],
)
def test_what_is_missing_is_said(texts: dict[str, str], wanted: str) -> None:
    with pytest.raises(Problem, match=wanted.replace("{", r"\{")):
        body_of(texts)


def test_a_question_with_gaps_is_a_sentence_that_needs_no_answer() -> None:
    assert body_of({"ask": "Fog {{dims}} it.", "answer": "", "accept": ""}) == Cloze("Fog {{dims}} it.")


def test_a_question_becomes_one_with_options_and_other_kinds_do_not() -> None:
    lines = {line.name: line.text for line in option_lines(Basic("What burns?", "oil"))}
    assert body_of({**lines, "options": "water | sand"}) == Choice("What burns?", ("oil",), ("water", "sand"))
    with pytest.raises(Problem, match="Only a question"):
        option_lines(Listing("Which?", ("a", "b")))


def test_the_groups_of_a_sort_are_not_edited_here() -> None:
    with pytest.raises(Problem, match="deck file"):
        edit_lines(Sort("Sort", (("one", ("a",)), ("two", ("b",)))))
