"""The workload that other desired retentions would cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.schedule.workload import RETENTIONS, Workload, simulate_workload
from quizzer.store.queries.fit_rows import load_seen_progress, mean_review_seconds
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

DAYS = 180

FEW = 50
"""Below this many cards, chance decides the figures more than the desired retention does."""


class WorkloadTable(NamedTuple):
    """The workload at each desired retention.

    Attributes:
        now: The desired retention in use, 0..1.
        seconds: Seconds that a review takes on average; 0 when there was none yet.
        cards: Cards answered before, which are scheduled.
    """

    workloads: tuple[Workload, ...]
    now: float
    seconds: float
    cards: int


def estimate_workload(collection: Collection, wanted: Filter) -> WorkloadTable:
    """Estimate the workload of each desired retention over the next half year, for the cards met so far.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    connection = collection.connection
    scope = scope_of(connection, wanted)
    cards = load_seen_progress(connection, scope)
    rules = collection.settings.scheduling
    axis = wanted.axes[0] if len(wanted.axes) == 1 else None
    now = rules.retention_of(axis) if axis else rules.desired_retention
    levels = sorted({*RETENTIONS, now})
    model = collection.scheduler.of(axis).model
    found = simulate_workload(cards, collection.moment().day, DAYS, model, levels)
    return WorkloadTable(tuple(found), now, mean_review_seconds(connection), len(cards))
