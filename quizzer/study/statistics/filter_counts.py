"""How much a filter of the statistics leaves: cards, and answers within a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.caches.answer_counts import EVER, count_answered
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
    first = EVER if days is None else collection.moment().day - days + 1
    with explain_errors(collection.paths.database):
        return count_in_scope(collection.connection, scope), count_answered(collection.connection, first, scope)
