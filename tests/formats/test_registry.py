"""The registry is the only list of formats: a row added to it is found, read, offered and described everywhere."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from quizzer.cli.group import quizzer
from quizzer.clock import Clock
from quizzer.core.exchange import ExportCounts, Incoming, IncomingDeck, Outgoing, ProgressCallback
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Deck, Note
from quizzer.errors import Problem, WrongUse
from quizzer.formats import registry
from quizzer.formats.detect import detect
from quizzer.formats.registry import ExportChoice, Format, Recognition
from quizzer.study.exchange.export import export, load_reference
from quizzer.study.exchange.import_file import import_file
from quizzer.study.exchange.plan import ExportPlan
from quizzer.tui.exchange.export_screen import _wrong_with_path
from tests.conftest import Opener
from tests.formats.given import quiet


def read_lines(path: Path, clock: Clock, rollover_hour: int, progress: ProgressCallback) -> Incoming:
    pairs = [line.split("=") for line in path.read_text().splitlines()]
    notes = tuple(Note(f"l-{ask}", Basic(ask, answer), "Lines") for ask, answer in pairs)
    return Incoming("lines", (IncomingDeck(Deck("Lines", (Axis("Lines", "Lines"),), notes), "lines.yaml"),), [])


def write_lines(path: Path, notes: Iterable[Outgoing], progress: ProgressCallback) -> ExportCounts:
    bodies = [note.note.body for note in notes]
    lines = [f"{body.ask}={body.answer}\n" for body in bodies if isinstance(body, Basic)]
    path.write_text("".join(lines))
    return ExportCounts(len(lines), len(lines))


LINES = Format(
    "lines",
    "Lines",
    f"{__name__}:read_lines",
    Recognition(endings=(".lines",)),
    in_error="lines (.lines)",
    in_help="a file of lines",
    in_form="lines (.lines)",
    exports=(ExportChoice(".lines", "Lines", "A question and its answer on each line.", f"{__name__}:write_lines"),),
    export_help=".lines is a line for each note.",
)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, LINES))


def fresh(name: str) -> ModuleType:
    """A copy of a module made anew, which the one in use does not see."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def help_of(name: str) -> str:
    command = fresh(f"quizzer.cli.commands.{name}").command
    assert isinstance(command, click.Command)
    return " ".join(CliRunner().invoke(command, ["--help"]).output.split())


@pytest.mark.usefixtures("lines")
def test_a_format_of_one_row_is_detected_read_and_written(tmp_path: Path, open_collection: Opener) -> None:
    path = tmp_path / "a.lines"
    path.write_text("Two=2\n")
    assert detect(path) is LINES
    collection = open_collection()
    assert import_file(collection, path, dry=False, progress=quiet).origin == "lines"
    out = tmp_path / "out.lines"
    assert export(collection, ExportPlan(out), quiet).notes >= 1
    assert "Two=2\n" in out.read_text()


@pytest.mark.usefixtures("lines")
def test_a_format_of_one_row_is_in_every_text(tmp_path: Path, open_collection: Opener) -> None:
    assert ".json is everything you own here, and `quizzer import` reads it back. .lines is a line" in help_of("export")
    assert "quizzer's own .json, or a file of lines." in help_of("import_file")
    overview = " ".join(CliRunner().invoke(quizzer, ["--help"]).output.split())
    assert ".md, .json, .lines." in overview
    assert "Markdown, JSON or Lines." in overview
    assert registry.import_form_help().endswith("quizzer’s own .json, or lines (.lines).")
    strange = tmp_path / "x"
    strange.write_text("strange")
    with pytest.raises(Problem, match=r"quizzer’s own \.json, and lines \(\.lines\)\."):
        detect(strange)
    with pytest.raises(WrongUse, match=r"one of \.apkg, \.csv, \.tsv, \.md, \.json, \.lines\."):
        export(open_collection(), ExportPlan(strange), quiet)


@pytest.mark.usefixtures("lines")
def test_a_format_of_one_row_is_a_choice_of_the_export_screen() -> None:
    assert registry.export_choices()[".lines"].summary == "A question and its answer on each line."
    assert ".md, .json or .lines." in _wrong_with_path("out.x")
    assert not _wrong_with_path("out.lines")


def test_every_reference_names_a_function_and_every_name_and_ending_is_one_of_its_kind() -> None:
    rows = registry.FORMATS
    for reference in [*(row.reader for row in rows), *(choice.writer for row in rows for choice in row.exports)]:
        assert callable(load_reference(reference))
    names = [row.name for row in rows]
    endings = [choice.ending for row in rows for choice in row.exports]
    assert len(set(names)) == len(names)
    assert list(registry.export_choices()) == endings
    assert [row.name for row in rows if row.is_own] == ["archive"]


def test_no_reader_is_imported_to_know_the_formats() -> None:
    before = {name for name in sys.modules if name.startswith("quizzer.formats")}
    fresh("quizzer.formats.registry")
    assert {name for name in sys.modules if name.startswith("quizzer.formats")} == before
