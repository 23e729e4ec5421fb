"""Pictures of export and import.

A person has looked at them; ``pytest tests/tui --snapshot-update`` makes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Size

from quizzer.core.exchange import Omission
from quizzer.study.collection.collection import Collection
from quizzer.study.exchange.messages import export_messages
from quizzer.study.exchange.plan import DeckFileChange, ExportResult, ImportResult
from quizzer.tui.app import QuizzerApp
from quizzer.tui.exchange.import_view import deed_of, draw_preview, draw_samples, kind_of
from quizzer.tui.exchange.result_screen import result_picture
from tests.tui.stage import Compare, pictured

HERE = Path("/home/ada")
SEEN = ImportResult(
    "Anki package",
    files=(DeckFileChange(HERE / "quizzer/decks/anatomie.yaml", 214, made=True),),
    known=12,
    differing=1,
    reviews=3418,
    marks=2,
    skipped=(
        *[Omission(f"Zeige {name}", "has no answer") for name in "ABCDE"],
        Omission("Skizze", "holds a picture only"),
    ),
    media=("herz.png", "lunge.png", "puls.mp3", "niere.png"),
    samples=("Note 1: “Where is the heart?”, with the answer “Left of the middle”.",),
    dry=True,
)
ADVICE = (
    "Open it in Anki, on the desktop or the phone.",
    "In the window that asks, tick “Import any learning progress” and “Import any deck presets”.",
)


def test_a_preview_counts_what_comes_and_says_what_is_left_out_and_where() -> None:
    lines = [line.plain for line in draw_preview(SEEN, 60)]
    assert lines[0] == "What will happen"
    assert "3,418 reviews and 2 marks (suspended, buried, flagged, set" in lines
    assert lines[-7:] == [
        "6 are left out:",
        *[f"  Zeige {name}   it has no answer" for name in "ABCDE"],
        "  and 1 more",
    ]
    assert max(map(len, lines)) <= 60
    assert kind_of(SEEN) == "Anki package."
    assert deed_of(SEEN) == "Import 214 notes and 3,418 reviews"
    assert deed_of(SEEN._replace(files=(), reviews=0)) == "Import 2 marks"
    assert deed_of(SEEN._replace(files=(), reviews=0, marks=0)) == "Import: nothing new in it"
    assert [line.plain for line in draw_samples(SEEN, 60)] == [
        "The first notes",
        "“Where is the heart?”, with the answer “Left of the middle”.",
    ]


def test_a_result_says_the_deed_first_and_then_what_to_do() -> None:
    done = export_messages(ExportResult(HERE / "quizzer.apkg", 388, 412, 9_120, 3, ADVICE))
    picture = result_picture("Export done", done, [("Enter", "back", "")], Size(60, 24))
    lines = [line.plain for line in picture.body]
    assert lines[0] == "388 notes, 412 cards and 9,120 reviews written to"
    assert [line[:2] for line in lines[2:]] == ["· ", "  ", "· ", "· ", "  "]


@pictured
@pytest.mark.parametrize(
    ("theme", "size", "keys"),
    [
        ("quizzer-dark", (80, 24), []),
        ("quizzer-light", (60, 15), ["down", "down", "down", "down"]),
    ],
    ids=["file", "progress-small"],
)
def test_export(
    collection: Collection, snap_compare: Compare, theme: str, size: tuple[int, int], keys: list[str]
) -> None:
    collection.put("theme", theme)
    assert snap_compare(QuizzerApp(collection), press=["x", *keys], terminal_size=size)


@pictured
def test_import(collection: Collection, snap_compare: Compare) -> None:
    assert snap_compare(QuizzerApp(collection), press=["i", *"~/Downloads/A"])
