"""The promises of the architecture that a reader of the imports can check: no cycles, and no SQL in study."""

from __future__ import annotations

import ast
import graphlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import quizzer

ROOT = Path(quizzer.__file__).parent
MODULES = {
    ".".join((path.relative_to(ROOT.parent).with_suffix("")).parts).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}

CYCLIC = "quizzer.tui."
"""The screens import the app that shows them."""


def imports(module: str) -> Iterator[str]:
    """The modules of quizzer that a module imports: at the top, inside functions, and for the type checker."""
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module in MODULES:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in MODULES else node.module


def find_cycle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of one cycle; empty where there is none."""
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as cycle:
        return list(cycle.args[1])
    return []


def room_of(module: str, house: str) -> str:
    """The child of a package that a module is, or lies in."""
    return module.removeprefix(f"{house}.").partition(".")[0]


def test_no_module_imports_itself_through_others() -> None:
    graph = {module: set(imports(module)) - {module} for module in MODULES if not module.startswith(CYCLIC)}
    assert find_cycle(graph) == []


@pytest.mark.parametrize("house", ["quizzer.study"])
def test_no_room_of_a_house_imports_itself_through_others(house: str) -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        if module.startswith(f"{house}."):
            room = room_of(module, house)
            others = {room_of(other, house) for other in imports(module) if other.startswith(f"{house}.")}
            graph.setdefault(room, set()).update(others - {room})
    assert find_cycle(graph) == []


def test_study_leaves_sql_to_the_store() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "study").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.startswith("execute")
    ]
    assert found == []
