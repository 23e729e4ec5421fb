"""How far a rejection reaches, and what counts as an edit of a derived note."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzer.core.notes.drafts import REASONS, DraftMark, Origin, Reason, Rejection, Rejections
from quizzer.core.notes.json_content import hash_as_generated
from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.core.notes.notes import Citation, Deck, Note

CASES: dict[Reason, tuple[bool, bool, bool]] = {
    # the same key and kind; the key in another kind; another key on the same passage
    "": (True, False, False),
    "wording": (True, False, False),
    "trivial": (True, True, False),
    "false": (True, True, False),
    "said": (True, True, False),
    "passage": (True, True, True),
}


@pytest.mark.parametrize("why", ["", *REASONS])
def test_each_reason_reaches_as_far_as_it_says(why: Reason) -> None:
    rejection = Rejection("k", why, "cloze", "f")
    rejected = Rejections([Rejection("another", "false", "basic", "g"), rejection])
    asked = (("k", "cloze", "f"), ("k", "basic", "f"), ("other", "cloze", "f"))
    assert tuple(rejection.reaches(*one) for one in asked) == CASES[why]
    assert tuple(rejected(*one) for one in asked) == CASES[why]


@pytest.mark.parametrize("why", ["", *REASONS])
def test_a_rejection_reaches_no_draft_of_another_passage(why: Reason) -> None:
    assert not Rejections([Rejection("k", why, "cloze", "f")])("other", "cloze", "g")


def test_a_rejection_written_by_hand_needs_only_the_key() -> None:
    assert Rejections([Rejection("k")])("k", "basic", "f")
    assert Rejections([Rejection("k", "passage")])("k", "cloze", "f")  # no passage is named, so it reaches the key


def test_a_deck_parts_its_drafts_from_the_notes_that_count() -> None:
    counted, draft = Note("a", Basic("q", "r"), "X"), Note("b", Basic("s", "t"), "X", draft=DraftMark(0.5))
    deck = Deck("d", (), (draft, counted))
    assert (deck.accepted, deck.drafts) == ((counted,), (draft,))


NOTE = Note("n", Cloze("A {{b}}."), "X", "basics", ("t",), cite=Citation("S", quote="A b."), derived=Origin("k"))


@pytest.mark.parametrize(
    "edited",
    [
        replace(NOTE, body=Cloze("A {{c}}.")),
        replace(NOTE, body=Cloze("A {{b}}.", (("c",),))),
        replace(NOTE, level="more"),
        replace(NOTE, tags=("t", "u")),
        replace(NOTE, axis="Y"),
        replace(NOTE, extra="e"),
        replace(NOTE, caveat="c"),
        replace(NOTE, typed=True),
        replace(NOTE, silence=("no-count",)),
        replace(NOTE, cite=Citation("T", quote="A b.")),
    ],
)
def test_everything_that_a_person_writes_counts_as_an_edit(edited: Note) -> None:
    assert hash_as_generated(edited, "X") != hash_as_generated(NOTE, "X")


def test_what_the_program_writes_is_no_edit() -> None:
    other = replace(NOTE, id="m", draft=DraftMark(0.1), derived=Origin("j", "h"), line=7)
    assert hash_as_generated(other, "X") == hash_as_generated(NOTE, "X")
    assert hash_as_generated(replace(NOTE, axis="Y"), "Y") == hash_as_generated(NOTE, "X")  # the deck's axis is renamed
