"""What a server holds of quizzer: nothing yet, tables of this version, of an older or of a newer one; and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem
from quizzer.sync.carrier import CarrierProblem

if TYPE_CHECKING:
    from quizzer.hub.server import Server

SCHEMA_NAME = "quizzer"
"""The schema of the database in which all tables are."""
VERSION_TABLE = "schema_version"
"""Where the migrations note how far they came; whose it is set the server up."""
VERSION = 1
"""The version of the tables that this program knows."""


class Standing(NamedTuple):
    """What a server holds, and what the account may do with it.

    Attributes:
        version: Of the tables; 0 where there are none.
        owner: The account that set them up; empty where there are none.
        is_owner: Whether that is this account, or one whose rights it has.
    """

    version: int
    owner: str
    is_owner: bool


def examine(server: Server) -> Standing:
    """Look at what the server holds.

    Raises:
        CarrierProblem: The account has no access to what is there, or the tables are of another version.
    """
    # From the catalogue, which everybody may read; the tables themselves would refuse who has no access.
    found = server.execute(
        """
        SELECT r.rolname::text, pg_has_role(c.relowner, 'USAGE'), has_table_privilege(c.oid, 'SELECT')
            AND has_schema_privilege(n.oid, 'USAGE')
        FROM pg_namespace n
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = %s
        JOIN pg_roles r ON r.oid = c.relowner
        WHERE n.nspname = %s
        """,
        (VERSION_TABLE, SCHEMA_NAME),
    ).fetchone()
    if found is None:
        return Standing(0, "", is_owner=False)
    owner, is_owner, may_read = found
    if not may_read:
        user = one_line(server.user)
        raise CarrierProblem(
            f"{server.label}: {user} has no access to quizzer there. {one_line(owner)}, who set it up, gives it with "
            f"`quizzer class --invite {user}`."
        )
    row = server.execute("SELECT version_num FROM quizzer.schema_version").fetchone()
    return Standing(int(row[0]) if row else 0, owner, is_owner)


def require_known(server: Server, standing: Standing) -> None:
    """Make sure that the tables are none of a later version's.

    Raises:
        Problem: They are.
    """
    if standing.version > VERSION:
        raise Problem(
            f"{server.label}: a newer quizzer made the tables there (version {standing.version}, this one knows "
            f"{VERSION}). Update quizzer on this machine, then sync again."
        )
