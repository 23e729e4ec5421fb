"""Closed lists are asked with their count, where something says what their members are."""

from __future__ import annotations

from quizzer.derive.extract.structures.lists import extract_lists
from tests.derive.samples import context, heading, item, prose, said


def bullets(*texts: str, lead: str = "", parents: tuple[str, ...] = ()) -> list[str]:
    items = [item(text, lead=lead, parents=parents) for text in texts]
    return said(extract_lists(context(heading("Lamps"), *items)))


def test_a_lead_in_says_what_the_items_are() -> None:
    asked = bullets("soot", "glare", lead="The drawbacks of lime light are:")
    assert "What are the drawbacks of lime light? (2) soot + glare" in asked


def test_a_verb_in_the_lead_in_is_kept() -> None:
    asked = bullets("a wick", "a burner", "a chimney", lead="The lamp consists of:")
    assert "What does the lamp consist of? (3) a wick + a burner + a chimney" in asked


def test_without_a_word_for_the_items_nothing_is_asked() -> None:
    assert bullets("soot", "glare", lead="Remember this:") == []
    assert bullets("soot", "glare") == []


def test_of_more_than_five_one_is_missing_at_a_time() -> None:
    (asked,) = bullets("soot", "glare", "heat", "noise", "rust", "leaks", lead="The drawbacks of lime light are:")
    assert asked == "Drawbacks of lime light: {{soot}}, {{glare}}, {{heat}}, noise, rust, leaks."


def test_a_longer_list_is_not_asked() -> None:
    assert bullets(*"abcdefghij", lead="The drawbacks of lime light are:") == []


def test_a_count_that_the_list_does_not_have_is_not_asked() -> None:
    assert bullets("soot", "glare", lead="Lime light has three drawbacks:") == []


def test_a_property_above_the_list_says_what_it_is() -> None:
    asked = bullets("soot", "glare", parents=("Lime light", "Drawbacks"))
    assert "What are the drawbacks of lime light? (2) soot + glare" in asked


def test_a_qualifier_narrows_the_property() -> None:
    asked = bullets("soot", "glare", parents=("Lime light", "Effects", "Early"))
    assert "What are the early effects of lime light? (2) soot + glare" in asked


def test_a_type_narrows_the_thing() -> None:
    items = [item(text, parents=("Types", "Mechanical", "Drawbacks")) for text in ("loud", "costly")]
    asked = said(extract_lists(context(heading("Carcel lamp"), *items)))
    assert "What are the drawbacks of Mechanical Carcel lamp? (2) loud + costly" in asked


def test_sister_lists_are_a_sorting() -> None:
    below = {"Early": ("soot", "glare"), "Late": ("rust", "leaks")}
    items = [item(text, parents=("Effects", when)) for when, texts in below.items() for text in texts]
    asked = said(extract_lists(context(heading("Lime light"), *items)))
    assert "Sort the effects of lime light. early: soot, glare; late: rust, leaks" in asked


def sentence(text: str) -> list[str]:
    return said(extract_lists(context(prose(text))))


def test_a_counted_enumeration_is_asked() -> None:
    asked = sentence("The tower is divided into three floors: the store, the watch room, and the gallery.")
    assert "Which three floors does the tower have? (3) store + watch room + gallery" in asked


def test_an_exhaustive_verb_is_asked() -> None:
    assert "What is the alloy composed of? (2) copper + zinc" in sentence("The alloy is composed of copper and zinc.")


def test_examples_are_no_closed_list() -> None:
    assert sentence("Lamps burn oils such as colza, rape and paraffin.") == []
    assert sentence("The tower consists of rooms, e.g. a store and a gallery.") == []


def test_members_of_unlike_shape_are_no_list() -> None:
    assert sentence("The work consists of trimming and filling of lamps.") == []


def test_a_pronoun_is_not_asked_about() -> None:
    assert sentence("It consists of a wick, a burner and a chimney.") == []
