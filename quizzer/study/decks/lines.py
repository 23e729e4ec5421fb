"""The list of decks with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.notes import catalogue
from quizzer.store.notes.deck_files import DONE_WARNINGS
from quizzer.store.scope import EVERYTHING
from quizzer.study.decks.sync import find_overlays, load_problems
from quizzer.study.decks.values import DeckLine, DeckProblem
from quizzer.study.due.home import count_due_by_group
from quizzer.study.due.values import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizzer.study.collection.collection import Collection
    from quizzer.study.decks.discover import Overlay


def load_deck_lines(collection: Collection, overlays: Sequence[Overlay] | None = None) -> list[DeckLine]:
    """Every loaded deck file with its counts and findings: the bundled ones first, then by path.

    Args:
        overlays: The person's files that change notes of the bundled decks; looked for where they are not given.
    """
    connection, moment = collection.connection, collection.moment()
    counts = count_due_by_group(collection, EVERYTHING, moment, "deck")
    totals = catalogue.count_deck_contents(connection)
    base_of = {overlay.path: overlay.base for overlay in (find_overlays(collection) if overlays is None else overlays)}
    found: dict[Path, list[DeckProblem]] = {}
    for problem in load_problems(connection):
        found.setdefault(base_of.get(problem.path, problem.path), []).append(problem)
    lines = []
    for deck in catalogue.load_decks(connection):
        if deck.digest == "gone":
            continue
        notes, cards, retired = totals.get(deck.id, (0, 0, 0))
        lines.append(
            DeckLine(
                name=deck.name,
                path=deck.path,
                axis=deck.axis,
                notes=notes,
                cards=cards,
                counts=counts.get(deck.id, Counts()),
                retired=retired,
                bundled=deck.bundled,
                problems=tuple(found.get(deck.path, ())),
                drafts=deck.drafts,
            )
        )
    return sorted(lines, key=lambda line: (not line.bundled, line.path))


def list_problem_files(collection: Collection) -> list[str]:
    """The file name of each problem in deck files that is worth a look."""
    problems = load_problems(collection.connection)
    return [problem.path.name for problem in problems if problem.name not in DONE_WARNINGS]


def has_bundled_decks_only(collection: Collection) -> bool:
    """Whether every loaded deck comes with the program."""
    return all(deck.bundled for deck in catalogue.load_decks(collection.connection) if deck.digest != "gone")
