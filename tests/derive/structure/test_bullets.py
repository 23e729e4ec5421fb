"""List items: label, value, and what stands above."""

from __future__ import annotations

import pytest

from quizzer.derive.structure.attributes import is_generic, is_property, is_qualifier, spell_out
from quizzer.derive.structure.bullets import find_bullets, is_thing, lists_of, split_label
from quizzer.derive.structure.leads import Lead, read_lead
from tests.derive.samples import document, heading, item, prose


@pytest.mark.parametrize(
    ("text", "name", "label", "value"),
    [
        ("Float: carries the lens", "Float", "Float", "carries the lens"),
        ("`lamp.trim()` - Shortens the wick", "lamp.trim()", "lamp.trim()", "Shortens the wick"),
        ("Fuel: oil", "", "Fuel", "oil"),
        ("LAMP TRIM (>= 2) Shortens the wick", "LAMP TRIM", "LAMP TRIM", "Shortens the wick"),
        ("Argand is a lamp of oil", "Argand", "", "Argand is a lamp of oil"),
        ("echo = gold standard", "", "echo", "gold standard"),
        ("Leaderboards. Lists of the brightest lamps.", "", "Leaderboards", "Lists of the brightest lamps."),
        ("Note: keep it dry", "", "", "Note: keep it dry"),
        ("It is lit at dusk: the keeper sees to it", "", "", "It is lit at dusk: the keeper sees to it"),
        ("plain text", "", "", "plain text"),
    ],
)
def test_labels(text: str, name: str, label: str, value: str) -> None:
    passage = item(text, name=name)
    found, start = split_label(passage)
    assert (found, passage.text[start:]) == (label, value)


@pytest.mark.parametrize(
    ("parents", "aspect", "thing"),
    [
        ((), "", "Lamps"),
        (("Argand",), "", "Argand"),
        (("Argand", "Causes"), "Causes", "Argand"),
        (("Argand", "Effects", "Early"), "Early Effects", "Argand"),
        (("Argand", "Effects", "Early", "Causes"), "Causes", "Early Argand"),
        (("Types", "Mechanical"), "", "Mechanical Lamps"),
        (("Causes",), "Causes", "Lamps"),
        (("MOA",), "mechanism of action", "Lamps"),
        (("The drawbacks of lime light are:",), "drawbacks", "lime light"),
        (("Argand (e.g. the round one)",), "", "Argand"),
        (("You should never leave the lamp alone in the night",), "", ""),
    ],
)
def test_what_stands_above(parents: tuple[str, ...], aspect: str, thing: str) -> None:
    (bullet,) = find_bullets(document(heading("Lamps"), item("soot", parents=parents)))
    assert (bullet.aspect, bullet.thing) == (aspect, thing)


def test_a_heading_that_names_a_property_belongs_to_the_heading_before() -> None:
    (bullet,) = find_bullets(document(heading("Argand"), heading("Causes"), item("soot")))
    assert (bullet.aspect, bullet.thing) == ("Causes", "Argand")


def test_a_property_beside_things_with_lists_belongs_to_the_title() -> None:
    passages = [heading("Lamps: a history"), heading("Argand"), item("soot"), heading("Causes"), item("dark nights")]
    bullets = list(find_bullets(document(*passages)))
    assert (bullets[1].aspect, bullets[1].thing) == ("Causes", "a history")


def test_a_title_that_names_a_book_is_no_thing() -> None:
    passages = [heading("Lamp study guide"), heading("Argand"), item("soot"), heading("Causes"), item("dark nights")]
    assert list(find_bullets(document(*passages)))[1].thing != "Lamp study guide"


def test_a_word_that_narrows_the_property_of_the_heading() -> None:
    (bullet,) = find_bullets(document(heading("Causes of soot"), item("a short wick", parents=("Long term",))))
    assert (bullet.aspect, bullet.thing) == ("Long term Causes", "soot")


def test_a_heading_that_names_nothing_gives_no_thing() -> None:
    (bullet,) = find_bullets(document(heading("Overview"), item("soot")))
    assert bullet.thing == ""


def test_a_list_goes_on_after_deeper_items() -> None:
    items = [item("one"), item("deep", parents=("one",)), item("two")]
    lists = [[bullet.passage.text for bullet in found] for found in lists_of(document(*items))]
    assert lists == [["one", "two"], ["deep"]]


def test_lines_of_notes_are_read_as_items() -> None:
    lines = [prose("Argand - a round lamp"), prose("Carcel - a lamp with a clock"), prose("Bude - a Cornish lamp")]
    assert [bullet.label for bullet in find_bullets(document(*lines))] == ["Argand", "Carcel", "Bude"]
    assert list(find_bullets(document(lines[0], prose("It burns."), prose("It smokes.")))) == []


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The functions of the lamp are:", Lead("functions", "the lamp", "functions")),
        ("The lamp has three major functions:", Lead("functions", "The lamp", "functions", 3)),
        ("There are four types of lamp:", Lead("types", "lamp", "types", 4)),
        ("The lamp consists of:", Lead("", "The lamp", "", 0, "consists of")),
        ("Causes of soot", Lead("Causes", "soot", "Causes")),
        ("Use it like this:", None),
        ("It has three functions:", None),
    ],
)
def test_lead_ins(text: str, lead: Lead | None) -> None:
    found = read_lead(text)
    assert (found is None) == (lead is None)
    if found is not None and lead is not None:
        assert (found.aspect, found.thing, found.count, found.verb) == (lead.aspect, lead.thing, lead.count, lead.verb)


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Causes", True),
        ("Side effects", True),
        ("Mechanism of action", True),
        ("ACE inhibitors", False),
        ("Lamp", False),
    ],
)
def test_properties(label: str, named: bool) -> None:
    assert is_property(label) is named


def test_words_that_narrow_and_words_that_say_nothing() -> None:
    assert is_qualifier("Early")
    assert is_qualifier("left-sided")
    assert not is_qualifier("Argand")
    assert is_generic("Key points")
    assert not is_generic("Argand lamp")
    assert spell_out("DDx") == "differential diagnosis"
    assert spell_out("Fuel") == "Fuel"
    assert is_thing("Argand lamp")
    assert not is_thing("How does it burn?")
    assert not is_thing("The lamp is lit")
