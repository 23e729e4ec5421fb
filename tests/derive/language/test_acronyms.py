"""Long forms of acronyms are found where a document introduces them."""

from __future__ import annotations

import pytest

from quizzer.derive.language.acronyms import find_acronyms
from tests.derive.samples import prose


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
