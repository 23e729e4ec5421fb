"""Answers are held against the types that the documentation gives, and a broken one is never used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizzer.anki.connect import questions
from quizzer.anki.connect.address import read_address
from quizzer.anki.connect.client import AnkiConnect
from quizzer.errors import Problem
from tests.anki.connect.server import running_anki, serve
from tests.study.exchange.people import quiet

FIELD = {"value": "x", "order": 0}
NOTE = {"noteId": 5, "tags": [], "fields": {"Id": FIELD, "Content": FIELD}}

NO_IDS: list[Any] = [None, 5, {"5": 5}, ["5"], [True], [-5], [1 << 60], [5.0], "5"]
NO_DECKS: list[Any] = [None, [], {"Default": 5}, "Default"]
NO_NOTES: list[Any] = [
    None, {}, [], [NOTE, NOTE], [5], [{"noteId": 5}], [{**NOTE, "fields": {"Id": "x"}}],
    [{**NOTE, "fields": {"Id": {"value": 5}}}], [{**NOTE, "noteId": "5"}], [{**NOTE, "tags": None}],
    [{**NOTE, "cards": 5}],
]  # fmt: skip
BROKEN = [
    *(("findCards", found, lambda anki: questions.find_cards(anki, "deck:current")) for found in NO_IDS),
    *(("getDecks", found, lambda anki: questions.decks_of(anki, [5])) for found in NO_DECKS),
    *(("notesInfo", found, lambda anki: questions.own_notes(anki, quiet)) for found in NO_NOTES),
]


@pytest.mark.parametrize(("action", "found", "ask"), BROKEN)
def test_an_answer_of_another_form_is_not_used(action: str, found: Any, ask: Callable[[AnkiConnect], object]) -> None:
    with serve(None) as server:
        server.instead = {"findNotes": lambda **_: [5], action: lambda **_: found}
        with pytest.raises(Problem, match=f"the answer to {action} is broken: .* Nothing of it was used"):
            ask(AnkiConnect(read_address(server.address)))


def test_a_note_that_is_gone_since_is_passed_over() -> None:
    with serve(None) as server:
        server.instead = {"findNotes": lambda **_: [5, 6], "notesInfo": lambda **_: [{}, NOTE]}
        assert len(questions.own_notes(AnkiConnect(read_address(server.address)), quiet)) == 1


def test_any_name_of_a_deck_is_found_as_it_is(tmp_path: Path) -> None:
    with running_anki(tmp_path) as server:
        names = ['a "b" c', "a_b", "a*", r"a\b", "axb", "a::b", "plain", "(a) or -b", "a:b", "ÄÖ"]
        for name in names:
            note = server.col.new_note(server.col.models.by_name("Basic"))
            note.fields = [name, name]
            server.col.add_note(note, server.col.decks.id(name))
        anki = AnkiConnect(read_address(server.address))
        below = {"a": {"a::b"}}
        for name in server.do_deckNames():
            found = questions.find_cards(anki, f"deck:{questions.quoted(name)}")
            assert set(questions.decks_of(anki, sorted(found))) == ({name} if name in names else below.get(name, set()))


@pytest.mark.parametrize("found", [False, None, "true", 1])
def test_a_package_that_anki_does_not_see_is_said_with_what_to_do(found: Any, tmp_path: Path) -> None:
    path = tmp_path / "quizzer-x" / "deck.apkg"
    with serve(None) as server:
        anki = AnkiConnect(read_address(server.address))
        server.instead = {"importPackage": lambda **_: found, "exportPackage": lambda **_: found}
        with pytest.raises(Problem, match=f"does not see the folder {tmp_path}: set TMPDIR"):
            questions.import_package(anki, path)
        with pytest.raises(Problem, match="did not write its deck “Quizzer”"):
            questions.export_package(anki, "Quizzer", path)
        server.instead = {"exportPackage": lambda **_: True}
        with pytest.raises(Problem, match="says that it wrote its deck “Quizzer”, and there is no file"):
            questions.export_package(anki, "Quizzer", path)
        server.instead = {"importPackage": lambda path: (_ for _ in ()).throw(ValueError(f"no such file: {path}"))}
        with pytest.raises(Problem, match=r"could not do it \(importPackage\): no such file: .*\. If Anki runs in"):
            questions.import_package(anki, path)
