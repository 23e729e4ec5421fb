"""Cards written as Markdown come back, and the other programs would find as many."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.kinds import Basic, Choice, Cloze, Listing, Reverse, Sequence, Sort
from quizzer.core.notes.notes import Note
from quizzer.deckfile.read.deck import parse_deck
from quizzer.errors import Problem
from quizzer.formats.common.clean_text import clean
from quizzer.formats.markdown.cards import read_markdown, write_markdown
from tests.conftest import DECK
from tests.deckfile.test_write import ANY, clozes, texts
from tests.deckfile.test_write import bodies as any_bodies
from tests.formats.given import bodies, notes_of, outgoing, outgoing_deck, quiet, read
from tests.formats.markdown.test_cards import page


def encode_markup(tmp_path: Path, notes: list[Note], deck: str = "Small axis") -> Path:
    path = tmp_path / "out.md"
    write_markdown(path, outgoing(notes, deck=deck), quiet)
    return path


def test_every_kind_is_written_as_question_and_answer(tmp_path: Path) -> None:
    deck = parse_deck(DECK, Path("small.yaml")).deck
    assert deck is not None
    path = tmp_path / "out.md"
    counts = write_markdown(path, outgoing_deck(deck), quiet)
    assert (counts.notes, counts.cards) == (7, 8)
    assert (
        path.read_text("utf-8")
        == """\
---
name = "Small axis"
---

<!-- quizzer id: gland -->
Q: Which gland releases LH?
A: pituitary

> The article does not say which lobe.

---

<!-- quizzer id: acronym -->
Q: What does LH stand for?
A: luteinizing hormone

---

<!-- quizzer id: acronym#reverse -->
Q: Which acronym stands for luteinizing hormone?
A: LH

---

<!-- quizzer id: aromatase -->
C: Aromatase converts [testosterone] into [estradiol].

---

<!-- quizzer id: direction -->
Q:
What does aromatase do to testosterone?
- lowers it
- raises it
A: lowers it

---

<!-- quizzer id: signs -->
Q: Which three signs are named? (3)
A:
- fatigue
- low libido
- less muscle

---

<!-- quizzer id: chain -->
Q:
Put the axis in order.
- gonad
- hypothalamus
- pituitary
A:
1. hypothalamus
2. pituitary
3. gonad

---

<!-- quizzer id: sexes -->
Q:
Sort by sex.
- fewer sperm
- hirsutism
- irregular cycles
A:
- Women: irregular cycles, hirsutism
- Men: fewer sperm

---

"""
    )


def test_read_back_notes_keep_their_ids_and_both_directions(tmp_path: Path) -> None:
    deck = parse_deck(DECK, Path("small.yaml")).deck
    assert deck is not None
    path = tmp_path / "out.md"
    write_markdown(path, outgoing_deck(deck), quiet)
    incoming = read(read_markdown, path)
    assert [note.id for note in notes_of(incoming)] == [note.id for note in deck.notes]
    assert bodies(incoming)[1] == deck.notes[1].body
    assert bodies(incoming)[2] == deck.notes[2].body
    assert notes_of(incoming)[0].extra == "The article does not say which lobe."
    assert incoming.decks[0].deck.name == "Small axis"


def test_several_decks_in_one_file_stay_several(tmp_path: Path) -> None:
    names = ["HPG axis", "Endo::GH -- axis <1> & [x]"]
    notes = [outgoing([Note(f"n{index}", Basic("a?", "b"), "x")], deck=name)[0] for index, name in enumerate(names)]
    path = tmp_path / "out.md"
    write_markdown(path, notes, quiet)
    assert [deck.deck.name for deck in read(read_markdown, path).decks] == names


def test_retired_notes_are_not_written(tmp_path: Path) -> None:
    deck = parse_deck(DECK, Path("small.yaml")).deck
    assert deck is not None
    path = tmp_path / "out.md"
    write_markdown(path, outgoing_deck(deck, retired=["aromatase", "gland"]), quiet)
    assert "aromatase -->" not in path.read_text()
    assert "gland -->" not in path.read_text()


# What is a mark there, or what Markdown would make something else of.
MARKS = [
    "Q: a", "a\nQ: b", "a\nA: b\nC: c", "a\n---\nb", "a\n  --- \nb", "a\n----", "std::vector", ":::", "a\n\n> quoted",
    "> all quoted", "&amp; &#58; &", "![x](y.png)", "!", "\\", "a\\[b\\]", "[link](there)", "<!-- quizzer id: x -->",
    "a\n<!-- quizzer deck: x -->", "# heading", "a::b\nc::d", "&#38;#58;", "Q:", "---",
]  # fmt: skip
marked = st.sampled_from(MARKS) | texts
pairs = st.tuples(marked, marked)


@settings(deadline=None, max_examples=150)
@given(cards=st.lists(pairs, min_size=1, max_size=4), deck=marked, extra=st.just("") | marked)
def test_any_question_comes_back(
    tmp_path_factory: pytest.TempPathFactory, cards: list[tuple[str, str]], deck: str, extra: str
) -> None:
    folder = tmp_path_factory.mktemp("page")
    notes = [Note(f"n{number}", Basic(ask, answer), "x", extra=extra) for number, (ask, answer) in enumerate(cards)]
    incoming = read(read_markdown, encode_markup(folder, notes, deck))
    assert [(note.id, note.body, note.extra) for note in notes_of(incoming)] == [
        (note.id, Basic(clean(ask), clean(answer)), clean(extra))
        for note, (ask, answer) in zip(notes, cards, strict=True)
    ]
    assert incoming.skipped == ()
    assert [one.deck.name for one in incoming.decks] == [" ".join(deck.split())[:200]]


@st.composite
def marked_clozes(draw: st.DrawFn) -> str:
    free = (st.sampled_from(MARKS) | ANY).map(lambda text: re.sub("[{}]", "", clean(text)))
    hidden = free.filter(lambda text: bool(text) and "::" not in text and not text.endswith(":"))
    pieces = [draw(free)]
    for _ in range(draw(st.integers(1, 3))):
        pieces += ["{{", draw(hidden), "}}", draw(free)]
    return "".join(pieces)


@settings(deadline=None, max_examples=150)
@given(marked_clozes())
def test_any_cloze_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("cloze")
    incoming = read(read_markdown, encode_markup(folder, [Note("n", Cloze(text), "x")]))
    assert [(note.id, note.body) for note in notes_of(incoming)] == [("n", Cloze(clean(text)))]


@settings(deadline=None, max_examples=50)
@given(clozes())
def test_hints_and_numbers_are_all_a_cloze_loses(tmp_path_factory: pytest.TempPathFactory, cloze: Cloze) -> None:
    folder = tmp_path_factory.mktemp("hints")
    incoming = read(read_markdown, encode_markup(folder, [Note("n", cloze, "x")]))
    said = [deletion.answer for deletion in find_deletions(cloze.text)]
    found = [body for body in bodies(incoming) if isinstance(body, Cloze)]
    assert [deletion.answer for body in found for deletion in find_deletions(body.text)] == said


# hashcards' parser in a few lines, after its source: lines begin cards, errors where it has them.
def hashcards(text: str) -> list[tuple[str, ...]]:
    lines = text.split("\n")
    if lines[0].strip() == "---":
        lines = lines[lines.index("---", 1) + 1 :]
    cards: list[list[str]] = []
    state = ""
    for line in lines:
        mark = line[:2] if line[:2] in ("Q:", "A:", "C:") else ""
        if mark == "A:":
            assert state == "Q:", "answer without a question"
            cards[-1].append(line[2:].strip())
        elif mark:
            assert state != "Q:", "question without an answer"
            cards.append([line[2:].strip()])
        elif line.strip() == "---":
            assert state != "Q:", "separator in a question"
        elif state:
            cards[-1][-1] += "\n" + line
        state = mark or ("" if line.strip() == "---" else state)
    assert state != "Q:"
    return [tuple(side.strip() for side in card) for card in cards]


# repeater's scanner: any line with two colons is a card, and a line that begins with three dashes ends one.
def repeater(text: str) -> list[str]:
    cards, buffer, tracking = [], "", False
    for line in text.splitlines(keepends=True):
        assert "::" not in line
        if line.startswith(("Q:", "C:")):
            if buffer.strip():
                cards.append(buffer)
            buffer, tracking = "", True
        if line.startswith("---") and buffer.strip():
            cards.append(buffer)
            buffer, tracking = "", False
        if tracking:
            buffer += line
    return [*cards, buffer] if buffer.strip() else cards


@settings(deadline=None, max_examples=100)
@given(cards=st.lists(st.tuples(marked, any_bodies), min_size=1, max_size=4), deck=marked, further=marked)
def test_the_other_programs_find_as_many_cards(
    tmp_path_factory: pytest.TempPathFactory, cards: list[tuple[str, object]], deck: str, further: str
) -> None:
    folder = tmp_path_factory.mktemp("theirs")
    notes = [Note(f"n{number}", body, "x", extra=extra) for number, (extra, body) in enumerate(cards)]  # type: ignore[arg-type]
    path = folder / "out.md"
    counts = write_markdown(path, [*outgoing(notes, deck=deck), *outgoing([], deck=further)], quiet)
    text = path.read_text("utf-8")
    assert len(hashcards(text)) == counts.cards
    assert len(repeater(text)) == counts.cards


def test_items_are_lines_of_the_answer(tmp_path: Path) -> None:
    notes = [
        Note("c", Choice("Which?", ("a", "b"), ("c",)), "x"),
        Note("l", Listing("Which?", ("one",)), "x"),
        Note("s", Sequence("Order?", ("a", "b")), "x"),
        Note("g", Sort("Sort!", (("A", ("1",)), ("B", ("2", "3")))), "x"),
        Note("r", Basic("a?", "b", (), Reverse("b?", "a")), "x"),
    ]
    answers = [
        body.answer for body in bodies(read(read_markdown, encode_markup(tmp_path, notes))) if isinstance(body, Basic)
    ]
    assert answers == ["- a\n- b", "one", "1. a\n2. b", "- A: 1\n- B: 2, 3", "b"]


def test_nothing_in_it_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="it holds no question with an answer"):
        read(read_markdown, page(tmp_path, "# Notes\n\nNo cards here.\n"))
    with pytest.raises(Problem, match=r"line 1 has brackets with nothing in them"):
        read(read_markdown, page(tmp_path, "C: []"))


@pytest.mark.parametrize("piece", ["![", "[", "](", "&#", "\n", " ", "---\n", "\\", "::", "<!-- quizzer id: ", "{{"])
def test_no_text_takes_long(tmp_path: Path, piece: str) -> None:
    path = page(tmp_path, "Q: a\nA: b\n---\nC: [x] " + piece * 150_000)
    begun = time.process_time()
    read(read_markdown, path)
    assert time.process_time() - begun < 5
