"""The accounts of learners in the database: what they are called, what they may do, and how they are taken away."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse
from quizzer.hub.schema import Standing
from quizzer.sync.carrier import CarrierProblem

if TYPE_CHECKING:
    from quizzer.hub.server import Server

LONGEST_NAME = 63
"""Bytes: PostgreSQL cuts the name of an account there."""
_NAME = re.compile(r"\w[\w.-]*")
_RESERVED = re.compile(r"pg_.*|public|none", re.I)
_GRANTS = (
    "USAGE ON SCHEMA quizzer",
    "SELECT ON quizzer.schema_version",
    "SELECT, UPDATE (synced) ON quizzer.learner",
    "SELECT, INSERT, UPDATE, DELETE ON quizzer.file",
    "SELECT, INSERT, UPDATE, DELETE ON quizzer.memory",
)
_HERE = ("", "localhost", "127.0.0.1", "::1")


def check_name(name: str) -> None:
    """Make sure that a name will do for a learner.

    Raises:
        WrongUse: It will not.
    """
    if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name) or len(name.encode()) > LONGEST_NAME:
        raise WrongUse(
            f"“{one_line(name)}” will not do as a learner's name: it is letters, digits and . _ - (no blank), at most "
            f"{LONGEST_NAME} of them, not beginning with pg_."
        )


def require_teacher(server: Server, standing: Standing) -> None:
    """Make sure that the account set the server up, and may make accounts.

    Raises:
        CarrierProblem: It did not, or may not.
    """
    user = one_line(server.user)
    if not standing.version:
        raise CarrierProblem(f"{server.label}: quizzer is not set up there. `quizzer class --invite NAME` does it.")
    if not standing.is_owner:
        raise CarrierProblem(
            f"{server.label}: only {one_line(standing.owner)}, who set quizzer up there, can do that; you are {user}."
        )
    row = server.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user").fetchone()
    if not row or not row[0]:
        raise CarrierProblem(
            f"{server.label}: {user} may not make or delete accounts there. An administrator of the server allows it "
            f'with: ALTER ROLE "{user}" CREATEROLE;'
        )


def require_plain(server: Server, name: str) -> None:
    """Make sure that an account has no rights beyond a learner's, so that nobody of importance is locked out.

    Raises:
        WrongUse: It is the teacher's own, or an administrator's.
    """
    row = server.execute(
        """
        SELECT r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls
            OR pg_has_role(r.oid, c.relowner, 'MEMBER')
        FROM pg_roles r, pg_class c
        WHERE r.rolname = %s
            AND c.oid = 'quizzer.schema_version'::regclass
        """,
        (name,),
    ).fetchone()
    if row and row[0]:
        raise WrongUse(
            f"{server.label}: {one_line(name)} is the account of a teacher or an administrator, and stays as it is."
        )


def is_account(server: Server, name: str) -> bool:
    """Whether the server has an account of this name, a learner's or any other."""
    return server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is not None


def make_password() -> str:
    """A random password of 144 bits, of signs that need no quoting anywhere."""
    return secrets.token_urlsafe(18)


def make_account(server: Server, name: str, password: str, *, is_there: bool) -> None:
    """Make an account that may sync, or give one another password.

    Args:
        password: It is not sent: the server gets what it checks passwords by, so that no log of its holds one.
        is_there: There is such an account.
    """
    from psycopg import sql

    verifier = server.connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    account = sql.Identifier(name)
    verb = sql.SQL("ALTER" if is_there else "CREATE")
    server.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, account, sql.Literal(verifier)))
    for grant in _GRANTS:
        server.execute(sql.SQL("GRANT {} TO {}").format(sql.SQL(grant), account))
    if not _may_connect(server, name):
        database = sql.Identifier(server.database)
        server.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, account))


def _may_connect(server: Server, name: str) -> bool:
    question = "SELECT has_database_privilege(%s::name, current_database()::text, 'CONNECT')"
    row = server.execute(question, (name,)).fetchone()
    return bool(row and row[0])


def delete_account(server: Server, name: str) -> bool:
    """Take an account's rights away, and delete it.

    Returns:
        Whether it is deleted. Where other things in the server belong to it, it can only not log in any more.
    """
    from psycopg import errors, sql

    account = sql.Identifier(name)
    for table in ("memory", "file", "learner", "schema_version"):
        server.execute(sql.SQL("REVOKE ALL ON quizzer.{} FROM {}").format(sql.Identifier(table), account))
    server.execute(sql.SQL("REVOKE ALL ON SCHEMA quizzer FROM {}").format(account))
    server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM {}").format(sql.Identifier(server.database), account))
    server.execute(sql.SQL("ALTER ROLE {} NOLOGIN PASSWORD NULL").format(account))
    try:
        with server.connection.transaction():
            server.connection.execute(sql.SQL("DROP ROLE {}").format(account))
    except errors.DependentObjectsStillExist:
        return False
    return True


def make_address(server: Server, name: str, password: str) -> tuple[str, bool]:
    """The address by which a learner reaches the server, and whether it leads there only on this machine."""
    info = server.connection.info
    host, options = info.host, []
    if host.startswith("/"):
        options.append(f"host={quote(host, safe='/')}")
        place = f"/{quote(info.dbname, safe='')}"
        options.append(f"port={info.port}")
    else:
        place = f"{f'[{host}]' if ':' in host else host}:{info.port}/{quote(info.dbname, safe='')}"
    if mode := info.get_parameters().get("sslmode"):
        options.append(f"sslmode={mode}")
    query = f"?{'&'.join(options)}" if options else ""
    address = f"postgresql://{quote(name, safe='')}:{password}@{place}{query}"
    return address, host in _HERE or host.startswith("/")
