"""Acronyms are asked for their long form; what is trivial is not asked backwards."""

from __future__ import annotations

import pytest

from quizzer.derive.extract.structures.acronyms import extract_acronyms, find_acronyms
from tests.derive.samples import context, document, prose, said


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Northern Lights Board (NLB) pays for oil.", "NLB", "Northern Lights Board"),
        ("It uses the light-emitting-diode (LED) lamp.", "LED", "light-emitting-diode"),
        ("A LAN (local area network) joins them.", "LAN", "local area network"),
        ("AIS stands for automatic identification system.", "AIS", "automatic identification system"),
    ],
)
def test_long_forms_are_found(text: str, short: str, long: str) -> None:
    (found,) = find_acronyms((prose(text),))
    assert (found.short, found.long) == (short, long)


def test_brackets_without_the_letters_before_them_are_none() -> None:
    assert find_acronyms((prose("The keeper wrote it down (RIP)."),)) == []


def test_two_long_forms_are_ambiguous() -> None:
    passages = (prose("A red light source (RLS) burns."), prose("The remote lamp switch (RLS) fails."))
    assert find_acronyms(passages) == []


def test_two_acronyms_that_look_alike_are_kept_apart() -> None:
    text = "the north-western-granite (NWG) and the north-western-gneiss (NWE) axes"
    found = {acronym.short for acronym in find_acronyms((prose(text),))}
    assert "NWG" in found


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
