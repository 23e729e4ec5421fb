"""The list of decks with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.notes import catalogue
from quizzer.store.queries.due_counts import load_new_cards
from quizzer.store.queries.session_cards import count_by_deck
from quizzer.store.scope import Scope
from quizzer.study.decks.sync import load_problems
from quizzer.study.decks.values import DeckLine
from quizzer.study.due.home import due_in_scope
from quizzer.study.due.limits import new_left

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def load_deck_lines(collection: Collection) -> list[DeckLine]:
    """Every loaded deck file with its counts and findings: the bundled ones first, then by path."""
    connection, moment, rules = collection.connection, collection.moment(), collection.settings.scheduling
    # One queue for all decks: each has its share of the day's new cards.
    new = load_new_cards(
        connection,
        day=moment.day,
        until_day=moment.day,
        bury=rules.bury_siblings,
        limit=new_left(connection, rules, moment.day),
    )
    shares = count_by_deck(connection, [card_id for card_id, *_ in new])
    totals = catalogue.count_deck_contents(connection)
    found = load_problems(connection)
    lines = []
    for deck in catalogue.load_decks(connection):
        if deck.digest == "gone":
            continue
        notes, cards, retired = totals.get(deck.id, (0, 0, 0))
        due = due_in_scope(collection, Scope(decks=(deck.id,)), moment).counts
        lines.append(
            DeckLine(
                name=deck.name,
                path=deck.path,
                axis=deck.axis,
                notes=notes,
                cards=cards,
                counts=due._replace(new=shares.get(deck.id, 0)),
                retired=retired,
                bundled=deck.bundled,
                problems=tuple(problem for problem in found if problem.path == deck.path),
                drafts=deck.drafts,
            )
        )
    return sorted(lines, key=lambda line: (not line.bundled, line.path))
