"""One right answer, and nothing that is asked already."""

from __future__ import annotations

from quizzer.core.notes.kinds import Basic, Body
from quizzer.core.notes.notes import Note
from quizzer.derive.candidate import Candidate, Draft, Quote
from quizzer.derive.check.checks import CHECKS, find_doubts
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.check.repeats import drop_repeats
from quizzer.derive.check.unique import has_other_answer, is_already_asked
from tests.derive.samples import context, prose

ONE = prose("The Argand lamp burns colza oil.")
TWO = prose("The Carcel lamp also burns colza oil.", section="Carcel")


def made(body: Body, relation: str = "r") -> Candidate:
    return Candidate("x", "relation", body, Quote(ONE, 0, len(ONE.text)), relation, relation, "w", 0.5)


LAMP = made(Basic("Which lamp burns colza oil?", "the Argand lamp"))


def test_another_sentence_with_the_words_of_the_question_is_a_doubt() -> None:
    assert "Carcel" in has_other_answer(LAMP, Grounds(context(ONE, TWO)))
    assert has_other_answer(LAMP, Grounds(context(ONE))) == ""


def test_another_candidate_with_the_same_question_is_a_doubt() -> None:
    other = made(Basic("Which lamp burns colza oil?", "the Carcel lamp"))
    assert has_other_answer(LAMP, Grounds(context(ONE), (), (LAMP, other)))
    assert has_other_answer(LAMP, Grounds(context(ONE), (), (LAMP, LAMP))) == ""


def test_what_a_note_asks_is_asked_already() -> None:
    note = Note("old", Basic("Which lamp is burning colza oil?", "Argand lamp"), "L")
    same = Note("old", Basic("Which lamp burns the colza oil?", "Argand lamp"), "L")
    assert "old" in is_already_asked(LAMP, Grounds(context(ONE), (same,)))
    assert is_already_asked(LAMP, Grounds(context(ONE), (note,))) == ""


def test_fatal_checks_drop_and_others_doubt() -> None:
    same = Note("old", Basic("Which lamp burns colza oil?", "Argand lamp"), "L")
    assert find_doubts(LAMP, Grounds(context(ONE), (same,))) == ("asked already", ())
    reason, doubts = find_doubts(LAMP, Grounds(context(ONE, TWO)))
    assert reason == ""
    assert doubts[0].startswith("more than one right answer: ")


def test_every_check_has_a_reason_of_its_own() -> None:
    assert len({check.reason for check in CHECKS}) == len(CHECKS)


def test_of_drafts_that_ask_the_same_the_first_stays() -> None:
    first, again = Draft(LAMP, 0.9, {}), Draft(made(Basic("Which lamp burns the colza oil?", "Argand lamp")), 0.5, {})
    other = Draft(made(Basic("What does the Argand lamp burn?", "colza oil")), 0.4, {})
    kept, dropped = drop_repeats([first, again, other])
    assert kept == [first, other]
    assert dropped == 1


def test_a_question_with_another_answer_is_no_second_draft() -> None:
    first, other = Draft(LAMP, 0.9, {}), Draft(made(Basic("Which lamp burns colza oil?", "the Carcel lamp")), 0.5, {})
    assert drop_repeats([first, other]) == ([first], 1)
