"""A database of the schema this version knows: created from the declared tables, or upgraded by migrations.

SQLAlchemy, SQLModel and Alembic are imported only to create or upgrade: together they take half a second.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.files import replacing
from quizzer.store.connection import APPLICATION_ID, SCHEMA, examine, explain_errors

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def is_current(path: Path) -> bool:
    """Check whether the database exists with today's schema.

    Raises:
        Problem: The file is there but cannot be used (see :func:`quizzer.store.connection.examine`).
    """
    return path.exists() and examine(path) == SCHEMA


def create(path: Path) -> None:
    """Make a new, empty database from the declared tables; it appears whole or not at all.

    Raises:
        Problem: It cannot be written.
    """
    from alembic import command

    from quizzer.store.schema.tables import metadata

    with (
        replacing(path, "the database", private=True) as unfinished,
        explain_errors(path),
        _schema_change(unfinished, SCHEMA) as (connection, config),
    ):
        metadata.create_all(connection)
        command.stamp(config, _revision(SCHEMA))


def upgrade(path: Path, schema: int = SCHEMA) -> None:
    """Run the migrations that are missing, in one transaction.

    Args:
        schema: The schema to reach, 1 for that of the first migration; tests make older databases with it.

    Raises:
        Problem: The database refused, or the disk is full; it is unchanged.
    """
    from alembic import command

    with explain_errors(path), _schema_change(path, schema) as (_, config):
        command.upgrade(config, _revision(schema))


@contextmanager
def _schema_change(path: Path, schema: int) -> Iterator[tuple[Connection, Config]]:
    """One transaction that leaves the database with this schema, and Alembic's configuration for it."""
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine
    from sqlalchemy.exc import DBAPIError

    # Without an address: a path may hold what means something in one, or be no text at all.
    engine = create_engine("sqlite://", poolclass=NullPool, creator=lambda: _open(path))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection, config
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema}")
            connection.commit()
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise
    finally:
        engine.dispose()


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=5, isolation_level=None)


def _revision(schema: int) -> str:
    """Alembic's name of a schema."""
    return f"{schema:04d}"
