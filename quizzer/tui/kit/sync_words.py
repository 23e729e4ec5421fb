"""How this home stands with the learner's other devices, and the line that says it; the longest that fits is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len

from quizzer.core.safe_text import one_line
from quizzer.core.wording import ago, listed, moment, percent, plural
from quizzer.study.sync.words import first_sentence

HOLDS = "Sync is taking in all that your other devices have. An answer waits until that is done, a few seconds."
_NEWS = 600
"""Seconds for which the first screen says what a sync brought."""
_CLAUSE_END = re.compile(r"; |, (?:so|or|and) |: (?:is|are) ")
_NEVER = re.compile(r"(?!)")
_NAMED = 2
"""Devices that are named; of more, how many they are."""


class Standing(NamedTuple):
    """How this home stands with the other devices.

    Attributes:
        place: The folder, or the server's address without its password.
        synced: Local time of the last sync that reached the folder or the server; None before the first.
        to_send: Answers that wait to be sent.
        taken: Answers and marks that the last sync brought.
        has_marks: There are others than answers among them.
        devices: The names of the devices that they came from.
        remarks: What else is to be known of the last sync, a sentence each.
        trouble: Why the last attempt did not succeed, as a sentence; empty where it did.
        activity: What is going on now, such as ``Taking in answers``; empty for nothing.
        done: How much of it is done.
        of: Of how much; 0 for unknown.
        holds: An answer that is given meanwhile is stored when it is done.
    """

    place: str = ""
    synced: datetime | None = None
    to_send: int = 0
    taken: int = 0
    has_marks: bool = False
    devices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    trouble: str = ""
    activity: str = ""
    done: int = 0
    of: int = 0
    holds: bool = False


def state_line(standing: Standing, now: datetime, room: int, key: str = "") -> str:
    """Say how this home stands, in the longest words that fit.

    Args:
        now: Local time.
        room: Cells that there are.
        key: The key that opens the page about it; empty for none.

    Returns:
        The line, without a full stop; empty where there is nothing to say, or no room.
    """
    return next((text for text in _texts(standing, now, key) if text and cell_len(text) <= room), "")


def _texts(standing: Standing, now: datetime, key: str) -> Sequence[str]:
    """What there is to say, the longest first."""
    if standing.activity:
        waits = (f"{_activity(standing)}; an answer waits",) if standing.holds else ()
        return (*waits, _activity(standing), standing.activity, "Syncing")
    if standing.trouble:
        return _trouble(standing, now, key)
    if standing.synced is None:
        return ()
    when = f"Synced {ago(standing.synced, now)}"
    waiting = f"{plural(standing.to_send, 'answer')} to send" if standing.to_send else ""
    if waiting:
        return (f"{when}; {waiting}", waiting)
    came = brought(standing) if (now - standing.synced).total_seconds() < _NEWS else ()
    said = (*(f"{when}: {words}" for words in came), when)
    return (*(f"{text}; {key} says more" for text in said), *said) if standing.remarks and key else said


def _activity(standing: Standing) -> str:
    if not standing.of:
        return standing.activity
    return f"{standing.activity}: {percent(min(1.0, standing.done / standing.of))}"


def _trouble(standing: Standing, now: datetime, key: str) -> Sequence[str]:
    since = f"Not synced since {moment(standing.synced, now)}" if standing.synced else "Not synced yet"
    whole, *clauses = reasons(standing)
    says_why = f"{since}; {key} says why" if key else since
    reasoned = [f"{since}: {text}" for text in (whole, *clauses)]
    return f"{reasoned[0]}; tried again at the next start", *reasoned, says_why, since


def reasons(standing: Standing) -> tuple[str, str, str]:
    """What went wrong: the first sentence; as much of it as says what is the matter; that without the place's name."""
    sentence = first_sentence(standing.trouble)
    clause = _CLAUSE_END.split(sentence, 1)[0].rstrip(".?")
    whole = clause if sentence.endswith("?") else sentence.rstrip(".")  # no question is asked in a line of Home
    what = "the server" if "://" in standing.place else "the folder"
    its_file = re.compile(rf"{re.escape(standing.place)}[^:]*: it ") if standing.place else _NEVER
    return whole, clause, its_file.sub(f"{what} ", clause).replace(standing.place or clause, what)


def brought(standing: Standing) -> Sequence[str]:
    """What a sync brought, the longest words first; none where it brought no answer."""
    if not standing.taken:
        return ()
    noun = ("answer or mark", "answers and marks") if standing.has_marks else ("answer",)
    answers, devices = plural(standing.taken, *noun), standing.devices
    counted = (f"{answers} from {len(devices)} devices",) if len(devices) > 1 else ()
    named = (f"{answers} from {listed([one_line(name) for name in devices])}",) if 0 < len(devices) <= _NAMED else ()
    return (*named, *counted, answers)
