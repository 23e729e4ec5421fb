"""References, questions that lean on other sentences, and symbols."""

from __future__ import annotations

import pytest

from quizzer.core.notes.kinds import Basic, Body, Cloze
from quizzer.derive.candidate import Candidate, Quote, Subject
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.check.setting import is_broken, is_reference, is_symbol, leans_elsewhere
from tests.derive.samples import context, prose


def made(body: Body, text: str = "The lamp burns.", subject: Subject = "relation") -> tuple[Candidate, Grounds]:
    passage = prose(text)
    quote = Quote(passage, 0, len(text))
    return Candidate("x", subject, body, quote, "r", "a", "w", 0.5), Grounds(context(passage))


LAMP = Basic("What burns?", "the lamp")


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Quill, A., Moor, B. and Tarn, C. Lamps models of the coast, 1901.", True),
        ("Lamps burn brighter. arXiv:1901.00001, 2019.", True),
        ("The lamp of Quill, a keeper, and of Moor burns.", False),
        ("Quill lit the lamp in 1901.", False),
    ],
)
def test_references(text: str, reference: bool) -> None:
    assert bool(is_reference(*made(LAMP, text))) is reference


@pytest.mark.parametrize(
    ("body", "leans"),
    [
        (Basic("What does the third group burn?", "oil"), True),
        (Basic("What does fog in turn weaken?", "the beam"), True),
        (Cloze("The {{horn}} can also be heard."), True),
        (Basic("What does this lamp burn?", "oil"), True),
        (Cloze("Such lamps burn {{oil}}."), True),
        (Basic("Which oils, such as colza, burn?", "fatty ones"), False),
        (Cloze("The lamp burns {{this oil::which?}} at night."), False),
    ],
)
def test_questions_that_lean(body: Body, leans: bool) -> None:
    assert bool(leans_elsewhere(*made(body))) is leans


def test_symbols_are_no_answers_of_a_sentence() -> None:
    assert is_symbol(*made(Basic("What is the flow?", "k")))
    assert not is_symbol(*made(Basic("What is the flow?", "oil")))
    assert not is_symbol(*made(Basic("What is the symbol for iron?", "Fe"), subject="cell"))


def test_text_from_which_something_is_lost() -> None:
    assert is_broken(*made(Cloze("It is called {{a lamp}} (, a light).")))
    assert not is_broken(*made(Cloze("It is called {{a lamp}} (a light), at night.")))
