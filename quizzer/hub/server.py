"""An open connection to a server of PostgreSQL, every error of which is a sentence that shows no password.

Passwords come from the address or from the library's own sources (``~/.pgpass``, ``PGPASSWORD``, service files); they
are kept nowhere. The library is imported when a connection is opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizzer.errors import Problem, WrongUse
from quizzer.hub.address import without_password
from quizzer.hub.sentences import explain, explain_refusal
from quizzer.sync.carrier import CarrierProblem

if TYPE_CHECKING:
    from psycopg import Connection, Cursor
    from psycopg.sql import SQL, Composed

PATIENCE = 5
"""Seconds to wait for a server that does not answer."""
_SETTINGS = {
    "connect_timeout": (str(PATIENCE), "PGCONNECT_TIMEOUT"),
    "application_name": ("quizzer", "PGAPPNAME"),
    # A server that vanishes without a word is noticed after about 20 seconds, not after hours.
    "keepalives_idle": ("8", ""),
    "keepalives_interval": ("4", ""),
    "keepalives_count": ("3", ""),
    "tcp_user_timeout": ("20000", ""),
}
"""What is set unless the address or the environment says otherwise: the value, and the environment's name for it."""


class Server:
    """An open connection. Each statement is a transaction of its own, but within :meth:`transaction`."""

    def __init__(self, label: str, connect: Callable[[bool], Connection]) -> None:
        """Connect.

        Args:
            label: The address without its password.
            connect: Opens a connection, on which each statement commits by itself or not.
        """
        self.label = label
        self._connect = connect
        self.connection = connect(True)

    @property
    def user(self) -> str:
        """The account that is connected."""
        return str(self.connection.info.user)

    @property
    def database(self) -> str:
        """The name of the database."""
        return str(self.connection.info.dbname)

    def execute(self, sql: str | SQL | Composed, values: Sequence[Any] = ()) -> Cursor:
        """Execute a statement; ``%b`` stands for a value sent as bytes, ``%s`` for any other.

        Raises:
            CarrierProblem: The server refused, or the connection broke off.
        """
        with self.explained():
            return self.connection.execute(sql.encode() if isinstance(sql, str) else sql, values or None, binary=True)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit the block as a whole, or none of it; within another one, a part that can fail by itself.

        Raises:
            CarrierProblem: The server refused, or the connection broke off.
        """
        with self.explained(), self.connection.transaction():
            yield

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn the library's errors into sentences.

        Raises:
            CarrierProblem: In place of any ``psycopg.Error``.
        """
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            is_lost = self.connection.closed or self.connection.broken
            raise CarrierProblem(explain(error, self.label, self.user_or_nobody(), is_lost=is_lost)) from None

    def user_or_nobody(self) -> str:
        """The account, for a sentence; a connection that is lost does not say it any more."""
        return "this account" if self.connection.closed else self.user

    def connect_again(self) -> Connection:
        """Open another connection to the same place, on which statements wait for a commit.

        Raises:
            CarrierProblem: The server cannot be reached any more.
        """
        return self._connect(False)

    def close(self) -> None:
        """Close the connection; what is open already closed stays so."""
        self.connection.close()


def open_server(address: str) -> Server:
    """Connect to a server.

    Args:
        address: ``postgresql://...``, with or without a password.

    Raises:
        Problem: The extra ``postgres`` is not installed.
        WrongUse: It is no address.
        CarrierProblem: The server cannot be reached, or refuses.
    """
    label = without_password(address)
    _require_library(label)
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    try:
        given = conninfo_to_dict(address)
    except psycopg.Error:  # its text shows parts of the address
        raise WrongUse(
            f"{label}: this address cannot be read. In a password the signs @ : / ? # % are written as %40 %3A %2F "
            "%3F %23 %25; what follows ? must be options of PostgreSQL."
        ) from None
    settings = {
        name: value for name, (value, variable) in _SETTINGS.items() if name not in given and variable not in os.environ
    }
    place = make_conninfo(address, **settings, **_pass_over_open_file(given))

    def connect(autocommit: bool) -> Connection:
        try:
            # No prepared statements: a pool between here and the server may not know them the next time.
            return psycopg.connect(place, autocommit=autocommit, prepare_threshold=None)
        except psycopg.Error as error:
            seconds = str(given.get("connect_timeout") or settings.get("connect_timeout") or PATIENCE)
            raise CarrierProblem(explain_refusal(error, label, seconds, str(given.get("password") or ""))) from None

    return Server(label, connect)


def _pass_over_open_file(given: Mapping[str, Any]) -> dict[str, str]:
    """The setting that passes over a file of passwords which others may read.

    The library does so itself, but prints a warning, which would stand in the middle of a screen.
    """
    path = Path(given.get("passfile") or os.environ.get("PGPASSFILE") or "~/.pgpass")
    try:
        mode = path.expanduser().stat().st_mode
    except (OSError, RuntimeError):  # there is none, or nobody's home
        return {}
    is_open = os.name == "posix" and (not stat.S_ISREG(mode) or mode & 0o077)
    return {"passfile": str(path / "none")} if is_open else {}


def _require_library(label: str) -> None:
    """Make sure that psycopg is here, and the library of PostgreSQL that it calls.

    Raises:
        Problem: It is not.
    """
    try:
        import psycopg  # noqa: F401
    except ImportError:
        from quizzer.installation import install_hint

        raise Problem(
            f"{label}: syncing with a server needs the extra “postgres” (pip install 'quizzer[postgres]'); "
            f"here: {install_hint('postgres')}"
        ) from None
