"""A server of PostgreSQL for tests: Debian's program with a data folder of its own, started when a test first asks.

It ends with the process that started it, however that ends: a watcher waits for the end of a pipe that the process
holds, stops the server and removes the folder.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from psycopg import sql

ACCOUNT = "postgres"
"""Whom root runs the server as, which PostgreSQL refuses to be run by root."""
DATABASE = "postgres"
_PATIENCE = 30.0
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "shared_buffers": "32MB",
    "max_connections": "30",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "listen_addresses": "127.0.0.1",
    "password_encryption": "scram-sha-256",
}
_WATCHER = """
trap '' INT TERM HUP
"$1/postgres" -D "$2/data" -k "$2" -p "$3" $4 >"$2/log" 2>&1 </dev/null &
read -r _
kill -INT $!
wait $!
rm -rf "$2"
"""
"""Ends at the end of its input. SIGINT is a quick end: PostgreSQL breaks off what runs."""


class Server(NamedTuple):
    """A running server; its accounts have to give their passwords."""

    folder: Path
    port: int
    password: str
    watcher: subprocess.Popen[bytes]

    def address(self, user: str, password: str, database: str) -> str:
        """The address of a database for an account, by TCP."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = DATABASE) -> psycopg.Connection:
        """A connection as the server's administrator, on which each statement commits by itself."""
        return psycopg.connect(self.address(ACCOUNT, self.password, database), autocommit=True)

    def stop(self) -> None:
        """End the server and remove its folder."""
        assert self.watcher.stdin is not None
        self.watcher.stdin.close()
        self.watcher.wait(_PATIENCE)


class Database(NamedTuple):
    """A database of one test.

    Attributes:
        name: Its name.
        teacher: The address with the password of an account that may make the tables, and accounts.
    """

    server: Server
    name: str
    teacher: str

    def connect(self) -> psycopg.Connection:
        """A connection as the server's administrator."""
        return self.server.connect(self.name)

    def make_account(self, name: str, password: str = "plain") -> str:
        """Make an account without any right, and return its address."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), sql.Literal(password))
            )
        return self.server.address(name, password, self.name)

    def lose_everything(self) -> None:
        """Drop all that quizzer keeps there."""
        with self.connect() as connection:
            connection.execute("DROP SCHEMA quizzer CASCADE")


def find_programs() -> Path | None:
    """The folder with PostgreSQL's programs, the newest if there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb and shutil.which("postgres") else None


@cache
def start_server() -> Server:
    """The server of this process; started at the first call. Where there can be none, the test is skipped."""
    programs = find_programs()
    if os.name != "posix" or programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return launch(programs)


def launch(programs: Path) -> Server:
    """Start a server."""
    password = secrets.token_hex(8)
    folder = Path(tempfile.mkdtemp(prefix="quizzer-pg-"))
    secret = folder / "password"
    secret.write_text(password)
    account = ACCOUNT if os.geteuid() == 0 else None
    if account:
        for path in (folder, secret):
            shutil.chown(path, account, account)
    whose = ["-U", ACCOUNT, f"--pwfile={secret}", "-A", "scram-sha-256"]
    subprocess.run(
        [f"{programs}/initdb", "-D", f"{folder}/data", *whose, "--no-sync", "--no-locale", "-E", "UTF8"],
        check=True,
        capture_output=True,
        cwd=folder,
        user=account,
        group=account,
    )
    port = _free_port()
    options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items() if value)
    watcher = subprocess.Popen(
        ["/bin/sh", "-c", _WATCHER, "watcher", str(programs), str(folder), str(port), options],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # an interruption at the keyboard is not for it
        cwd=folder,
        user=account,
        group=account,
    )
    server = Server(folder, port, password, watcher)
    _wait_for(server)
    return server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Server) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                log = (server.folder / "log").read_text("utf-8", "replace")
                server.stop()
                raise AssertionError(f"the server did not start: {log}") from error
            time.sleep(0.03)
        else:
            return


@contextmanager
def new_database() -> Iterator[Database]:
    """An empty database with a teacher; all that a test leaves in it, accounts as well, is gone afterwards."""
    server = start_server()
    with server.connect() as admin:
        admin.execute("CREATE ROLE teacher LOGIN CREATEROLE PASSWORD 'chalk'")
        admin.execute(sql.SQL("GRANT CREATE ON DATABASE {} TO teacher").format(sql.Identifier(DATABASE)))
    try:
        yield Database(server, DATABASE, server.address("teacher", "chalk", DATABASE))
    finally:
        with server.connect() as admin:
            _empty(admin)


def _empty(admin: psycopg.Connection) -> None:
    # Emptying takes a fifth of the time that another database takes.
    admin.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    admin.execute("DROP SCHEMA IF EXISTS quizzer CASCADE")
    for (role,) in admin.execute("SELECT rolname FROM pg_roles WHERE oid >= 16384").fetchall():
        admin.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(sql.Identifier(role)))
        admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))
