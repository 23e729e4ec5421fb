"""Brings the tables of a server to the version that this program knows; SQLAlchemy and Alembic are imported for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.hub.schema import SCHEMA_NAME, VERSION, VERSION_TABLE

if TYPE_CHECKING:
    from quizzer.hub.server import Server

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x51757A7A
"""Two devices that set a server up at the same moment do it one after the other."""


def upgrade(server: Server) -> None:
    """Run the migrations that are missing, in one transaction.

    Raises:
        CarrierProblem: The server refused; it is unchanged.
    """
    import psycopg
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine, text
    from sqlalchemy.exc import DBAPIError

    engine = create_engine("postgresql+psycopg://", poolclass=NullPool, creator=server.connect_again)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        with server.explained(), engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            found = connection.execute(text("SELECT 1 FROM pg_namespace WHERE nspname = :name"), {"name": SCHEMA_NAME})
            if found.first() is None:
                connection.execute(text(f"CREATE SCHEMA {SCHEMA_NAME}"))
            config.attributes["connection"] = connection
            config.attributes["version_table"] = VERSION_TABLE
            config.attributes["schema"] = SCHEMA_NAME
            command.upgrade(config, f"{VERSION:04d}")
    except DBAPIError as error:
        with server.explained():
            if isinstance(error.orig, psycopg.Error):
                raise error.orig from None
        raise
    finally:
        engine.dispose()
