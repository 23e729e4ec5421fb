"""The cards of a note: their parts, their questions, and when an answer is typed."""

from __future__ import annotations

import pytest

from quizzer.core.notes.cards import (
    TYPED_LENGTH,
    TYPED_WORDS,
    card_key,
    face_of,
    find_deletions,
    parts_of,
)
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Reverse, Sequence, Sort
from quizzer.core.notes.notes import Note


def note(body: Body, *, typed: bool | None = None) -> Note:
    return Note("n", body, "HPA", typed=typed)


def test_a_deletion_without_a_number_has_its_place_among_all() -> None:
    found = find_deletions("{{c2::two}} {{three::hint}} {{ x }}")
    assert [(d.number, d.index, d.answer, d.hint) for d in found] == [
        (2, 0, "two", ""),
        (2, 1, "three", "hint"),
        (3, 2, "x", ""),
    ]


def test_deletions_of_one_number_are_one_card_and_cards_are_in_the_order_of_their_numbers() -> None:
    cloze = note(Cloze("{{c2::b}} {{c1::a}} {{c2::c}}"))
    assert parts_of(cloze) == ("1", "2")
    face = face_of(cloze, "2")
    assert (face.prompt, face.answer, face.whole, face.typed) == ("[...] a [...]", "b / c", "b a c", False)


def test_the_further_spellings_are_those_of_the_deletion_asked() -> None:
    cloze = note(Cloze("{{a}} {{b::hint}} {{c}}", ((), ("bee",))))
    assert face_of(cloze, "1").accept == ("a",)
    assert face_of(cloze, "2").accept == ("b", "bee")
    assert face_of(cloze, "3").accept == ("c",)
    assert face_of(cloze, "2").prompt == "a [hint] c"


def test_a_reversed_note_has_two_cards_and_any_other_has_no_such_part() -> None:
    both = note(Basic("one", "two", (), Reverse("two?", "one!", ("un",))))
    assert parts_of(both) == ("", "reverse")
    assert face_of(both, "reverse").accept == ("one!", "un")
    assert [card_key("n", part) for part in parts_of(both)] == ["n", "n#reverse"]
    with pytest.raises(KeyError):
        face_of(note(Basic("one", "two")), "reverse")


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("w " * (TYPED_WORDS - 1) + "w", True),
        ("w " * TYPED_WORDS + "w", False),
        ("x" * TYPED_LENGTH, True),
        ("x" * (TYPED_LENGTH + 1), False),
        ("one\ntwo", False),
    ],
)
def test_a_short_answer_on_one_line_is_typed_unless_the_note_says_otherwise(answer: str, typed: bool) -> None:
    assert face_of(note(Basic("?", answer)), "").typed is typed
    for said in (True, False):
        assert face_of(note(Basic("?", answer), typed=said), "").typed is said


def test_a_face_offers_what_there_is_to_choose_from() -> None:
    assert face_of(note(Choice("?", ("right",), ("wrong",))), "").offered == ("right", "wrong")
    assert face_of(note(Sequence("?", ("a", "b"))), "").offered == ("a", "b")
    assert face_of(note(Sort("?", (("g", ("1",)), ("h", ("2",))))), "").offered == ("1", "2")
    assert face_of(note(Listing("?", ("i", "j"), (("ii",),))), "").offered == ()


def test_an_item_of_a_list_accepts_itself_first() -> None:
    assert face_of(note(Listing("?", ("i", "j"), (("ii",),))), "").accepts == (("i", "ii"), ("j",))
