"""Findings about a deck file, each formatted as one line: ``file:line: message [name]``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quizzer.core.safe_text import one_line

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth a look, in a deck file.

    Attributes:
        path: The deck file, as it was named by the caller.
        line: Line in it, counted from 1.
        message: A sentence that says what is wrong and what to do.
        name: Stable name of the rule, such as ``unknown-key``; a note silences a warning by it.
        level: ``error`` for what must be put right, ``warning`` for what is worth a look.
    """

    path: Path
    line: int
    message: str
    name: str
    level: Level = "error"

    def __str__(self) -> str:
        """The finding on one line, as editors and people read it."""
        return format_finding(self.path, self.line, self.message, self.name, self.level)


class Reporter:
    """Collects the findings of one file while it is read.

    Attributes:
        findings: In the order they were made.
        errors: Number of errors so far that make a note, or the whole file, unusable.
    """

    __slots__ = ("errors", "findings", "path")

    def __init__(self, path: Path) -> None:
        """Start with nothing found in this file."""
        self.path = path
        self.findings: list[Finding] = []
        self.errors = 0

    def error(self, line: int, name: str, message: str) -> None:
        """Add an error that makes the note (or the file) it is in unusable."""
        self.errors += 1
        self.findings.append(Finding(self.path, line, message, name))

    def flaw(self, line: int, name: str, message: str) -> None:
        """Add an error that was mended while reading, so that nothing is left out because of it."""
        self.findings.append(Finding(self.path, line, message, name))

    def warning(self, line: int, name: str, message: str) -> None:
        """Add a warning: something worth a look."""
        self.findings.append(Finding(self.path, line, message, name, "warning"))

    def drop_warnings(self, since: int, names: Collection[str]) -> frozenset[str]:
        """Drop the warnings that have one of these names.

        Args:
            since: Number of findings there were before those in question; earlier ones stay.

        Returns:
            The names of the warnings that were dropped.
        """
        recent = self.findings[since:]
        dropped = [finding for finding in recent if finding.level == "warning" and finding.name in names]
        self.findings[since:] = [finding for finding in recent if finding not in dropped]
        return frozenset(finding.name for finding in dropped)

    def set_aside(self, name: str) -> dict[int, list[Finding]]:
        """Take out the findings of a rule, by line, for what knows more about those lines to add or drop."""
        aside: dict[int, list[Finding]] = {}
        for finding in self.findings:
            if finding.name == name:
                aside.setdefault(finding.line, []).append(finding)
        self.findings = [finding for finding in self.findings if finding.name != name]
        return aside


def format_finding(path: Path, line: int, message: str, name: str, level: str) -> str:
    """Format a finding as ``file:line: message [name]``; a warning says so after the line, as compilers do."""
    mark = "warning: " if level == "warning" else ""
    rule = f" [{name}]" if name else ""
    return f"{path}:{line}: {mark}{message}{rule}"


def quote(text: str, limit: int = 60) -> str:
    """Quote a piece of a deck in a message: on one line, and cut when long."""
    line = one_line(text[: 4 * limit])
    return f"'{line if len(line) <= limit else line[: limit - 1] + '…'}'"


def suggest(word: str, known: tuple[str, ...]) -> str:
    """Suggest the known word that is closest: ``; did you mean 'answer'?``, or empty when none is close."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in reversed(known)}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f"; did you mean {quote(folded[close[0]])}?" if close else ""
