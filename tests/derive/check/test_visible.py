"""The answer cannot be read in the question."""

from __future__ import annotations

import pytest

from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.check.visible import shows_answer
from quizzer.derive.context import Context
from tests.derive.samples import document, prose

TEXT = prose("The Northern Lights Board pays the keeper of the oil lamp.")


def shows(body: Body, acronyms: dict[str, str] | None = None) -> bool:
    made = Candidate("relations", "relation", body, Quote(TEXT, 0, len(TEXT.text)), "r", "a", "w", 0.5)
    return bool(shows_answer(made, Grounds(Context(document(TEXT), (), acronyms=acronyms or {}))))


@pytest.mark.parametrize(
    "body",
    [
        Basic("Who pays the keeper of the lamp?", "the keeper"),
        Basic("What do lamps of oil burn?", "oil lamps"),
        Cloze("The {{oil lamp}} is no gas lamp."),
        Cloze("The keeper tends a coal or {{wood fire}} at night."),
        Listing("Which are lamps of oil and lamps of gas? (2)", ("lamps of oil", "lamps of gas")),
    ],
)
def test_a_visible_answer_is_found(body: Body) -> None:
    assert shows(body)


@pytest.mark.parametrize(
    "body",
    [
        Basic("Who pays the keeper?", "the Northern Lights Board"),
        Basic("Which lamp does the keeper tend?", "the oil lamp"),
        Cloze("The keeper tends the {{oil::oil or gas?}} burner."),
        Choice("Does it burn oil or gas?", ("oil",), ("gas",)),
        Listing("Which rooms does the tower have? (3)", ("store", "gallery", "III")),
    ],
)
def test_a_hidden_answer_is_kept(body: Body) -> None:
    assert not shows(body)


def test_the_other_form_of_an_acronym_shows_it() -> None:
    asked = Basic("What does the Northern Lights Board own?", "NLB")
    assert shows(asked, {"NLB": "Northern Lights Board"})
    assert not shows(asked)
