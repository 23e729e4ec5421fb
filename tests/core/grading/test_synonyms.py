"""Terms of a deck that stand for each other: in any answer, as whole words, and only for each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.grading.context import AnswerContext
from quizzer.core.grading.grading import grade_typed, is_typed_right, outcome_of_typed
from quizzer.core.grading.items import grade_list, split_items
from quizzer.core.grading.synonyms import MOST_ANSWERS, MOST_WORDINGS, accept_synonyms

SETS = (
    ("growth hormone", "GH", "somatotropin"),
    ("sex hormones", "reproductive hormones"),
    ("insulin resistance", "IR"),
    ("IRS", "insulin receptor substrate"),
)


def context(question: str = "?") -> AnswerContext:
    return AnswerContext(question, synonyms=SETS)


@pytest.mark.parametrize(
    ("typed", "accepted", "outcome"),
    [
        ("GH receptors", "growth hormone receptors", "right"),
        ("growth hormone receptors", "GH receptors", "right"),
        ("somatotropin receptor", "GH receptors", "right"),
        ("receptors for GH", "growth hormone receptors", "right"),
        ("reproductive hormone levels", "Sex-hormone levels", "right"),
        ("somatotropin and reproductive hormones", "GH and sex hormones", "right"),
        ("insulin receptor substrates", "IRS", "right"),
        ("reproductve hormones", "sex hormones", "near"),
        ("IR", "growth hormone", "wrong"),
        ("sex hormones", "growth hormone", "wrong"),
        ("thyroid hormones", "sex hormones", "wrong"),
        ("GHRH", "growth hormone", "wrong"),
        ("growth hormoneRH", "GHRH", "wrong"),
    ],
)
def test_a_term_may_stand_for_the_others_of_its_set_as_whole_words(typed: str, accepted: str, outcome: str) -> None:
    assert grade_typed(typed, [accepted], context()).outcome == outcome
    assert outcome_of_typed(typed, [accepted], context()) == outcome
    assert is_typed_right(typed, [accepted], context()) == (outcome == "right")


@pytest.mark.parametrize(
    ("question", "typed", "accepted", "outcome"),
    [
        ("What does GH stand for?", "GH", "growth hormone", "wrong"),
        ("What does GH stand for?", "somatotropin", "growth hormone", "right"),
        ("Which receptors does GH bind?", "GH receptors", "growth hormone receptors", "right"),
        ("Of insulin and GH receptors, which answer less?", "GH receptors", "growth hormone receptors", "wrong"),
        ("GH … receptors?", "GH receptors", "growth hormone receptors", "right"),
        ("Is GH or IR meant?", "GH", "GH", "right"),
    ],
)
def test_what_can_be_read_in_the_question_is_no_answer(question: str, typed: str, accepted: str, outcome: str) -> None:
    assert grade_typed(typed, [accepted], context(question)).outcome == outcome


def test_every_item_of_a_list_takes_the_terms_and_is_not_cut_within_them() -> None:
    accepts = [["growth hormone"], ["sex hormones"], ["insulin"]]
    items = split_items("GH, reproductive hormones and insulin", accepts, context())
    assert items == ["GH", "reproductive hormones", "insulin"]
    assert grade_list(items, accepts, context()).outcome == "right"
    assert grade_list(["GH", "somatotropin", "insulin"], accepts, context()).found == ("GH", None, "insulin")


def test_the_longest_term_counts_and_not_those_within_it_alone() -> None:
    sets = (("hormone", "messenger"), ("growth hormone", "GH"))
    assert accept_synonyms(["growth hormone"], AnswerContext(synonyms=sets)) == (
        "growth hormone", "GH", "growth messenger"
    )  # fmt: skip


@pytest.mark.parametrize("accepted", ["GH receptors", "growth hormone receptors", "GHR", "somatotropin receptor"])
@pytest.mark.parametrize("typed", ["GH receptor", "growth hormone receptor", "the GHR", "somatotropin receptors"])
def test_a_term_that_holds_one_of_another_set_is_known_in_its_other_wordings(typed: str, accepted: str) -> None:
    sets = (("growth hormone", "GH", "somatotropin"), ("growth hormone receptor", "GHR"))
    assert grade_typed(typed, [accepted], AnswerContext(synonyms=sets)).outcome == "right"
    assert grade_typed("GHR", ["GH"], AnswerContext(synonyms=sets)).outcome != "right"


def test_a_term_within_a_word_is_no_word() -> None:
    sets = (("T", "testosterone"), ("IKK", "kinase"))
    assert accept_synonyms(["T3", "IKKβ"], AnswerContext(synonyms=sets)) == ("T3", "IKKβ")
    assert accept_synonyms(["T-cells"], AnswerContext(synonyms=sets)) == ("T-cells", "testosterone-cells")


def test_sets_combine_up_to_a_bound_and_the_wordings_with_fewest_changes_come_first() -> None:
    sets = tuple((f"old{'abcdefgh'[n]}", f"new{'abcdefgh'[n]}") for n in range(8))
    five = " ".join(one for one, _ in sets[:5])
    assert is_typed_right(" ".join(other for _, other in sets[:5]), [five], AnswerContext(synonyms=sets))
    eight = " ".join(one for one, _ in sets)
    found = accept_synonyms([eight], AnswerContext(synonyms=sets))
    assert len(found) == MOST_WORDINGS
    assert found[0] == eight
    assert all(wording.count("new") == 1 for wording in found[1:9])
    many = accept_synonyms([f"{eight} {n}" for n in range(50)], AnswerContext(synonyms=sets))
    assert len(many) == MOST_ANSWERS
    assert many[:50] == tuple(f"{eight} {n}" for n in range(50))


def test_without_synonyms_what_is_accepted_stays_as_it_is() -> None:
    accepted = ["growth hormone"]
    assert accept_synonyms(accepted, AnswerContext("?")) is accepted


words = st.sampled_from(
    ["growth", "hormone", "GH", "IR", "receptors", "sex", "hormones", "falls", "insulin", "of", "less", "and", "T3"]
)
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)
NAMES = ("kidney", "lung", "spleen", "thymus", "marrow", "cortex")
partitions = st.permutations(NAMES).flatmap(
    lambda names: st.integers(2, 4).map(lambda cut: (tuple(names[:cut]), tuple(names[cut:])))
)


@given(phrases, st.lists(phrases, min_size=1, max_size=3), phrases, st.lists(st.sets(phrases, min_size=2, max_size=3)))
@settings(deadline=None)
def test_a_synonym_makes_no_right_answer_wrong(
    typed: str, accepted: list[str], question: str, sets: list[set[str]]
) -> None:
    synonyms = tuple(tuple(sorted(terms)) for terms in sets[:3])
    plain, knowing = AnswerContext(question), AnswerContext(question, synonyms=synonyms)
    if grade_typed(typed, accepted, plain).outcome == "right":
        assert grade_typed(typed, accepted, knowing).outcome == "right"


@given(partitions, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_terms_become_those_of_their_own_set_and_no_others(
    sets: tuple[tuple[str, ...], ...], typed: str, accepted: str
) -> None:
    together = any(typed in terms and accepted in terms for terms in sets)
    outcome = grade_typed(f"the {typed} grows", [f"the {accepted} grows"], AnswerContext(synonyms=sets)).outcome
    assert (outcome == "right") == together
