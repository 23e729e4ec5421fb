"""Every text of a note is listed with its key, however deep it is."""

from __future__ import annotations

from quizzer.deckfile.lint.texts import list_texts
from tests.deckfile.given import note_of


def test_every_text_has_the_key_it_is_under() -> None:
    note = note_of(
        """
ask: q
answer: r
accept: [s]
reverse: {ask: t, answer: u, accept: [v]}
tags: [w]
note: x
caveat: y
cite: {section: z, row: 1, quote: words}
"""
    )
    assert {text: key for key, text in list_texts(note)} == {
        "q": "ask", "r": "answer", "s": "accept", "t": "reverse", "u": "reverse", "v": "reverse", "w": "tags",
        "x": "note", "y": "caveat", "z": "cite", "row 1": "cite", "words": "cite",
    }  # fmt: skip


def test_groups_give_their_names_and_items() -> None:
    note = note_of("ask: q\ngroups: {a: [b, c], d: [e]}")
    assert [text for key, text in list_texts(note) if key == "groups"] == ["a", "b", "c", "d", "e"]
