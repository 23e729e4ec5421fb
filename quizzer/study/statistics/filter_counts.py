"""How much a filter of the statistics leaves: cards, and answers within a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.caches import answer_counts
from quizzer.store.connection import explain_errors
from quizzer.store.queries.card_statistics import count_in_scope
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def count_filtered(collection: Collection, wanted: Filter, days: int | None) -> tuple[int, int]:
    """The cards of a filter, and the answers to them within a period.

    Args:
        days: Study days of the period, the last one today; None for all.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    scope = scope_of(collection.connection, wanted)
    today = collection.moment().day
    first = -(1 << 40) if days is None else today - days + 1
    with explain_errors(collection.paths.database):
        known = answer_counts.load_span(collection.connection, today, collection.clock.local)
        counted = answer_counts.count_by_day(collection.connection, known, first, scope)
        return count_in_scope(collection.connection, scope), sum(row[3] for row in counted)
