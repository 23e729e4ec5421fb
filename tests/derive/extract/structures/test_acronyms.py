"""Acronyms are asked for their long form; what is trivial is not asked backwards."""

from __future__ import annotations

from quizzer.derive.extract.structures.acronyms import extract_acronyms
from tests.derive.samples import context, document, prose, said


def test_an_adjective_borrows_the_noun_after_the_bracket() -> None:
    asked = said(extract_acronyms(context(prose("The coastal-optical-signal (COS) system was old."))))
    assert "What does COS stand for in “COS system”? coastal-optical-signal" in asked


def test_a_second_name_is_asked() -> None:
    asked = said(extract_acronyms(context(prose("They burn kerosene (also called paraffin) at night."))))
    assert "What is another name for kerosene? paraffin" in asked


def test_another_thing_to_do_is_no_second_name() -> None:
    text = "Write a new deck (or change an existing one) first."
    assert said(extract_acronyms(context(prose(text)))) == []


def test_the_quote_is_the_sentence_that_has_both() -> None:
    text = "It is dark. The Northern Lights Board (NLB) pays. It is late."
    (candidate, *_) = extract_acronyms(context(prose(text)))
    assert candidate.quote.text == "The Northern Lights Board (NLB) pays."
    assert document(prose(text)).passages[0].text[slice(*(candidate.focus or (0, 0)))] == "Northern Lights Board (NLB)"
