"""An answer outside a session, scheduled and logged as one inside would be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizzer.core.axes import Axis
from quizzer.core.chance import seed_of
from quizzer.core.progress import Rating
from quizzer.core.scheduling import logged
from quizzer.store import catalogue, due, log
from quizzer.store.database import explained
from quizzer.store.progress import PROGRESS, progress_of

if TYPE_CHECKING:
    from quizzer.study.collection import Collection


def answer_card(collection: Collection, card_id: int, axis: Axis, rating: Rating, took_ms: int) -> None:
    """Schedule a card by an answer given now; it is on disk when this returns, and undone like any other.

    Args:
        axis: The card's axis, which decides the desired retention.
        took_ms: Milliseconds since the question was shown; capped as configured.

    Raises:
        StaleCard: The card was answered elsewhere in this very moment; nothing was stored.
        Problem: The database refused; nothing was stored.
    """
    connection, moment = collection.connection, collection.moment()
    took = max(0, min(took_ms, collection.settings.answer_cap_seconds * 1000))
    with explained(collection.paths.database):
        card = catalogue.load_card(connection, card_id, PROGRESS)
        progress = progress_of(card.cached)
        # Just after the card's last row, also when the clock was set back.
        moment = replace(moment, at=log.free_instant(connection, card_id, moment.at))
        after = collection.scheduler.of(axis.id).answer(
            progress,
            rating,
            moment,
            retention=collection.settings.scheduling.retention_of(axis.id),
            seed=seed_of(card.key, progress.reps),
            load=lambda first, last: [due.load_on(connection, moment.day + ahead) for ahead in range(first, last + 1)],
        )
        log.append_answer(connection, card_id, progress, after, logged(after, rating, moment), took)
