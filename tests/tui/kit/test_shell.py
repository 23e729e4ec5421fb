"""The application is the shell that its screens are written against."""

from __future__ import annotations

import inspect

import pytest

from quizzer.study.collection.collection import Collection
from quizzer.tui.app import QuizzerApp
from quizzer.tui.kit.shell import Shell

MEMBERS = sorted({name for name in vars(Shell) if not name.startswith("_")} | set(Shell.__annotations__))


def test_the_application_is_a_shell(collection: Collection) -> None:
    shell: Shell = QuizzerApp(collection)  # the type checker compares the signatures
    assert {"collection", "keymap", "go_home", "review", "exit"} <= set(MEMBERS)
    for name in MEMBERS:
        assert hasattr(shell, name), name


@pytest.mark.parametrize("name", [name for name in MEMBERS if callable(getattr(Shell, name, None))])
def test_each_method_takes_the_shells_arguments(name: str) -> None:
    promised, given = (inspect.signature(getattr(kind, name)) for kind in (Shell, QuizzerApp))
    taken = list(given.parameters)
    assert taken[: len(promised.parameters)] == list(promised.parameters)
    rest = [given.parameters[other] for other in taken[len(promised.parameters) :]]
    assert all(parameter.default is not parameter.empty for parameter in rest)
