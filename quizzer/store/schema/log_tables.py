"""The tables of the log and of the caches made from it."""

from textwrap import dedent
from typing import Any

from sqlalchemy import REAL, Connection, Index, Table, Text, UniqueConstraint, event, text
from sqlmodel import Field, SQLModel

from quizzer.core.log import LogKind
from quizzer.store.schema.columns import EMPTY, STRICT, ZERO


class LogRow(SQLModel, table=True):
    """The log: append-only, the truth of all progress. Triggers refuse deletion and any change but ``undone``.

    ``kind``, and what ``value`` is in each: see :class:`quizzer.core.log.LogKind`.
    ``day``: study day in the zone the learner was in. ``before``, ``state``: state before and after.
    ``interval``: scheduled then, days when positive, seconds when negative. ``took``: milliseconds on the card.
    ``undone``: milliseconds at which the row was taken back.
    ``origin``: see :class:`quizzer.core.log.LogOrigin`.
    ``device``: the id of the home it was made in (:mod:`quizzer.store.device`), ``anki`` and the like for what an
    import brought, what the row says for rows older than this column; the key together with card and instant.
    """

    __tablename__ = "log"
    __table_args__ = (
        UniqueConstraint("card_id", "at", "device", name="log_key"),
        Index("log_day", "day", "before", sqlite_where=text(f"kind = {LogKind.ANSWER:d} AND undone IS NULL")),
        Index("log_undone", "day", "at", sqlite_where=text("undone IS NOT NULL")),
        Index("log_right", "card_id", sqlite_where=text(f"kind = {LogKind.BURY:d} AND value < 0")),
        {"sqlite_strict": True, "sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    card_id: int = Field(foreign_key="card.id")
    at: int
    day: int
    kind: int
    value: int
    before: int = 0
    state: int = 0
    step: int = 0
    interval: int = 0
    took: int = 0
    undone: int | None = None
    origin: int = Field(default=0, sa_column_kwargs=ZERO)
    device: str = Field(default="", sa_type=Text, sa_column_kwargs=EMPTY)


_LOG_TRIGGERS = (
    """
    CREATE TRIGGER log_keeps_rows
    BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER log_keeps_values
    BEFORE UPDATE OF id, card_id, at, day, kind, value, before, state, step, interval, took, device ON log
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER log_keeps_undone
    BEFORE UPDATE OF undone ON log
    WHEN OLD.undone IS NOT NULL AND (NEW.undone IS NULL OR NEW.undone > OLD.undone)
    BEGIN SELECT RAISE(ABORT, 'what is undone stays undone'); END
    """,
    """
    CREATE TRIGGER log_sends_undone
    AFTER UPDATE OF undone ON log
    BEGIN INSERT OR IGNORE INTO outbox (log_id) VALUES (NEW.id); END
    """,
)


@event.listens_for(SQLModel.metadata.tables["log"], "after_create")
def _create_triggers(_table: Table, connection: Connection, **_options: Any) -> None:
    for trigger in _LOG_TRIGGERS:
        connection.exec_driver_sql(dedent(trigger).strip())


class OutboxRow(SQLModel, table=True):
    """A row of the log that was undone since it was sent, so that the next sync sends it once more."""

    __tablename__ = "outbox"
    __table_args__ = (STRICT,)

    log_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class WaitingRow(SQLModel, table=True):
    """A row of the log whose card is not here: kept by the card's key until its deck comes, and passed on meanwhile.

    ``origin``: as that of the log, which it becomes; a row that a sync has sent counts as come by one.
    """

    __tablename__ = "waiting"
    __table_args__ = (STRICT,)

    card: str = Field(primary_key=True, sa_type=Text)
    at: int = Field(primary_key=True)
    device: str = Field(primary_key=True, sa_type=Text)
    day: int
    kind: int
    value: int
    before: int
    state: int
    step: int
    interval: int
    took: int
    undone: int | None = None
    origin: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class ForgottenRow(SQLModel, table=True):
    """A card whose rows up to an instant a person had forgotten for good; ``card`` is its key, ``at`` milliseconds.

    ``sent``: a sync has sent or brought it.
    """

    __tablename__ = "forgotten"
    __table_args__ = (STRICT,)

    card: str = Field(primary_key=True, sa_type=Text)
    at: int
    sent: int = Field(default=0, sa_column_kwargs=ZERO)


class MemoryRow(SQLModel, table=True):
    """A cache of the log: the memory after each of its answers, resets and given days, card by card.

    ``place``: among the rows of the card, in the order of the log. ``day``: the row's study day.
    ``answered``: the instant of the answer that ``stability`` and ``difficulty`` come from; none of the three where the
    card was not answered yet, or not since a reset.
    ``recall``: predicted for an answer just before it, 0..1; none for a first one.
    ``outcome``: what the prediction counts as (:class:`quizzer.core.calibration.Judge`); none where it counts nowhere.
    ``reviews``, ``passes``: as those of the card, up to this row.
    ``rating``, ``took``, ``before``: those of an answer; no rating where the row is none.
    ``scheduled``: the interval that the row before this one left, as in the log; 0 for none.
    """

    __tablename__ = "memory"
    __table_args__ = ({"sqlite_with_rowid": False, **STRICT},)

    card_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    log_id: int
    day: int
    answered: int | None = None
    recall: float | None = Field(default=None, sa_type=REAL)
    stability: float | None = Field(default=None, sa_type=REAL)
    difficulty: float | None = Field(default=None, sa_type=REAL)
    outcome: int | None = None
    reviews: int
    passes: int
    rating: int | None = None
    took: int
    before: int
    scheduled: int


class StaleMemoryRow(SQLModel, table=True):
    """A card whose rows in ``memory`` are to be computed anew."""

    __tablename__ = "stale_memory"
    __table_args__ = (STRICT,)

    card_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class TallyDayRow(SQLModel, table=True):
    """A cache of the log: the answers of one study day.

    ``kind``: see :class:`quizzer.store.caches.answer_counts.AnswerKind`.
    """

    __tablename__ = "tally_day"
    __table_args__ = (STRICT,)

    day: int = Field(primary_key=True)
    kind: int = Field(primary_key=True)
    rating: int = Field(primary_key=True)
    answers: int
    took: int


class TallyHourRow(SQLModel, table=True):
    """A cache of the log: the answers of one hour on the local clock."""

    __tablename__ = "tally_hour"
    __table_args__ = (STRICT,)

    day: int = Field(primary_key=True)
    hour: int = Field(primary_key=True)
    answers: int
    passes: int
