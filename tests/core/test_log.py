"""The numbers of log kinds and queues: they stand once, and never change."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import quizzer
from quizzer.core.log import LOG_KINDS, CardQueue, LogKind
from quizzer.core.schedule.progress import State
from quizzer.store.due import due_counts
from quizzer.study.due import limits

PACKAGE = Path(quizzer.__file__).parent
EXEMPT = (
    "store/schema/migrations/",  # as they ran, for ever
    "anki/reading/database.py",  # the columns of Anki's own tables
    "derive/",  # documents have no log rows
)
COLUMNS = "(?:kind|queue|state|before)"
BARE = re.compile(
    rf"\b{COLUMNS}\s*(?:=|==|<>|!=|<=|>=|<|>)\s*-?\d"
    rf"|\b{COLUMNS}\s+(?:NOT\s+)?IN\s*\(\s*-?\d"
    rf"|\b{COLUMNS}\s+BETWEEN\s+-?\d"
    rf"|\bCASE\s+(?:\w+\.)?{COLUMNS}\s+WHEN\s+-?\d",
    re.IGNORECASE,
)
NAMED = re.compile(rf"(?:\w+\.)?{COLUMNS}")


def test_the_numbers_are_those_in_the_databases_of_people() -> None:
    assert {kind.name: int(kind) for kind in LogKind} == {
        "ANSWER": 0, "SUSPEND": 1, "UNSUSPEND": 2, "BURY": 3, "FLAG": 4, "RESET": 5, "RESCHEDULE": 6,
    }  # fmt: skip
    assert {queue.name: int(queue) for queue in CardQueue} == {"OFF": -1, "NEW": 0, "STEP": 1, "DAY": 2}
    assert {state.name: int(state) for state in State} == {"NEW": 0, "LEARNING": 1, "REVIEW": 2, "RELEARNING": 3}


def test_every_kind_is_found_by_its_number() -> None:
    assert {number: LogKind(number) for number in range(7)} == LOG_KINDS


def test_the_counts_of_due_cards_have_the_same_numbers() -> None:
    assert due_counts._ANSWER == LogKind.ANSWER
    assert (due_counts.NEW, due_counts.STEP, due_counts.DAY) == (CardQueue.NEW, CardQueue.STEP, CardQueue.DAY)
    assert (limits._NEW, limits._REVIEW) == (State.NEW, State.REVIEW)


def _texts(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    """Every string of a module but its docstrings, with ``{}`` where a value is put in."""
    passed: set[ast.AST] = set()
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            passed.update(ast.walk(node))
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed:
            yield node.lineno, node.value


def _number(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(map(_number, node.elts))
    node = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(node, ast.Constant) and type(node.value) is int


def _compared(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    """Every comparison of a kind, a queue or a state with a number."""
    for node in nodes:
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(map(_number, sides)) and any(NAMED.fullmatch(ast.unparse(side)) for side in sides):
                yield node.lineno, ast.unparse(node)


def bare_numbers(source: str) -> list[tuple[int, str]]:
    """Where a source has the number of a kind, queue or state that has a name: line and text."""
    nodes = list(ast.walk(ast.parse(source)))
    return [(line, text) for line, text in _texts(nodes) if BARE.search(text)] + list(_compared(nodes))


@pytest.mark.parametrize(
    "source",
    [
        'sql = "SELECT 1 FROM log WHERE kind = 0 AND undone IS NULL"',
        'sql = f"{x} AND p.kind IN (0, 5, 6)"',
        'sql = "p.interval * (p.kind <> 5)"',
        'sql = "sum(queue>0)"',
        'sql = f"SET queue = -1 {x}"',
        'sql = ("SELECT due "\n "FROM card WHERE c.queue = 2")',
        'sql = "CASE c.state WHEN 1 THEN 2 END"',
        "found = [row for row in rows if row.queue != 1]",
        "if kind in (0, 5): pass",
    ],
)
def test_a_bare_number_is_noticed(source: str) -> None:
    assert bare_numbers(source)


@pytest.mark.parametrize(
    "source",
    [
        'sql = f"WHERE kind = {LogKind.ANSWER:d} AND day = 3"',
        "if queue == CardQueue.STEP and left > 0: pass",
        '"""``kind = 0``"""',
        'sql = "AND undone IS NULL AND kind = ?"',
    ],
)
def test_a_name_is_let_pass(source: str) -> None:
    assert not bare_numbers(source)


def test_no_number_of_a_kind_queue_or_state_stands_bare() -> None:
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}: {text}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if not path.relative_to(PACKAGE).as_posix().startswith(EXEMPT)
        for line, text in bare_numbers(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)
