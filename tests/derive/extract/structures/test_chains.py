"""Sequences: steps, arrows and ordinals."""

from __future__ import annotations

from quizzer.derive.extract.structures.chains import extract_chains
from tests.derive.samples import context, heading, item, prose, said


def test_steps_of_a_list_are_an_order() -> None:
    steps = ["Fill the lamp", "Trim the wick", "Light the flame"]
    items = [item(step, lead="The steps of lighting are:") for step in steps]
    (line,) = said(extract_chains(context(heading("Lighting"), *items)))
    assert line.startswith("Put the steps of lighting in order.")
    assert line.endswith("Fill the lamp > Trim the wick > Light the flame")


def test_two_steps_are_none() -> None:
    items = [item(step, lead="The steps of lighting are:") for step in ("Fill the lamp", "Trim the wick")]
    assert said(extract_chains(context(heading("Lighting"), *items))) == []


def test_arrows_are_an_order() -> None:
    (line,) = said(extract_chains(context(item("Way of oil: tank → pump → burner → flame"))))
    assert line == "Put the path of way of oil in order. tank > pump > burner > flame"


def test_ordinals_over_the_document_are_an_order() -> None:
    passages = [
        prose("Stage one of burning is called drying."),
        prose("The second stage, called charring, follows."),
        prose("Then comes the third stage, called glowing."),
    ]
    assert said(extract_chains(context(*passages))) == [
        "Put the stages of burning in order. drying > charring > glowing"
    ]


def test_a_missing_ordinal_leaves_no_order() -> None:
    passages = [prose("Stage one of burning is called drying."), prose("The third stage, called glowing, ends it.")]
    assert said(extract_chains(context(*passages))) == []
