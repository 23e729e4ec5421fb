"""Whether the name above a question gives its answer away."""

from __future__ import annotations

import pytest

from quizzer.core.notes.cards import face_of
from quizzer.core.notes.head import head_gives_answer
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Sequence, Sort
from quizzer.core.notes.notes import Note


def gives(body: Body, *names: str, part: str = "") -> bool:
    return head_gives_answer(face_of(Note("n", body, "HPT"), part), *names)


@pytest.mark.parametrize(
    "body",
    [
        Basic("Which axis?", "HPT"),
        Basic("Which axis?", "the thyroid one", ("the HPT axis",)),
        Choice("Which axis?", ("HPT",), ("HPG", "HPA")),
        Listing("Which axes? (3)", ("HPG", "HPA", "HPT")),
    ],
)
def test_an_answer_in_the_name_is_given_away(body: Body) -> None:
    assert gives(body, "HPT axis")
    assert gives(body, "Thyroid", "HPT axis")
    assert not gives(body, "Third")


def test_each_gap_counts_by_itself_and_only_where_it_is_hidden() -> None:
    both = Cloze("{{c1::HPT}} and {{c1::HPG}}, {{c2::not HPX}}")
    assert gives(both, "HPT axis", part="1")
    assert not gives(both, "HPT axis", part="2")


def test_a_part_of_the_answer_is_no_answer_and_what_is_on_the_screen_gives_nothing_away() -> None:
    assert not gives(Basic("q", "the HPT in the morning"), "HPT axis")
    assert not gives(Sequence("q", ("HPT", "HPG", "HPA")), "HPT axis")
    assert not gives(Sort("q", (("HPT", ("TSH",)), ("HPG", ("LH",)))), "HPT axis")
