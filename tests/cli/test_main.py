"""Exit codes and sentences of the command line (promise 9)."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from quizzer import __version__
from quizzer.cli.main import _run as run
from quizzer.config import Paths
from tests.conftest import DECK, Opener


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"quizzer {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["revew"], "Did you mean “review”?"),
        (["due", "--jsn"], "--json"),
        (["review", "--plain", "--axis", "HPX"], "There is no axis “HPX”. There are: SML."),
        (["review", "--plain", "--limit", "0"], "--limit"),
        (["review"], "quizzer review --plain"),
        ([], "quizzer review --plain"),
        (["check", "nowhere.yaml"], "no such file"),
        (["restore", "a", "b"], "restore"),
    ],
)
def test_wrong_use_is_a_sentence_and_exit_code_2(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert "Traceback" not in told.err


def test_due_prints_one_line_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["due"]) == 0
    assert capsys.readouterr().out == "7 new\n"
    assert run(["due", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    forecast = data.pop("forecast")
    assert data == {
        "schema": "quizzer.due/1",
        "new": 7,
        "learning": 0,
        "review": 0,
        "total": 7,
        "next_due": None,
        "come_back": 0,
        "answers": 18,
        "seconds": 158,
        "own_pace": False,
        "axes": {"SML": {"new": 7, "learning": 0, "review": 0}},
        "goals": [],
    }
    assert [day["new"] for day in forecast] == [2, 0, 0, 0, 0, 0, 0]
    assert forecast[0]["due"] > 0


def test_due_works_while_another_program_has_the_collection(
    open_collection: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    open_collection()
    assert run(["due"]) == 0
    assert capsys.readouterr().out == "7 new\n"


def test_a_second_session_is_told_who_holds_the_collection(
    open_collection: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    open_collection()
    assert run(["review", "--plain"]) == 1
    assert "another quizzer (process" in capsys.readouterr().err


def test_nothing_that_was_answered_is_due_now(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n4\n" * 7))
    assert run(["review", "--plain"]) == 0
    capsys.readouterr()
    assert run(["due"]) == 0
    assert capsys.readouterr().out.startswith("nothing due, next in ")
    assert run(["due", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["next_due"] is not None


def test_decks_lists_counts_and_problems(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decks"]) == 0
    assert "Small axis  7 notes, 9 cards, due 0, new today 7" in capsys.readouterr().out
    (paths.decks / "bad.yaml").write_text("deck: Bad\nnotes:\n  - id: x\n    ask: Why\n", "utf-8")
    assert run(["decks"]) == 1
    told = capsys.readouterr()
    assert "Small axis  7 notes" in told.out
    assert f"{paths.decks / 'bad.yaml'}:3: " in told.err


def test_check_prints_file_line_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(DECK, "utf-8")
    bad.write_text(DECK.replace("    answer: pituitary\n", "    answr: pituitary\n"), "utf-8")
    assert run(["check", str(good)]) == 0
    assert run(["check", str(bad)]) == 1
    told = capsys.readouterr()
    assert any(line.startswith(f"{bad}:6: ") and "did you mean 'answer'" in line for line in told.out.splitlines()), (
        told.out
    )


def test_check_marks_a_warning_and_names_every_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text("notes:\n  - id: x\n    ask: Which ones?\n    items: [a, b, c]\n", "utf-8")
    assert run(["check", str(deck)]) == 0
    told = capsys.readouterr()
    message = "the question does not say how many items there are; end it with (3)"
    assert told.out == f"{deck}:3: warning: {message} [no-count]\n"
    assert "0 errors, 1 warnings" in told.err
    deck.write_text(deck.read_text("utf-8") + "    silence: no-count\n    level: none\n", "utf-8")
    assert run(["check", str(deck)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{deck}:6: 'none' is no level of this deck")
    assert line.endswith(" [unknown-level]")


def test_check_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--schema"]) == 0
    assert "$schema" in json.loads(capsys.readouterr().out)


def test_config_is_written_once(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "--init"]) == 0
    assert paths.config.exists()
    assert run(["config"]) == 0
    written = paths.config.read_text("utf-8")
    assert run(["config", "--init"]) != 0
    assert paths.config.read_text("utf-8") == written
    assert str(paths.config) in capsys.readouterr().err


def test_a_wrong_setting_names_key_value_and_what_is_allowed(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    paths.config.write_text("[scheduling]\ndesired_retention = 1.5\n", "utf-8")
    assert run(["due"]) == 2
    told = capsys.readouterr().err
    assert "desired_retention" in told
    assert "1.5" in told
    assert "0.7" in told


def test_backup_restore_rebuild(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["restore"]) == 0
    assert "no backups" in capsys.readouterr().out
    assert run(["backup"]) == 0
    made = next(paths.backups.iterdir())
    assert run(["restore", str(made)]) == 0
    assert "is kept" not in capsys.readouterr().out.splitlines()[0]
    assert run(["rebuild"]) == 0
    assert run(["restore", str(paths.decks / "small.yaml")]) == 1


def test_a_fault_of_its_own_is_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("quizzer.study.due.home.load_due", fail)
    assert run(["due"]) == 1
    told = capsys.readouterr().err
    assert "fault of quizzer's own" in told
    assert "Traceback" not in told
    report = Path(told.split("Details are in ")[1].strip().rstrip("."))
    assert "boom" in report.read_text("utf-8")
    report.unlink()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completions", shell]) == 0
    assert "_QUIZZER_COMPLETE" in capsys.readouterr().out


def test_due_and_mastery_import_nothing_heavy(paths: Paths) -> None:
    """A status bar calls the one every few seconds, a script the other."""
    heavy = ["textual", "sqlmodel", "sqlalchemy", "alembic", "yaml", "rapidfuzz", "filelock", "platformdirs"]
    code = (
        "import sys; from quizzer.cli.main import _run; _run(['due']);"
        f"found = [name for name in {['click', *heavy]!r} if name in sys.modules]; _run(['mastery', '--json']);"
        f"print(found + [name for name in {['shutil', *heavy]!r} if name in sys.modules])"
    )
    for _ in range(2):  # the first makes the database and reads the decks
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"QUIZZER_HOME": str(paths.home)},
        )
    assert done.stdout.splitlines()[-1] == "[]"


def test_python_dash_m_works(paths: Paths) -> None:
    done = subprocess.run([sys.executable, "-m", "quizzer", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"quizzer {__version__}\n"


@pytest.mark.parametrize(("variable", "value"), [("TERM", "dumb"), ("ACCESSIBLE", "1")])
def test_where_lines_are_preferred_the_session_is_line_by_line(
    variable: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    open_collection: Opener,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_collection().close()
    monkeypatch.setenv(variable, value)
    for arguments in ([], ["review"]):
        monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
        assert run(arguments) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("Enter shows the answer, then 1 to 4 rate it; ? helps, q leaves.\n")
        assert "\x1b" not in printed
