"""What the head of a deck says of terms that stand for each other, and of ids that are never used again."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.notes import Retirement
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.read.head import add_synonyms, keep_usable
from tests.deckfile.given import deck_of

PATH = Path("d.yaml")
NOTE = "notes: [{id: a, ask: q, answer: r}]\n"


def test_sets_of_terms_and_retired_ids_are_read_with_their_lines() -> None:
    text = (
        f"synonyms:\n  - [growth hormone, GH]\n  - [a, b, c]\nretired:\n  old: [a, b/c]\n  older: []\n  oldest:\n{NOTE}"
    )
    deck = deck_of(text)
    assert deck.synonyms == (("growth hormone", "GH"), ("a", "b", "c"))
    assert deck.retired == (Retirement("old", ("a", "b/c")), Retirement("older"), Retirement("oldest"))
    head = parse_deck(text, PATH).head
    assert (head.synonyms, head.retired) == ((2, 3), {"old": 5, "older": 6, "oldest": 7})


def test_retired_ids_and_their_heirs_are_of_the_namespace() -> None:
    deck = deck_of(f"namespace: ada\nretired: {{old: [a, bea/b, /c]}}\n{NOTE}")
    assert deck.retired == (Retirement("ada/old", ("ada/a", "bea/b", "c")),)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "synonyms: [[a]]",
            "a set of synonyms takes two terms or more; "
            "add what may stand for this one, or take the set out [few-terms]",
        ),
        ("synonyms: [[GH, b, gh]]", "a term stands twice in this set; take one out [duplicate-term]"),
        (
            "synonyms: [[a, GH], [b, c], [d, gh]]",
            "'gh' stands in two sets; make them one, or take it out of one of them [duplicate-term]",
        ),
        ('synonyms: [["a\\nb", c]]', "a term of 'synonyms' must be one line [several-lines]"),
        (
            "synonyms: [a, b]",
            "'synonyms' holds lists of terms that may stand for each other, such as '- [growth hormone, GH]', "
            "and here stands a text [wrong-shape]",
        ),
        (
            "retired: [a]",
            "'retired' holds ids with those of the notes that ask it now, such as 'old-id: [new-id]', "
            "and here stands a list [wrong-shape]",
        ),
        ("retired: {a b: [a]}", "'a b' is no id of a note; 'retired' holds 'old-id: [new-id]' [bad-retired]"),
        ("retired: {old: [a b]}", "'a b' is no id of a note; write 'old-id: [new-id]' [bad-retired]"),
        ("retired: {old: [old]}", "'old' is retired and cannot be the note that asks it now [bad-retired]"),
    ],
)
def test_what_cannot_be_meant_is_an_error_and_the_deck_stays(line: str, said: str) -> None:
    reading = parse_deck(f"deck: d\n{line}\n{NOTE}", PATH)
    assert list(dict.fromkeys(map(str, reading.findings))) == [f"d.yaml:2: {said}"]
    assert [note.id for note in reading.notes] == ["a"]


def test_a_set_with_an_error_is_left_out_and_the_others_stay() -> None:
    deck = parse_deck(f"synonyms: [[a], [b, c], [C, d], [e, f]]\n{NOTE}", PATH).deck
    assert deck is not None
    assert deck.synonyms == (("b", "c"), ("e", "f"))


def test_a_note_with_a_retired_id_is_an_error_and_left_out() -> None:
    reading = parse_deck("retired: {x: []}\nnotes:\n- {id: x, ask: q, answer: r}\n- {id: y, ask: q, answer: r}\n", PATH)
    assert [str(finding) for finding in reading.findings] == [
        "d.yaml:3: 'x' is retired and never used again; give the note another id [retired-id]"
    ]
    assert [note.id for note in reading.notes] == ["y"]


def test_an_overlay_has_the_synonyms_of_the_deck_it_changes_and_adds_to_them() -> None:
    base = parse_deck(f"synonyms: [[a, b], [c, d]]\n{NOTE}", Path("base.yaml"))
    own = parse_deck(f"overlay: base.yaml\nsynonyms: [[B, e], [f, g]]\n{NOTE}", PATH, base).deck
    assert own is not None
    assert own.synonyms == (("a", "b", "e"), ("c", "d"), ("f", "g"))


def test_a_set_that_shares_terms_with_several_is_one_with_them() -> None:
    assert add_synonyms([("a", "b"), ("x", "y"), ("c", "d")], [("d", "A")]) == (("a", "b", "c", "d"), ("x", "y"))
    assert add_synonyms([("a", "b")], [("a", "b")]) == (("a", "b"),)


def test_of_sets_from_elsewhere_only_what_a_deck_file_can_hold_is_kept() -> None:
    sets = [["a", "A"], ["b", " ", "c"], ["d", "e\nf"], ["C", "g"], ["h", "i"]]
    assert keep_usable(sets) == (("b", "c"), ("h", "i"))
