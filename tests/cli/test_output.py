"""Nothing from outside acts on the terminal, and what cannot be written is a sentence."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizzer.cli.group import _COMMANDS
from quizzer.cli.main import _run as run
from quizzer.cli.output import PipeClosed, SafeStream, clean
from quizzer.config import Paths
from quizzer.errors import Problem

EVIL = "e\x1b]52;c;UFdO\x07\x9b31m\x1b[2J"
ACTING = ("\x1b", "\x07", "\x9b", "\r", "\u202e")

EVERY_COMMAND = {
    "add": ["add", EVIL],
    "anki": ["anki", "push", "--address", EVIL],
    "review": ["review", "--plain", "--deck", EVIL],
    "quiz": ["quiz", "--plain", "--axis", EVIL],
    "due": ["due", f"--{EVIL}"],
    "stats": ["stats", EVIL],
    "mastery": ["mastery", "--at", EVIL],
    "report": ["report", f"{EVIL}/x.html"],
    "goal": ["goal", "--axis", EVIL, "--by", EVIL],
    "postpone": ["postpone", "--days", EVIL],
    "advance": ["advance", "--cards", EVIL],
    "workload": ["workload", "--axis", EVIL],
    "class": ["class", "--invite", EVIL],
    "sync": ["sync", "--with", EVIL],
    "optimize": ["optimize", EVIL],
    "decks": ["decks"],
    "check": ["check", EVIL],
    "derive": ["derive", EVIL],
    "triage": ["triage", "--plain", EVIL],
    "source": ["source", "add", EVIL],
    "config": ["config"],
    "export": ["export", f"{EVIL}/x.apkg"],
    "import": ["import", EVIL],
    "backup": ["backup"],
    "restore": ["restore", EVIL],
    "merge": ["merge", EVIL],
    "log": ["log", EVIL],
    "forget": ["forget", EVIL],
    "remind": ["remind", EVIL],
    "rebuild": ["rebuild", EVIL],
    "man": ["man", EVIL],
    "completions": ["completions", EVIL],
}


@pytest.fixture
def evil_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home with a hostile name, and in it a deck file with another that is no deck."""
    paths = Paths(tmp_path / EVIL)
    paths.decks.mkdir(parents=True)
    (paths.decks / f"{EVIL}.yaml").write_text("notes: 5\n", "utf-8")
    (paths.decks / "good.yaml").write_text("deck: G\nnotes:\n  - {id: a, ask: 'Which?', answer: b}\n", "utf-8")
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return paths


def test_every_command_is_tried() -> None:
    assert sorted(EVERY_COMMAND) == sorted(_COMMANDS)


@pytest.mark.parametrize("command", [*EVERY_COMMAND, "unknown", "list"])
def test_no_command_lets_an_escape_through(command: str, evil_home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = {"unknown": [EVIL], "list": ["restore"], **EVERY_COMMAND}[command]
    assert run(arguments) in (0, 1, 2)
    said = capsys.readouterr()
    assert said.out + said.err
    assert not [character for character in ACTING if character in said.out + said.err]
    assert "fault of quizzer" not in said.err


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "\x9b31m", "a\rb", "\u202eabc", "\ud800", "\x00"])
def test_a_stream_shows_what_would_act(text: str) -> None:
    raw = io.StringIO()
    SafeStream(raw, "standard output").write(f"{text}\tand\n")
    assert not [character for character in (*ACTING, "\x00", "\ud800") if character in raw.getvalue()]
    assert raw.getvalue().endswith("\tand\n")
    assert clean(clean(text)) == clean(text)


def test_nothing_can_write_past_the_stream() -> None:
    assert not hasattr(SafeStream(sys.stdout, "standard output"), "buffer")


def test_streams_are_as_before_afterwards(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout, sys.stderr
    run(["--version"])
    assert (sys.stdout, sys.stderr) == before


def test_errors_of_a_stream_are_told_apart() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as raw:  # noqa: PTH123
        stream = SafeStream(raw, "standard output")
        stream.write("a")
        for _ in range(2):
            with pytest.raises(PipeClosed):
                stream.flush()
    with pytest.raises(Problem, match="standard output is closed"):
        SafeStream(None, "standard output").write("a")


def quizzer(paths: Paths, shell: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which ``$Q`` is quizzer."""
    environment = {**os.environ, "QUIZZER_HOME": str(paths.home), "Q": f"{sys.executable} -m quizzer"}
    return subprocess.run(["sh", "-c", shell], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("shell", "code", "says"),
    [
        ("$Q due > /dev/full", 1, "quizzer: standard output cannot be written: No space left on device."),
        ("$Q config --default > /dev/full", 1, "standard output cannot be written"),
        ("$Q due >&-", 1, "standard output is closed"),
        ("$Q nonsense 2> /dev/full", 2, ""),
        ("$Q nonsense 2>&-", 2, ""),
        ("{ $Q check --schema; echo $? >&2; } | true", 0, "0"),
    ],
)
def test_output_that_goes_nowhere(paths: Paths, shell: str, code: int, says: str) -> None:
    done = quizzer(paths, shell)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


def test_a_line_that_is_no_text_is_asked_for_again(paths: Paths) -> None:
    environment = {**os.environ, "QUIZZER_HOME": str(paths.home), "PYTHONIOENCODING": "ascii:strict"}
    done = subprocess.run(
        [sys.executable, "-m", "quizzer", "review", "--plain", "--deck", "Small axis"],
        env=environment, input="β\nq\n".encode(), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"This line is no text in ascii" in done.stdout
