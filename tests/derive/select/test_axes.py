"""Axes come from the document's own table or from a person; nothing is guessed."""

from quizzer.derive.document.passages import Passage
from quizzer.derive.drafts import Wishes, derive_drafts
from tests.derive.samples import document, prose, table

LINES = (
    prose("The tide mill grinds the northern barley for the bakers of the coast."),
    prose("The wind mill saws the northern pine for the boats of the coast.", "Timber"),
)


def axes_of(*passages: Passage, **named: tuple[str, ...]) -> tuple[dict[str, str], set[str]]:
    derivation = derive_drafts(document(*passages), Wishes(axes=named, everything=True))
    return dict(derivation.axes), {draft.axis for draft in derivation.drafts if draft.candidate.quote.passage in LINES}


def test_a_document_without_such_a_table_has_no_axes() -> None:
    assert axes_of(*LINES) == ({}, {""})


def test_the_rows_of_a_table_of_systems_are_axes() -> None:
    rows = table(("Mill system", "Driven by"), ("TDM system (tide)", "the sea"), ("WDM system (wind)", "the air"))
    assert axes_of(*LINES, *rows) == ({"TDM": "TDM system", "WDM": "WDM system"}, {"TDM", "WDM"})


def test_a_person_names_axes_and_a_tie_belongs_to_none() -> None:
    assert axes_of(*LINES, FOOD=("barley",), WOOD=("pine",)) == ({"FOOD": "FOOD", "WOOD": "WOOD"}, {"FOOD", "WOOD"})
    assert axes_of(*LINES, A=("northern",), B=("coast",))[1] == {""}
