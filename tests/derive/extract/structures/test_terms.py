"""Key terms are asked by their definitions, and hidden where the author marks them."""

from __future__ import annotations

from quizzer.derive.extract.structures.terms import extract_terms
from tests.derive.samples import context, item, prose, said


def define(term: str, definition: str) -> list[str]:
    passage = item(f"{term}: {definition}", name=term, section="Key Terms")
    return said(extract_terms(context(passage)))


def test_a_relative_clause_becomes_the_predicate() -> None:
    assert "Which lens bends light into a beam? fresnel" in define("fresnel", "lens that bends light into a beam")


def test_a_participle_becomes_the_predicate() -> None:
    asked = define("kerosenes", "oils distilled from coal for lamps")
    assert "Which oils are distilled from coal for lamps? kerosenes" in asked


def test_what_is_singled_out_is_asked_by_its_name() -> None:
    assert "What is the outermost part of the lantern called? gallery" in define(
        "gallery", "outermost part of the lantern"
    )


def test_an_article_is_supplied() -> None:
    assert "What is an old device for trimming called? snuffer" in define("snuffer", "old device for trimming")


def test_the_class_of_a_plural_stays_plural() -> None:
    assert "Which lamps are used in mines? davys" in define("davys", "lamps used in mines")


def test_a_definition_that_shows_its_term_is_not_asked_by_it() -> None:
    assert not [
        line for line in define("arc lamp", "lamp with an arc of current in air") if line.endswith("? arc lamp")
    ]


def test_a_marked_term_is_hidden_where_it_is_named() -> None:
    text = "The room at the top of the tower is called the lantern."
    assert "The room at the top of the tower is called the {{lantern}}." in said(
        extract_terms(context(prose(text, terms=("lantern",))))
    )


def test_a_marked_word_elsewhere_is_no_term() -> None:
    assert said(extract_terms(context(prose("Never leave the light unattended.", terms=("Never",))))) == []


def test_a_past_deed_with_an_adverb_is_kept() -> None:
    asked = define("wickman", "man who often trimmed the lamps at night")
    assert "Which man often trimmed the lamps at night? wickman" in asked


def test_an_order_is_no_definition() -> None:
    assert not [line for line in define("trimming", "reduce the wick to half of its length") if "called?" in line]
