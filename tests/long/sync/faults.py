"""What goes wrong while a machine syncs, and the rules that a control leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from random import Random
from typing import TypeVar
from unittest.mock import patch

from quizzer.store.sync import outgoing, taken
from quizzer.store.sync.outgoing import mark_sent
from quizzer.store.sync.state import next_number
from quizzer.study.sync import carriers, compacting, place, reading, sending, taking_in
from quizzer.study.sync.place import Place
from quizzer.sync import segment
from quizzer.sync.carrier import Carrier, Found
from quizzer.sync.names import LogName, digest_of
from quizzer.sync.segment import DamagedFile, Segment

RULES = ("undo", "order", "whole")
"""Undone rows are sent again; a file is marked as sent after it was written; a file that is not whole is read later."""

_Result = TypeVar("_Result")


_MOODS = (segment.Column("mood"),)
"""The column of a table that the first version does not know."""


class Crash(BaseException):
    """The program is killed here."""


class Unsteady:
    """A carrier that shows some of its files, some of these in part, and during whose writes the program may die."""

    def __init__(self, carrier: Carrier, chance: Random, dies: float) -> None:
        self._carrier, self._chance, self._dies = carrier, chance, dies
        self._trouble = chance.choice((0.0, 0.0, 0.2, 0.5))

    @property
    def label(self) -> str:
        return self._carrier.label

    def collection_id(self) -> str | None:
        return self._carrier.collection_id()

    def set_up(self, collection_id: str) -> str:
        return self._carrier.set_up(collection_id)

    def list(self, prefix: str = "") -> list[Found]:
        return [one for one in self._carrier.list(prefix) if self._chance.random() >= self._trouble]

    def get(self, name: str) -> bytes | None:
        data = self._carrier.get(name)
        if data is None or self._chance.random() >= self._trouble:
            return data
        return self._chance.choice((None, b"", data[: len(data) // 2], data[:-1] + bytes([data[-1] ^ 1])))

    def put_new(self, name: str, data: bytes) -> bool:
        return self._dying(lambda: self._carrier.put_new(name, data))

    def replace(self, name: str, data: bytes) -> None:
        self._dying(lambda: self._carrier.replace(name, data))

    def delete(self, name: str) -> None:
        self._dying(lambda: self._carrier.delete(name))

    def close(self) -> None:
        self._carrier.close()

    def _dying(self, call: Callable[[], _Result]) -> _Result:
        if self._chance.random() < self._dies:
            raise Crash("before")
        result = call()
        if self._chance.random() < self._dies:
            raise Crash("after")
        return result


@contextmanager
def unsteady(chance: Random, *, dies: float) -> Iterator[Callable[[str, int, int], None]]:
    """Whatever can go wrong, goes wrong now and then; to be called with the progress of the work."""

    def advance(_work: str, _done: int, _of: int) -> None:
        if chance.random() < dies:
            raise Crash("between")

    open_carrier = carriers.open_carrier
    with patch.object(place, "open_carrier", lambda address: Unsteady(open_carrier(address), chance, dies)):
        yield advance


@contextmanager
def small_pieces(chance: Random) -> Iterator[None]:
    """Few rows in a file and in a transaction, few files in a joined one, few answers in a base: so all of it happens."""
    with ExitStack() as stack:
        stack.enter_context(patch("quizzer.store.sync.take_in.PIECE", chance.choice((2, 5, 50_000))))
        stack.enter_context(patch.object(outgoing.load_outgoing, "__defaults__", (chance.choice((2, 7, 100_000)),)))
        stack.enter_context(patch.object(compacting, "TOGETHER", chance.choice((2, 3))))
        stack.enter_context(patch("quizzer.study.sync.bases.FEWEST", chance.choice((4, 20_000))))
        yield


@contextmanager
def as_version(version: int, chance: Random) -> Iterator[None]:
    """A program of another version: the second one writes columns and files that the first one does not understand."""
    if version == 1:
        yield
        return
    wrap = segment._wrap
    marked = chance.choice((1, 1, 2))

    def wrap_more(heads: list[segment.Head], packed: list[bytes]) -> bytes:
        head, mood = segment.pack_table("moods", _MOODS, [(7,), (8,)])
        data = wrap([*heads, head], [*packed, mood])
        return data[:6] + marked.to_bytes(2, "little") + data[8:]

    with ExitStack() as stack:
        stack.enter_context(patch.object(segment, "_wrap", wrap_more))
        stack.enter_context(patch.dict(segment._TABLES, {"moods": _MOODS}))
        for module in (segment, place, compacting, taking_in):
            stack.enter_context(patch.object(module, "FORMAT_VERSION", 2))
        stack.enter_context(patch.object(taken.note_taken, "__defaults__", (2,)))
        yield


@contextmanager
def without(rule: str) -> Iterator[None]:
    """Leave out a rule."""
    with ExitStack() as stack:
        if rule == "undo":
            stack.enter_context(patch.object(outgoing, "_UNDONE", f"{outgoing._UNDONE} LIMIT 0"))
        elif rule == "order":
            stack.enter_context(patch.object(sending, "_write", _mark_and_write))
        elif rule == "whole":
            stack.enter_context(patch.object(reading, "require_whole", lambda data, _digest: data or b""))
            stack.enter_context(patch.object(reading, "decode", _decode_what_is_there))
        yield


def _mark_and_write(target: Place, what: outgoing.Outgoing) -> LogName:
    data = segment.encode(what.segment)
    number = max(next_number(target.collection.connection), max((name.last for name in target.own()), default=0) + 1)
    name = LogName(target.device, number, number, digest_of(data))
    mark_sent(target.collection.connection, what, name, target.collection.clock.now())
    target.carrier.put_new(name.text, data)
    target.files[name.text] = len(data)
    return name


def _decode_what_is_there(data: bytes) -> Segment:
    try:
        return segment.decode(data)
    except DamagedFile:
        return Segment()
