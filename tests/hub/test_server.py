"""What a server can refuse is a sentence without a password; that comes from where PostgreSQL's programs take it."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import psycopg
import pytest

from quizzer.errors import Problem, WrongUse
from quizzer.hub.carrier import PostgresCarrier
from quizzer.hub.learners import invite
from quizzer.hub.memory import MemoryRow, replace_memory
from quizzer.hub.sentences import explain
from quizzer.hub.server import PATIENCE, open_server
from quizzer.hub.set_up import ensure_tables
from quizzer.sync.carrier import CarrierProblem
from tests.postgres import Database
from tests.probe import load_memory

COLLECTION = "0123456789abcdef0123"
ROW = MemoryRow("gland#", False, False, 1_000, 2.5, 0.5, 3, 2)


def refusal(address: str) -> str:
    """The sentence of a server that cannot be reached."""
    with pytest.raises(CarrierProblem) as refused:
        open_server(address)
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{unused.getsockname()[1]}/db"
        said = refusal(f"postgresql://anna:secret@{place}")
    assert said == (
        f"postgresql://anna@{place}: the server cannot be reached (Connection refused). "
        "Nothing is lost; the next sync tries again."
    )


def test_a_name_that_leads_nowhere_is_a_sentence() -> None:
    said = refusal("postgresql://anna:secret@quizzer.invalid/db")
    assert said.startswith("postgresql://anna@quizzer.invalid/db: the server cannot be reached (")


def test_a_server_that_does_not_answer_is_waited_for_a_little() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = f"127.0.0.1:{silent.getsockname()[1]}/db"
        said = refusal(f"postgresql://anna:secret@{place}?connect_timeout=2")
    assert "the server does not answer within 2 s." in said


def test_the_patience_is_5_seconds_unless_the_address_says_otherwise(postgres: Database) -> None:
    for address, seconds in ((postgres.teacher, PATIENCE), (f"{postgres.teacher}?connect_timeout=7", 7)):
        server = open_server(address)
        assert server.connection.info.get_parameters()["connect_timeout"] == str(seconds)
        server.close()


def test_a_wrong_password_is_a_sentence(postgres: Database) -> None:
    said = refusal(postgres.teacher.replace("chalk", "secret"))
    assert "the server refuses the name or the password. See whether the address is copied whole" in said


def test_no_password_is_a_sentence(postgres: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    said = refusal(postgres.teacher.replace(":chalk", ""))
    assert "the server asks for a password, and none was found. Put it into QUIZZER_SYNC_URL" in said


def test_a_file_of_passwords_that_others_may_read_is_passed_over_without_a_word(
    postgres: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The library's own warning would stand in the middle of a screen."""
    passwords = tmp_path / "pgpass"
    passwords.write_text("*:*:*:teacher:chalk\n")
    passwords.chmod(0o644)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert "which nobody else may read (chmod 600 ~/.pgpass)" in refusal(postgres.teacher.replace(":chalk", ""))
    assert capfd.readouterr() == ("", "")
    passwords.chmod(0o600)
    open_server(postgres.teacher.replace(":chalk", "")).close()


def test_a_database_that_is_not_there_is_a_sentence(postgres: Database) -> None:
    said = refusal(postgres.teacher.removesuffix(postgres.name) + "nothing")
    assert 'database "nothing" does not exist' in said


def test_passwords_from_postgresqls_own_places_work(
    postgres: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address, port = postgres.teacher.replace(":chalk", ""), postgres.server.port
    monkeypatch.setenv("PGPASSWORD", "chalk")
    open_server(address).close()
    monkeypatch.delenv("PGPASSWORD")
    passwords = tmp_path / "pgpass"
    passwords.write_text(f"127.0.0.1:{port}:*:teacher:chalk\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    open_server(address).close()
    monkeypatch.delenv("PGPASSFILE")
    services = tmp_path / "services"
    services.write_text(
        f"[school]\nhost=127.0.0.1\nport={port}\ndbname={postgres.name}\nuser=teacher\npassword=chalk\n"
    )
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    server = open_server("postgresql://?service=school")
    assert server.user == "teacher"
    ensure_tables(server)
    server.close()


@pytest.mark.parametrize("address", ["postgresql://anna:se%cret@h/db", "postgresql://anna:secret@h/db?colour=secret"])
def test_an_address_that_the_library_cannot_read_is_not_shown_whole(address: str) -> None:
    with pytest.raises(WrongUse, match="this address cannot be read") as refused:
        open_server(address)
    assert "cret@" not in str(refused.value)


def test_a_missing_library_is_a_sentence_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(
        Problem, match=r"needs the extra “postgres” \(pip install 'quizzer\[postgres\]'\); here: .*(psycopg|postgres)"
    ):
        PostgresCarrier("postgresql://anna@host/db")


def test_a_connection_that_breaks_off_in_the_midst_loses_nothing(postgres: Database) -> None:
    teacher = PostgresCarrier(postgres.teacher)
    address = invite(teacher.server, "anna").url
    carrier = PostgresCarrier(address)
    carrier.set_up(COLLECTION)
    replace_memory(carrier.server, [ROW])

    def delete_and_break_off() -> None:
        with carrier.server.transaction():
            carrier.delete("FORMAT")
            with postgres.connect() as admin:
                admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'anna'")
            carrier.list()

    with pytest.raises(CarrierProblem, match="the connection broke off"):
        delete_and_break_off()
    for call in (carrier.list, carrier.collection_id, lambda: replace_memory(carrier.server, [])):
        with pytest.raises(CarrierProblem, match=r"the connection broke off\. Nothing is lost"):
            call()
    carrier.close()
    again = PostgresCarrier(address)
    assert again.collection_id() == COLLECTION
    again.close()
    teacher.close()


def test_a_server_that_takes_nothing_in_is_a_sentence(postgres: Database) -> None:
    carrier = PostgresCarrier(postgres.teacher)
    carrier.set_up(COLLECTION)
    carrier.server.execute("SET default_transaction_read_only = on")
    with pytest.raises(CarrierProblem, match="it is read-only"):
        carrier.replace("FORMAT", b"")
    carrier.close()


def test_tables_that_are_gone_are_a_sentence(postgres: Database) -> None:
    carrier = PostgresCarrier(postgres.teacher)
    carrier.set_up(COLLECTION)
    carrier.server.execute("DROP SCHEMA quizzer CASCADE")
    with pytest.raises(CarrierProblem, match="quizzer's tables are not there any more"):
        carrier.list()
    carrier.close()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (psycopg.errors.DiskFull(), "the server's disk is full"),
        (psycopg.errors.TooManyConnections(), "too many connections"),
        (psycopg.errors.QueryCanceled(), "longer than it allows"),
        (psycopg.errors.InsufficientPrivilege(), "anna may not do that there"),
        (psycopg.errors.InternalError_("a fault\nof its own."), "the server reports: a fault of its own."),
    ],
)
def test_every_refusal_says_where(error: psycopg.Error, sentence: str) -> None:
    said = explain(error, "postgresql://anna@h/d", "anna", is_lost=False)
    assert said.startswith("postgresql://anna@h/d: ")
    assert sentence in said


def test_memory_is_replaced_row_by_row(postgres: Database) -> None:
    server = PostgresCarrier(postgres.teacher).server
    ensure_tables(server)
    invite(server, "anna")
    never = MemoryRow("chain#", True, True, None, None, 0.1542, 0, 0)
    replace_memory(server, [ROW, never])
    versions = "SELECT card, xmin::text FROM quizzer.memory ORDER BY card"
    before: dict[str, str] = dict(server.execute(versions).fetchall())
    assert sorted(load_memory(server)) == [("teacher", never), ("teacher", ROW)]
    changed = ROW._replace(stability=7.125, reviews=4)
    replace_memory(server, [never, changed])
    after: dict[str, str] = dict(server.execute(versions).fetchall())
    assert [card for card in after if after[card] != before[card]] == [ROW.card]
    assert sorted(load_memory(server)) == [("teacher", never), ("teacher", changed)]
    replace_memory(server, [], [ROW.card, "unknown#"])
    assert list(load_memory(server)) == [("teacher", never)]
    server.close()
