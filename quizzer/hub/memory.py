"""What a teacher sees of each learner's memory: one row for each card that a learner has answered or put away.

The figures are computed by :mod:`quizzer.core.mastery`; a row carries what it needs and the server does not compute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizzer.hub.server import Server


class MemoryRow(NamedTuple):
    """One card of a learner, as the learner's own quizzer sees it.

    Attributes:
        card: Its key, ``note-id#part``.
        suspended: Put away by the learner: it counts for nothing.
        picked: It counts as recognition: for coverage alone.
        last_at: Milliseconds of the last answer; None where it is as good as never answered.
        stability: Days; None without an answer.
        decay: Of the forgetting curve by which the stability is read: the last of the learner's parameters.
        reviews: Answers that count for retention.
        passes: How many of these were not Again.
    """

    card: str
    suspended: bool
    picked: bool
    last_at: int | None
    stability: float | None
    decay: float
    reviews: int
    passes: int


_COLUMNS = ", ".join(MemoryRow._fields)


def replace_memory(server: Server, rows: Iterable[MemoryRow], gone: Iterable[str] = ()) -> None:
    """Publish rows of the account's own, in one transaction; a row that says the same already is not written again.

    Args:
        gone: Keys of cards of which nothing is to be seen any more.

    Raises:
        CarrierProblem: The server refused, or the connection broke off; nothing was changed.
    """
    columns = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in MemoryRow._fields]
    with server.transaction():
        # Not by COPY, which tables with row security do not take.
        server.execute(
            f"""
            INSERT INTO quizzer.memory AS known (learner, {_COLUMNS})
            SELECT current_user, given.*
            FROM unnest(
                %b::text[], %b::bool[], %b::bool[], %b::int8[], %b::float8[], %b::float8[], %b::int4[], %b::int4[]
            ) AS given
            ON CONFLICT (learner, card) DO UPDATE
            SET ({_COLUMNS}) = ({", ".join(f"excluded.{name}" for name in MemoryRow._fields)})
            WHERE known IS DISTINCT FROM excluded
            """,
            columns,
        )
        if leaving := list(gone):
            server.execute(
                "DELETE FROM quizzer.memory WHERE learner = current_user AND card = ANY (%b::text[])", (leaving,)
            )
        server.execute("UPDATE quizzer.learner SET synced = now() WHERE name = current_user")


SeenRow = tuple[str, str, bool, bool, int | None, float | None, float, int, int]
"""A learner's name, and a row as :class:`MemoryRow` has it; plain, as a class has more than a hundred thousand."""


def iterate_memory(server: Server) -> Iterator[SeenRow]:
    """Load the rows of every learner whom the account may see, none of a removed one; each is made when it is read.

    Raises:
        CarrierProblem: The server refused, or the connection broke off.
    """
    return iter(
        server.execute(
            f"""
            SELECT learner, {_COLUMNS}
            FROM quizzer.memory
            WHERE learner IN (SELECT name FROM quizzer.learner WHERE removed IS NULL)
            """
        )
    )


def is_published(server: Server) -> bool:
    """Whether the account's own memory was published, and not erased since.

    Raises:
        CarrierProblem: The server refused, or the connection broke off.
    """
    rows = server.execute("SELECT synced IS NOT NULL FROM quizzer.learner WHERE name = current_user")
    return (True,) in rows.fetchall()
