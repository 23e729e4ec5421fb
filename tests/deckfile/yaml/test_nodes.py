"""Every scalar is the text it is written as."""

from __future__ import annotations

from quizzer.core.notes.kinds import Basic
from tests.deckfile.given import note_of


def test_every_scalar_stays_the_text_it_is_written_as() -> None:
    note = note_of("ask: NO\nanswer: 1.10\naccept: [yes, null, 017, ~, 2024-01-02, 1_000]")
    assert note.body == Basic("NO", "1.10", ("yes", "null", "017", "~", "2024-01-02", "1_000"))


def test_a_block_ends_without_a_line_break_and_quoted_text_keeps_its_own() -> None:
    note = note_of('ask: |\n  one\n  two\nanswer: "a\\n"\nnote: >\n  folded\n  words')
    assert note.body == Basic("one\ntwo", "a\n")
    assert note.extra == "folded words"
