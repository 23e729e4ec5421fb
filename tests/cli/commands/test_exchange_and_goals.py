"""``quizzer export``, ``import``, ``goal``, ``workload`` and ``optimize``: sentences, exit codes, and nothing lost."""

from __future__ import annotations

import json
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import SystemClock
from quizzer.config import Paths
from tests.cli.json_forms import validate_json


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return printed.out + printed.err


def test_a_package_is_written_and_says_what_to_tick(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = tmp_path / "out.apkg"
    assert run(["export", str(package), "--with-progress"]) == 0
    printed = said(capsys)
    assert "7 notes" in printed
    assert "Import any learning progress" in printed
    assert zipfile.is_zipfile(package)
    assert run(["import", str(package), "--dry-run"]) == 0
    assert "Nothing would change." in said(capsys)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["export", "x.docx"], 2, "ending"),
        (["export", "x.csv", "--with-progress"], 2, "--with-progress"),
        (["export", "nowhere/x.apkg"], 1, "folder"),
        (["export", "x.apkg", "--axis", "HPX"], 2, "There is no axis"),
        (["import", "nothing.apkg"], 1, "nothing.apkg"),
        (["goal", "--axis", "SML", "--by", "soon"], 2, "is no day; write it as"),
        (["goal", "--axis", "SML", "--by", "2001-01-01"], 2, "ahead"),
        (["goal", "--by", "2100-01-01"], 2, "--axis, --deck or --tag"),
        (["goal", "--axis", "SML"], 2, "--by"),
        (["goal", "--axis", "SML", "--by", "2030-01-01", "--recall", "x"], 2, "percentage"),
        (["optimize", "--back", "--history"], 2, "exclude"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    arguments: list[str],
    code: int,
    says: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    assert says in said(capsys)
    assert not list(tmp_path.glob("x.*"))


def test_bad_files_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], paths: Paths) -> None:
    before = sorted(file.name for file in paths.decks.iterdir())
    with zipfile.ZipFile(tmp_path / "evil.apkg", "w") as archive:
        archive.writestr("../../x", "out")
    (tmp_path / "empty.apkg").touch()
    (tmp_path / "text.apkg").write_bytes(b"\x00\x01 no archive")
    with zipfile.ZipFile(tmp_path / "bomb.apkg", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", bytes(60_000_000))
    for file in sorted(tmp_path.glob("*.apkg")):
        assert run(["import", str(file)]) == 1
        assert file.name in said(capsys)
    assert sorted(file.name for file in paths.decks.iterdir()) == before
    assert not (tmp_path.parent / "x").exists()


def test_a_goal_is_set_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    by = (date(1970, 1, 1) + timedelta(SystemClock().moment(4).day + 40)).isoformat()
    assert run(["goal", "--axis", "SML", "--by", by, "--recall", "95%"]) == 0
    printed = said(capsys)
    assert f"SML by {by} at 95%" in printed
    assert "9 of 9 cards are new" in printed
    assert run(["goal"]) == 0
    assert "SML" in said(capsys)
    assert run(["goal", "--axis", "SML", "--remove"]) == 0
    assert run(["goal"]) == 0
    assert "There are no goals." in said(capsys)


def test_a_goal_for_a_tag_is_set_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    by = (date(1970, 1, 1) + timedelta(SystemClock().moment(4).day + 40)).isoformat()
    assert run(["goal", "--tag", "GLAND", "--by", by]) == 0
    printed = said(capsys)
    assert f"gland by {by} at 90%" in printed
    assert "1 of 1 card is new" in printed
    assert run(["goal", "--json"]) == 0
    data = json.loads(said(capsys))
    validate_json(data)
    assert [(goal["kind"], goal["id"]) for goal in data["goals"]] == [("tag", "gland")]
    assert run(["due", "--json"]) == 0
    due = json.loads(said(capsys))
    validate_json(due)
    assert [(goal["label"], goal["state"]) for goal in due["goals"]] == [("gland", data["goals"][0]["state"])]
    assert run(["goal", "--tag", "gland", "--remove"]) == 0
    assert "is removed" in said(capsys)
    assert run(["due", "--json"]) == 0
    assert json.loads(said(capsys))["goals"] == []


def test_reviews_are_put_off_and_brought_forward(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["postpone", "--days", "3"]) == 0
    assert said(capsys) == "There is no review to put off.\n"
    assert run(["advance", "--days", "30", "--dry-run"]) == 0
    assert said(capsys) == "There is no review to bring forward.\n"
    assert run(["postpone"]) == 2
    assert run(["advance", "--days", "1", "--cards", "1"]) == 2
    assert run(["postpone", "--days", "0", "--axis", "SML"]) == 2


def test_workload_and_optimize_say_so_when_there_is_nothing_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["workload"]) == 0
    assert "No card was answered yet" in said(capsys)
    assert run(["optimize", "--history"]) == 0
    assert "defaults" in said(capsys)
    assert run(["optimize", "--back"]) == 0
    assert "nothing to go back from" in said(capsys)


def test_an_imported_table_gets_the_name_and_axis_that_are_given(
    tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Which gland?,the thyroid\n", "utf-8")
    assert run(["import", str(table), "-d", "Glands", "--axis", "sml", "--dry-run"]) == 0
    assert "Would make the deck “Glands” with the axis “SML”" in said(capsys)
    assert run(["import", str(table), "--deck", "Glands", "-a", "SML"]) == 0
    assert "axis: {id: SML, name: Small axis}" in (paths.decks / "glands.yaml").read_text("utf-8")
