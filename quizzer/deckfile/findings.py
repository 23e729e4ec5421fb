"""What there is to say about a deck file: ``file:line: message [name]``."""

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
        errors: How many errors were told so far that spoil what they stand in.
    """

    __slots__ = ("errors", "findings", "path")

    def __init__(self, path: Path) -> None:
        """Start with nothing found in this file."""
        self.path = path
        self.findings: list[Finding] = []
        self.errors = 0

    def error(self, line: int, name: str, message: str) -> None:
        """Tell what spoils the note (or the file) it stands in."""
        self.errors += 1
        self.findings.append(Finding(self.path, line, message, name))

    def flaw(self, line: int, name: str, message: str) -> None:
        """Tell an error that could be mended while reading, so that nothing is left out for it."""
        self.findings.append(Finding(self.path, line, message, name))

    def warning(self, line: int, name: str, message: str) -> None:
        """Tell what is worth a look."""
        self.findings.append(Finding(self.path, line, message, name, "warning"))

    def silence(self, since: int, names: Collection[str]) -> frozenset[str]:
        """Take back the warnings of these names.

        Args:
            since: How many findings there were before those in question.

        Returns:
            The names that took something back.
        """
        late = self.findings[since:]
        quiet = [finding for finding in late if finding.level == "warning" and finding.name in names]
        self.findings[since:] = [finding for finding in late if finding not in quiet]
        return frozenset(finding.name for finding in quiet)


def format_finding(path: Path, line: int, message: str, name: str, level: str) -> str:
    """``file:line: message [name]``; a warning says so after the place, as compilers do."""
    mark = "warning: " if level == "warning" else ""
    rule = f" [{name}]" if name else ""
    return f"{path}:{line}: {mark}{message}{rule}"


def quote(text: str, limit: int = 60) -> str:
    """A piece of a deck inside a message: in quotes, on one line, cut when long."""
    line = one_line(text[: 4 * limit])
    return f"'{line if len(line) <= limit else line[: limit - 1] + '…'}'"


def suggest(word: str, known: tuple[str, ...]) -> str:
    """``; did you mean 'answer'?`` for a word close to a known one, else nothing."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in reversed(known)}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f"; did you mean {quote(folded[close[0]])}?" if close else ""
