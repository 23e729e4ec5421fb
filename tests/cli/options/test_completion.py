"""Values are completed in bash, zsh and fish; whatever is wrong, nothing is printed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.config import Paths
from tests.conftest import Opener

OWN = """\
deck: My own
axis: {id: "T 1", name: Two words}
notes:
  - id: aa-bb
    ask: Which gland releases LH?
    answer: pituitary
    level: academic
    tags: [one, two]
"""


@pytest.fixture
def home(paths: Paths, open_collection: Opener) -> Path:
    """A home with a deck, an axis of two words, and a backup."""
    (paths.decks / "My deck.yaml").write_text(OWN, "utf-8")
    collection = open_collection()
    collection.back_up()
    collection.close()
    return paths.home


Completing = Callable[[str, list[str], Path], list[str]]
"""Shell, words so far and home to the lines that the shell reads."""


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Completing:
    """Asks as the completion scripts ask."""

    def complete(shell: str, words: list[str], home: Path) -> list[str]:
        *before, last = words
        position = {
            "bash": {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(before))},
            "zsh": {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(before))},
            "fish": {"COMP_WORDS": " ".join(words), "COMP_CWORD": last},
        }[shell]
        capsys.readouterr()
        with monkeypatch.context() as environment, suppress(SystemExit):
            environment.setenv("QUIZZER_HOME", str(home))
            environment.setenv("_QUIZZER_COMPLETE", f"{shell}_complete")
            for name, value in position.items():
                environment.setenv(name, value)
            run([])
        printed = capsys.readouterr()
        assert printed.err == ""
        return [line for line in printed.out.splitlines() if line]

    return complete


CASES = [
    (["review", "--axis", "s"], "SML"),
    (["due", "-a", "SM"], "SML"),
    (["export", "x.apkg", "-d", "sma"], "small"),
    (["workload", "--level", "ac"], "academic"),
    (["stats", "-t", "tw"], "two"),
    (["stats", "cal"], "calendar"),
    (["report", "x.html", "--tag", "gl"], "gland"),
]


@pytest.mark.parametrize(("words", "value"), CASES)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_values_are_completed(shell: str, words: list[str], value: str, home: Path, complete: Completing) -> None:
    lines = complete(shell, ["quizzer", *words], home)
    found = {
        "bash": [line.partition(",")[2] for line in lines],
        "zsh": lines[1::3],
        "fish": [line.partition(",")[2].partition("\t")[0] for line in lines] or lines[1::3],
    }[shell]
    assert value in found, lines


def test_backups_are_completed_and_files_where_none_fits(home: Path, complete: Completing) -> None:
    (line,) = complete("bash", ["quizzer", "restore", ""], home)
    assert line.startswith(f"plain,{home / 'backups'}/by-hand-")
    (line,) = complete("bash", ["quizzer", "restore", "elsewhere"], home)
    assert line.startswith("file,")


@pytest.mark.parametrize("kind", ["no home", "no database", "no user", "text", "folder", "configuration"])
def test_whatever_is_wrong_nothing_is_printed(kind: str, tmp_path: Path, complete: Completing) -> None:
    home = tmp_path / "broken"
    if kind != "no home":
        home.mkdir()
    if kind == "text":
        (home / "quizzer.db").write_text("no database")
    if kind == "folder":
        (home / "quizzer.db").mkdir()
    if kind == "configuration":
        (home / "config.toml").write_text("[[[")
    named = Path("~nobody-of-this-name/x") if kind == "no user" else home
    for words in (["review", "--axis", ""], ["goal", "-d", ""], ["add", "-d", ""]):
        assert complete("bash", ["quizzer", *words], named) == []
    complete("bash", ["quizzer", "revew", "--axis", ""], named)
    assert all(line.startswith("file,") for line in complete("bash", ["quizzer", "restore", ""], named))
    assert not (home / "quizzer.db").is_file() or kind == "text", "completing makes no database"


def test_the_home_on_the_command_line_counts(home: Path, tmp_path: Path, complete: Completing) -> None:
    words = ["quizzer", "--home", str(home), "review", "-a", "SM"]
    assert complete("bash", words, tmp_path / "elsewhere") == ["plain,SML"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_inserts_what_the_command_understands(home: Path, tmp_path: Path) -> None:
    (tmp_path / "quizzer").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quizzer "$@"\n')
    (tmp_path / "quizzer").chmod(0o755)
    script = """
source <(quizzer completions bash)
try() {
    COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMPREPLY=()
    _quizzer_completion quizzer
    printf '%s|' "${COMPREPLY[@]}"; echo
}
try quizzer review -d M
try quizzer review -d '"My'
try quizzer mastery --axis T
try quizzer review --axis S
"""
    done = subprocess.run(
        ["bash", "--norc"],
        input=script,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QUIZZER_HOME": str(home), "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["My\\ deck|", "My deck|", "T\\ 1|", "SML|"]
