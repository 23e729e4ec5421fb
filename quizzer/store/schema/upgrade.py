"""Bringing a database to the schema this version knows. Alembic is imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from quizzer.files import replacing
from quizzer.store.connection import APPLICATION_ID, SCHEMA, examine

MIGRATIONS = Path(__file__).parent / "migrations"


def is_current(path: Path) -> bool:
    """Whether the database exists with today's schema.

    Raises:
        Problem: The file is there but cannot be used (see :func:`quizzer.store.connection.examine`).
    """
    return path.exists() and examine(path) == SCHEMA


def create(path: Path) -> None:
    """Make a new, empty database; it appears whole or not at all.

    Raises:
        Problem: It cannot be written.
    """
    with replacing(path, "the database") as unfinished:
        upgrade(unfinished)


def upgrade(path: Path) -> None:
    """Run the migrations that are missing, in one transaction."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine

    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"isolation_level": None})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(config, "head")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
        connection.commit()
    engine.dispose()
