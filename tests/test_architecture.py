"""The promises of the architecture that a reader of the source can check: no cycles, and SQL only where it belongs."""

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

TESTS = Path(__file__).parent

SQL_IN_TESTS = {
    "anki/reading": "reads and writes Anki's own databases",
    "benchmarks": "builds and measures databases of a million rows",
    "cli/commands/test_mastery_command.py": "makes every card mature",
    "core/schedule/anki_judge.py": "writes Anki's own database",
    "formats/mnemosyne": "reads and damages Mnemosyne's own database",
    "formats/test_detect.py": "makes databases of other programs",
    "hub": "tries in SQL what a learner may do",
    "long/kill_many_times.py": "checks the integrity of the file, and reads the log after each answer",
    "long/merge_many_orders.py": "compares whole logs, devices included, in an order that no row id decides",
    "long/samples.py": "makes a package of Anki's own",
    "long/malformed/spoiling.py": "damages databases of other programs",
    "long/take_in_bases.py": "compares all that a base brings, in an order that no row id decides",
    "postgres.py": "makes and removes accounts of a server",
    "long/sync": "compares whole logs and schedules, and reads what an import from Anki would find",
    "probe.py": "reads for all others",
    "store/caches": "damages the caches and the log, and reads the caches' own tables",
    "store/log/test_append.py": "writes rows of the log that the program would not write",
    "store/log/test_other_log.py": "damages databases",
    "store/log/test_replay.py": "damages the cards",
    "store/log/test_size.py": "counts the rows of a table of its own",
    "store/log/test_union.py": "compares whole logs, and writes to the log what it must refuse",
    "store/log/test_union_identity.py": "compares whole logs, and makes homes of earlier versions",
    "store/log/test_unknown_kinds.py": "writes kinds of a later version",
    "store/notes/test_catalogue.py": "deletes notes",
    "store/sync": "makes homes of earlier versions, and damages what is sent",
    "study/drafts/test_consumers.py": "reads the packages it makes for Anki",
    "study/exchange/test_imported_rows.py": "writes Anki's own log",
    "study/exchange/people.py": "makes a collection that an earlier version left",
    "store/course/test_prerequisites.py": "writes notes that wait for each other in every way",
    "store/due/test_due_counts.py": "runs fragments of SQL over a table of its own",
    "store/due/test_due_counts_limits.py": "runs a query over a table of its own",
    "store/queries/test_mastery_now.py": "counts cards in a table of its own, of several blocks",
    "store/queries/test_recall_sql.py": "runs fragments of SQL over a table of its own",
    "store/schema": "checks the schema itself",
    "store/test_backup.py": "damages a database",
    "store/test_connection.py": "checks the settings of the connection and makes foreign databases",
    "study/browse/test_table.py": "writes Anki's own database",
    "study/due/test_goal_cards.py": "makes notes wait for others",
    "study/due/random_collections.py": "lets notes wait for others",
    "study/mastery/test_cards.py": "makes a card lapse",
    "study/review/answering/test_answer.py": "makes cards due",
    "study/review/test_answer_promise.py": "makes cards due",
    "study/statistics/test_anki_agreement.py": "writes a log with given instants",
    "study/statistics/test_compute.py": "deletes the caches",
    "tui/browse/test_pictures.py": "gives a deck another path",
    "tui/home/test_screen.py": "makes a card due",
    "tui/quiz/test_screen.py": "makes the database read-only",
    "tui/review/test_summary_screen.py": "makes a card overdue",
    "study/test_homes.py": "fills the disk by SQLite's own limits",
    "study/sync/test_faults.py": "fills the disk by SQLite's own limits",
}
"""Tests and folders of tests that may run SQL, and why; all others read the database through ``tests.probe``."""

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


def find_sql(root: Path) -> list[str]:
    """The modules under a folder that run SQL, as ``path:line``."""
    texts = ((path, path.read_text("utf-8")) for path in sorted(root.rglob("*.py")))
    return [
        f"{path.relative_to(root).as_posix()}:{node.lineno}"
        for path, text in texts
        if "execute" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr.startswith("execute")
    ]


def test_study_leaves_sql_to_the_store() -> None:
    assert find_sql(ROOT / "study") == []


def test_tests_read_the_database_through_the_probe() -> None:
    found = find_sql(TESTS)
    allowed = tuple(SQL_IN_TESTS)
    assert [place for place in found if not place.startswith(allowed)] == []
    assert [name for name in allowed if not any(place.startswith(name) for place in found)] == []
