"""Tables that are written: what stands in them, and that it comes back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic, Reverse, Sequence
from quizzer.core.notes.notes import Citation, Note
from quizzer.core.schedule.progress import NEW, Progress, State
from quizzer.deckfile.read.deck import parse_deck
from quizzer.formats.common.clean_text import clean
from quizzer.formats.table.columns import OWN
from quizzer.formats.table.table import read_table, write_table
from tests.conftest import DECK
from tests.deckfile.test_write import texts
from tests.formats.given import bodies, left_out, notes_of, outgoing, outgoing_deck, quiet, read


def written(path: Path) -> list[dict[str, str]]:
    delimiter = "\t" if path.suffix == ".tsv" else ","
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=delimiter))


def small_deck(tmp_path: Path, name: str = "out.csv", progress: Progress = NEW) -> Path:
    deck = parse_deck(DECK, Path("small.yaml")).deck
    assert deck is not None
    path = tmp_path / name
    counts = write_table(path, outgoing(deck.notes, axes=deck.axes, progress=progress), quiet)
    assert (counts.notes, counts.cards) == (7, 9)
    return path


def test_every_card_is_a_row_that_says_all_there_is(tmp_path: Path) -> None:
    progress = Progress(
        State.REVIEW, 0, 12.34567, 5.4321, 12, None, 20_530, 1_772_359_200_000, 20_513, reps=4, lapses=1
    )
    rows = written(small_deck(tmp_path, progress=progress))
    assert list(rows[0]) == list(OWN)
    assert [row["card"] for row in rows] == [
        "gland", "acronym", "acronym#reverse", "aromatase#1", "aromatase#2", "direction", "signs", "chain", "sexes",
    ]  # fmt: skip
    gland = rows[0]
    assert (gland["question"], gland["answer"], gland["accept"]) == (
        "Which gland releases LH?", "pituitary", "pituitary gland",
    )  # fmt: skip
    assert (gland["deck"], gland["axis"], gland["level"], gland["kind"]) == (
        "Small axis", "SML", "fundamentals", "basic",
    )  # fmt: skip
    assert (gland["citation"], gland["tags"]) == ("Glands, paragraph 2", "gland")
    assert gland["caveat"] == "The article does not say which lobe."
    assert (gland["state"], gland["due"], gland["interval"]) == ("review", "2026-03-18", "12")
    assert (gland["stability"], gland["difficulty"], gland["reps"], gland["lapses"]) == ("12.3457", "5.432", "4", "1")
    assert rows[5]["question"] == "What does aromatase do to testosterone?\n- lowers it\n- raises it"
    assert rows[7]["answer"] == "hypothalamus\npituitary\ngonad"


def test_no_question_of_a_sequence_tells_its_order(tmp_path: Path) -> None:
    sequences = [
        Note("a", Sequence("Order?", ("alpha", "beta", "gamma")), "x"),
        Note("b", Sequence("Order?", ("gamma", "beta", "alpha")), "x"),
    ]
    path = tmp_path / "out.csv"
    write_table(path, outgoing(sequences), quiet)
    first, second = (row["question"].split("\n")[1:] for row in written(path))
    assert first == ["- gamma", "- beta", "- alpha"]
    assert second == ["- alpha", "- beta", "- gamma"]


def test_a_step_within_the_day_is_due_at_an_instant(tmp_path: Path) -> None:
    progress = Progress(State.LEARNING, 1, 0.2, 6.4, -600, 1_772_359_800_000, None, 1_772_359_200_000, 20_513, 1)
    row = written(small_deck(tmp_path, progress=progress))[0]
    assert (row["state"], row["due"], row["interval"]) == ("learning", "2026-03-01T10:10:00Z", "-600")


def test_spreadsheets_are_told_the_encoding_and_tabs_follow_the_name(tmp_path: Path) -> None:
    assert small_deck(tmp_path).read_bytes().startswith(b"\xef\xbb\xbfid,card,")
    assert small_deck(tmp_path, "out.tsv").read_bytes().startswith(b"id\tcard\t")


def test_read_back_every_note_is_there_once_under_its_own_id(tmp_path: Path) -> None:
    incoming = read(read_table, small_deck(tmp_path))
    assert [note.id for note in notes_of(incoming)] == [
        "gland", "acronym", "aromatase", "direction", "signs", "chain", "sexes",
    ]  # fmt: skip
    gland, acronym, *_ = notes_of(incoming)
    assert gland.cite == Citation("Glands, paragraph 2")
    assert acronym.body == Basic(
        "What does LH stand for?", "luteinizing hormone", (),
        Reverse("Which acronym stands for luteinizing hormone?", "LH"),
    )  # fmt: skip
    assert left_out(incoming) == [("line 6", "is a further card of its note; a table brings back one for each")]
    assert incoming.decks[0].deck.axes == (Axis("SML", "SML"),)


def test_what_is_retired_is_not_written(tmp_path: Path) -> None:
    deck = parse_deck(DECK, Path("small.yaml")).deck
    assert deck is not None
    path = tmp_path / "out.csv"
    write_table(path, outgoing_deck(deck, retired=["gland"]), quiet)
    assert "gland" not in {row["id"] for row in written(path)}


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    notes = [
        Note("a", Basic('=HYPERLINK("http://x")', "-5"), "x"),
        Note("b", Basic("+1-2", "@SUM(A1)", ("-x",)), "x"),
        Note("c", Basic("'=quoted", "'plain"), "x"),
    ]
    path = tmp_path / "out.csv"
    write_table(path, outgoing(notes), quiet)
    rows = written(path)
    assert [(row["question"], row["answer"]) for row in rows] == [
        ('\'=HYPERLINK("http://x")', "-5"),
        ("'+1-2", "'@SUM(A1)"),
        ("''=quoted", "'plain"),
    ]
    assert bodies(read(read_table, path)) == [note.body for note in notes]


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5), st.sampled_from(["out.csv", "out.tsv"]))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, cards: list[tuple[str, str]], name: str
) -> None:
    path = tmp_path_factory.mktemp("table") / name
    notes = [Note(f"n{number}", Basic(ask, answer), "x") for number, (ask, answer) in enumerate(cards)]
    write_table(path, outgoing(notes), quiet)
    assert [(note.id, note.body) for note in notes_of(read(read_table, path))] == [
        (note.id, Basic(clean(ask), clean(answer))) for note, (ask, answer) in zip(notes, cards, strict=True)
    ]
