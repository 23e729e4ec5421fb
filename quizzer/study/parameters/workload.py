"""What another desired retention would cost, told before it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.workload import RETENTIONS, Workload, simulate_workload
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.study.filters import scope_of
from quizzer.study.review.values import Filter

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

DAYS = 180
_COLUMNS = ", ".join(f"c.{name}" for name in PROGRESS.split(", "))


class Costs(NamedTuple):
    """The workloads, and where the learner is among them.

    Attributes:
        now: Desired retention in use.
        seconds: Seconds a review takes on average; 0 when none was given yet.
        cards: Cards seen.
    """

    workloads: tuple[Workload, ...]
    now: float
    seconds: float
    cards: int


def costs(collection: Collection, wanted: Filter) -> Costs:
    """What each desired retention comes to over the next half year, for the cards seen so far.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    connection = collection.connection
    scope = scope_of(connection, wanted)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM card c WHERE c.reps > 0 AND c.queue >= {CardQueue.NEW:d}{scope.sql} ORDER BY c.id",
        scope.args,
    )
    cards = [progress_of(row) for row in rows]
    took, answers = connection.execute(
        "SELECT coalesce(sum(took), 0), count(*) FROM (SELECT took FROM log "
        f"WHERE kind = {LogKind.ANSWER:d} AND undone IS NULL AND before = {State.REVIEW:d} ORDER BY id DESC LIMIT 1000)"
    ).fetchone()
    rules = collection.settings.scheduling
    axis = wanted.axes[0] if len(wanted.axes) == 1 else None
    now = rules.retention_of(axis) if axis else rules.desired_retention
    levels = sorted({*RETENTIONS, now})
    model = collection.scheduler.of(axis).model
    found = simulate_workload(cards, collection.moment().day, DAYS, model, levels)
    return Costs(tuple(found), now, took / 1000 / answers if answers else 0.0, len(cards))
