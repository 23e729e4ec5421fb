"""The ways to break a rule: small changes to the source of a file, found by its syntax tree.

Text for people, annotations and docstrings are left alone: to change them makes no difference to any rule.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

_COMPARISONS = {
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
}
_OPERATORS = {ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "//"), ast.FloorDiv: ("//", "*")}
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_SQL = re.compile(r"\b(SELECT|UPDATE|INSERT|DELETE|WHERE|ORDER BY|CASE WHEN|EXISTS|coalesce)\b| AND ")
_SQL_CHANGES: list[tuple[str, str | Callable[[re.Match[str]], str]]] = [
    (r"(?<= )<=(?= )", "<"), (r"(?<= )<(?= )", "<="), (r"(?<= )>=(?= )", ">"), (r"(?<= )>(?= )", ">="),
    (r"(?<=[ (])(?<!BETWEEN \S )AND(?= )", "OR"), (r"(?<= )OR(?= )", "AND"), (r"\bDISTINCT ", ""), (r" DESC\b", ""),
    (r"\bmin(?=\()", "max"), (r"\bmax(?=\()", "min"), (r"(?<= )\+(?= )", "-"), (r"(?<= )-(?= )", "+"),
    (r"\bNOT (?!NULL|IN\b|INDEXED)", ""), (r"\bIS NULL", "IS NOT NULL"), (r"\bIS NOT NULL", "IS NULL"),
    (r"(?:(?<=WHERE )|(?<=AND )|(?<=OR )|(?<=ON )|(?<=WHEN ))(?P<left>[\w.]+) =(?= )", r"\g<left> <>"),
    (r"(?<=[=<>] )\d+\b", lambda found: str(int(found[0]) + 1)),
    (r" AND (?!\w+ AND)[\w.]+ (?:IS NULL|[=<>]+ \d+)(?=[ \")])", ""),
]  # fmt: skip
"""What is changed in SQL; nothing that only breaks its grammar, which every test would see."""


class Mutant(NamedTuple):
    """One broken rule.

    Attributes:
        path: The file, from the tree's root.
        start: First byte that is replaced.
        end: The byte after the last.
        text: What takes their place.
    """

    path: Path
    line: int
    start: int
    end: int
    text: str

    def applied(self, source: bytes) -> bytes:
        """The file with the rule broken."""
        return source[: self.start] + self.text.encode() + source[self.end :]


class _Finder(ast.NodeVisitor):
    """Collects the ways to break a file's rules, as (first byte, byte after the last, new text)."""

    def __init__(self, source: bytes, optional: frozenset[str]) -> None:
        self.found: list[tuple[int, int, str]] = []
        self._source = source
        self._optional = optional
        self._lines = [0, *(match.end() for match in re.finditer(b"\n", source))]

    def _start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)

    def _text(self, node: ast.expr) -> str:
        return self._source[self._start(node) : self._end(node)].decode()

    def _replace(self, node: ast.expr | ast.stmt, text: str) -> None:
        self.found.append((self._start(node), self._end(node), text))

    def _between(self, left: ast.expr, right: ast.expr, old: str, new: str) -> None:
        """Replace the operator between two operands."""
        start, end = self._end(left), self._start(right)
        gap = self._source[start:end].decode()
        words = rf"\b{old}\b".replace(" ", r"\s+") if old[0].isalpha() else re.escape(old)
        self.found.append((start, end, re.sub(words, new, gap, count=1)))

    def _body(self, body: Sequence[ast.stmt]) -> None:
        for node in body:
            if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):  # a docstring
                self.visit(node)

    def visit_Module(self, node: ast.Module) -> None:
        self._body(node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._body(node.body)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        self._body(node.body)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id in ("__slots__", "__all__", "TYPE_CHECKING"):
            return
        if isinstance(target, ast.Attribute | ast.Subscript) and not _is_text(node.value):
            self._replace(node, "pass")
        self.visit(node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._replace(node, "pass")
        self.visit(node.value)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self._replace(node, "pass")
        self.visit(node.value)

    def visit_Continue(self, node: ast.Continue) -> None:
        self._replace(node, "pass")

    def visit_Break(self, node: ast.Break) -> None:
        self._replace(node, "continue")

    def visit_Raise(self, node: ast.Raise) -> None:
        """A message is for people."""

    visit_Assert = visit_Import = visit_ImportFrom = visit_Raise  # type: ignore[assignment]

    def visit_If(self, node: ast.If) -> None:
        if self._text(node.test) == "TYPE_CHECKING":
            return
        self._replace(node.test, f"not ({self._text(node.test)})")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._replace(node.test, f"not ({self._text(node.test)})")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for condition in node.ifs:
            self._replace(condition, "True")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, operator, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
            old, others = _COMPARISONS[type(operator)]
            for new in others:
                self._between(left, right, old, new)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in pairwise(node.values):
            self._between(left, right, old, new)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        texts = any(_is_text(side) or isinstance(side, ast.List | ast.Tuple) for side in (node.left, node.right))
        if type(node.op) in _OPERATORS and not texts:
            self._between(node.left, node.right, *_OPERATORS[type(node.op)])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._replace(node, f"bool({self._text(node.operand)})")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
            self._replace(node.func, _FUNCTIONS[node.func.id])
        before: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
        for last, keyword in pairwise(before):
            optional = isinstance(keyword, ast.keyword) and keyword.arg in self._optional
            if optional and self._source[self._end(last) : self._start(keyword)].strip() == b",":
                self.found.append((self._end(last), self._end(keyword), ""))
        self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg != "strict":  # lengths that differ are a mistake in the program
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._replace(node, str(not node.value))
        elif isinstance(node.value, int):
            self._replace(node, str(node.value + 1))
        elif isinstance(node.value, float):
            self._replace(node, repr(node.value * 1.25 + 0.01))
        elif isinstance(node.value, str):
            self._sql(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._sql(node)

    def _sql(self, node: ast.expr) -> None:
        text = self._text(node)
        if not _SQL.search(text):
            return
        first = self._start(node)
        for pattern, new in _SQL_CHANGES:
            for match in re.finditer(pattern, text):
                inside = text.rfind("{", 0, match.start()) > text.rfind("}", 0, match.start())
                if not inside:
                    start, end = (first + len(text[:at].encode()) for at in match.span())
                    self.found.append((start, end, match.expand(new) if isinstance(new, str) else new(match)))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def mutants_of(root: Path, folders: Sequence[str]) -> list[Mutant]:
    """Every way to break the rules in these folders of the package, in a fixed order."""
    paths = sorted(path for folder in folders for path in (root / "quizzer" / folder).rglob("*.py"))
    paths = [path for path in paths if "migrations" not in path.parts]
    sources = {path: path.read_bytes() for path in paths}
    trees = {path: ast.parse(source) for path, source in sources.items()}
    optional = frozenset({"key", "reverse", "default"}.union(*map(_optional, trees.values())))
    found: list[Mutant] = []
    for path, tree in trees.items():
        finder = _Finder(sources[path], optional)
        finder.visit(tree)
        for start, end, text in finder.found:
            line = sources[path].count(b"\n", 0, start) + 1
            found.append(Mutant(path.relative_to(root), line, start, end, text))
    return found


def _optional(tree: ast.Module) -> Iterator[str]:
    """Names of the arguments that a call may leave out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            given = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            yield from (argument.arg for argument, default in given if default is not None)
            yield from (argument.arg for argument in node.args.args[::-1][: len(node.args.defaults)])


def sample(root: Path, folders: Sequence[str], lines: int, seed: int) -> list[Mutant]:
    """One mutant for each of some lines, all of which compile."""
    chance = Random(seed)
    by_line: dict[tuple[Path, int], list[Mutant]] = {}
    for mutant in mutants_of(root, folders):
        by_line.setdefault((mutant.path, mutant.line), []).append(mutant)
    chosen: list[Mutant] = []
    for place in chance.sample(sorted(by_line), len(by_line)):
        mutant = chance.choice(by_line[place])
        if len(chosen) < lines and _differs(root, mutant):
            chosen.append(mutant)
    return chosen


def _differs(root: Path, mutant: Mutant) -> bool:
    source = (root / mutant.path).read_bytes()
    try:
        return ast.dump(ast.parse(mutant.applied(source))) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False
