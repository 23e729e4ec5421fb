"""The review log as a table that a spreadsheet or a script reads: one row for each thing that was ever recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.log import LOG_KINDS, LogKind
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import date_of
from quizzer.store.log.listing import iterate_log
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    from datetime import date

    from quizzer.study.collection.collection import Collection


class LogLine(NamedTuple):
    """One row of the log, in the words and units of a table; the names of its fields are the table's head.

    Attributes:
        at: The instant in UTC, ISO 8601 to the millisecond.
        day: The study day.
        card: The card's key.
        kind: What was recorded: ``answer``, ``suspend``, ``unsuspend``, ``bury``, ``flag``, ``reset``, ``reschedule``.
        value: The rating of an answer (1 Again, 2 Hard, 3 Good, 4 Easy), the number of a flag, the day a card was given
            or put off for; empty otherwise.
        before: The state before an answer: new, learning, review, relearning.
        after: The state after it.
        interval_days: Until the next review, as scheduled then; a step within the day is a fraction.
        seconds: Spent on the card.
        undone: The instant at which the row was taken back; empty where it counts.
        device: The home it was made in, or the program it was imported from.
    """

    at: str
    day: str
    card: str
    axis: str
    deck: str
    kind: str
    value: str
    before: str
    after: str
    interval_days: str
    seconds: str
    undone: str
    device: str


def load_log(
    collection: Collection,
    wanted: Filter = Filter(),  # noqa: B008 - frozen
    *,
    since: date | None = None,
    limit: int | None = None,
) -> Iterator[LogLine]:
    """The log in order of time, undone rows and retired cards included.

    Args:
        since: The first study day wanted; None for all.
        limit: The most rows, the latest ones; None for all.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    scope = scope_of(collection.connection, wanted)
    first = None if since is None else (since - date_of(0)).days
    for row in iterate_log(collection.connection, scope, since=first, limit=limit):
        at, day, card, axis, deck, kind, value, before, after, interval, took, device, undone = row
        answer = kind == LogKind.ANSWER
        yield LogLine(
            at=_spell_instant(at),
            day=date_of(day).isoformat(),
            card=card,
            axis=axis,
            deck=deck,
            kind=LOG_KINDS[kind].name.lower() if kind in LOG_KINDS else str(kind),
            value=_spell_value(kind, value),
            before=State(before).name.lower() if answer else "",
            after=State(after).name.lower() if answer else "",
            interval_days=f"{interval if interval >= 0 else -interval / 86_400:.6g}" if answer else "",
            seconds=f"{took / 1000:g}" if answer else "",
            undone="" if undone is None else _spell_instant(undone),
            device=device,
        )


def _spell_instant(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _spell_value(kind: int, value: int) -> str:
    match LOG_KINDS.get(kind):
        case LogKind.ANSWER | LogKind.FLAG | None:
            return str(value)
        case LogKind.RESCHEDULE:
            return date_of(value).isoformat()
        case LogKind.BURY:
            return date_of(value).isoformat() if value > 0 else ""
        case LogKind.SUSPEND | LogKind.UNSUSPEND | LogKind.RESET:
            return ""
