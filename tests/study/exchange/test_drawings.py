"""A drawing in a note is the same drawing after every way out and back."""

from __future__ import annotations

from pathlib import Path

from quizzer.core.notes.kinds import Cloze
from quizzer.deckfile.read.deck import read_deck
from quizzer.formats.common.html_text import plain_text
from tests.anki.profile import import_package, profile, require_anki
from tests.study.exchange.people import person

DRAWING = """What is hidden?

    hypothalamus ──{{GnRH}}──▸ pituitary ──{{LH::which?}}──▸ gonads
         ▲                        ▲                   │
         └────────────────────────┴── sex steroids ◂──┘"""
NOTE = "  - id: chain\n    cloze: |-\n" + "".join(f"      {line}".rstrip() + "\n" for line in DRAWING.split("\n"))


def test_the_archive_writes_a_drawing_as_it_was_read(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada, person(tmp_path, "bob") as bob:
        ada.write("Drawings", NOTE)
        bob.import_(ada.export(name="out.json")[0])
        (deck,) = (read_deck(path).deck for path in bob.paths.decks.glob("*.yaml"))
        assert deck is not None
        assert deck.notes[0].body == Cloze(DRAWING)


def test_anki_keeps_the_blanks_of_a_drawing_and_gives_them_back(tmp_path: Path) -> None:
    require_anki()
    with profile() as anki, person(tmp_path, "ada") as ada:
        ada.write("Drawings", NOTE)
        package, _ = ada.export()
        import_package(anki, package)
        note = anki.get_note(anki.find_notes("Id:chain")[0])
        before, _, drawing = note["Text"].partition("<pre")
        assert before == "What is hidden?<br><br>"
        assert "\n         ▲                        ▲                   │\n" in drawing
        assert plain_text(note["Text"]).text == DRAWING.replace("{{GnRH}}", "{{c1::GnRH}}").replace("{{LH", "{{c2::LH")
        front = note.cards()[0].question()
        assert '    hypothalamus ──<span class="cloze"' in front
        assert "white-space:pre" in front
