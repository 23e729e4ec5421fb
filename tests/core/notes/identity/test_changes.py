"""How a note differs from what it was, in words."""

from __future__ import annotations

import pytest

from quizzer.core.notes.identity.changes import NoteState, Place, compare_place, compare_wording, explain_progress
from quizzer.core.notes.kinds import Basic, Body, Cloze, Reverse, Sort
from quizzer.core.notes.notes import Note


def note(body: Body, **more: str) -> Note:
    return Note("a", body, "HPG", **more)  # type: ignore[arg-type]


def state(met: int, body: Body = Basic("q", "a")) -> NoteState:  # noqa: B008
    return NoteState(note(body), Place("D", "X"), met)


def test_every_text_that_differs_is_named() -> None:
    before = note(Basic("Which?", "a", ("b", "c")), caveat="disputed")
    after = note(Basic("Which one?", "a", ("b",), Reverse("s", "t")), extra="so")
    assert [tuple(one) for one in compare_wording(before, after)] == [
        ("question", "Which?", "Which one?"),
        ("also right", "b, c", "b"),
        ("other way round", "", "s / t"),
        ("remark", "", "so"),
        ("caveat", "disputed", ""),
    ]


def test_groups_are_spelled_with_their_names() -> None:
    before = note(Sort("q", (("A", ("x", "y")), ("B", ("z",)))))
    after = note(Sort("q", (("A", ("x",)), ("B", ("z", "y")))))
    ((_, was, now),) = compare_wording(before, after)
    assert (was, now) == ("A: x, y; B: z", "A: x; B: z, y")


def test_deck_axis_and_level_are_the_place() -> None:
    before = NoteState(note(Basic("q", "a"), level="x"), Place("D", "X"), 0)
    after = NoteState(note(Basic("q", "a")), Place("E", "X"), 0)
    assert [tuple(one) for one in compare_place(before, after)] == [("deck", "D", "E"), ("level", "x", "")]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (state(0), state(0), "not met yet"),
        (state(2), state(2), "keeps its schedule"),
        (state(2), state(1), "1 of its 2 cards rests; the others keep their schedule"),
        (state(2), state(0), "starts anew; its history is kept"),
        (state(1), state(0, Cloze("{{a}}")), "starts anew, because it is asked in another way; its history is kept"),
    ],
)
def test_what_became_of_the_progress_is_said(before: NoteState, after: NoteState, said: str) -> None:
    assert explain_progress("reworded", before, after) == said
