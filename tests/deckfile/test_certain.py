"""A deck written as a file reads as :func:`write_and_read` says, whichever of its notes are read for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Reverse, Sequence, Sort
from quizzer.core.notes.notes import PRIORITIES, Citation, Deck, Note
from quizzer.deckfile import certain
from quizzer.deckfile.certain import write_and_read
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.schema import MODELINE
from tests.deckfile.test_write import AXES, CALM, TRAPS, decks
from tests.deckfile.test_write import notes as any_notes

PATH = Path("d.yaml")
# What the writer must quote, fold or put into a block, and what a reader may refuse.
TEXTS = st.sampled_from([*TRAPS, "", " ", "a\x07b", "a\x85b", "{{a}} {{", "{{}}", "x" * 200_001]) | st.text(max_size=40)
several = st.lists(TEXTS, max_size=3).map(tuple)
clozes = st.sampled_from(["The {{one}} and {{c3::two::hint}}.", "{{a}}: {{b}}\n- {{c}}", "{{ }}", "no {{ pair", "none"])
bodies: st.SearchStrategy[Body] = st.one_of(
    st.builds(Basic, TEXTS, TEXTS, several, st.none() | st.builds(Reverse, TEXTS, TEXTS, several)),
    st.builds(Cloze, clozes | TEXTS, st.just(())),
    st.builds(Choice, TEXTS, several, several),
    st.builds(Listing, TEXTS, several),
    st.builds(Sequence, TEXTS, several),
    st.builds(Sort, TEXTS, st.lists(st.tuples(TEXTS, several), max_size=3).map(tuple)),
)
notes = st.builds(
    Note,
    id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True) | st.sampled_from(["ada/x", "-x", ""]),
    body=bodies,
    axis=st.sampled_from([*(axis.id for axis in AXES), "none"]),
    level=TEXTS,
    tags=several,
    extra=TEXTS,
    cite=st.none() | st.builds(Citation, TEXTS, TEXTS, TEXTS, TEXTS),
    typed=st.none() | st.booleans(),
    priority=st.sampled_from(PRIORITIES),
    checked=st.sampled_from(["", "2026-11", "soon"]),
)
plain = Note("plain", Basic("Which axis?", "HPG: the gonads'"), "HPG")


def assert_read_as_said(deck: Deck, above: str = "") -> None:
    """What is said of a file is what reading it gives, column by column."""
    text, said = write_and_read(deck, PATH, above)
    read = parse_deck(text, PATH)
    assert said == read
    assert [note.line for note in said.notes] == [note.line for note in read.notes]
    assert said.head == read.head


@given(st.lists(notes | any_notes, max_size=4), st.sampled_from(["", "ada"]), st.booleans())
@settings(CALM, max_examples=150)
def test_any_notes_among_ordinary_ones_read_as_said(wild: list[Note], namespace: str, modeline: bool) -> None:
    ordinary = [replace(plain, id=f"{namespace}/plain-{number}".lstrip("/")) for number in range(len(wild) + 2)]
    mixed = [note for pair in zip(ordinary, wild, strict=False) for note in pair] + ordinary[len(wild) :]
    assert_read_as_said(Deck("d", AXES, tuple(mixed), namespace=namespace), MODELINE * modeline)


@given(decks())
@settings(CALM, max_examples=50)
def test_any_head_reads_as_said(deck: Deck) -> None:
    ordinary = tuple(replace(plain, id=f"plain-{number}") for number in range(len(deck.notes) + 2))
    assert_read_as_said(replace(deck, notes=(*ordinary, *deck.notes)))


def test_a_deck_without_notes_one_with_an_id_twice_and_one_with_a_retired_id() -> None:
    assert_read_as_said(Deck("d", AXES, ()))
    assert_read_as_said(Deck("d", (Axis("HPG", "HPG"),), (plain, plain, replace(plain, id="other"))))


def test_of_ordinary_notes_only_one_is_read() -> None:
    deck = Deck("d", (Axis("HPG", "HPG"),), tuple(replace(plain, id=f"n{number}") for number in range(50)))
    with patch.object(certain, "parse_deck", side_effect=parse_deck) as parse:
        assert write_and_read(deck, PATH).reading.deck == deck
    assert [call.args[0].count("  - id:") for call in parse.call_args_list] == [1]
