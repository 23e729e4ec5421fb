"""A module in a fork is the program that it is in a process of its own."""

from __future__ import annotations

import os
import sys
import time

import pytest

from tests.programs import run_module


@pytest.mark.parametrize(
    ("argument", "code", "errors"),
    [("a b", 7, ""), ("none", 0, ""), ("text", 1, "a sentence\n"), ("raise", 1, "ValueError: broken\n")],
)
def test_output_errors_environment_and_exit_code(argument: str, code: int, errors: str) -> None:
    env = {**os.environ, "SAID": "something", "TZ": "Etc/GMT-3"}
    done = run_module("tests.test_programs", argument, env=env, typed="löst\n")
    assert done.stdout == f"[{argument!r}] something 00 03 löst\n\n"
    assert done.stderr.startswith("an error\n")
    assert done.stderr.endswith(errors)
    assert done.returncode == code


def test_a_module_that_is_not_there_fails() -> None:
    done = run_module("tests.nothing")
    assert done.returncode == 1
    assert "No module named tests.nothing" in done.stderr


if __name__ == "__main__":
    hours = [time.strftime("%H", of(0)) for of in (time.gmtime, time.localtime)]
    print(sys.argv[1:], os.environ["SAID"], *hours, sys.stdin.read())
    print("an error", file=sys.stderr)
    if sys.argv[1:] == ["raise"]:
        raise ValueError("broken")
    sys.exit({"text": "a sentence", "none": None}.get(sys.argv[1], 7))
