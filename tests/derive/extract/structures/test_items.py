"""List items are asked by their label, and by what stands levels above them."""

from __future__ import annotations

from quizzer.derive.document.passages import Passage
from quizzer.derive.extract.structures.items import extract_items
from tests.derive.samples import context, heading, item, said


def ask(*passages: Passage) -> list[str]:
    return said(extract_items(context(heading("Argand lamp"), *passages)))


def test_a_property_is_asked_of_the_heading() -> None:
    assert "What is the purpose of Argand lamp? reading at night" in ask(item("Purpose: reading at night"))


def test_a_label_that_is_no_known_property_is_not_asked_as_one() -> None:
    assert ask(item("Trimming: each evening")) == []


def test_a_property_is_asked_of_the_parent_before_the_heading() -> None:
    asked = ask(item("Drawbacks: soot, heat, noise", parents=("Lime light",)))
    assert "What are the drawbacks of lime light? (3) soot + heat + noise" in asked


def test_a_short_label_of_notes_is_spelled_out() -> None:
    asked = ask(item("MOA: draws air through the wick", parents=("Round burner",)))
    assert any(line.startswith("Round burner draws") for line in asked)


def test_a_subject_four_levels_above_is_found() -> None:
    parents = ("Round burner", "Effects", "Late", "Causes")
    asked = ask(item("a wick trimmed far too low by the keeper", parents=parents))
    assert "Causes of late round burner: a wick trimmed far too low by the {{keeper}}." in asked


def test_a_predicate_below_a_thing_has_it_as_subject() -> None:
    asked = ask(item("magnifies the flame of the lamp", parents=("Fresnel lens",)))
    assert "Fresnel lens magnifies the {{flame}} of the lamp." in asked


def test_a_term_with_a_predicate_is_asked_both_ways() -> None:
    asked = ask(item("Float: carries the heavy lens on mercury", name="Float"))
    assert "Float carries the {{heavy lens}} on mercury." in asked


def test_a_function_is_asked_by_what_it_does() -> None:
    text = "light.trim() - Shortens the wick by the given length."
    assert "Which function shortens the wick by the given length? light.trim()" in ask(item(text, name="light.trim()"))


def test_members_of_a_class_are_a_list() -> None:
    passage = item("Spirit lamps: Bude, Dobereiner, Berzelius", name="Spirit lamps", section="Laboratory burners")
    asked = said(extract_items(context(heading("Laboratory burners"), passage)))
    assert "Which laboratory burners are spirit lamps? (3) Bude + Dobereiner + Berzelius" in asked


def test_a_default_is_asked() -> None:
    asked = ask(item("--range: how far the light reaches in miles (default: 12)", name="--range"))
    assert "What is the default of --range? 12" in asked


def test_a_sentence_is_left_to_the_families_of_sentences() -> None:
    assert ask(item("The keeper is paid each month.", parents=("Gannet Rock",))) == []


def test_a_letter_of_a_memory_aid_is_asked() -> None:
    asked = ask(item("T: trim the wick", name="T", parents=("TOWN",)))
    assert "What does T stand for in TOWN? trim the wick" in asked


def test_the_deed_of_a_person_is_asked_both_ways() -> None:
    asked = ask(item("Anna Quill - designed the revolving lens of 1901", name="Anna Quill"))
    assert "Who designed the revolving lens of 1901? Anna Quill" in asked
    assert "Anna Quill designed the {{revolving lens}} of 1901." in asked


def test_an_equal_sign_gives_a_meaning() -> None:
    assert "What is taper? wax on a wick" in ask(item("taper = wax on a wick"))
