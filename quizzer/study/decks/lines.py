"""The list of decks with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.notes import catalogue
from quizzer.store.scope import Scope
from quizzer.study.decks.sync import load_problems
from quizzer.study.decks.values import DeckLine
from quizzer.study.due.home import due_in_scope

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def load_deck_lines(collection: Collection) -> list[DeckLine]:
    """Every loaded deck file with its counts and findings: the bundled ones first, then by path."""
    connection = collection.connection
    totals = catalogue.count_deck_contents(connection)
    found = load_problems(connection)
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
                counts=due_in_scope(collection, Scope(decks=(deck.id,)), collection.moment()).counts,
                retired=retired,
                bundled=deck.bundled,
                problems=tuple(problem for problem in found if problem.path == deck.path),
            )
        )
    return sorted(lines, key=lambda line: (not line.bundled, line.path))
