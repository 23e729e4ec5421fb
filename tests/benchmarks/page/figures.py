"""The figures of a benchmark: tables in Markdown between two markers, which the page of measurements takes as they are.

Every benchmark prints its block this way, so what a person reads in the terminal is what the page shows.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.benchmarks.page.machine import Size, describe_run, parse_size, seconds
from tests.benchmarks.stage.learner import in_utc

COMPARED = ("Anki", "quizzer", "ratio", "goal")
_BLOCK = re.compile(r"<!-- figures: (?P<name>\w+) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)


@dataclass(frozen=True)
class Table:
    """A table of figures.

    Attributes:
        caption: What was measured, in one sentence.
        columns: The heads; the first column names the work, the others hold figures with their units.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """The table as it is printed and published, its columns aligned."""
        lines = [list(self.columns), *map(list, self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        lines = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
        lines.insert(1, ["-" * width for width in widths])
        return f"{self.caption}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


@dataclass
class Comparison:
    """The same work on two sides that take turns: seconds of each run by a clock, and the ratio to stay below."""

    name: str
    goal: float | None = None
    clock: Callable[[], float] = time.perf_counter
    peer: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    def take_turns(self, peer: Callable[[], object], own: Callable[[], object]) -> None:
        """Run both sides once."""
        self.peer.append(seconds(peer, self.clock))
        self.own.append(seconds(own, self.clock))

    def ratio(self) -> float:
        """The median of the rounds' ratios: a machine that is slow for a while is slow for both sides."""
        return median(own / peer for own, peer in zip(self.own, self.peer, strict=True))

    def row(self) -> list[str]:
        """Name, the medians of both sides, their ratio, and the goal."""
        ratio = self.ratio()
        return [
            self.name, duration(median(self.peer)), duration(median(self.own)), number(ratio), verdict(ratio, self.goal)
        ]  # fmt: skip


def duration(took: float) -> str:
    """Seconds as a figure with three digits and its unit."""
    return f"{number(took)} s" if took >= 1 else f"{number(took * 1e3)} ms"


def number(value: float) -> str:
    """Three digits of a number."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3f}"


def count(many: int, what: str) -> str:
    """A count with what is counted."""
    return f"{many:,} {what}" if many != 1 else f"1 {what.removesuffix('s')}"


def verdict(value: float, goal: float | None, unit: str = "") -> str:
    """The goal and whether the value reaches it; nothing when there is no goal."""
    if goal is None:
        return ""
    return f"≤ {goal:g}{unit and ' ' + unit}, {'met' if value <= goal else 'MISSED'}"


def block(name: str, body: str) -> str:
    """A body between its markers."""
    return f"<!-- figures: {name} -->\n{body}<!-- end -->"


def run(name: str, measure: Callable[[Size], Iterable[Table]], description: str | None, full: Size) -> str:
    """Do what every benchmark does when it is started: read the size, measure in UTC, print the block.

    Returns:
        The body of the block.
    """
    size = parse_size(description, full)
    in_utc()
    where = describe_run()
    tables = "\n".join(table.markdown() for table in measure(size))
    body = f"{tables}\n{where}\n"
    print(block(name, body))
    return body


def find_blocks(text: str) -> dict[str, str]:
    """The text between each pair of markers, by name."""
    return {match["name"]: match["body"] for match in _BLOCK.finditer(text)}


def read_rows(body: str) -> list[dict[str, str]]:
    """The rows of a block's tables, each cell by the head of its column."""
    rows: list[dict[str, str]] = []
    heads: list[str] = []
    for line in body.splitlines():
        if not line.startswith("|"):
            heads = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not heads:
            heads = cells
        elif set(cells[0]) != {"-"}:
            rows.append(dict(zip(heads, cells, strict=True)))
    return rows


def write_page(page: Path, blocks: dict[str, str]) -> None:
    """Put blocks between the markers of a page; blocks not given stay as they are.

    Raises:
        LookupError: The page has no markers of that name.
    """
    text = page.read_text(encoding="utf-8")
    for missing in blocks.keys() - find_blocks(text).keys():
        raise LookupError(f"{page.name} has no place for {missing}: <!-- figures: {missing} --> ... <!-- end -->")

    def filled(match: re.Match[str]) -> str:
        return block(match["name"], blocks.get(match["name"], match["body"]))

    page.write_text(_BLOCK.sub(filled, text), encoding="utf-8")
