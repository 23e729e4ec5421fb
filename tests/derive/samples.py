"""Documents built by hand: the passages that a reader would make of a table, a list or a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from quizzer.core.notes.kinds import Basic, Choice, Cloze, Listing, Sort
from quizzer.core.notes.kinds import Sequence as Steps
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context, read_context
from quizzer.derive.document.passages import Cell, Document, Passage
from quizzer.derive.fingerprint import fingerprint


def prose(text: str, section: str = "Lamps", terms: Sequence[str] = ()) -> Passage:
    """A paragraph, with the terms its author marked."""
    spans = tuple((text.index(term), text.index(term) + len(term)) for term in terms)
    return Passage("prose", "", section, "paragraph 1", text, 1, fingerprint(text), terms=spans)


def item(text: str, *, name: str = "", parents: Sequence[str] = (), lead: str = "", section: str = "Lamps") -> Passage:
    """A list item."""
    return Passage(
        "item", "", section, f"item {name}", text, 1, fingerprint(text), parents=tuple(parents), lead=lead, name=name
    )


def heading(text: str) -> Passage:
    """A heading."""
    return Passage("heading", "", text, "", text, 1, fingerprint(text))


def table(headers: Sequence[str], *rows: Sequence[str], title: str = "Lamps of the coast") -> list[Passage]:
    """The rows of a table."""
    found = []
    for row in rows:
        text, cells = " ".join(row), []
        start = 0
        for header, cell in zip(headers, row, strict=True):
            cells.append(Cell(header, cell, start, start + len(cell)))
            start += len(cell) + 1
        found.append(Passage("row", "", title, f"row {row[0]}", text, 1, fingerprint(text), cells=tuple(cells)))
    return found


def document(*passages: Passage) -> Document:
    """A document of these passages."""
    return Document(Path("lamps.md"), "0" * 64, passages)


def context(*passages: Passage) -> Context:
    """A document of these passages as the engine reads it."""
    return read_context(document(*passages))


def said(candidates: Iterable[Candidate]) -> list[str]:
    """The candidates, a line each, as a reader would jot them down."""
    return [say(candidate) for candidate in candidates]


def say(candidate: Candidate) -> str:
    """A candidate on one line."""
    match candidate.body:
        case Basic(ask, answer):
            return f"{ask} {answer}"
        case Cloze(text):
            return text
        case Choice(ask, answers, options):
            return f"{ask} {' + '.join(answers)} (not {', '.join(options)})"
        case Listing(ask, items):
            return f"{ask} {' + '.join(items)}"
        case Steps(ask, steps):
            return f"{ask} {' > '.join(steps)}"
        case Sort(ask, groups):
            return ask + " " + "; ".join(f"{name}: {', '.join(items)}" for name, items in groups)
