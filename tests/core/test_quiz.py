"""A quiz draws fairly, and an answer is worth what was right of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.grading.grading import Verdict, grade_choice, grade_sequence, grade_sort, grade_typed
from quizzer.core.grading.items import grade_list
from quizzer.core.groups import Group
from quizzer.core.notes.cards import Face
from quizzer.core.quiz import (
    MARK_SCORES,
    MARKS,
    Candidate,
    Grade,
    GroupMean,
    draw,
    grade_verdict,
    mean_by_group,
    mean_score,
    override_grade,
)

LEVELS = ("", "fundamentals", "academic")
KINDS = ("basic", "cloze", "choice")
TYPED = Face("basic", "?", "pituitary", accept=("pituitary",), typed=True)
LIST = Face("list", "?", "a\nb\nc\nd", answers=("fatigue", "oedema", "thirst", "fever"))
ACCEPTS = [["fatigue"], ["oedema"], ["thirst"], ["fever"]]

made = st.tuples(
    st.integers(0, 30), st.integers(0, 3), st.sampled_from(LEVELS), st.sampled_from(KINDS)
)  # note, axis, level, kind


def spread(counts: Counter[Any], there: int) -> int:
    """By how much the most drawn is ahead of the least drawn, of so many there are."""
    return max(counts.values(), default=0) - (min(counts.values()) if len(counts) == there else 0)


def cards(drawn_from: list[tuple[int, int, str, str]]) -> list[Candidate]:
    return [
        Candidate(number, f"card-{number}", note, (axis,), level, kind)
        for number, (note, axis, level, kind) in enumerate(drawn_from)
    ]


some = st.lists(made, max_size=60).map(cards)
quick = settings(deadline=None, max_examples=100)


@quick
@given(some, st.integers(1, 70), st.integers(0, 2**64 - 1))
def test_a_quiz_has_as_many_questions_as_asked_for_and_never_two_of_one_note(
    candidates: list[Candidate], count: int, seed: int
) -> None:
    drawn = draw(candidates, count, seed)
    notes = {card.card_id: card.note for card in candidates}
    assert len(drawn) == min(count, len(set(notes.values())))
    assert len({notes[card_id] for card_id in drawn}) == len(drawn)


@quick
@given(some, st.integers(1, 40), st.integers(0, 2**64 - 1), st.randoms(use_true_random=False))
def test_the_same_seed_draws_the_same_quiz_however_the_cards_stand(
    candidates: list[Candidate], count: int, seed: int, chance: object
) -> None:
    mixed = list(candidates)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert draw(mixed, count, seed) == draw(candidates, count, seed)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 60), st.integers(0, 2**64 - 1))
def test_axes_levels_and_kinds_are_asked_about_equally_often_where_there_are_enough(count: int, seed: int) -> None:
    places = [(axis, level, kind) for axis in range(4) for level in LEVELS for kind in KINDS]
    # One axis has ten times as many cards as the others, and is not asked about more often for that.
    candidates = cards(
        [
            (100 * turn + place, *where)
            for place, where in enumerate(places)
            for turn in range(40 if where[0] == 0 else 7)
        ]
    )
    drawn = [candidates[card_id] for card_id in draw(candidates, count, seed)]
    assert spread(Counter(card.groups for card in drawn), 4) <= 1
    assert spread(Counter(card.level for card in drawn), 3) <= 2
    for axis in range(4):
        of_axis = [card for card in drawn if card.groups == (axis,)]
        assert spread(Counter(card.level for card in of_axis), 3) <= 1
        assert spread(Counter(card.kind for card in of_axis), 3) <= 2
        assert spread(Counter((card.level, card.kind) for card in of_axis), 9) <= 1


def test_another_seed_draws_another_quiz() -> None:
    candidates = cards([(note, 0, "", "basic") for note in range(100)])
    assert len({tuple(draw(candidates, 10, seed)) for seed in range(20)}) == 20


def test_no_axis_is_asked_in_one_go() -> None:
    candidates = cards([(note, note % 2, "", "basic") for note in range(100)])
    axes = [candidates[card_id].groups[0] for card_id in draw(candidates, 40, 1)]
    assert axes != sorted(axes)
    assert axes != [0, 1] * 20
    assert axes != [1, 0] * 20


@pytest.mark.parametrize(
    ("verdict", "face", "worth"),
    [
        (grade_typed("Pituitary", TYPED.accept), TYPED, Grade("right", 100)),
        (grade_typed("pituitery", TYPED.accept), TYPED, Grade("partly", 89)),
        (grade_typed("pineal gland", TYPED.accept), TYPED, Grade("wrong", 0)),
        (grade_typed("", TYPED.accept), TYPED, Grade("wrong", 0)),
        (grade_typed("T4", ["T3"]), Face("cloze", "", "T3"), Grade("wrong", 0)),
        (grade_list(["thirst", "fever", "fatigue"], ACCEPTS), LIST, Grade("partly", 75)),
        (grade_list(["thirst"], ACCEPTS), LIST, Grade("wrong", 25)),
        (grade_list(["thirst", "cough", "fatigue", "fever", "oedema"], ACCEPTS), LIST, Grade("partly", 80)),
        (grade_list([], ACCEPTS), LIST, Grade("wrong", 0)),
        (grade_choice(["up"], ["up"]), Face("choice", "", "", answers=("up",)), Grade("right", 100)),
        (grade_choice(["down"], ["up"]), Face("choice", "", "", answers=("up",)), Grade("wrong", 0)),
        (grade_choice(["up", "down"], ["up"]), Face("choice", "", "", answers=("up",)), Grade("wrong", 0)),
        (grade_choice(["a"], ["a", "b"]), Face("choice", "", "", answers=("a", "b")), Grade("partly", 50)),
        (grade_sequence(["b", "c", "a"], ["a", "b", "c"]), Face("sequence", "", "", answers=("a", "b", "c")),
         Grade("wrong", 50)),
        (grade_sort({"a": "1", "b": "1"}, [("1", ["a"]), ("2", ["b"])]), Face("sort", "", ""), Grade("wrong", 50)),
    ],
)  # fmt: skip
def test_an_answer_is_worth_what_was_right_of_it(verdict: Verdict, face: Face, worth: Grade) -> None:
    assert grade_verdict(verdict, face) == worth


@quick
@given(st.lists(st.sampled_from(["fatigue", "fatige", "oedema", "thirst", "cough", "x", ""]), max_size=8))
def test_a_score_stays_in_bounds_and_is_full_only_for_what_is_right(given_items: list[str]) -> None:
    for verdict, face in (
        (grade_list(given_items, ACCEPTS), LIST),
        (grade_typed(" ".join(given_items), ["fatigue"]), TYPED),
        (grade_sequence(given_items, ["fatigue", "oedema", "thirst"]), Face("sequence", "", "", answers=("a", "b"))),
        (grade_choice(given_items, ["fatigue", "oedema"]), Face("choice", "", "", answers=("fatigue", "oedema"))),
    ):
        worth = grade_verdict(verdict, face)
        assert 0 <= worth.score <= 100
        assert (worth.score == 100) == (worth.mark == "right") == (verdict.outcome == "right")


def test_the_learner_has_the_last_word_and_agreeing_keeps_the_score() -> None:
    graded = Grade("partly", 89)
    assert override_grade(graded, "partly") == graded
    assert [override_grade(graded, mark).score for mark in ("wrong", "right")] == [0, 100]
    assert [override_grade(None, mark) for mark in MARKS] == [Grade(mark, MARK_SCORES[mark]) for mark in MARKS]


@quick
@given(st.lists(st.integers(0, 100)))
def test_a_mean_lies_between_the_least_and_the_most(scores: list[int]) -> None:
    assert min(scores, default=0) <= mean_score(scores) <= max(scores, default=0)


def test_a_half_is_rounded_up() -> None:
    assert mean_score([0, 1]) == 1
    assert mean_score([0, 100, 100]) == 67


GROUPS = st.lists(st.sampled_from("abc").map(lambda word: Group("tag", word, word)), unique=True)


@quick
@given(st.lists(st.tuples(GROUPS, st.integers(0, 100))))
def test_every_group_counts_each_of_its_questions_once(scores: list[tuple[list[Group], int]]) -> None:
    means = mean_by_group(scores)
    assert sum(mean.questions for mean in means) == sum(len(groups) for groups, _ in scores)
    for mean in means:
        of_group = [score for groups, score in scores if mean.group in groups]
        assert mean == GroupMean(mean.group, len(of_group), mean_score(of_group))


@quick
@given(st.integers(1, 60), st.integers(0, 2**64 - 1))
def test_a_card_of_several_groups_counts_for_each(count: int, seed: int) -> None:
    """Every card of a is one of b, too: b is drawn for its own sake once at most."""
    tags: list[tuple[int | str, ...]] = [("a", "b")] * 50 + [("b",)] * 50 + [("c",)] * 50 + [()] * 50
    candidates = [Candidate(number, f"{number}", number, tag, "", "basic") for number, tag in enumerate(tags)]
    drawn = [candidates[card_id] for card_id in draw(candidates, count, seed)]
    counts = Counter(group for card in drawn for group in card.groups or ("none",))
    assert len(drawn) == count
    assert counts["b"] == counts["a"] or counts["b"] == counts["a"] + 1
    assert spread(Counter({group: counts[group] for group in ("a", "c", "none")}), 3) <= 1
