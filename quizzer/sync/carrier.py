"""A carrier: a place that several devices reach, and the few things that sync asks of it.

It holds files that are written once, by one device each, so nothing that two devices do can conflict.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple, Protocol

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem

PROTOCOL_VERSION = 1
_FORMAT = re.compile(rb"quizzer sync ([0-9]{1,6}) ([0-9a-f]{20})\r?\n?")
_START, _REST = b"quizzer sync %d " % PROTOCOL_VERSION, re.compile(rb"[0-9a-f]{0,19}")
_NEWER = re.compile(rb"quizzer sync ([0-9]{1,6})\b")


class CarrierProblem(Problem):
    """The place cannot be reached, read or written; nothing is lost, and the next sync tries again."""


class UnreadableFile(CarrierProblem):
    """One file cannot be read, such as one of another user; the others can."""


class Found(NamedTuple):
    """A file of a carrier.

    Attributes:
        name: As :mod:`quizzer.sync.names` has it.
        size: In bytes; 0 where that is not known.
    """

    name: str
    size: int


class Carrier(Protocol):
    """A place for the files of several devices. Every call may raise :class:`CarrierProblem`."""

    @property
    def label(self) -> str:
        """The place as a person calls it: the path of a folder, the address of a server without its password."""

    def collection_id(self) -> str | None:
        """The id of the collection whose devices meet here; None where nothing was set up.

        Raises:
            Problem: What is here was set up by a newer quizzer, or is something else.
        """

    def set_up(self, collection_id: str) -> str:
        """Make this a place for the devices of a collection, unless it is one already.

        Returns:
            The id of the collection whose devices meet here now: the one given, or that of who was first.

        Raises:
            Problem: What is here was set up by a newer quizzer, or is something else.
        """

    def list(self, prefix: str = "", known: Container[str] = ()) -> list[Found]:
        """The files whose names begin with ``prefix``, in the order of their names.

        Files that are not here whole yet, as far as the carrier can tell, are left out, and so is what is foreign.

        Args:
            known: Names of files whose sizes are not wanted; where it takes time to find them, they are given as 0.
        """

    def get(self, name: str) -> bytes | None:
        """The bytes of a file; None where it is not here any more, or not yet.

        Raises:
            UnreadableFile: It is here, and this one file cannot be read.
        """

    def put_new(self, name: str, data: bytes) -> bool:
        """Write a file that is not there yet; it is durable when this returns, and never seen in part.

        Returns:
            Whether it was written; False where a file has this name, which stays as it is.
        """

    def replace(self, name: str, data: bytes) -> None:
        """Write a file in the place of an earlier one: for the one file that a device keeps about itself."""

    def delete(self, name: str) -> None:
        """Delete a file; that it is not there is fine."""

    def close(self) -> None:
        """Let go of connections, if there are any."""


def write_format(collection_id: str) -> bytes:
    """The content of the file ``FORMAT``."""
    return f"quizzer sync {PROTOCOL_VERSION} {collection_id}\n".encode()


def read_format(data: bytes, label: str) -> str:
    """The id of the collection in the file ``FORMAT``.

    Args:
        label: The carrier's, for the sentence.

    Raises:
        CarrierProblem: Only its beginning is here.
        Problem: A newer quizzer wrote it, or it is something else.
    """
    found = _FORMAT.fullmatch(data)
    if found and int(found[1]) == PROTOCOL_VERSION:
        return found[2].decode()
    label = one_line(label)
    if _START.startswith(data) or (data.startswith(_START) and _REST.fullmatch(data[len(_START) :])):
        raise CarrierProblem(f"{label}: its file FORMAT is not here whole yet. Let it sync, then try again.")
    if (newer := _NEWER.match(data)) and int(newer[1]) > PROTOCOL_VERSION:
        raise Problem(f"{label}: a newer quizzer set up sync there. Update quizzer on this machine, then sync again.")
    raise Problem(f"{label}: the file FORMAT there is not quizzer's. Sync with another folder.")
