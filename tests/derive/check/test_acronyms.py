"""The acronyms of a draft are written out in its remark, as far as the document does."""

from __future__ import annotations

from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.derive.check.acronyms import explain_acronyms

KNOWN = {"NLB": "Northern Lights Board", "LED4": "light-emitting diode 4"}


def test_what_the_document_writes_out_is_written_out() -> None:
    assert explain_acronyms(Basic("Who does the NLB pay?", "keepers"), KNOWN) == ("NLB (Northern Lights Board)", True)
    assert explain_acronyms(Cloze("The LED {{lamp}} burns."), KNOWN) == ("LED (light-emitting diode 4)", True)


def test_what_it_does_not_is_reported() -> None:
    assert explain_acronyms(Basic("Who does the RLS pay?", "the NLB"), KNOWN) == ("NLB (Northern Lights Board)", False)


def test_without_acronyms_there_is_nothing_to_say() -> None:
    assert explain_acronyms(Basic("Who pays?", "the board"), KNOWN) == ("", True)


def test_a_question_for_the_long_form_does_not_give_it_away() -> None:
    assert explain_acronyms(Basic("What does NLB stand for?", "Northern Lights Board"), KNOWN) == ("", True)
