"""What Anki will not do is said when it applies."""

from __future__ import annotations

from pathlib import Path

from tests.anki.profile import import_package, profile, require_anki
from tests.study.exchange.people import person

ONE, TWO = "  - {id: one, ask: First?, answer: one}\n", "  - {id: two, ask: Second?, answer: two}\n"
SAID = "in another deck than at the last export"


def test_a_note_in_another_deck_is_said_once(tmp_path: Path) -> None:
    require_anki()
    with person(tmp_path, "ada") as ada, profile() as anki:
        ada.write("First", ONE + TWO)
        ada.write("Second", "  - {id: three, ask: Third?, answer: three}\n")
        path, said = ada.export()
        assert SAID not in said
        import_package(anki, path)
        ada.write("First", ONE)
        ada.write("Second", "  - {id: three, ask: Third?, answer: three}\n" + TWO)
        path, said = ada.export()
        assert f"1 note is {SAID} (“Second”)" in said
        import_package(anki, path)
        decks = {anki.decks.name(anki.get_card(card).did) for card in anki.find_cards("Prompt:Second?")}
        assert decks == {"Quizzer::First"}  # Anki's rule
        assert SAID not in ada.export()[1]


def test_a_renamed_deck_is_said(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("First", ONE + TWO)
        ada.export()
        ada.write("Renamed", ONE + TWO, file="first.yaml")
        assert f"2 notes are {SAID} (“Renamed”)" in ada.export()[1]


def test_decks_of_a_version_that_did_not_keep_them_are_not_guessed(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("First", ONE)
        ada.lose_decks()
        assert SAID not in ada.export()[1]
        ada.write("Renamed", ONE, file="first.yaml")
        assert SAID in ada.export()[1]
