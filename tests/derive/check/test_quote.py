"""A candidate says what its quote says, in the same direction."""

from __future__ import annotations

import pytest

from quizzer.core.notes.kinds import Basic, Body, Cloze, Listing
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.check.quote import direction_words, is_negated, lacks_quote, turns_direction
from quizzer.derive.document.passages import Passage
from tests.derive.samples import context, item, prose

TEXT = prose("A wide wick increases the flow of oil.")


def candidate(body: Body, answer: str = "", *, direction: int = 0, passage: Passage = TEXT) -> Candidate:
    quote = Quote(passage, 0, len(passage.text))
    return Candidate("effects", "relation", body, quote, "r", answer, "w", 0.5, direction=direction)


GROUNDS = Grounds(context(TEXT))


def test_an_answer_of_the_quote_is_kept() -> None:
    assert lacks_quote(candidate(Basic("What does a wide wick increase?", "the flow of oil")), GROUNDS) == ""


def test_an_invented_answer_is_dropped() -> None:
    assert lacks_quote(candidate(Basic("What does a wide wick increase?", "the heat")), GROUNDS)


def test_a_focus_outside_the_quote_is_dropped() -> None:
    made = Candidate("x", "gap", Cloze("A {{wide wick}} burns."), Quote(TEXT, 0, 6), "r", "a", "w", 0.5, (3, 9))
    assert "outside" in lacks_quote(made, GROUNDS)


def test_the_answer_may_stand_above_an_item() -> None:
    below = item("magnifies the flame", parents=("Fresnel lens",))
    made = candidate(Basic("Which part magnifies the flame?", "Fresnel lens"), passage=below)
    assert lacks_quote(made, Grounds(context(below))) == ""


def test_members_may_stand_elsewhere_in_the_document() -> None:
    first, second = item("soot"), item("glare")
    made = candidate(Listing("Which drawbacks? (2)", ("soot", "glare")), passage=first)
    assert lacks_quote(made, Grounds(context(first, second))) == ""
    assert lacks_quote(made, Grounds(context(first)))


@pytest.mark.parametrize(
    ("body", "turned"),
    [
        (Cloze("A wide wick {{increases::does what to?}} the flow of oil."), False),
        (Cloze("A wide wick {{increases::increases or decreases?}} the flow of oil."), False),
        (Cloze("A wide wick {{decreases}} the flow of oil."), True),
        (Basic("What does a narrow wick reduce?", "the flow of oil"), True),
        (Basic("What raises the flow of oil?", "A wide wick"), False),
    ],
)
def test_the_direction_is_read_back_from_the_quote(body: Body, turned: bool) -> None:
    assert bool(turns_direction(candidate(body), GROUNDS)) is turned


def test_the_sign_of_a_candidate_equals_the_quotes() -> None:
    body = Cloze("A wide wick {{increases}} the flow of oil.")
    assert turns_direction(candidate(body, direction=1), GROUNDS) == ""
    assert turns_direction(candidate(body, direction=-1), GROUNDS)


def test_a_negation_is_kept() -> None:
    passage = prose("A narrow wick does not clog the burner.")
    grounds = Grounds(context(passage))
    assert turns_direction(candidate(Basic("What clogs the burner?", "a narrow wick"), passage=passage), grounds)
    kept = Basic("What does not clog the burner?", "a narrow wick")
    assert turns_direction(candidate(kept, passage=passage), grounds) == ""


def test_words_of_direction_and_denial() -> None:
    assert direction_words("Higher heat lowers the flow") == {"increas", "decreas"}
    assert is_negated("It doesn't burn")
    assert is_negated("without oil")
    assert not is_negated("another knot")
