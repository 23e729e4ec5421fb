"""Choices, lists, sequences and sorts: what is right, near and wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quizzer.core.grading.alignment import Piece
from quizzer.core.grading.context import AnswerContext
from quizzer.core.grading.grading import (
    find_kept_steps,
    grade_choice,
    grade_sequence,
    grade_sort,
    suggest_rating,
)
from quizzer.core.grading.items import grade_list, split_items
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
        (["a"], ["a", "b"], "near", Rating.AGAIN),
        (["a", "b", "x"], ["a", "b"], "near", Rating.AGAIN),
        (["a", "b"], ["a", "b", "c"], "near", Rating.HARD),
        (["a", "b", "x", "y", "z"], ["a", "b"], "wrong", Rating.AGAIN),
        (["x"], ["a", "b"], "wrong", Rating.AGAIN),
        ([], ["a"], "blank", None),
    ],
)
def test_a_choice_is_right_only_with_all_right_options_and_no_other(
    picked: Sequence[str], answers: Sequence[str], outcome: str, rating: Rating | None
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


@pytest.mark.parametrize(
    ("order", "steps", "kept", "outcome"),
    [
        ("abcde", "abcde", "abcde", "right"),
        ("abdce", "abcde", "abde", "near"),
        ("acdbe", "abcde", "acde", "near"),
        ("bcdea", "abcde", "bcde", "wrong"),
        ("eabcd", "abcde", "abcd", "wrong"),
        ("bacde", "abcde", "acde", "near"),
        ("acebd", "abcde", "ace", "wrong"),
        ("edcba", "abcde", "e", "wrong"),
        ("abdc", "abcd", "abd", "near"),
        ("dabc", "abcd", "abc", "wrong"),
        ("bca", "abc", "bc", "wrong"),
        ("acb", "abc", "ac", "wrong"),
        ("ba", "ab", "b", "wrong"),
        ("abc", "abcde", "abc", "wrong"),
        ("", "abcde", "", "blank"),
    ],
)
def test_a_sequence_is_graded_by_the_longest_run_in_the_right_order(
    order: str, steps: str, kept: str, outcome: str
) -> None:
    verdict = grade_sequence(list(order), list(steps))
    assert verdict.outcome == outcome
    assert len(find_kept_steps(order, steps)) == len(kept)
    assert [piece.op == "same" for piece in verdict.pieces].count(True) == len(kept)
    assert verdict.share == max(0, len(kept) - 1) / (len(steps) - 1)
    assert suggest_rating(verdict) == {"right": 3, "near": 2, "wrong": 1, "blank": None}[outcome]


def test_a_card_that_is_only_thought_about_suggests_good() -> None:
    assert suggest_rating(None) is Rating.GOOD


def test_a_sequence_with_a_step_too_many_is_not_right() -> None:
    assert grade_sequence(list("abcx"), list("abc")).outcome == "wrong"


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


HEART = (("atria",), ("ventricles", "chambers below"), ("signs and symptoms",))


@pytest.mark.parametrize(
    "line",
    [
        "atria and ventricles, signs and symptoms",
        "signs and symptoms; atria & ventricles",
        "atria / ventricles / signs and symptoms",
        "ventricles + atria + signs and symptoms",
        "atria\nventricles\nsigns and symptoms",
        "atria, ventricles, and signs and symptoms",
    ],
)
def test_a_line_is_cut_at_whatever_stands_between_items(line: str) -> None:
    assert grade_list(split_items(line, HEART), HEART).outcome == "right"


def test_items_may_stand_side_by_side_or_share_an_ending() -> None:
    assert split_items("atria ventricles", HEART) == ["atria", "ventricles"]
    ends = (("proximal end",), ("distal end",))
    assert split_items("proximal and distal end", ends) == ["proximal end", "distal end"]
    kinds = (("hypotension",), ("hypertension",))
    assert split_items("hypo- and hypertension", kinds) == ["hypotension", "hypertension"]
    assert split_items("±2", (("2",), ("-2",))) == ["+2", "-2"]


def test_a_text_that_names_nothing_is_left_whole() -> None:
    assert split_items("mitral valve", HEART) == ["mitral valve"]
    assert split_items("", HEART) == []


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("atria", Rating.AGAIN),
        ("atria, ventricles", Rating.HARD),
        ("atria, ventricles, septum", Rating.AGAIN),
        ("atria, ventrickles, signs and symptoms", Rating.HARD),
    ],
)
def test_half_a_list_or_a_wrong_item_suggests_again(line: str, rating: Rating) -> None:
    assert grade_list(split_items(line, HEART), HEART).rating is rating


def test_an_opposite_or_a_denial_is_no_item_found() -> None:
    accepts = (("raised pressure",), ("slow pulse",))
    verdict = grade_list(split_items("lowered pressure, no slow pulse", accepts), accepts)
    assert verdict.found == (None, None)
    assert verdict.outcome == "wrong"


def test_each_item_has_a_finding_of_its_own() -> None:
    verdict = grade_list(split_items("atria, ventrickles, septum", HEART), HEART)
    assert verdict.findings == ("right", "near", "missing")
    assert (verdict.named, verdict.unmatched) == (2, ("septum",))


def test_a_word_of_the_question_that_tells_items_apart_is_not_free() -> None:
    accepts = (("motor nerve",), ("sensory nerve",))
    context = AnswerContext("Is a motor or a sensory nerve meant?")
    assert grade_list(["the nerve"], accepts, context).found == (None, None)


def test_a_word_in_one_spelling_of_an_item_stays_the_questions() -> None:
    question = AnswerContext("Which two kinds of engine failure are common?")
    accepts = (("overheating", "engine overheating"), ("stalling", "a stall"), ("leaking oil", "oil leak"))
    for line in ("engine stalling, engine overheating, oil leak", "overheating; stalling engine; engine oil leak"):
        assert grade_list(split_items(line, accepts, question), accepts, question).outcome == "right", line


def test_a_word_that_tells_one_item_from_another_is_not_the_questions() -> None:
    question = AnswerContext("Which lens and which coating of a lens are there?")
    accepts = (("lens", "the glass lens"), ("lens coating", "glass lens coating"))
    assert grade_list(["lens", "lens coating"], accepts, question).outcome == "right"
    assert grade_list(["lens", "glass lens"], accepts, question).findings == ("right", "missing")


def test_a_word_of_the_question_that_alone_sets_two_spellings_apart_tells_the_items_apart() -> None:
    sites = (("LH docking", "lutropin anchor"), ("FSH docking", "follitropin anchor"))
    context = AnswerContext("Name the two places at which LH and FSH act. (2)")
    assert grade_list(["LH docking", "FSH docking"], sites, context).outcome == "right"
    assert grade_list(["docking", "docking"], sites, context).outcome != "right"


@pytest.mark.parametrize(
    "typed",
    [
        "regulation of transcription and folding of the chain",
        "folding of the chain, regulation of transcription",
        "transcriptional regulation and chain folding",
    ],
)
def test_an_item_with_a_preposition_is_cut_at_the_next_coordinator(typed: str) -> None:
    items = (("transcriptional regulation",), ("chain folding",))
    context = AnswerContext("Which two steps are meant? (2)")
    assert grade_list(split_items(typed, items, context), items, context).outcome == "right"
