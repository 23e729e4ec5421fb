"""Choices, lists, sequences and sorts: what is right, near and wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quizzer.core.grading.alignment import Piece
from quizzer.core.grading.grading import grade_choice, grade_list, grade_sequence, grade_sort, match_item
from quizzer.core.schedule.progress import Rating

LIGANDS = (("testosterone",), ("estradiol", "oestradiol", "E2"), ("cortisol",), ("T3",))
GROUPS = (("HPG", ("LH", "FSH")), ("HPA", ("ACTH", "cortisol")))


@pytest.mark.parametrize(
    ("picked", "answers", "outcome", "rating"),
    [
        (["a"], ["a"], "right", Rating.GOOD),
        (["b"], ["a"], "wrong", Rating.AGAIN),
        (["a", "b"], ["a"], "wrong", Rating.AGAIN),
        (["b", "a"], ["a", "b"], "right", Rating.GOOD),
        (["a"], ["a", "b"], "near", Rating.HARD),
        (["a", "b", "x"], ["a", "b"], "near", Rating.HARD),
        (["a", "b", "x", "y", "z"], ["a", "b"], "wrong", Rating.AGAIN),
        (["x"], ["a", "b"], "wrong", Rating.AGAIN),
        ([], ["a"], "blank", Rating.GOOD),
    ],
)
def test_a_choice_is_right_only_with_all_right_options_and_no_other(
    picked: Sequence[str], answers: Sequence[str], outcome: str, rating: Rating
) -> None:
    verdict = grade_choice(picked, answers)
    assert (verdict.outcome, verdict.rating) == (outcome, rating)


def test_a_choice_tells_what_was_right_missed_and_picked_in_vain() -> None:
    assert grade_choice(["a", "x"], ["a", "b"]).pieces == (
        Piece("same", "a", "a"),
        Piece("missing", "", "b"),
        Piece("extra", "x", ""),
    )


def test_a_list_is_right_in_any_order_and_spelling() -> None:
    verdict = grade_list(["t-3", "Cortisol", "oestradiol", "testosterone"], LIGANDS)
    assert (verdict.outcome, verdict.share) == ("right", 1.0)
    assert verdict.found == ("testosterone", "oestradiol", "Cortisol", "t-3")


@pytest.mark.parametrize(
    ("given", "outcome", "share"),
    [
        (["testosterone", "E2"], "near", 0.5),
        (["testosterone"], "wrong", 0.25),
        (["testosterone", "E2", "cortisol", "T4"], "near", 0.75),
        (["testosterone", "E2", "cortisol", "T3", "insulin"], "near", 1.0),
        (["testosteron", "E2", "cortisol", "T3"], "near", 1.0),
        (["testosterone", "E2", "cortisol", "T3", "t3"], "right", 1.0),
        (["insulin"], "wrong", 0.0),
        (["", " "], "blank", 0.0),
        ([], "blank", 0.0),
    ],
)
def test_a_list_is_near_from_half_of_its_items_on(given: Sequence[str], outcome: str, share: float) -> None:
    verdict = grade_list(given, LIGANDS)
    assert (verdict.outcome, verdict.share) == (outcome, share)


def test_a_list_tells_which_texts_name_nothing_and_which_repeat() -> None:
    verdict = grade_list(["E2", "estradiol", "insulin", "cortsol"], LIGANDS)
    assert verdict.found == (None, "E2", "cortsol", None)
    assert verdict.unmatched == ("insulin",)
    assert verdict.repeated == ("estradiol",)
    assert verdict.pieces == (
        Piece("missing", "", "testosterone"),
        Piece("same", "E2", "estradiol"),
        Piece("changed", "cortsol", "cortisol"),
        Piece("missing", "", "T3"),
        Piece("extra", "insulin", ""),
    )


def test_a_text_that_fits_two_items_does_not_rob_the_other() -> None:
    accepts = (("estrogen", "estradiol"), ("estradiol",))
    assert grade_list(["estradiol", "estrogen"], accepts).found == ("estrogen", "estradiol")


def test_the_same_text_counts_once() -> None:
    assert grade_list(["estradiol", "estradiol"], (("estradiol",), ("cortisol",))).share == 0.5


def test_an_item_is_matched_live_once_rightly_before_nearly() -> None:
    accepts = (("androgens",), ("androgen",))
    assert match_item("T 3", LIGANDS, ()) == 3
    assert match_item("T3", LIGANDS, (3,)) is None
    assert match_item("cortsol", LIGANDS, ()) == 2
    assert match_item("insulin", LIGANDS, ()) is None
    assert match_item("", LIGANDS, ()) is None
    assert match_item("androgen", accepts, (0,)) == 1


@pytest.mark.parametrize(
    ("order", "outcome", "share"),
    [
        ("abcde", "right", 1.0),
        ("bcdea", "near", 0.75),
        ("acbde", "wrong", 0.25),
        ("edcba", "wrong", 0.0),
        ("abc", "near", 0.5),
        ("", "blank", 0.0),
    ],
)
def test_a_sequence_is_graded_by_the_adjacent_pairs_kept(order: str, outcome: str, share: float) -> None:
    verdict = grade_sequence(list(order), list("abcde"))
    assert (verdict.outcome, verdict.share) == (outcome, share)


def test_a_sequence_with_a_step_too_many_is_not_right() -> None:
    assert grade_sequence(list("abcx"), list("abc")).outcome == "near"


def test_a_sequence_of_one_step_is_right_when_it_is_there() -> None:
    assert grade_sequence(["a"], ["a"]).outcome == "right"
    assert grade_sequence(["b"], ["a"]).outcome == "wrong"


@pytest.mark.parametrize(
    ("assignment", "outcome", "share"),
    [
        ({"LH": "HPG", "FSH": "HPG", "ACTH": "HPA", "cortisol": "HPA"}, "right", 1.0),
        ({"LH": "HPG", "FSH": "HPG", "ACTH": "HPA", "cortisol": "HPG"}, "near", 0.75),
        ({"LH": "HPG", "FSH": "HPG"}, "wrong", 0.5),
        ({"LH": "HPA", "FSH": "HPA", "ACTH": "HPG", "cortisol": "HPG"}, "wrong", 0.0),
        ({}, "blank", 0.0),
    ],
)
def test_a_sort_is_graded_by_the_items_rightly_placed(assignment: dict[str, str], outcome: str, share: float) -> None:
    verdict = grade_sort(assignment, GROUPS)
    assert (verdict.outcome, verdict.share) == (outcome, share)


def test_a_sort_tells_each_item_with_its_group() -> None:
    assert grade_sort({"LH": "HPA", "FSH": "HPG"}, GROUPS[:1]).pieces == (
        Piece("changed", "LH: HPA", "LH: HPG"),
        Piece("same", "FSH: HPG", "FSH: HPG"),
    )
