"""The errors of a YAML parser in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizzer.deckfile.findings import quote

# The parser's words (libyaml's and PyYAML's differ a little), and what a person has to do about them.
_ADVICE: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", "a ': ' inside a text, or a wrong indent; put the text in quotes"),
    ("violates indentation", "a tab in the indent; use spaces"),
    ("unexpected end of stream", "the quote opened here is not closed"),
    ("expected ',' or ']'", "the '[' opened here is not closed, or an item of the list needs quotes"),
    ("expected ',' or '}'", "the '{' opened here is not closed, or a text in it needs quotes"),
    ("could not find expected ':'", "a line that is neither 'key: value' nor part of a text; is an indent wrong?"),
    ("expected key", "this part does not fit what stands around it; check the indent and the quotes"),
    ("expected <block end>", "this part does not fit what stands around it; check the indent and the quotes"),
    ("expected '-' indicator", "a line of a list must begin with '- ' at the same indent as the others"),
    ("sequence entries are not allowed", "a '- ' after a key; begin the list on a line of its own"),
    ("escape c", "a backslash in double quotes begins an escape; use single quotes or double the backslash"),
)
_OPENED = ("unexpected end of stream", "expected ',' or ']'", "expected ',' or '}'")
_STARTS_WITH_BRACES = "a text that begins with '{' needs quotes around it"
_MARKERS = ("<<<<<<<", ">>>>>>>", "|||||||")
_CONFLICT = (
    "this is a conflict marker: two versions were merged here; keep the lines of one and take the markers "
    "('<<<<<<<', '=======', '>>>>>>>') out"
)


class Unreadable(Exception):
    """The whole file can not be read as a deck; becomes a finding and never reaches a caller of the package.

    Attributes:
        line: Line, from 1.
        name: Name of the rule.
    """

    def __init__(self, line: int, name: str, message: str) -> None:
        """Make the error of one line, named by its rule."""
        super().__init__(message)
        self.line = line
        self.name = name


def explain_yaml_error(error: Any, text: str) -> Unreadable:
    """Explain a parser's error in a sentence, at the line where a person has to look."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it can not be parsed")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if context is not None and (mark is None or any(words in problem for words in _OPENED)):
        mark = context
    line = mark.line + 1 if mark is not None else 1
    lines = text.splitlines()
    if conflict := _find_conflict(lines):
        return Unreadable(conflict, "conflict-marker", _CONFLICT)
    advice = _advice(problem, lines[line - 1] if line <= len(lines) else "")
    # The parser gives up past the last line when something is still open: the file's last line is the place then.
    return Unreadable(max(1, min(line, len(lines))), "not-yaml", f"this is not YAML: {advice}")


def _find_conflict(lines: Sequence[str]) -> int:
    """The line of the first conflict marker of a program that merges text; 0 where there is none."""
    marked = [number for number, line in enumerate(lines, 1) if line.startswith(_MARKERS) and line[7:8].strip() == ""]
    return marked[0] if marked else 0


def _advice(problem: str, line: str) -> str:
    if "{{" in line and line.split("{{")[0].rstrip()[-1:] in (":", "-", "[", ","):
        return _STARTS_WITH_BRACES
    if "cannot start any token" in problem:
        if line.lstrip(" ").startswith("\t"):
            return "a tab in the indent; use spaces"
        return "a text that begins with '@', '`' or '%' needs quotes around it"
    for words, advice in _ADVICE:
        if words in problem:
            return advice
    return f"{quote(problem)}"
