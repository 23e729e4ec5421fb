"""What a sync did, and how it stands: values for the command line and the screens."""

from __future__ import annotations

from typing import NamedTuple

SHORT_ID = 4
"""Digits of a device's id that stand for it where it has no name."""


class Ahead(NamedTuple):
    """A device whose answers lie in the future, so that its clock, or the one here, is wrong.

    Attributes:
        device: Its name.
        by: Milliseconds.
    """

    device: str
    by: int


class SyncOutcome(NamedTuple):
    """What a sync did, or would do.

    Attributes:
        place: The folder, or the server's address without its password.
        is_new: Sync was set up with this place just now.
        others: The names of the other devices there; read only where sync was set up just now.
        taken: Answers and other rows taken in that were not here.
        undone: Rows that were undone elsewhere and were not undone here.
        waiting: Rows taken in whose cards no deck here holds yet.
        has_marks: Among the rows taken in or sent are others than answers: flags, days given, suspensions.
        settings: Goals or parameters were taken over.
        quizzes: Results of quizzes taken in.
        forgotten: Rows that left the log here, as their deck was forgotten elsewhere.
        parameters: Parameters were; a collection that stays open follows them at its next start.
        devices: The names of the devices from which something was taken in.
        sent: Answers and other rows sent.
        has_sent: Anything was sent, if only a goal.
        unfinished: Files that are not here whole yet; the next sync tries again.
        damaged: Of these, the names of those that have not been whole for three days.
        newer: The names of the devices whose files need a newer quizzer; named once.
        ahead: Devices whose clocks are ahead.
        problem: Why a file could not be read, or something not be written there any more, after this was taken in or
            sent; empty for nothing.
    """

    place: str
    is_new: bool = False
    others: tuple[str, ...] = ()
    taken: int = 0
    undone: int = 0
    waiting: int = 0
    has_marks: bool = False
    settings: bool = False
    quizzes: int = 0
    forgotten: int = 0
    parameters: bool = False
    devices: tuple[str, ...] = ()
    sent: int = 0
    has_sent: bool = False
    unfinished: int = 0
    damaged: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    problem: str = ""

    @property
    def has_news(self) -> bool:
        """Whether anything was taken in that can change what a screen shows."""
        return bool(self.taken or self.undone or self.settings or self.quizzes or self.forgotten)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was taken in or sent."""
        return not (self.has_news or self.waiting or self.has_sent)


class SyncStanding(NamedTuple):
    """How sync stands by what is noted here, without a look at the place.

    Attributes:
        place: The folder, or the server's address without its password.
        name: What the others call this device.
        synced: Milliseconds at which it synced last; None for not yet.
        to_send: Answers and other rows to send.
    """

    place: str
    name: str
    synced: int | None
    to_send: int


class DeviceLine(NamedTuple):
    """A device at the place.

    Attributes:
        device: Its id.
        name: What it is called; where two have one name, with the beginning of the id.
        is_here: It is this one.
        synced: Milliseconds at which it was seen there last; None for not yet.
        behind: Files of other devices that it has not taken in.
        version: Of its quizzer; empty where it does not say.
    """

    device: str
    name: str
    is_here: bool
    synced: int | None
    behind: int
    version: str


class SyncStatus(NamedTuple):
    """How sync stands, the devices at the place included.

    Attributes:
        standing: What is noted here.
        problem: Why the place cannot be looked at now; empty where it can. Nothing below is known then.
        devices: This one first, then by when they were seen.
        unfinished: Files that are not here whole yet.
    """

    standing: SyncStanding
    problem: str = ""
    devices: tuple[DeviceLine, ...] = ()
    unfinished: int = 0
