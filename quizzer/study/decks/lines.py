"""The list of decks with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.notes import catalogue
from quizzer.store.scope import EVERYTHING
from quizzer.study.decks.sync import load_problems
from quizzer.study.decks.values import DeckLine
from quizzer.study.due.home import count_due_by_group
from quizzer.study.due.values import Counts

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def load_deck_lines(collection: Collection) -> list[DeckLine]:
    """Every loaded deck file with its counts and findings: the bundled ones first, then by path."""
    connection, moment = collection.connection, collection.moment()
    counts = count_due_by_group(collection, EVERYTHING, moment, "deck")
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
                counts=counts.get(deck.id, Counts()),
                retired=retired,
                bundled=deck.bundled,
                problems=tuple(problem for problem in found if problem.path == deck.path),
                drafts=deck.drafts,
            )
        )
    return sorted(lines, key=lambda line: (not line.bundled, line.path))
