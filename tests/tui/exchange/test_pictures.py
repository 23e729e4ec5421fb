"""Pictures of export and import.

A person has looked at them; ``pytest tests/tui --snapshot-update`` makes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Size
from textual.pilot import Pilot

from quizzer.core.exchange import Omission
from quizzer.study.collection.collection import Collection
from quizzer.study.exchange.messages import export_messages, import_messages, progress_message
from quizzer.study.exchange.plan import DeckFileChange, ExportResult, ImportResult
from quizzer.tui.app import QuizzerApp
from quizzer.tui.kit.form import FormRow, FormView, form_picture
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.kit.work import WorkProgress
from tests.tui.stage import Compare, pictured

pytestmark = pictured

HERE = Path("/home/ada")
FILE = (FormRow("File", "~/Downloads/Anatomie.apkg", LineEditor("~/Downloads/Anatomie.apkg", 25)),)
HINTS = (("Enter", "import", ""), ("Tab", "complete", ""), ("Esc", "back", ""), ("F1", "help", ""))
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
    dry=True,
)
ADVICE = (
    "Open it in Anki, on the desktop or the phone.",
    "In the window that asks, tick “Import any learning progress” and “Import any deck presets”.",
)
WORK = progress_message("Writing notes", 41_200, 100_000)
VIEWS = {
    "preview": FormView("Import", HINTS, FILE, result=tuple(import_messages(SEEN))),
    "work": FormView("Import", (("Esc", "stop", ""),), FILE, work=WorkProgress(WORK, 41_200, 100_000)),
    "imported": FormView(
        "Import done",
        (("Enter", "home", ""), ("Esc", "back", "")),
        result=tuple(import_messages(SEEN._replace(dry=False, backup=HERE / "quizzer/backups/before-import.db"))),
    ),
    "exported": FormView(
        "Export done",
        (("Enter", "home", ""), ("Esc", "back", "")),
        result=tuple(export_messages(ExportResult(HERE / "quizzer.apkg", 388, 412, 9_120, 3, ADVICE))),
    ),
    "problem": FormView("Import", HINTS, FILE, notice="/home/ada/Downloads/Anatomie.apkg: the file is cut short."),
}


class Painted(KeyedScreen):
    """Shows given values."""

    def __init__(self, view: FormView) -> None:
        super().__init__()
        self.view = view

    def picture(self, size: Size) -> Picture:
        return form_picture(self.view, size.width, size.height)


@pytest.mark.parametrize(
    ("theme", "size", "keys"),
    [
        ("quizzer-dark", (80, 24), []),
        ("quizzer-light", (80, 24), ["down", "down", "down", "down"]),
        ("quizzer-dark", (60, 15), ["up", "up"]),
    ],
    ids=["file", "progress-light", "progress-small"],
)
def test_export(
    collection: Collection, snap_compare: Compare, theme: str, size: tuple[int, int], keys: list[str]
) -> None:
    collection.put("theme", theme)
    assert snap_compare(QuizzerApp(collection), press=["x", *keys], terminal_size=size)


@pytest.mark.parametrize("key", ["x", "i"])
def test_without_colours(
    collection: Collection, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(QuizzerApp(collection), press=[key], terminal_size=(60, 15))


def test_import(collection: Collection, snap_compare: Compare) -> None:
    assert snap_compare(QuizzerApp(collection), press=["i", *"~/Downloads/A"])


@pytest.mark.parametrize("name", list(VIEWS))
@pytest.mark.parametrize("size", [(80, 24), (60, 15)], ids=["", "small"])
def test_values(collection: Collection, snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    collection.put("theme", "quizzer-light" if name in ("preview", "exported") else "quizzer-dark")
    app = QuizzerApp(collection)

    async def show(pilot: Pilot[int]) -> None:
        app.show(Painted(VIEWS[name]))
        await pilot.pause()

    assert snap_compare(app, run_before=show, terminal_size=size)
