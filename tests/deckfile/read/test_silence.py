"""The names a note may silence are those of all warnings, and the key is read and written."""

from __future__ import annotations

import re
from pathlib import Path

import quizzer.deckfile
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.read.silence import SILENCEABLE
from quizzer.deckfile.write import format_deck


def test_every_warning_has_its_name_in_the_list() -> None:
    """Read from the source, so that no new warning can be forgotten."""
    folder = Path(quizzer.deckfile.__file__).parent
    source = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    names = set(re.findall(r'"([a-z]+-[a-z-]+)", "warning"', source))
    names |= set(re.findall(r'\.warning\(.*?, "([a-z]+-[a-z-]+)"', source))
    assert names >= {"no-count", "empty-field", "unused-key"}
    of_decks = {"no-notes", "unused-synonym"}
    assert names - of_decks <= set(SILENCEABLE)


def test_a_name_no_warning_has_is_an_error_with_a_suggestion_and_keeps_the_note() -> None:
    reading = parse_deck("notes:\n  - id: x\n    ask: q (2)\n    answer: r\n    silence: [no-cuont]\n", Path("d.yaml"))
    (finding,) = reading.findings
    assert str(finding) == ("d.yaml:5: no warning has the name 'no-cuont'; did you mean 'no-count'? [unknown-silence]")
    assert reading.deck is not None
    assert len(reading.deck.notes) == 1
    (finding,) = parse_deck("notes:\n  - {id: x, ask: q, answer: r, silence: zzz}\n", Path("d.yaml")).findings
    assert "there are after-late, answer-visible, asks-the-same, " in finding.message


def test_a_silence_is_kept_when_the_deck_is_written() -> None:
    note = Note("x", Basic("q", "r"), "A", silence=("no-count", "not a name"))
    deck = Deck("d", (Axis("A", "A"),), (note,))
    assert "    silence: [no-count, not a name]\n" in format_deck(deck)
    assert parse_deck(format_deck(deck), Path("d.yaml")).deck == deck


def test_one_name_needs_no_list() -> None:
    reading = parse_deck("notes:\n  - {id: x, ask: q, answer: r, silence: no-count}\n", Path("d.yaml"))
    assert reading.deck is not None
    assert reading.deck.notes[0].silence == ("no-count",)
