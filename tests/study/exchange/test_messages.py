"""What an export or import came to, as a person reads it: everything left out is named with its reason and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.exchange import Omission
from quizzer.study.exchange.messages import DECKS, LONGEST, REASONS, export_messages, import_messages, progress_message
from quizzer.study.exchange.plan import DeckFileChange, ExportResult, ImportResult

HERE = Path("/home/ada/decks")


def test_an_export_tells_notes_cards_reviews_retired_and_then_the_advice() -> None:
    done = ExportResult(HERE / "q.apkg", 1200, 1, 34_567, 2, ("Open it in Anki.", "Tick “learning progress”."))
    assert export_messages(done) == [
        "1,200 notes, 1 card and 34,567 reviews written to /home/ada/decks/q.apkg.",
        "2 notes are no longer in any deck file: marked in Anki as retired, never deleted there.",
        "Open it in Anki.",
        "Tick “learning progress”.",
    ]


def test_an_export_without_history_says_nothing_of_reviews() -> None:
    assert export_messages(ExportResult(HERE / "q.csv", 1, 2, 0)) == [
        "1 note and 2 cards written to /home/ada/decks/q.csv.",
    ]


def test_an_import_tells_decks_known_notes_reviews_and_the_backup() -> None:
    done = ImportResult(
        "Anki package",
        files=(DeckFileChange(HERE / "new.yaml", 12, made=True), DeckFileChange(HERE / "old.yaml", 1, made=False)),
        known=40,
        differing=2,
        reviews=1204,
        marks=1,
        already=9,
        strangers=17,
        backup=HERE / "before.db",
    )
    assert import_messages(done) == [
        "Anki package.",
        "Made the deck /home/ada/decks/new.yaml: 12 notes.",
        "Added 1 note to /home/ada/decks/old.yaml.",
        "40 notes are here already; 2 of them say something else in the file, and what the deck files say stays.",
        "1,204 reviews and 1 mark (suspended, buried, flagged, set back) joined your history.",
        "9 reviews and marks in it were here already.",
        "17 reviews left out: of cards that no deck here holds.",
        "The database as it was before is kept in /home/ada/decks/before.db.",
    ]


def test_an_import_says_what_lacks_its_picture_and_a_dry_run_what_was_understood() -> None:
    done = ImportResult(
        "table",
        media=("a.png",),
        lacking=10,
        notices=("2 cards were not taken.",),
        columns="Columns: 1 as the question.",
        samples=("Note 1: “a”.", "Note 2: “b”."),
    )
    assert import_messages(done)[-3:] == [
        "2 cards were not taken.",
        "1 picture or sound is left out: a.png.",
        "10 questions lack their picture or sound; the card says which it was.",
    ]
    assert "Columns: 1 as the question." not in import_messages(done)
    assert import_messages(done._replace(dry=True, lacking=1))[-6:] == [
        "Columns: 1 as the question.",
        "Note 1: “a”.",
        "Note 2: “b”.",
        "2 cards were not taken.",
        "1 picture or sound is left out: a.png.",
        "1 question lacks its picture or sound; the card says which it was.",
    ]


def test_a_dry_run_says_would_and_that_nothing_is_written() -> None:
    done = ImportResult("CSV file", files=(DeckFileChange(HERE / "new.yaml", 1, made=True),), reviews=1, dry=True)
    assert import_messages(done) == [
        "CSV file, looked through; nothing is written yet.",
        "Would make the deck /home/ada/decks/new.yaml: 1 note.",
        "1 review would join your history.",
    ]
    added = ImportResult("table", files=(DeckFileChange(HERE / "old.yaml", 3, made=False),), dry=True)
    assert import_messages(added) == [
        "Table, looked through; nothing is written yet.",
        "Would add 3 notes to /home/ada/decks/old.yaml.",
    ]


@pytest.mark.parametrize(
    ("done", "lines"),
    [
        (ImportResult("JSON file"), ["There is nothing in it to take in."]),
        (
            ImportResult("JSON file", known=1, already=1),
            [
                "1 note is here already; what the deck files say stays.",
                "One review or mark in it was here already.",
                "Nothing was changed.",
            ],
        ),
        (
            ImportResult("JSON file", known=1, differing=1, dry=True),
            [
                "1 note is here already; it says something else in the file, and what the deck files say stays.",
                "Nothing would change.",
            ],
        ),
    ],
)
def test_an_import_that_changes_nothing_says_so(done: ImportResult, lines: list[str]) -> None:
    assert import_messages(done)[1:] == lines


def test_what_is_left_out_is_counted_by_its_reason_with_the_first_examples() -> None:
    empty = [Omission(f"note {number}", "has no answer") for number in range(5)]
    done = ImportResult("CSV file", skipped=(Omission("line 9", "has one field"), *empty), media=("a.png", "b.mp3"))
    assert import_messages(done) == [
        "CSV file.",
        "There is nothing in it to take in.",
        "Left out because it has no answer, 5 times: “note 0”, “note 1”, “note 2” and 2 more.",
        "Left out because it has one field: “line 9”.",
        "2 pictures and sounds are left out: a.png, b.mp3.",
    ]


def test_many_reasons_decks_and_names_do_not_fill_the_screen_but_are_counted() -> None:
    reasons = tuple(Omission("x", f"reason {number}") for number in range(REASONS + 4))
    decks = tuple(DeckFileChange(HERE / f"{number}.yaml", 2, made=True) for number in range(DECKS + 3))
    media = tuple(f"{number}.png" for number in range(1500))
    lines = import_messages(ImportResult("Anki collection", files=decks, skipped=reasons, media=media))
    assert "And 3 more decks with 6 notes." in lines
    assert "Left out for other reasons: 4 more." in lines
    assert lines[-1] == "1,500 pictures and sounds are left out: 0.png, 1.png, 2.png and 1,497 more."
    assert len(lines) == 1 + DECKS + 1 + REASONS + 1 + 1


def test_text_from_the_file_is_cut_and_cannot_steer_the_terminal() -> None:
    hostile = "\x1b[31m\u202ered\nsecond line " + "x" * 50_000_000
    done = ImportResult(
        "CSV\x1bfile",
        files=(DeckFileChange(HERE / "a\x1b[2Jb.yaml", 1, made=True),),
        skipped=(Omission(hostile, f"is too long\x07 {hostile[:20]}"),),
        media=(hostile,),
        backup=HERE / "c\x9bd",
    )
    lines = [*import_messages(done), *export_messages(ExportResult(HERE / "\x1be", 1, 1, 0, 0, ("f\x1bg",)))]
    assert all(line.isprintable() for line in lines)
    assert not any("\u202e" in line for line in lines)
    assert max(map(len, lines)) < 4 * LONGEST


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (("Writing notes", 1200, 10_000), "Writing notes: 1,200 of 10,000"),
        (("Reading", 7, 0), "Reading: 7"),
        (("Opening", 0, 0), "Opening"),
        (("Opening\x1b", 0, 5), "Opening␛: 0 of 5"),
    ],
)
def test_long_work_tells_how_far_it_is(told: tuple[str, int, int], line: str) -> None:
    assert progress_message(*told) == line
