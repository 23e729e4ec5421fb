"""The numbers of deletions when their text is edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.identity.deletion_numbers import fold_answer, keep_numbers, write_numbers


@pytest.mark.parametrize(
    ("before", "after", "numbers"),
    [
        # By place where nothing was before, and where the answers stay.
        ("", "{{a}} {{c1::b}} {{c}}", (1, 1, 3)),
        ("{{a}} {{b}}", "new words {{a}} {{b}}", (1, 2)),
        # New ones get numbers that were never used, wherever they stand.
        ("{{a}} {{b}}", "{{x}} {{a}} {{y}} {{b}} {{z}}", (3, 1, 4, 2, 5)),
        # Equal answers in their order; a hint is no part of the answer.
        ("{{a}} {{a::one}}", "{{x}} {{a::two}} {{a}}", (3, 1, 2)),
        # The only one left over in the same gap is an edited answer.
        ("{{a}} {{old}} {{b}}", "{{a}} {{young}} {{b}}", (1, 2, 3)),
        ("{{old}}", "{{young}}", (1,)),
        ("{{a}} {{old}} {{b}}", "{{a}} {{b}} {{young}}", (1, 3, 4)),
        ("{{a}} {{old}} {{b}}", "{{a}} {{p}} {{q}} {{b}}", (1, 4, 5, 3)),
        ("{{b}} {{old}} {{a}}", "{{a}} {{young}} {{b}}", (3, 4, 1)),
        # What is shown in the other text was no answer that was edited.
        ("{{cortisol}} is a {{steroid}}", "cortisol, a {{hormone}}, is a {{steroid}}", (3, 2)),
        ("cortisol is a {{steroid}}", "{{cortisol}} is a steroid", (2,)),
        # Nearly equal answers, but not other numbers.
        ("{{GLUT-4}} {{beta cells}}", "{{Beta-cells}} {{GLUT4}}", (2, 1)),
        ("{{15}} {{a}} {{b}}", "{{a}} {{1.5}} {{b}}", (2, 4, 3)),
        ("{{5}} {{a}} {{b}}", "{{a}} {{-5}} {{b}}", (2, 4, 3)),
        # Written numbers stay, and are those of their answers.
        ("{{a}} {{b}}", "{{c2::a}} {{b}}", (2, 2)),
        ("{{c2::a}} {{c1::a}}", "{{a}} {{c2::a}}", (1, 2)),
        ("{{c4::a}} {{c2::b}}", "{{b}} {{a}}", (2, 4)),
        ("{{c1::a}} {{c2::b}}", "{{new}} {{c1::a}} {{c2::b}}", (3, 1, 2)),
        ("{{a}} {{b}} {{c}}", "{{c1::x}} {{y}} {{c}}", (1, 2, 3)),
        ("{{c1::a}} {{c1::b}} {{c}}", "{{b}} {{c}} {{a}}", (1, 3, 1)),
    ],
)
def test_the_numbers_follow_the_answers(before: str, after: str, numbers: tuple[int, ...]) -> None:
    assert keep_numbers(before, after).numbers == numbers


def test_numbers_that_were_used_are_not_given_again_but_to_their_answer() -> None:
    assert keep_numbers("{{a}}", "{{a}} {{x}} {{Old}}", {1, 2, 3, 7}, {3: ["old"]}).numbers == (1, 8, 3)
    assert keep_numbers("{{c9999::a}}", "{{a}} {{x}}", {1, 2, 9999}).numbers == (9999, 3)


def test_what_written_numbers_do_is_said() -> None:
    moved = keep_numbers("{{a}} {{b}}", "{{c2::a}} {{c1::b}}").moved
    assert [deletion.answer for deletion in moved] == ["a", "b"]
    assert keep_numbers("{{a}} {{b}}", "{{a}} {{a}} {{b}}").moved == ()
    shared = keep_numbers("{{a}} {{b}}", "{{c1::x}} {{a}} {{b}}")
    assert (shared.numbers, [deletion.answer for deletion in shared.shared]) == ((1, 1, 2), ["a"])


WORDS = st.lists(st.sampled_from(["LH", "FSH", "GnRH", "cortisol", "the liver", "T4"]), max_size=6)


@given(versions=st.lists(WORDS, min_size=2, max_size=6))
def test_any_row_of_edits_keeps_the_key_of_every_answer_and_gives_it_to_no_other(versions: list[list[str]]) -> None:
    texts = [" and ".join(f"{{{{{answer}}}}}" for answer in answers) for answers in versions]
    stored, used, removed = "", set[int](), dict[int, list[str]]()
    owners: dict[int, str] = {}
    for text in filter(None, texts):
        numbers = keep_numbers(stored, text, used, removed).numbers
        assert len(set(numbers)) == len(numbers)
        old, new = find_deletions(stored), find_deletions(text)
        for answer in {deletion.answer for deletion in old}:
            before = {deletion.number for deletion in old if deletion.answer == answer}
            after = {number for deletion, number in zip(new, numbers, strict=True) if deletion.answer == answer}
            # All of the smaller number of them are there again.
            assert len(before & after) == min(len(before), len(after))
        for deletion, number in zip(new, numbers, strict=True):
            # Another answer's number only where that one is gone and this one was not known: an edit.
            if owners.get(number, deletion.answer) != deletion.answer:
                assert owners[number] in {one.answer for one in old}
                assert sum(1 for one in old if one.answer == deletion.answer) < sum(
                    1 for one in new if one.answer == deletion.answer
                )
            owners[number] = deletion.answer
        removed = {number: answers for number, answers in removed.items() if number not in numbers}
        removed |= {one.number: [one.answer] for one in old if one.number not in numbers}
        used |= set(numbers)
        stored = write_numbers(text, numbers)
        # The text with its numbers is the same to anybody who reads it, whatever they have read before.
        assert keep_numbers("", stored).numbers == numbers
        assert keep_numbers(stored, text, used, removed).numbers == numbers


def test_numbers_are_written_where_there_are_none() -> None:
    assert write_numbers("The {{a}} {{c1::b}} {{c::d}}.", (3, 1, 4)) == "The {{c3::a}} {{c1::b}} {{c4::c::d}}."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Größe", "GROSSE", True), ("Zürich", "zurich", True), ("T₄", "T4", False), ("−", "→", False), ("-", "–", False)],
)
def test_folding_keeps_what_tells_answers_apart(one: str, other: str, same: bool) -> None:
    assert (fold_answer(one) == fold_answer(other)) is same
