"""What a model proposes is believed only as far as its quote goes."""

from __future__ import annotations

from collections import Counter

import pytest

from quizzer.derive.ask_model.hold import (
    BARE,
    DENIED,
    FOREIGN,
    INVENTED,
    SURER,
    SWAPPED,
    TURNED,
    UNFAIR,
    UNSAID,
    hold,
)
from quizzer.derive.ask_model.proposal import MALFORMED, Proposal
from quizzer.derive.ask_model.request import build_requests
from quizzer.derive.candidate import Candidate
from tests.derive.samples import context, item, prose, say

FOG = (
    "Fog weakens the beam of a lamp but strengthens the echo of a horn. Salt does not, as a rule, tarnish the mirror. "
    "A draught may crack the chimney. A tin holds 2 or 4 litres. The keeper trims the wick in 1820 and in 1835."
    " Soot dims the lens."
)
LAMPS = "The Argand lamp burns colza oil, the Drummond light burns lime, and the Moyle buoy burns acetylene gas."


def propose(
    ask: str, answer: str, quote: str, kind: str = "basic", options: tuple[str, ...] = ()
) -> tuple[list[Candidate], Counter[str]]:
    read = context(prose(FOG), prose(LAMPS), item("Flare: a signal of distress", name="Flare"))
    (request,) = build_requests(read.document)
    dropped: Counter[str] = Counter()
    return hold([Proposal(kind, ask, answer, options, quote)], request, read, "fake", dropped), dropped


@pytest.mark.parametrize(
    ("ask", "answer", "quote", "shown"),
    [
        ("What does fog weaken?", "the beam of a lamp", "Fog weakens the beam of a lamp", None),
        ("What does fog strengthen?", "the echo of a horn", "strengthens the echo of a horn", None),
        ("What dims the lens?", "soot", "Soot dims the lens", None),
        ("What may a draught crack?", "the chimney", "A draught may crack the chimney.", None),
        ("What does salt not tarnish?", "the mirror", "tarnish the mirror", None),
        ("What is a flare?", "a signal of distress", "Flare: a signal of distress", None),
        ("Soot dims the ___.", "lens", "Soot dims the lens", "Soot dims the {{lens}}."),
        ("Fog {{does what to?}} the beam of a lamp.", "weakens", "Fog weakens the beam of a lamp",
         "Fog {{weakens}} the beam of a lamp."),
    ],
)  # fmt: skip
def test_what_the_quote_bears_out_becomes_a_candidate(ask: str, answer: str, quote: str, shown: str | None) -> None:
    found, dropped = propose(ask, answer, quote, "cloze" if shown else "basic")
    assert [say(candidate) for candidate in found] == [shown or f"{ask} {answer}"], dropped
    assert quote in found[0].quote.text
    assert not dropped


@pytest.mark.parametrize(
    ("ask", "answer", "quote", "reason"),
    [
        ("What does fog weaken?", "the beam", "Fog weakens each beam", INVENTED),
        ("What does fog weaken?", "the beam", "fog weakens the beam", INVENTED),
        ("What is it?", "the beam", "the beam", BARE),
        ("What does fog weaken?", "the beam of a horn", "Fog weakens the beam of a lamp", UNSAID),
        ("When is the wick trimmed?", "in 1836", "The keeper trims the wick in 1820 and in 1835", UNSAID),
        ("When is the wick trimmed?", "in 182", "The keeper trims the wick in 1820 and in 1835", UNSAID),
        ("What does a tin hold?", "4.2 litres", "A tin holds 2 or 4 litres", UNSAID),
        ("What dims the lens of Kelton?", "soot", "Soot dims the lens", FOREIGN),
        ("What dims 3 lenses?", "soot", "Soot dims the lens", FOREIGN),
        ("What does fog strengthen?", "the beam of a lamp", "Fog weakens the beam of a lamp", TURNED),
        ("What does soot reduce?", "the lens", "Soot dims the lens", TURNED),
        (
            "What does fog strengthen?",
            "the beam of a lamp",
            "Fog weakens the beam of a lamp but strengthens the echo of a horn",
            TURNED,
        ),
        ("What does the lens dim?", "soot", "Soot dims the lens", SWAPPED),
        ("What dims soot?", "the lens", "Soot dims the lens", SWAPPED),
        ("What does salt tarnish?", "the mirror", "tarnish the mirror", DENIED),
        ("What does soot not dim?", "the lens", "Soot dims the lens", DENIED),
        ("What does a draught crack?", "the chimney", "crack the chimney", SURER),
    ],
)
def test_what_it_does_not_is_dropped(ask: str, answer: str, quote: str, reason: str) -> None:
    found, dropped = propose(ask, answer, quote)
    assert (found, dropped) == ([], Counter([reason]))


@pytest.mark.parametrize(
    ("ask", "answer"), [("Soot dims.", "lens"), ("Soot ___ the ___.", "lens"), ("Soot dims the ___.", "l}}ens")]
)
def test_a_cloze_has_one_blank(ask: str, answer: str) -> None:
    assert propose(ask, answer, "Soot dims the lens", "cloze") == ([], Counter([MALFORMED]))


@pytest.mark.parametrize(
    ("options", "is_fair"),
    [
        (("lime", "acetylene gas"), True),
        (("lime",), False),
        (("lime", "paraffin"), False),
        (("lime", "Lime"), False),
        (("lime", "colza oil"), False),
        (("lime", "the Argand lamp"), False),
    ],
)
def test_options_are_the_sections_own_and_not_right_too(options: tuple[str, ...], is_fair: bool) -> None:
    found, dropped = propose(
        "What does the Argand lamp burn?", "colza oil", "The Argand lamp burns colza oil", "choice", options
    )
    assert bool(found) == is_fair
    assert dropped == Counter([] if is_fair else [UNFAIR])


def test_other_words_for_one_thing_have_one_key() -> None:
    one, _ = propose("What dims the lens?", "soot", "Soot dims the lens")
    other, _ = propose("Which dirt dims the lens of a lamp?", "Soot", "Soot dims the lens.")
    assert one[0].key == other[0].key
