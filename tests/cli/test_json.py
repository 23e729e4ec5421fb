"""Every reading command has --json, in a form with a name and a version that the published schema describes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from quizzer.cli.main import _run as run
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.cli.json_forms import SCHEMA_FILE, load_forms, validate_json
from tests.conftest import Opener


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")


@pytest.fixture
def answered(open_collection: Opener) -> None:
    """Five answers, and the collection closed again."""
    collection = open_collection()
    session = Session(collection, Plan(limit=5))
    while session.current is not None and session.done < 5:
        session.answer(Rating.EASY, 4_000)
    collection.close()


def print_data(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == code
    printed = capsys.readouterr()
    assert printed.out.count("\n") == 1, "one object on one line"
    data: dict[str, Any] = json.loads(printed.out)
    validate_json(data)
    return data


READING = [
    "due", "decks", "mastery", "stats", "quiz --results", "goal", "workload", "check", "config", "backup", "restore",
    "source list", "log",
]  # fmt: skip


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("command", READING)
def test_every_reading_command_prints_its_form(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = print_data(capsys, *command.split())
    assert data["schema"] == f"quizzer.{command.split()[0]}/1"


def test_what_changed_in_the_decks_has_a_form(
    open_collection: Opener, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    open_collection().close()
    deck = paths.decks / "small.yaml"
    deck.write_text(deck.read_text("utf-8").replace("releases LH", "makes LH"), "utf-8")
    (change,) = print_data(capsys, "decks", "--changes")["changes"]
    assert (change["note"], change["change"], change["seen"]) == ("gland", "reworded", False)
    assert print_data(capsys, "decks", "--changes")["changes"][0]["seen"]
    assert run(["decks", "--changes"]) == 0
    printed = capsys.readouterr().out
    assert "    reworded: Which gland makes LH? (not met yet) [gland]\n" in printed
    assert "      question: Which gland releases LH? → Which gland makes LH?\n" in printed


def test_a_fresh_home_has_the_same_forms(capsys: pytest.CaptureFixture[str]) -> None:
    for command in READING:
        print_data(capsys, *command.split())


def test_every_form_is_on_the_page_and_in_the_schema() -> None:
    page = (SCHEMA_FILE.parent / "JSON.md").read_text("utf-8")
    named = set(re.findall(r"`quizzer\.([a-z]+)/1` \|", page))
    described = {name for name, form in load_forms()["$defs"].items() if "schema" in form.get("properties", {})}
    others = {"add", "anki", "changes", "class", "derive", "devices", "sync"}
    assert named == described == {command.split()[0] for command in READING} | others


@pytest.mark.usefixtures("answered")
def test_due_counts_the_chosen_cards(capsys: pytest.CaptureFixture[str]) -> None:
    whole = print_data(capsys, "due")
    academic = print_data(capsys, "due", "-l", "academic")
    assert 0 < academic["new"] < 7
    assert academic["seconds"] < whole["seconds"]
    assert (academic["forecast"], academic["goals"]) == (None, None)
    assert print_data(capsys, "due", "--deck", "small", "-a", "SML")["total"] == whole["total"]
    assert run(["due", "--tag", "gland", "--level", "academic"]) == 0
    assert capsys.readouterr().out.startswith("nothing due")
    assert run(["due", "--axis", "HPX"]) == 2
    assert "There is no axis “HPX”. There are: SML." in capsys.readouterr().err


def test_next_due_is_null_while_something_is_due(capsys: pytest.CaptureFixture[str], paths: Paths) -> None:
    assert print_data(capsys, "due")["next_due"] is None
    paths.config.write_text("[scheduling]\nnew_per_day = 0\n", "utf-8")
    data = print_data(capsys, "due")
    assert (data["total"], data["next_due"], data["seconds"]) == (0, None, 0)
    assert [day["new"] for day in data["forecast"]] == [0] * 7


def test_check_finds_the_same_with_the_same_exit_code(
    tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("notes:\n  - id: a\n    ask: Which?\n    answr: b\n", "utf-8")
    data = print_data(capsys, "check", str(bad), code=1)
    assert (data["errors"], data["findings"][0]["line"], data["findings"][0]["level"]) == (1, 4, "error")
    document = tmp_path / "text.txt"
    document.write_text(
        "The lamp\n\nA lighthouse shows ships where the coast begins, and each has its rhythm.\n", "utf-8"
    )
    assert run(["check", str(bad), "--source", str(document), "--json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "", "nothing is printed before the refusal"


def test_a_deck_with_an_error_gives_decks_exit_code_1(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    (paths.decks / "bad.yaml").write_text("notes:\n  - id: a\n    ask: Which?\n", "utf-8")
    data = print_data(capsys, "decks", code=1)
    assert any(problem["level"] == "error" for deck in data["decks"] for problem in deck["problems"])


@pytest.mark.parametrize(
    "arguments", [["restore", "x.db"], ["goal", "--by", "2027-01-01"], ["config", "--init"], ["quiz"]]
)
def test_json_of_what_does_something_is_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--json"]) == 2
    assert "--json" in capsys.readouterr().err


def test_decks_have_what_the_text_says_of_the_folders(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three that were in the text alone: a copy, a link to nothing, a bundled deck that is replaced."""
    bundled = tmp_path / "bundled" / "small.yaml"
    bundled.write_bytes((paths.decks / "small.yaml").read_bytes() + b"# as it comes\n")
    copy, link = paths.decks / "small (conflicted copy).yaml", paths.decks / "gone.yaml"
    copy.write_bytes(bundled.read_bytes())
    link.symlink_to(tmp_path / "nowhere.yaml")
    data = print_data(capsys, "decks")
    assert {(notice["path"], notice["name"], notice["level"]) for notice in data["notices"]} == {
        (str(copy), "left-out", "warning"),
        (str(link), "left-out", "warning"),
    }
    assert data["replaced"] == [{"path": str(bundled), "by": str(paths.decks / "small.yaml")}]
    assert run(["decks"]) == 0
    printed = capsys.readouterr()
    assert all(notice["message"] in printed.err for notice in data["notices"])


def test_without_a_deck_the_notices_are_printed_all_the_same(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (paths.decks / "small.yaml").unlink()
    (paths.decks / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert print_data(capsys, "decks")["notices"]
    assert run(["decks"]) == 0
    printed = capsys.readouterr()
    assert "No decks are loaded." in printed.out
    assert "leads nowhere" in printed.err
