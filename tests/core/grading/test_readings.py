"""How an answer may be read, and when two readings have a key in common."""

from __future__ import annotations

import pytest

from quizzer.core.grading.readings import (
    AnswerReading,
    is_abbreviation,
    join_words,
    plural_like_acronyms,
    readings_of_answer,
    readings_of_given,
)
from quizzer.core.grading.tokens import Word


def words(reading: AnswerReading) -> list[str]:
    return [word.form for word in reading.words]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("5 alpha reductase", "5α-reductase", True),
        ("secretion of insulin", "insulin secretion", True),
        ("the ovary", "ovary", True),
        ("1-2", "12", False),
        ("A", "B", False),
        ("?!", "?!", True),
        ("?!", "!?", False),
    ],
)
def test_two_answers_are_the_same_when_they_share_a_key(one: str, other: str, same: bool) -> None:
    keys = [readings_of_given(text, frozenset())[0].keys for text in (one, other)]
    assert bool(keys[0] & keys[1]) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FSH and LH", "LH, FSH", True),
        ("FSH/LH", "LH and FSH", True),
        ("120/80", "80/120", False),
        ("mg/dl", "dl/mg", False),
        ("ACTH/cortisol ratio", "cortisol/ACTH ratio", False),
    ],
)
def test_parts_may_come_in_any_order_but_not_around_a_division(one: str, other: str, same: bool) -> None:
    unordered = [readings_of_given(text, frozenset())[0].unordered for text in (one, other)]
    assert (bool(unordered[0]) and unordered[0] == unordered[1]) is same


def test_digits_that_were_apart_stay_apart() -> None:
    digit, letter = Word("1", 0, 1, True), Word("a", 0, 1, True)
    assert join_words([digit, digit]) == "1|1"
    assert join_words([digit, letter, digit]) == "1a1"


def test_brackets_may_be_left_out_and_an_abbreviation_in_them_may_stand_alone() -> None:
    assert [words(r) for r in readings_of_answer("luteinizing hormone (LH)")] == [
        ["luteinizing", "hormone", "lh"],
        ["luteinizing", "hormone"],
        ["lh"],
    ]
    assert [words(r) for r in readings_of_answer("ovary (left)")] == [["ovary", "left"], ["ovary"]]
    assert len(readings_of_answer("(left)")) == 1


def test_of_a_given_answer_only_an_abbreviation_may_be_left_out() -> None:
    assert len(readings_of_given("luteinizing hormone (LH)", frozenset())) == 2
    assert len(readings_of_given("ovary (left)", frozenset())) == 1
    assert words(readings_of_given("1,5 mg", frozenset())[1])[0] == "1.5"


@pytest.mark.parametrize(
    ("short", "long", "yes"),
    [
        ("LH", "luteinizing hormone", True),
        ("HL", "luteinizing hormone", False),
        ("lh", "luteinizing hormone", False),
        ("L H", "luteinizing hormone", False),
        ("TRH", "thyroid", False),
        ("AB", "abc", False),
        ("AB", "abcd", True),
        ("ABCDEFGHIJKL", "abcdefghijkl" * 2, True),
        ("ABCDEFGHIJKLM", "abcdefghijklm" * 2, False),
        ("β1", "beta-1 receptor", True),
    ],
)
def test_an_abbreviation_has_the_letters_of_the_other_in_order(short: str, long: str, yes: bool) -> None:
    assert is_abbreviation(short, long) is yes


def test_acronyms_that_end_in_s_are_known() -> None:
    assert plural_like_acronyms("RAAS and the GPCRs of cells") == {"raas"}


def test_parts_of_a_list_are_counted() -> None:
    assert [readings_of_answer(text)[0].listed for text in ("FSH", "FSH, LH", "FSH, LH and TSH")] == [0, 1, 2]
