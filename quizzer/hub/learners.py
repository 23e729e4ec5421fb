"""The learners of a server: inviting and removing them, and what each may do.

A learner is an account of the database. What it may do is granted to it by name; which rows of the tables it sees and
writes, row security says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse
from quizzer.hub import VARIABLE
from quizzer.hub.accounts import (
    check_name,
    delete_account,
    is_account,
    make_account,
    make_address,
    make_password,
    require_plain,
    require_teacher,
)
from quizzer.hub.schema import examine
from quizzer.hub.set_up import ensure_tables

if TYPE_CHECKING:
    from quizzer.hub.server import Server


class Learner(NamedTuple):
    """Who may sync with a server.

    Attributes:
        name: The account's.
        joined: When it was invited, or set the server up.
        synced: When its memory was last published; None for never.
        is_teacher: It set the server up.
    """

    name: str
    joined: datetime
    synced: datetime | None
    is_teacher: bool


@dataclass(frozen=True)
class Invitation:
    """What a learner is given. The password in it stands nowhere else: it is shown once, and kept by nobody.

    Attributes:
        line: What the learner runs; it holds the password.
        url: The address within it.
        is_again: The learner was invited before; that line does not work any more.
        is_local: The address leads to the server only on the machine that the server runs on.
    """

    name: str
    line: str = field(repr=False)
    url: str = field(repr=False)
    is_again: bool
    is_local: bool


class Removal(NamedTuple):
    """What became of a learner who was removed.

    Attributes:
        files: The number of files the learner sent.
        cards: The number of cards the teacher saw.
        erased: Whether these are gone; else they stay, and are there again when the learner is invited again.
        is_locked: The account could not be deleted, as other things belong to it; it cannot be used any more.
    """

    name: str
    files: int
    cards: int
    erased: bool
    is_locked: bool


class Erasure(NamedTuple):
    """What a learner erased: the number of files, and of cards that the teacher saw."""

    files: int
    cards: int


def join(server: Server) -> None:
    """Make the account that set the server up one of its learners."""
    server.execute("INSERT INTO quizzer.learner (name) VALUES (current_user) ON CONFLICT DO NOTHING")


def load_learners(server: Server) -> list[Learner]:
    """Load the learners whom the account may see, by name; none who was removed.

    Raises:
        CarrierProblem: The server refused, or the connection broke off.
    """
    standing = examine(server)
    rows = server.execute("SELECT name, joined, synced FROM quizzer.learner WHERE removed IS NULL ORDER BY name")
    return [Learner(name, joined, synced, name == standing.owner) for name, joined, synced in rows]


def invite(server: Server, name: str) -> Invitation:
    """Make an account for a learner, or a new password for one who has an account; set the server up if it is not.

    Args:
        name: The account's: letters, digits and ``_ . -``.

    Raises:
        WrongUse: The name will not do, or is another account's.
        CarrierProblem: The account may not invite, or the server cannot be reached.
    """
    check_name(name)
    standing = ensure_tables(server)
    require_teacher(server, standing)
    password = make_password()
    with server.transaction():
        join(server)
        is_again = is_account(server, name)
        if is_again and not _is_learner(server, name):
            raise WrongUse(
                f"{server.label}: the server has an account “{name}” already that is none of a learner's here. "
                "Choose another name."
            )
        require_plain(server, name)
        make_account(server, name, password, is_there=is_again)
        server.execute(
            """
            INSERT INTO quizzer.learner (name)
            VALUES (%s)
            ON CONFLICT (name) DO UPDATE SET removed = NULL
            """,
            (name,),
        )
    url, is_local = make_address(server, name, password)
    return Invitation(name, f"{VARIABLE}='{url}' quizzer sync", url, is_again, is_local)


def remove(server: Server, name: str, *, erase: bool = False) -> Removal:
    """Take a learner's access away.

    Args:
        erase: Erase also what the learner sent; else it stays.

    Raises:
        WrongUse: There is no such learner, or it is who set the server up.
        CarrierProblem: The account may not remove, or the server cannot be reached.
    """
    require_teacher(server, examine(server))
    with server.transaction():
        if not _is_learner(server, name, removed_too=erase):
            names = ", ".join(one_line(learner.name) for learner in load_learners(server) if not learner.is_teacher)
            raise WrongUse(
                f"{server.label}: no learner is called “{one_line(name)}” ({names or 'there are none yet'})."
            )
        require_plain(server, name)
        files, cards = (_count(server, table, name) for table in ("file", "memory"))
        is_locked = is_account(server, name) and not delete_account(server, name)
        if erase:
            server.execute("DELETE FROM quizzer.learner WHERE name = %s", (name,))
        else:
            server.execute("UPDATE quizzer.learner SET removed = now() WHERE name = %s", (name,))
    return Removal(name, files, cards, erase, is_locked)


def erase(server: Server) -> Erasure:
    """Erase what the account's own devices sent, and what a teacher saw of its memory. The account itself stays.

    Raises:
        CarrierProblem: The server refused, or the connection broke off; nothing was erased.
    """
    with server.transaction():
        files = server.execute("DELETE FROM quizzer.file WHERE learner = current_user").rowcount
        cards = server.execute("DELETE FROM quizzer.memory WHERE learner = current_user").rowcount
        server.execute("UPDATE quizzer.learner SET synced = NULL WHERE name = current_user")
    return Erasure(files, cards)


def _is_learner(server: Server, name: str, *, removed_too: bool = False) -> bool:
    found = server.execute(
        "SELECT 1 FROM quizzer.learner WHERE name = %s AND (removed IS NULL OR %s)", (name, removed_too)
    )
    return found.fetchone() is not None


def _count(server: Server, table: Literal["file", "memory"], name: str) -> int:
    row = server.execute(f"SELECT count(*) FROM quizzer.{table} WHERE learner = %s", (name,)).fetchone()
    return int(row[0]) if row else 0
