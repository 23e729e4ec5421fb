"""What else a draft can be."""

from __future__ import annotations

from time import process_time

import pytest

from quizzer.core.notes.kinds import Basic, Choice, Cloze, Listing
from quizzer.derive.alternatives import find_alternatives, opposite_of
from tests.derive.samples import prose

TEXT = prose("A wide wick increases the flow of oil to the burner.")
QUOTE = (0, len(TEXT.text))
TERMS = ("burner", "chimney", "reservoir", "mantle", "lens", "gallery", "lantern")


def test_a_cloze_can_be_a_question() -> None:
    found = find_alternatives(Cloze("{{A wide wick}} increases the flow of oil."), TEXT, QUOTE, ())
    assert Basic("What increases the flow of oil?", "A wide wick") in found.kinds
    end = find_alternatives(Cloze("The oil flows to {{the burner}}."), TEXT, QUOTE, ())
    assert Basic("The oil flows to what?", "the burner") in end.kinds


def test_a_question_can_be_a_cloze_and_a_choice() -> None:
    body = Basic("What does a wide wick feed with oil?", "burner")
    found = find_alternatives(body, TEXT, QUOTE, TERMS)
    assert Cloze("A wide wick increases the flow of oil to the {{burner}}.") in found.kinds
    assert (
        Choice("What does a wide wick feed with oil?", ("burner",), ("chimney", "reservoir", "mantle")) in found.kinds
    )


def test_a_direction_can_be_offered_both_ways() -> None:
    found = find_alternatives(Basic("What does a wide wick increase?", "the flow of oil"), TEXT, QUOTE, ())
    either_or = "A wide wick {{increases::decreases or increases?}} the flow of oil to the burner."
    assert Cloze(either_or) in found.kinds


def test_the_gaps_of_a_sentence_come_in_turn_and_without_the_present_one() -> None:
    body = Cloze("A wide wick increases the flow of {{oil}} to the burner.")
    gaps = find_alternatives(body, TEXT, QUOTE, ()).gaps
    assert body not in gaps
    assert Cloze("A {{wide wick}} increases the flow of oil to the burner.") in gaps
    assert len(gaps) == len(set(gaps)) >= 3


def test_sets_of_options_do_not_share_an_option() -> None:
    options = find_alternatives(Basic("What does it feed?", "burner"), TEXT, QUOTE, TERMS).options
    sets = [set(body.options) for body in options if isinstance(body, Choice)]
    assert len(sets) == 2
    assert not sets[0] & sets[1]


def test_what_the_quote_has_is_no_option() -> None:
    passage = prose("The keeper trims the wick, the mantle and the lens.")
    body = Basic("What does the keeper trim?", "wick")
    found = find_alternatives(body, passage, (0, len(passage.text)), ("mantle", "lens", "burner", "gallery"))
    assert found.options == (Choice(body.ask, ("wick",), ("burner", "gallery")),)


def test_without_two_fair_options_there_is_no_choice() -> None:
    found = find_alternatives(Basic("What does it feed?", "burner"), TEXT, QUOTE, ("burners", "lens"))
    assert found.options == ()
    assert not [body for body in found.kinds if isinstance(body, Choice)]


def test_a_list_has_only_the_gaps_of_its_quote() -> None:
    found = find_alternatives(Listing("Which? (2)", ("oil", "wick")), TEXT, QUOTE, TERMS)
    assert found.kinds == found.options == ()
    assert found.gaps


def test_braces_in_the_document_make_no_cloze() -> None:
    passage = prose("Write {{name}} to print the name of the lamp.")
    found = find_alternatives(Basic("What prints it?", "the name"), passage, (0, len(passage.text)), ())
    assert not [body for body in (*found.kinds, *found.gaps) if isinstance(body, Cloze)]


@pytest.mark.parametrize(
    ("word", "other"),
    [("increases", "decreases"), ("raised", "lowered"), ("stimulating", "inhibiting"), ("More", "less"), ("lamp", "")],
)
def test_opposites(word: str, other: str) -> None:
    assert opposite_of(word) == other


def test_it_is_quick() -> None:
    passage = prose("A wide wick increases the flow of oil to the burner, which the keeper trims at night. " * 3)
    terms = [f"term {number}" for number in range(400)]
    body = Basic("What does a wide wick feed?", "burner")
    find_alternatives(body, passage, (0, 86), terms)  # the lexicon is read once
    before = process_time()
    for _ in range(10):
        find_alternatives(body, passage, (0, 86), terms)
    assert (process_time() - before) / 10 < 0.05
