"""The cards most often forgotten since a day: reviews alone count, and only those that were not taken back."""

from __future__ import annotations

from quizzer.core.exchange import Entry
from quizzer.core.log import LogKind
from quizzer.store.log import import_history
from quizzer.store.queries.card_statistics import load_most_missed
from quizzer.store.scope import EVERYTHING
from quizzer.study.collection.collection import Collection
from tests.conftest import START
from tests.probe import cards_of

DAY = 86_400_000
TODAY = START // DAY
NEW, LEARNING, REVIEW = 0, 1, 2


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def row(
    card: str, ago: int, value: int, *, before: int = REVIEW, kind: LogKind = LogKind.ANSWER, undone: int | None = None
) -> Entry:
    return Entry(card, START - ago * DAY, TODAY - ago, kind, value, before, REVIEW, 0, 1, 900, undone)


def test_reviews_missed_since_a_day_are_counted_and_nothing_else(collection: Collection) -> None:
    history = [
        row("gland", 20, 3, before=NEW), row("gland", 9, 1), row("gland", 5, 1), row("gland", 4, 3), row("gland", 3, 1),
        row("signs", 20, 3, before=NEW), row("signs", 5, 1),
        row("signs", 4, 1, before=LEARNING),
        row("signs", 3, 1, kind=LogKind.FLAG),
        row("signs", 2, 1, undone=START),
        row("chain", 20, 3, before=NEW), row("chain", 9, 1), row("chain", 3, 3),
    ]  # fmt: skip
    sifted = import_history.compare_history(collection.connection, history, frozenset(), exact=True)
    import_history.add_history(collection.connection, collection.scheduler, sifted, quiet)
    keys = {card.id: card.key for card in cards_of(collection)}

    def missed(first: int, limit: int = 9) -> list[tuple[object, ...]]:
        found = load_most_missed(collection.connection, first=TODAY - first, scope=EVERYTHING, limit=limit)
        return [(keys[card_id], *counts) for card_id, *counts in found]

    assert [entry[:3] for entry in missed(5)] == [("gland", 2, 3), ("signs", 1, 1)]
    assert [entry[:3] for entry in missed(9)] == [("gland", 3, 4), ("signs", 1, 1), ("chain", 1, 2)]
    assert [entry[0] for entry in missed(9, limit=1)] == ["gland"]


def test_a_card_reset_since_was_missed_all_the_same(collection: Collection) -> None:
    history = [row("gland", 9, 3, before=NEW), row("gland", 5, 1), row("gland", 4, 0, kind=LogKind.RESET)]
    sifted = import_history.compare_history(collection.connection, history, frozenset(), exact=True)
    import_history.add_history(collection.connection, collection.scheduler, sifted, quiet)
    found = load_most_missed(collection.connection, first=TODAY - 6, scope=EVERYTHING, limit=9)
    assert [(card.lapses, card.reviews) for card in found] == [(1, 1)]
