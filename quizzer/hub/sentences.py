"""Sentences for what a server of PostgreSQL can refuse. None shows a password."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizzer.core.safe_text import one_line

if TYPE_CHECKING:
    import psycopg

_LATER = "Nothing is lost; the next sync tries again."
_NO_TABLES = (
    "quizzer's tables are not there any more, or not all of them. Restore the database from a backup; or drop its "
    "schema quizzer, and whoever set it up calls `quizzer sync --with` again."
)
_BY_CODE = {
    "42501": "{user} may not do that there. Whoever set quizzer up on this server gives access with "
    "`quizzer class --invite {user}`.",
    "53100": f"the server's disk is full. Make room there; {_LATER[0].lower()}{_LATER[1:]}",
    "53300": f"the server has too many connections now. {_LATER}",
    "25006": f"the server takes in nothing now: it is read-only, a copy of another one perhaps. {_LATER}",
    "42P01": _NO_TABLES,
    "3F000": _NO_TABLES,
    "57014": f"the server gave up, as this took longer than it allows. {_LATER}",
    "55P03": f"another program keeps quizzer's tables busy. {_LATER}",
    "40P01": f"another program keeps quizzer's tables busy. {_LATER}",
}
"""By the code of the error, SQLSTATE."""
_LONGEST = 200


def explain(error: psycopg.Error, label: str, user: str, *, is_lost: bool) -> str:
    """The sentence for what a server said to a statement.

    Args:
        label: The address without its password.
        user: The account.
        is_lost: The connection cannot be used any more.
    """
    sentence = _BY_CODE.get(error.sqlstate or "")
    if is_lost:
        return f"{label}: the connection broke off. {_LATER}"
    if sentence:
        return f"{label}: {sentence.format(user=one_line(user))}"
    said = error.diag.message_primary or str(error)
    return f"{label}: the server reports: {_shorten(said)}."


def explain_refusal(error: psycopg.Error, label: str, seconds: str, password: str) -> str:
    """The sentence for a server with which no connection came about.

    Args:
        label: The address without its password.
        seconds: How long it was waited for.
        password: That of the address, which is shown nowhere.
    """
    import psycopg

    said = str(error)
    if isinstance(error, psycopg.errors.ConnectionTimeout) or "timeout expired" in said:
        return f"{label}: the server does not answer within {seconds} s. {_LATER}"
    connection = error.pgconn
    if connection is not None and connection.needs_password:
        return (
            f"{label}: the server asks for a password, and none was found. Put it into QUIZZER_SYNC_URL "
            "(postgresql://name:PASSWORD@...) or into the file ~/.pgpass, which nobody else may read (chmod 600 "
            "~/.pgpass)."
        )
    if connection is not None and connection.used_password and "password authentication failed" in said:
        return (
            f"{label}: the server refuses the name or the password. See whether the address is copied whole, "
            "or the line in ~/.pgpass right; in a class the teacher makes a new password with `quizzer class --invite "
            "NAME`."
        )
    return f"{label}: the server cannot be reached ({_shorten(_hide(_find_reason(said), password))}). {_LATER}"


def _find_reason(said: str) -> str:
    """What the library says of the last attempt, without its hints and without what the address says already."""
    attempts = [line for line in said.splitlines() if line.strip() and not line[0].isspace()]
    reason = attempts[-1].rpartition("failed: ")[2] if attempts else ""
    return re.sub(r"^[A-Z]+: +", "", reason) or "no reason given"


def _hide(text: str, password: str) -> str:
    for secret in {password, quote(password, safe="")} - {""}:
        text = text.replace(secret, "...")
    return text


def _shorten(text: str) -> str:
    text = one_line(text).strip().rstrip(".")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
