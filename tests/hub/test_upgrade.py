"""The migrations make the tables that are declared, once, whoever comes first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from quizzer.hub import schema
from quizzer.hub.carrier import PostgresCarrier
from quizzer.hub.schema import examine
from quizzer.hub.server import open_server
from quizzer.hub.set_up import ensure_tables
from quizzer.hub.tables import metadata
from quizzer.sync.carrier import CarrierProblem
from tests.postgres import Database

COLLECTION = "0123456789abcdef0123"


def test_the_migrations_make_the_tables_that_are_declared(postgres: Database) -> None:
    server = open_server(postgres.teacher)
    ensure_tables(server)
    engine = create_engine("postgresql+psycopg://", creator=server.connect_again)
    with engine.connect() as connection:
        options = {"include_schemas": True, "version_table": schema.VERSION_TABLE, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts={**options, "version_table_schema": "quizzer"})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    server.close()


def test_every_table_has_row_security(postgres: Database) -> None:
    server = open_server(postgres.teacher)
    ensure_tables(server)
    found = server.execute(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'quizzer'::regnamespace AND relkind = 'r' "
        "AND relrowsecurity"
    ).fetchall()
    assert {name for (name,) in found} == {table.name for table in metadata.tables.values()}
    server.close()


def test_devices_that_set_up_at_the_same_moment_agree(postgres: Database) -> None:
    def set_up(place: int) -> str:
        carrier = PostgresCarrier(postgres.teacher)
        try:
            return carrier.set_up(f"{place:020x}")
        finally:
            carrier.close()

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(set_up, range(3)))) == 1


def test_who_has_no_right_to_set_up_is_given_the_statement(postgres: Database) -> None:
    carrier = PostgresCarrier(postgres.make_account("guest"))
    assert carrier.collection_id() is None
    with pytest.raises(CarrierProblem, match=r'guest may not do it.*GRANT CREATE ON DATABASE "postgres" TO "guest";'):
        carrier.set_up(COLLECTION)
    with postgres.connect() as admin:
        admin.execute(f"GRANT CREATE ON DATABASE {postgres.name} TO guest")
    assert carrier.set_up(COLLECTION) == COLLECTION
    carrier.close()


def test_a_schema_that_an_administrator_made_is_set_up_without_the_right_to_make_one(postgres: Database) -> None:
    carrier = PostgresCarrier(postgres.make_account("guest"))
    with postgres.connect() as admin:
        admin.execute("CREATE SCHEMA quizzer AUTHORIZATION guest")
    assert carrier.set_up(COLLECTION) == COLLECTION
    assert examine(carrier.server) == (schema.VERSION, "guest", True)
    carrier.close()


def test_tables_of_another_program_are_left_alone(postgres: Database) -> None:
    with psycopg.connect(postgres.teacher, autocommit=True) as teacher:
        teacher.execute("CREATE SCHEMA quizzer")
        teacher.execute("CREATE TABLE quizzer.file (score int)")
    carrier = PostgresCarrier(postgres.teacher)
    with pytest.raises(CarrierProblem, match="already exists"):
        carrier.set_up(COLLECTION)
    assert carrier.collection_id() is None
    carrier.close()


def test_tables_of_a_newer_quizzer_are_left_alone(postgres: Database) -> None:
    carrier = PostgresCarrier(postgres.teacher)
    carrier.set_up(COLLECTION)
    carrier.server.execute("UPDATE quizzer.schema_version SET version_num = '0009'")
    carrier.close()
    with pytest.raises(Exception, match=r"a newer quizzer made the tables there \(version 9, this one knows 1\)"):
        PostgresCarrier(postgres.teacher)


def test_older_tables_wait_for_who_made_them(postgres: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizzer.hub.learners import invite

    carrier = PostgresCarrier(postgres.teacher)
    address = invite(carrier.server, "anna").url
    carrier.close()
    monkeypatch.setattr("quizzer.hub.carrier.VERSION", 2)
    monkeypatch.setattr("quizzer.hub.set_up.VERSION", 2)
    with pytest.raises(CarrierProblem, match=r"of an older version\. teacher, who set them up, syncs once"):
        PostgresCarrier(address)
