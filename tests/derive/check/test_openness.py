"""A question about a relation has a place, a condition or a way in it, or a verb that few things do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzer.core.notes.kinds import Basic, Body, Cloze
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.check.openness import asks_openly, defines_nothing, hides_unknown_verb, says_nothing
from tests.derive.samples import context, heading, prose

ONE = prose("Wind can lead to wear of the sails.")
GROUNDS = Grounds(context(ONE))


def made(body: Body, relation: str, extractor: str = "relations") -> Candidate:
    return Candidate(extractor, "relation", body, Quote(ONE, 0, len(ONE.text)), relation, "a", "w", 0.5)


@pytest.mark.parametrize(
    ("ask", "relation"),
    [
        ("What can wind lead to?", "wind|cause|object"),
        ("What influences the sails?", "wind|control|subject"),
        ("Beyond the sails, what does wind alter?", "wind|change|object"),
        ("What can worsen wear?", "wind|stop|subject"),
        ("What extends far into the history of sailing?", "wind|extend|subject"),
        ("What offers a strategic approach?", "a new rig|give|subject"),
        ("In a gale, what influences the course?", "the current|control|subject"),
    ],
)
def test_a_bare_verb_of_influence_is_a_doubt(ask: str, relation: str) -> None:
    assert asks_openly(made(Basic(ask, "a"), relation), GROUNDS)


@pytest.mark.parametrize(
    ("ask", "relation"),
    [
        ("In a storm, what can wind lead to?", "wind|cause|object"),
        ("Which rope influences the sails?", "the sheet|control|subject"),
        ("What can slow a ship by fouling its hull below the waterline?", "weed|cause|subject"),
        ("What weakens the old canvas of the sails?", "salt|stop|subject"),
        ("What binds the frames to the keel?", "bolts|bind|subject"),
    ],
)
def test_a_place_a_condition_a_way_or_a_plain_verb_narrows(ask: str, relation: str) -> None:
    assert asks_openly(made(Basic(ask, "a"), relation), GROUNDS) == ""


def test_what_the_document_relates_to_several_things_is_asked_of_none() -> None:
    text = "Salt weakens the old brown canvas. Salt weakens the long hemp ropes. Rust weakens the iron bolts."
    read = context(prose(text))
    asked = made(Basic("What does salt weaken most of all aboard?", "the canvas"), "salt|stop|object")
    other = made(Basic("What does rust weaken most of all aboard?", "the iron bolts"), "rust|stop|object")
    assert "in the same way" in asks_openly(asked, Grounds(read))
    assert asks_openly(other, Grounds(read)) == ""


def test_an_answer_that_the_whole_document_is_about_says_nothing() -> None:
    grounds = Grounds(replace(context(ONE), topics=frozenset({"wind", "the wind"})))
    assert "whole document" in says_nothing(made(Basic("In a storm, what wears sails?", "the wind"), "r"), grounds)
    assert "shell" in says_nothing(made(Basic("In a storm, what wears sails?", "the impact of rain"), "r"), grounds)
    assert says_nothing(made(Basic("In a storm, what wears sails?", "hail"), "r"), grounds) == ""


def test_only_a_verb_whose_synonyms_are_known_is_hidden_alone() -> None:
    def hidden(verb: str) -> Candidate:
        return made(Cloze(f"Salt {{{{{verb}::does what to?}}}} the canvas."), "salt|stop|direction", "effects")

    assert hides_unknown_verb(hidden("weakens"), GROUNDS) == ""
    assert hides_unknown_verb(hidden("interferes with"), GROUNDS)


@pytest.mark.parametrize(
    ("body", "is_doubted"),
    [
        (Basic("What do you call compulsory for sailors?", "a knife"), True),
        (Basic("What do you call a rope that trims a sail?", "a sheet"), False),
        (Basic("What are knots and songs part of?", "a sailor's life"), True),
        (Basic("What is the harbour of the town?", "the deepest in the south"), True),
        (Basic("What is a sheet?", "a rope that trims a sail"), False),
        (Cloze("Dry hemp is {{highly flammable}}."), True),
        (Cloze("A sheet is {{a rope}}."), False),
    ],
)
def test_a_definition_names_a_thing(body: Body, is_doubted: bool) -> None:
    assert bool(defines_nothing(made(body, "r", "definitions"), GROUNDS)) is is_doubted


def test_a_sentence_that_announces_others_has_no_gap() -> None:
    several = prose("Several knots are tied in the rope.")
    gap = Candidate(
        "gaps", "gap", Cloze("Several {{knots}} are tied in the rope."), Quote(several, 0, 35), "r", "knots", "w", 0.5
    )
    assert "announces" in says_nothing(gap, Grounds(context(several)))


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [("The crew may benefit from {{rest}}.", True), ("The sheet trims the {{sail}}.", False)],
)
def test_a_gap_behind_a_verb_that_fits_many_things_is_a_doubt(text: str, is_doubted: bool) -> None:
    gap = Candidate("gaps", "gap", Cloze(text), Quote(ONE, 0, len(ONE.text)), "r", "a", "w", 0.5)
    assert bool(asks_openly(gap, GROUNDS)) is is_doubted


def test_an_answer_that_the_title_has_says_nothing() -> None:
    grounds = Grounds(context(heading("How wind wears sails"), ONE))
    assert "whole document" in says_nothing(made(Basic("In a gale, what tears canvas?", "wind"), "r"), grounds)
    assert says_nothing(made(Basic("In a gale, what tears canvas?", "hail"), "r"), grounds) == ""
