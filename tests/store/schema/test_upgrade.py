"""A new database has the declared tables; an older one is upgraded to the same schema and keeps its rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.errors import Problem
from quizzer.store import connection as database
from quizzer.store.notes.cards import load_synonyms
from quizzer.store.notes.deck_files import load_digests
from quizzer.store.schema import upgrade as schema
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from tests.conftest import DECK
from tests.probe import cards_of, notes_of, rows_of
from tests.store.schema.old_homes import make_old

Described = dict[str, object]


def describe(path: Path) -> Described:
    """All that is declared in a database: tables with columns in any order, keys, indexes, triggers, and the stamps."""
    with closing(sqlite3.connect(path)) as connection:

        def ask(sql: str, *args: object) -> list[tuple[Any, ...]]:
            return connection.execute(sql, args).fetchall()

        found: Described = {
            "stamps": (ask("PRAGMA application_id"), ask("PRAGMA user_version"), ask("SELECT * FROM alembic_version"))
        }
        for table, kind, without_rowid, strict in ask(
            "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
        ):
            sql = ask("SELECT sql FROM sqlite_master WHERE name = ?", table)[0][0]
            columns = ask('SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)', table)
            links = ask(
                'SELECT "table", "from", "to", on_update, on_delete, "match" FROM pragma_foreign_key_list(?)', table
            )
            found[table] = {
                "kind": (kind, without_rowid, strict, "AUTOINCREMENT" in sql),
                "columns": sorted(columns, key=str),
                "foreign keys": sorted(links),
                "unique": sorted(
                    (origin, partial, ask("SELECT name FROM pragma_index_info(?) ORDER BY seqno", index))
                    for index, origin, partial in ask(
                        'SELECT name, origin, partial FROM pragma_index_list(?) WHERE "unique"', table
                    )
                ),
            }
        for kind, name, sql in ask("SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"):
            if sql is not None:
                found[f"{kind} {name}"] = " ".join(sql.split())
        return found


def test_the_tables_and_the_migrations_make_the_same_database(tmp_path: Path) -> None:
    schema.create(tmp_path / "declared.db")
    schema.upgrade(tmp_path / "migrated.db")
    make_old(tmp_path / "old.db")
    schema.upgrade(tmp_path / "old.db")
    declared = describe(tmp_path / "declared.db")
    assert describe(tmp_path / "migrated.db") == declared
    assert describe(tmp_path / "old.db") == declared
    assert {"trigger log_keeps_rows", "trigger log_keeps_values", "trigger log_keeps_undone", "log"} <= declared.keys()


def test_every_declared_table_is_strict_and_made(tmp_path: Path) -> None:
    from sqlmodel import SQLModel

    schema.create(tmp_path / "new.db")
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        strict = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict")
        assert {name for (name,) in strict} == set(SQLModel.metadata.tables)


def test_alembic_finds_nothing_to_do_in_a_new_database(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import NullPool, create_engine
    from sqlmodel import SQLModel

    path = tmp_path / "new.db"
    schema.create(path)
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    engine.dispose()
    before = path.read_bytes()
    schema.upgrade(path)
    assert describe(path)["stamps"] == ([(database.APPLICATION_ID,)], [(database.SCHEMA,)], [("0009",)])
    assert len(path.read_bytes()) == len(before)


def test_a_database_of_the_first_schema_is_backed_up_and_keeps_its_history(paths: Paths, clock: FixedClock) -> None:
    log = make_old(paths.database)
    assert database.examine(paths.database) == 1
    with Collection.open(paths, load_settings(paths), clock) as collection:
        assert log_rows(collection) == log
        assert [(c.key, c.level, c.picked, c.reviews, c.passes, c.reps, c.suspended) for c in cards_of(collection)] == [
            ("gland", "fundamentals", 0, 1, 1, 2, 0),
            ("direction", "academic", 1, 0, 0, 0, 1),
        ]
        assert [(note.changed, note.exported) for note in notes_of(collection)] == [(0, 0), (0, 0)]
        assert collection.get("theme") == "quizzer-light"
        assert rebuild_collection(collection) == []
    assert database.examine(paths.database) == database.SCHEMA
    (saved,) = paths.backups.iterdir()
    assert saved.name == "before-upgrade-2026-03-01T10-00-00.db"
    assert database.examine(saved) == 1


COLUMNS = "id, path, name, digest, axis_id, bundled, problems, drafts"
HEAD = "synonyms: [[pituitary, hypophysis]]\n"


def log_rows(collection: Collection) -> list[tuple[object, ...]]:
    """The whole log, as the tables have it."""
    return rows_of(collection, "log")


def test_a_database_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match="the database cannot be written: "):
        schema.create(tmp_path / "file" / "quizzer.db")


@pytest.mark.parametrize("schema_before", [5, 6])
def test_an_upgrade_has_decks_read_again_for_what_was_not_read_of_them_before(
    paths: Paths, clock: FixedClock, schema_before: int
) -> None:
    deck = paths.decks / "small.yaml"
    deck.write_text(DECK.replace("notes:", f"{HEAD}notes:", 1), "utf-8")
    with Collection.open(paths, load_settings(paths), clock) as collection:
        assert sync_decks(collection) == []
        digest, *_ = load_digests(collection.connection).values()
        gland = next(card.id for card in cards_of(collection) if card.key == "gland")
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM deck").fetchall()
    paths.database.unlink()
    schema.upgrade(paths.database, schema_before)
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute("INSERT INTO axis (id, key, name) VALUES (1, 'SML', 'Small axis')")
        connection.executemany(f"INSERT INTO deck ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    with Collection.open(paths, load_settings(paths), clock) as collection:
        assert list(load_digests(collection.connection).values()) == [""]
        assert sync_decks(collection) == []
        assert list(load_digests(collection.connection).values()) == [digest]
        assert load_synonyms(collection.connection, gland) == (("pituitary", "hypophysis"),)
