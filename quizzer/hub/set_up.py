"""Setting a server up: who may, and the sentence for who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.core.safe_text import one_line
from quizzer.hub.schema import SCHEMA_NAME, VERSION, Standing, examine, require_known
from quizzer.hub.upgrade import upgrade
from quizzer.sync.carrier import CarrierProblem

if TYPE_CHECKING:
    from quizzer.hub.server import Server


def ensure_tables(server: Server) -> Standing:
    """Make the tables, or bring older ones to this version, where that is this account's to do.

    Raises:
        CarrierProblem: It has no right to, or the tables are of a newer version.
    """
    standing = examine(server)
    if standing.version == VERSION:
        return standing
    require_known(server, standing)
    if standing.version and not standing.is_owner:
        raise CarrierProblem(
            f"{server.label}: quizzer's tables there are of an older version. {one_line(standing.owner)}, who set them "
            "up, syncs once with this version of quizzer, then everybody can."
        )
    if not standing.version:
        _require_right(server)
    upgrade(server)
    return examine(server)


def _require_right(server: Server) -> None:
    """Make sure that the account may make the schema, or tables in one that an administrator made for it.

    Raises:
        CarrierProblem: It may not.
    """
    row = server.execute(
        """
        SELECT CASE
            WHEN n.oid IS NULL THEN has_database_privilege(current_database()::text, 'CREATE')
            ELSE has_schema_privilege(n.oid, 'CREATE') AND has_schema_privilege(n.oid, 'USAGE')
        END
        FROM (VALUES (1)) one LEFT JOIN pg_namespace n ON n.nspname = %s
        """,
        (SCHEMA_NAME,),
    ).fetchone()
    if row and row[0]:
        return
    user, database = one_line(server.user), one_line(server.database)
    raise CarrierProblem(
        f"{server.label}: quizzer is not set up in this database, and {user} may not do it. An administrator allows it "
        f'with: GRANT CREATE ON DATABASE "{database}" TO "{user}"; or sync with another address.'
    )
