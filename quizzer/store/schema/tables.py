"""The tables, as SQLModel classes: the declaration of the schema, from which a new database is created.

Migrations bring older databases to the same schema; a test compares the two. Importing this module takes a third of a
second, so only the creation of a database does; everything else speaks SQL to the tables. All tables are STRICT.
Columns of ``card`` from ``queue`` on are a cache of the log: ``quizzer rebuild`` regenerates them.
"""

from textwrap import dedent
from typing import Any

from sqlalchemy import REAL, Connection, Index, Table, Text, UniqueConstraint, event, text
from sqlmodel import Field, SQLModel

from quizzer.core.log import LogKind

metadata = SQLModel.metadata
"""Every table declared here."""

STRICT: dict[str, Any] = {"sqlite_strict": True}
ZERO: dict[str, Any] = {"server_default": "0"}
EMPTY: dict[str, Any] = {"server_default": ""}


class Setting(SQLModel, table=True):
    """A remembered value, such as the theme."""

    __tablename__ = "setting"
    __table_args__ = (STRICT,)

    key: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)


class AxisRow(SQLModel, table=True):
    """An axis; its key is the id written in the deck files."""

    __tablename__ = "axis"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)


class DeckRow(SQLModel, table=True):
    """A deck file as it was last read.

    ``digest`` is empty while the file has errors, so that it is read again at the next start.
    ``problems`` is a JSON list of ``[line, level, message, name]``; ``drafts`` the number of drafts in the file.
    """

    __tablename__ = "deck"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    path: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    axis_id: int | None = Field(default=None, foreign_key="axis.id")
    bundled: int = 0
    problems: str = Field(default="[]", sa_type=Text)
    drafts: int = Field(default=0, sa_column_kwargs=ZERO)


class NoteRow(SQLModel, table=True):
    """A note; its key is the id written in the deck file. Retired notes stay, with their history.

    ``content`` is the note's body as JSON (see ``quizzer.core.notes.json_content``).
    ``tags``: with a blank before and after each.
    ``changed``: epoch seconds of the last change of anything that other programs get of it; 0 for unknown.
    ``exported``: Anki's id of the deck that it was last exported into; 0 for never, 1 for a deck that was not kept.
    """

    __tablename__ = "note"
    __table_args__ = (Index("note_deck", "deck_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    deck_id: int = Field(foreign_key="deck.id")
    axis_id: int = Field(foreign_key="axis.id")
    level: str = Field(sa_type=Text)
    tags: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    line: int
    retired: int = 0
    changed: int = Field(default=0, sa_column_kwargs=ZERO)
    exported: int = Field(default=0, sa_column_kwargs=ZERO)


class CardRow(SQLModel, table=True):
    """A card and, from ``queue`` on, the cache of what its log says.

    ``queue``, and what ``due`` is in each: see :class:`quizzer.core.log.CardQueue`.
    ``sibling_day``: last study day on which another card of the note was answered.
    ``reviews``, ``passes``: answers that count for retention, and how many of them were not Again.
    ``picked``: answered by picking an option, which is recognition and no recall. ``level``: the note's.
    """

    __tablename__ = "card"
    __table_args__ = (
        Index("card_queue", "queue", "due", "shuffle", "axis_id", "note_id", "sibling_day", "buried_day"),
        Index("card_note", "note_id"),
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    note_id: int = Field(foreign_key="note.id")
    part: str = Field(sa_type=Text)
    axis_id: int = Field(foreign_key="axis.id")
    position: int
    shuffle: int
    retired: int = 0
    queue: int = 0
    due: int = 0
    state: int = 0
    step: int = 0
    stability: float | None = Field(default=None, sa_type=REAL)
    difficulty: float | None = Field(default=None, sa_type=REAL)
    interval: int = 0
    last_at: int | None = None
    last_day: int | None = None
    reps: int = 0
    lapses: int = 0
    leech: int = 0
    suspended: int = 0
    flag: int = 0
    buried_day: int = 0
    sibling_day: int = 0
    reviews: int = Field(default=0, sa_column_kwargs=ZERO)
    passes: int = Field(default=0, sa_column_kwargs=ZERO)
    picked: int = Field(default=0, sa_column_kwargs=ZERO)
    level: str = Field(default="", sa_type=Text, sa_column_kwargs=EMPTY)


class LogRow(SQLModel, table=True):
    """The log: append-only, the truth of all progress. Triggers refuse deletion and any change but ``undone``.

    ``kind``, and what ``value`` is in each: see :class:`quizzer.core.log.LogKind`.
    ``day``: study day in the zone the learner was in. ``before``, ``state``: state before and after.
    ``interval``: scheduled then, days when positive, seconds when negative. ``took``: milliseconds on the card.
    ``undone``: milliseconds at which the row was taken back. ``origin``: 0 made here, 1 taken in from elsewhere.
    ``device``: the id of the home it was made in (:mod:`quizzer.store.device`), ``anki`` and the like for what an
    import brought, what the row says for rows older than this column; the key together with card and instant.
    """

    __tablename__ = "log"
    __table_args__ = (
        UniqueConstraint("card_id", "at", "device", name="log_key"),
        Index("log_day", "day", "before", sqlite_where=text(f"kind = {LogKind.ANSWER:d} AND undone IS NULL")),
        Index("log_undone", "day", "at", sqlite_where=text("undone IS NOT NULL")),
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
)


@event.listens_for(metadata.tables["log"], "after_create")
def _create_triggers(_table: Table, connection: Connection, **_options: Any) -> None:
    for trigger in _LOG_TRIGGERS:
        connection.exec_driver_sql(dedent(trigger).strip())


class WaitingRow(SQLModel, table=True):
    """A row of the log whose card is not here: kept by the card's key until its deck comes, and passed on meanwhile."""

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


class MemoryRow(SQLModel, table=True):
    """A cache of the log: the memory after an answer, and the recall predicted for it before.

    ``recall``: 0..1; none for a first answer. ``remembered`` says which cards' rows are up to date.
    """

    __tablename__ = "memory"
    __table_args__ = (Index("memory_card", "card_id", "at"), STRICT)

    log_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    card_id: int
    at: int
    recall: float | None = Field(default=None, sa_type=REAL)
    stability: float = Field(sa_type=REAL)
    difficulty: float = Field(sa_type=REAL)


class RememberedRow(SQLModel, table=True):
    """The state of a card for which its rows in ``memory`` were computed."""

    __tablename__ = "remembered"
    __table_args__ = (STRICT,)

    card_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    reps: int
    last_at: int | None = None


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


class GoalRow(SQLModel, table=True):
    """What is to be known by a day. ``key``: see :func:`quizzer.core.groups.group_key`; ``recall``: 0..1."""

    __tablename__ = "goal"
    __table_args__ = (STRICT,)

    key: str = Field(primary_key=True, sa_type=Text)
    day: int
    made: int
    recall: float = Field(sa_type=REAL)


class QuizRow(SQLModel, table=True):
    """A quiz that was taken; ``plan`` is JSON, ``took`` milliseconds."""

    __tablename__ = "quiz"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    at: int
    day: int
    took: int
    plan: str = Field(sa_type=Text)


class QuizAnswerRow(SQLModel, table=True):
    """One question of a quiz; ``score`` in percent, ``given`` as the learner wrote or chose it."""

    __tablename__ = "quiz_answer"
    __table_args__ = (STRICT,)

    quiz_id: int = Field(primary_key=True, foreign_key="quiz.id")
    place: int = Field(primary_key=True)
    card_id: int = Field(foreign_key="card.id")
    score: int
    took: int
    given: str = Field(sa_type=Text)


class ParametersRow(SQLModel, table=True):
    """FSRS parameters fitted to this log, for everything or one axis. ``weights`` and ``evaluation`` are JSON."""

    __tablename__ = "parameters"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    at: int
    reviews: int
    active: int
    axis_id: int | None = Field(default=None, foreign_key="axis.id")
    weights: str = Field(sa_type=Text)
    evaluation: str = Field(sa_type=Text)


class TriageStepRow(SQLModel, table=True):
    """A decision about a draft of a deck file, with what it replaced; undoing it deletes the row.

    ``before``, ``after``: digests of the file; ``edits``: a JSON list of ``[start, before, after]``.
    """

    __tablename__ = "triage_step"
    __table_args__ = (Index("triage_step_path", "path"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    path: str = Field(sa_type=Text)
    at: int
    act: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    edits: str = Field(sa_type=Text)
