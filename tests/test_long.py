"""The long runs work: each of them in small, so that it does not rot between its uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.long.mutations.__main__ import FOLDERS, ROOT
from tests.long.mutations.mutants import mutants_of, sample

RULES = '''\
"""Rules."""


def is_small(number: int) -> bool:
    """Whether it is small."""
    return number < 4


def is_odd(number: int) -> bool:
    """Whether it is odd; no test looks."""
    return number % 2 == 1
'''
TESTS = """\
from quizzer.core.rules import is_small


def test_red() -> None:
    assert is_small(5)


def test_small() -> None:
    assert [is_small(number) for number in (3, 4, 5)] == [True, False, False]
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A package with a rule that a test guards, one that none does, and a test that is red without any change."""
    root = tmp_path / "tree"
    files = {"quizzer/__init__.py": "", "quizzer/core/rules.py": RULES, "tests/core/test_rules.py": TESTS}
    for file, text in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
    return root


def mutations(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.long.mutations", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=400)


def test_a_guarded_rule_is_caught_and_one_without_a_test_survives(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # most of each start of pytest
    monkeypatch.setenv("PYTEST_PLUGINS", "xdist.plugin")
    done = mutations("--root", str(tree), "--folder", "core", "--lines", "9")
    assert done.stderr == ""
    words = sorted(line.split(" s  ")[1] for line in done.stdout.splitlines() if " s  " in line)
    assert words == [
        "SURVIVED  quizzer/core/rules.py:11",
        "caught     quizzer/core/rules.py:6  by tests/core/test_rules.py::test_small",
    ]
    assert "        -    return number % 2 == 1\n        +    return number" in done.stdout
    assert done.stdout.splitlines()[-2:] == [
        "Red without any change, and left out: tests/core/test_rules.py::test_red",
        "1 of 2 caught.",
    ]
    assert done.returncode == 1
    assert (tree / "quizzer/core/rules.py").read_text("utf-8") == RULES


def test_one_line_of_this_program_is_broken_and_judged() -> None:
    done = mutations("--lines", "1", "--folder", "core", "--stages", "1")
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] in ("1 of 1 caught.", "0 of 1 caught.")


def test_each_folder_has_rules_to_break_and_a_seed_finds_the_same_again() -> None:
    paths = {mutant.path.parts[1] for mutant in mutants_of(ROOT, FOLDERS)}
    assert paths == set(FOLDERS)
    once, again, other = (sample(ROOT, ["core/notes"], 5, seed) for seed in (3, 3, 4))
    assert once == again != other


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        ("x = a < b\n", {"x = a <= b", "x = a >= b"}),
        ("x = a is not b\n", {"x = a is b"}),
        ("x = a and (b or c)\n", {"x = a or (b or c)", "x = a and (b and c)"}),
        ("x = min(a, b)\n", {"x = max(a, b)"}),
        ("x = a - 2\n", {"x = a + 2", "x = a - 3"}),
        ("x = 'a' + b\n", set()),
        ("x = sorted(a, key=b)\n", {"x = sorted(a)"}),
        ("if not a:\n    b.c()\n", {"if not (not a):\n    b.c()", "if bool(a):\n    b.c()", "if not a:\n    pass"}),
        ("x = 'SELECT a FROM b WHERE c = 1'\n",
         {"x = 'SELECT a FROM b WHERE c <> 1'", "x = 'SELECT a FROM b WHERE c = 2'"}),
        ("x = f' AND a <= {b + c}'\n", {"x = f' AND a < {b + c}'", "x = f' OR a <= {b + c}'"}),
        ("x = 'b < c, for people'\n", set()),
        ("__slots__ = ('a',)\nx: int\n", set()),
        ("'''A docstring.'''\nfrom a import b\n", set()),
    ],
)  # fmt: skip
def test_what_is_broken_in_a_line(tmp_path: Path, source: str, broken: set[str]) -> None:
    file = tmp_path / "quizzer" / "core" / "one.py"
    file.parent.mkdir(parents=True)
    file.write_text(source, "utf-8")
    found = {mutant.applied(source.encode()).decode().rstrip() for mutant in mutants_of(tmp_path, ["core"])}
    assert found == broken
