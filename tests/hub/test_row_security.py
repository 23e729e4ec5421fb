"""A learner sees and changes nothing of another's, whatever is tried in SQL as that learner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import Connection

from quizzer.hub.carrier import PostgresCarrier
from quizzer.hub.learners import invite, load_learners
from quizzer.hub.memory import MemoryRow, replace_memory
from tests.postgres import Database
from tests.probe import load_memory

COLLECTION = "0123456789abcdef0123"
ROW = MemoryRow("gland#", False, False, 1_000, 2.5, 0.5, 3, 2)
TABLES = ("file", "memory", "learner")


@pytest.fixture
def school(postgres: Database) -> dict[str, str]:
    """The addresses of a teacher and of two learners who have synced."""
    teacher = PostgresCarrier(postgres.teacher)
    addresses = {"teacher": postgres.teacher}
    for name in ("anna", "ben"):
        addresses[name] = invite(teacher.server, name).url
        learner = PostgresCarrier(addresses[name])
        learner.set_up(COLLECTION if name == "anna" else "fedcba9876543210fedc")
        replace_memory(learner.server, [ROW._replace(card=f"{name}#")])
        learner.close()
    teacher.close()
    return addresses


@pytest.fixture
def anna(school: dict[str, str]) -> Iterator[Connection]:
    """A connection of one learner."""
    with psycopg.connect(school["anna"], autocommit=True, prepare_threshold=None) as connection:
        yield connection


def everything(admin: Connection) -> list[Any]:
    """What is in the tables, as the administrator sees it."""
    return [admin.execute(f"SELECT * FROM quizzer.{table} ORDER BY 1, 2").fetchall() for table in TABLES]


PEEK = (
    "CREATE FUNCTION pg_temp.peek(text) RETURNS bool COST 0.0001 LANGUAGE plpgsql AS "
    "$$BEGIN PERFORM set_config('my.note', concat($1, current_setting('my.note', true)), false)! RETURN true! END$$"
)
TRIED = (
    "SELECT {own} FROM quizzer.{table} WHERE {own} = 'ben'",
    "SELECT a.{own} FROM quizzer.{table} a, quizzer.{table} b WHERE a.{own} <> b.{own}",
    "SELECT {own} FROM ONLY quizzer.{table} TABLESAMPLE SYSTEM (100) WHERE {own} <> 'anna'",
    "SELECT {own} FROM (SELECT * FROM quizzer.{table} OFFSET 0) found WHERE {own} <> 'anna'",
    "SELECT {own} FROM quizzer.{table} WHERE {own} <> 'anna' FOR UPDATE",
    "SELECT 1 FROM quizzer.{table} WHERE 1 / ({own} <> 'ben')::int <> 1",
    f"{PEEK}; SELECT 1 FROM quizzer.{{table}} WHERE pg_temp.peek({{own}}) AND {{own}} = 'ben'; "
    "SELECT 1 WHERE current_setting('my.note', true) LIKE '%ben%'",
    "CREATE TEMP VIEW seen AS SELECT * FROM quizzer.{table}; SELECT {own} FROM seen WHERE {own} <> 'anna'",
    "CREATE FUNCTION pg_temp.see() RETURNS SETOF quizzer.{table} SECURITY DEFINER LANGUAGE sql "
    "AS 'SELECT * FROM quizzer.{table}'; SELECT {own} FROM pg_temp.see() WHERE {own} <> 'anna'",
    "DO $$BEGIN EXECUTE 'DELETE FROM quizzer.{table} WHERE {own} <> ''anna'' '! END$$",
    "CREATE TEMP TABLE copied AS SELECT * FROM quizzer.{table}; SELECT {own} FROM copied WHERE {own} <> 'anna'",
    "DELETE FROM quizzer.{table} WHERE {own} = 'ben' RETURNING {own}",
    "UPDATE quizzer.{table} SET {own} = 'anna' WHERE {own} = 'ben' RETURNING {own}",
    "UPDATE quizzer.{table} SET {own} = 'ben' WHERE {own} = 'anna' RETURNING {own}",
    "UPDATE quizzer.{table} SET {own} = 'ben'",
    "UPDATE quizzer.learner SET synced = NULL WHERE name = 'ben' RETURNING name",
    "UPDATE quizzer.learner SET removed = now() RETURNING name",
    "INSERT INTO quizzer.learner (name) VALUES ('anna2') RETURNING name",
    "INSERT INTO quizzer.file (learner, name, data) VALUES ('ben', 'log/x', '') RETURNING learner",
    "INSERT INTO quizzer.file (learner, name, data) VALUES ('ben', 'log/x', '')",
    "INSERT INTO quizzer.file (learner, name, data) VALUES ('ben', 'FORMAT', '') "
    "ON CONFLICT (learner, name) DO UPDATE SET data = excluded.data RETURNING data",
    "INSERT INTO quizzer.memory (learner, card, suspended, picked, decay, reviews, passes) "
    "VALUES ('ben', 'x', false, false, 1, 1, 1) RETURNING card",
    "INSERT INTO quizzer.memory (learner, card, suspended, picked, decay, reviews, passes) "
    "VALUES ('ben', 'x', false, false, 1, 1, 1)",
    "SET row_security = off; SELECT {own} FROM quizzer.{table}",
    "SET ROLE ben; SELECT {own} FROM quizzer.{table}",
    "SET ROLE teacher; SELECT {own} FROM quizzer.{table}",
    "SET SESSION AUTHORIZATION ben; SELECT {own} FROM quizzer.{table}",
    "SELECT set_config('role', 'ben', false); SELECT {own} FROM quizzer.{table}",
    "ALTER ROLE anna RENAME TO anna2; SELECT 1",
    "ALTER ROLE anna BYPASSRLS; SELECT 1",
    "GRANT teacher TO anna; SELECT 1",
    "ALTER TABLE quizzer.{table} DISABLE ROW LEVEL SECURITY; SELECT 1",
    "ALTER TABLE quizzer.{table} OWNER TO anna; SELECT 1",
    "ALTER POLICY own ON quizzer.{table} USING (true); SELECT 1",
    "CREATE POLICY all_of_it ON quizzer.{table} USING (true); SELECT 1",
    "CREATE RULE copied AS ON INSERT TO quizzer.{table} DO ALSO NOTHING; SELECT 1",
    "CREATE TABLE quizzer.heir () INHERITS (quizzer.{table}); SELECT 1",
    "CREATE TABLE quizzer.reference (l text REFERENCES quizzer.learner); SELECT 1",
    f"{PEEK}; CREATE INDEX ON quizzer.{{table}} ((pg_temp.peek({{own}}))); SELECT 1",
    "TRUNCATE quizzer.{table}; SELECT 1",
    "SELECT tablename FROM pg_stats WHERE schemaname = 'quizzer' AND tablename <> 'schema_version'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT rolpassword FROM pg_authid",
)
"""What a learner might try; the last statement of each shows what was got by it. ``!`` is a semicolon within one."""
REFUSED = ("42501", "0A000", "42P17")
"""The codes of a refusal."""


def test_no_statement_shows_or_changes_anothers_rows(anna: Connection, postgres: Database) -> None:
    with postgres.connect() as admin:
        admin.execute("ANALYZE")
        before = everything(admin)
        for table in TABLES:
            for tried in TRIED:
                anna.execute("DISCARD ALL")
                named = tried.replace("{table}", table).replace("{own}", "name" if table == "learner" else "learner")
                assert attempt(anna, named) == [], named
                assert everything(admin) == before, named


def attempt(connection: Connection, statements: str) -> list[Any]:
    """What the last of some statements shows; nothing where the server refuses one of them."""
    shown: list[Any] = []
    for statement in statements.split("; "):
        try:
            cursor = connection.execute(statement.replace("!", ";").encode())
        except psycopg.errors.Error as error:
            if error.sqlstate not in REFUSED:
                raise
            return []
        shown = cursor.fetchall() if cursor.description else []
    return shown


def test_copying_out_shows_only_ones_own_and_copying_in_is_refused(anna: Connection) -> None:
    for table in TABLES:
        with anna.cursor().copy(f"COPY quizzer.{table} TO STDOUT") as copy:
            rows = [bytes(row) for row in copy]
        assert rows
        assert all(row.startswith(b"anna\t") for row in rows)
    with (
        pytest.raises(psycopg.errors.FeatureNotSupported),
        anna.cursor().copy("COPY quizzer.memory FROM STDIN") as copy,
    ):
        copy.write_row(("ben", *ROW))


def test_each_learner_has_a_collection_of_its_own(school: dict[str, str]) -> None:
    found = {}
    for name, address in school.items():
        carrier = PostgresCarrier(address)
        found[name] = (carrier.collection_id(), len(carrier.list()))
        carrier.close()
    assert found == {"teacher": (None, 0), "anna": (COLLECTION, 1), "ben": ("fedcba9876543210fedc", 1)}


def test_what_a_teacher_syncs_touches_no_learners_rows(school: dict[str, str], postgres: Database) -> None:
    def of_learners(admin: Connection) -> list[Any]:
        return [[row for row in rows if row[0] != "teacher"] for rows in everything(admin)]

    with postgres.connect() as admin:
        before = of_learners(admin)
        teacher = PostgresCarrier(school["teacher"])
        teacher.set_up(COLLECTION)
        teacher.replace("FORMAT", b"other")
        teacher.delete("FORMAT")
        replace_memory(teacher.server, [ROW], ["anna#"])
        teacher.close()
        assert of_learners(admin) == before


def test_a_teacher_sees_the_memory_of_all_and_a_learner_its_own(school: dict[str, str]) -> None:
    seen, known = {}, {}
    for name, address in school.items():
        carrier = PostgresCarrier(address)
        seen[name] = sorted(learner for learner, _ in load_memory(carrier.server))
        known[name] = [learner.name for learner in load_learners(carrier.server)]
        carrier.close()
    assert seen == {"teacher": ["anna", "ben"], "anna": ["anna"], "ben": ["ben"]}
    assert known == {"teacher": ["anna", "ben", "teacher"], "anna": ["anna"], "ben": ["ben"]}


@pytest.mark.usefixtures("school")
def test_an_account_that_was_not_invited_sees_nothing(postgres: Database) -> None:
    with psycopg.connect(postgres.make_account("guest"), autocommit=True) as guest:
        for table in (*TABLES, "schema_version"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                guest.execute(f"SELECT * FROM quizzer.{table}")
