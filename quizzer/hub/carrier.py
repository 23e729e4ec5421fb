"""A server as a carrier: the files of one learner's devices, in one table of the database.

Every statement names the learner, who is the account that is connected: to whom row security shows more, such as the
teacher, syncs with their own files all the same.
"""

from __future__ import annotations

from collections.abc import Container
from typing import LiteralString

from quizzer.errors import Problem
from quizzer.hub.learners import join
from quizzer.hub.schema import VERSION, examine, require_known
from quizzer.hub.server import open_server
from quizzer.hub.set_up import ensure_tables
from quizzer.sync.carrier import CarrierProblem, Found, read_format, write_format
from quizzer.sync.names import FORMAT, is_name


class PostgresCarrier:
    """The files of the account that an address names."""

    def __init__(self, address: str) -> None:
        """Connect; nothing is made there yet.

        Args:
            address: ``postgresql://...``, with or without a password.

        Raises:
            CarrierProblem: The server cannot be reached, or the account has no access.
            Problem: The extra ``postgres`` is missing, the address is none, or a newer quizzer made the tables.
        """
        self.server = open_server(address)
        try:
            standing = examine(self.server)
            require_known(self.server, standing)
            if standing.version and standing.version != VERSION:
                standing = ensure_tables(self.server)
            self._is_set_up = standing.version == VERSION
        except Problem:
            self.server.close()
            raise

    @property
    def label(self) -> str:
        """The address without its password."""
        return self.server.label

    def collection_id(self) -> str | None:
        """The id of the collection whose devices meet here; None where nothing was set up."""
        data = self.get(FORMAT)
        return None if data is None else read_format(data, self.label)

    def set_up(self, collection_id: str) -> str:
        """Make the tables where there are none, and this account's part of them the place for a collection."""
        standing = ensure_tables(self.server)
        self._is_set_up = True
        if standing.is_owner:
            join(self.server)
        self.put_new(FORMAT, write_format(collection_id))
        found = self.collection_id()
        if found is None:
            raise CarrierProblem(f"{self.label}: what was just written there is gone. Sync again.")
        return found

    def list(self, prefix: str = "", known: Container[str] = ()) -> list[Found]:  # noqa: ARG002 - sizes cost nothing
        """The files whose names begin with ``prefix``, in the order of their names."""
        if not self._is_set_up:
            return []
        rows = self.server.execute(
            """
            SELECT name, size
            FROM quizzer.file
            WHERE learner = current_user
                AND starts_with(name, %s::text)
            ORDER BY name
            """,
            (prefix,),
        )
        return [Found(name, size) for name, size in rows if is_name(name)]

    def get(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        if not self._is_set_up:
            return None
        row = self.server.execute(
            "SELECT data FROM quizzer.file WHERE learner = current_user AND name = %s", (name,)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def put_new(self, name: str, data: bytes) -> bool:
        """Write a file that is not there yet."""
        if self._insert(name, data, "NOTHING"):
            return True
        self._require_format()
        return False

    def replace(self, name: str, data: bytes) -> None:
        """Write a file in the place of an earlier one."""
        if not self._insert(name, data, "UPDATE SET data = excluded.data, at = now()"):
            self._require_format()

    def _insert(self, name: str, data: bytes, otherwise: LiteralString) -> bool:
        # Where another device has just erased everything, nothing is written after it.
        written = self.server.execute(
            f"""
            INSERT INTO quizzer.file (learner, name, data)
            SELECT current_user, %s, %b
            WHERE %s OR EXISTS (SELECT FROM quizzer.file WHERE learner = current_user AND name = '{FORMAT}')
            ON CONFLICT (learner, name) DO {otherwise}
            """,
            (name, data, name == FORMAT),
        )
        return bool(written.rowcount == 1)

    def _require_format(self) -> None:
        if self.get(FORMAT) is None:
            raise CarrierProblem(f"{self.label}: this holds no quizzer sync any more, so nothing was sent there.")

    def delete(self, name: str) -> None:
        """Delete a file; that it is not there is fine."""
        if self._is_set_up:
            self.server.execute("DELETE FROM quizzer.file WHERE learner = current_user AND name = %s", (name,))

    def close(self) -> None:
        """Close the connection."""
        self.server.close()
