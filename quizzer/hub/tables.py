"""The tables of a server, as SQLModel classes; the migrations make them, and a test compares the two.

Importing this module takes a third of a second; only what sets a server up does. In each table of a learner's data,
the learner is the account that wrote the row: row security of the database shows and takes no other's.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Computed, DateTime, Double, ForeignKey, Integer, LargeBinary, MetaData, Text, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from quizzer.hub.schema import SCHEMA_NAME

_NOW = {"server_default": text("now()")}
_BYTEWISE = Text(collation="C")
_LEARNER = f"{SCHEMA_NAME}.learner.name"


class ServerTable(SQLModel, registry=registry(metadata=MetaData(schema=SCHEMA_NAME))):
    """A table of a server; those of a device's own database are declared elsewhere."""


class LearnerRow(ServerTable, table=True):
    """Who may sync here; ``name`` is that of the account. ``removed``: since when no more. ``synced``: last."""

    __tablename__ = "learner"

    name: str = Field(primary_key=True, sa_type=_BYTEWISE)
    joined: datetime = Field(sa_type=DateTime(timezone=True), sa_column_kwargs=_NOW)
    removed: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    synced: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class FileRow(ServerTable, table=True):
    """A file that one of the learner's devices wrote, as :mod:`quizzer.sync.names` names it."""

    __tablename__ = "file"

    learner: str = Field(primary_key=True, sa_type=_BYTEWISE, sa_column_args=[ForeignKey(_LEARNER, ondelete="CASCADE")])
    name: str = Field(primary_key=True, sa_type=_BYTEWISE)
    data: bytes = Field(sa_type=LargeBinary)
    size: int = Field(sa_type=Integer, sa_column_args=[Computed("octet_length(data)", persisted=True)])
    at: datetime = Field(sa_type=DateTime(timezone=True), sa_column_kwargs=_NOW)


class MemoryRow(ServerTable, table=True):
    """A card as the learner's own quizzer sees it: see :class:`quizzer.hub.memory.MemoryRow`."""

    __tablename__ = "memory"

    learner: str = Field(primary_key=True, sa_type=_BYTEWISE, sa_column_args=[ForeignKey(_LEARNER, ondelete="CASCADE")])
    card: str = Field(primary_key=True, sa_type=_BYTEWISE)
    suspended: bool
    picked: bool
    last_at: int | None = Field(default=None, sa_type=BigInteger)
    stability: float | None = Field(default=None, sa_type=Double)
    decay: float = Field(sa_type=Double)
    reviews: int
    passes: int


metadata = ServerTable.metadata
"""Every table declared here."""
