"""The tables that only `quizzer sync` reads: what it has taken in, and values of which the newest counts."""

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from quizzer.store.schema.columns import STRICT


class TakenRow(SQLModel, table=True):
    """A file of the folder or the server that was taken in; ``at`` milliseconds.

    ``complete``: 0 where this program could not read all that the file holds. ``version``: the version of the format
    that it knew then; a program that knows a newer one reads such a file again.
    """

    __tablename__ = "taken"
    __table_args__ = (STRICT,)

    name: str = Field(primary_key=True, sa_type=Text)
    at: int
    complete: int
    version: int


class RegisterRow(SQLModel, table=True):
    """A value that one device replaces for all, such as a goal; the newest ``at`` counts, then the greater ``device``.

    ``value``: JSON; none where it was removed. ``sent``: a sync has sent or brought it.
    """

    __tablename__ = "register"
    __table_args__ = (STRICT,)

    key: str = Field(primary_key=True, sa_type=Text)
    value: str | None = Field(default=None, sa_type=Text)
    at: int
    device: str = Field(sa_type=Text)
    sent: int = 0
