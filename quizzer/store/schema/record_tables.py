"""The tables of goals, quizzes, fitted parameters, decisions on drafts, and changes of the decks."""

from sqlalchemy import REAL, Index, Text
from sqlmodel import Field, SQLModel

from quizzer.store.schema.columns import EMPTY, STRICT, ZERO


class GoalRow(SQLModel, table=True):
    """What is to be known by a day. ``key``: see :func:`quizzer.core.groups.group_key`; ``recall``: 0..1.

    ``lead``: days before it by which the last new card is to be met.
    """

    __tablename__ = "goal"
    __table_args__ = (STRICT,)

    key: str = Field(primary_key=True, sa_type=Text)
    day: int
    made: int
    recall: float = Field(sa_type=REAL)
    lead: int = Field(default=3, sa_column_kwargs={"server_default": "3"})


class QuizRow(SQLModel, table=True):
    """A quiz that was taken; ``plan`` is JSON, ``took`` milliseconds.

    ``device``: the id of the home it was taken in, empty for those older than this column; with ``at`` its key.
    ``sent``: a sync has sent or brought it.
    """

    __tablename__ = "quiz"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    at: int
    day: int
    took: int
    plan: str = Field(sa_type=Text)
    device: str = Field(default="", sa_type=Text, sa_column_kwargs=EMPTY)
    sent: int = Field(default=0, sa_column_kwargs=ZERO)


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


class DeckChangeRow(SQLModel, table=True):
    """A note that changed when the deck files were read; ``seen``: a person has looked at it.

    ``bundled``: a deck that comes with the program changed it.
    ``kind``: see :data:`quizzer.core.notes.identity.changes.ChangeKind`.
    ``texts``: a JSON list of ``[label, before, after]``; ``progress``: what became of it, in words.
    """

    __tablename__ = "deck_change"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    at: int
    deck: str = Field(sa_type=Text)
    bundled: int
    note: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    texts: str = Field(sa_type=Text)
    progress: str = Field(sa_type=Text)
    seen: int = 0
