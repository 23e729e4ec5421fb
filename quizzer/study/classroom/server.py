"""The class on the server that a collection syncs with: whom the account sees there, whom it invites and removes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.groups import Grouping
from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse
from quizzer.study.classroom.figures import ClassView, compute_class
from quizzer.study.filters import Filter

if TYPE_CHECKING:
    from quizzer.hub.server import Server
    from quizzer.study.collection.collection import Collection


class ClassSeen(NamedTuple):
    """What an account sees of its class.

    Attributes:
        view: The figures.
        note: A sentence on who is shown, where that is not the whole class; else empty.
    """

    view: ClassView
    note: str


@contextmanager
def opened_server(address: str) -> Iterator[Server]:
    """A connection to a server.

    Raises:
        CarrierProblem: It cannot be reached.
    """
    from quizzer.hub.server import open_server

    server = open_server(address)
    try:
        yield server
    finally:
        server.close()


def load_class(collection: Collection, server: Server, wanted: Filter, by: Grouping) -> ClassSeen:
    """Load the figures of everybody whom the account sees: the whole class for who set the server up, else itself.

    Raises:
        WrongUse: The filter names what does not exist.
        CarrierProblem: The server refused, or the connection broke off.
        Problem: The database refused.
    """
    from quizzer.hub.learners import load_learners
    from quizzer.hub.memory import iterate_memory
    from quizzer.hub.schema import examine, require_known

    standing = examine(server)
    require_known(server, standing)
    if not standing.version:
        raise WrongUse(
            f"{one_line(server.label)}: quizzer is not set up on this server yet. Whoever teaches invites the first "
            "learner (quizzer class --invite NAME), and that sets it up."
        )
    learners = {
        learner.name: None if learner.synced is None else round(learner.synced.timestamp() * 1000)
        for learner in load_learners(server)
        if not learner.is_teacher
    }
    view = compute_class(collection, learners, iterate_memory(server), wanted, by=by)
    note = "" if standing.is_owner else f"Only your own row is shown; {one_line(standing.owner)} sees the whole class."
    return ClassSeen(view, note)
