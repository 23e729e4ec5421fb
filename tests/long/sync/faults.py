"""What goes wrong while a machine syncs, and the rules that a control leaves out."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack, contextmanager
from random import Random
from unittest.mock import patch

from quizzer.store.sync import outgoing, taken
from quizzer.store.sync.outgoing import mark_sent
from quizzer.store.sync.state import next_number
from quizzer.study.sync import carriers, place
from quizzer.study.sync.files import compacting, reading, sending, taking_in
from quizzer.study.sync.place import Place
from quizzer.sync import segment
from quizzer.sync.carrier import Carrier, Found
from quizzer.sync.columns import Column, Head, pack_table
from quizzer.sync.frame import DamagedFile
from quizzer.sync.names import FORMAT, LogName, digest_of
from quizzer.sync.segment import Segment

RULES = ("undo", "order", "whole")
"""Undone rows are sent again; a file is marked as sent after it was written; a file that is not whole is read later."""


_MOODS = (Column("mood"),)
"""The column of a table that the first version does not know."""


class Crash(BaseException):
    """The program is killed here."""


def make_unsteady(carrier: Carrier, chance: Random, dies: float) -> Carrier:
    """Have a carrier show some of its files, some of these in part, and the program die during some of its writes."""
    trouble = chance.choice((0.0, 0.3))
    spoils = chance.choice((0.0, 0.0, 0.5))
    look, read = carrier.list, carrier.get

    def list_some(prefix: str = "", known: Container[str] = ()) -> list[Found]:
        return [one for one in look(prefix, known) if chance.random() >= trouble]

    def get_some(name: str) -> bytes | None:
        data = read(name)
        if data is None or name == FORMAT or chance.random() >= spoils:
            return data
        return chance.choice((None, b"", data[: len(data) // 2], data[:-1] + bytes([data[-1] ^ 1])))

    def dying(write: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            if chance.random() < dies:
                raise Crash("before")
            result = write(*arguments)
            if chance.random() < dies:
                raise Crash("after")
            return result

        return call

    for name in ("put_new", "replace", "delete"):
        setattr(carrier, name, dying(getattr(carrier, name)))
    vars(carrier).update(list=list_some, get=get_some)
    return carrier


@contextmanager
def unsteady(chance: Random, *, dies: float) -> Iterator[Callable[[str, int, int], None]]:
    """Whatever can go wrong, goes wrong now and then; to be called with the progress of the work."""

    def advance(_work: str, _done: int, _of: int) -> None:
        if chance.random() < dies:
            raise Crash("between")

    open_carrier = carriers.open_carrier
    with patch.object(place, "open_carrier", lambda address: make_unsteady(open_carrier(address), chance, dies)):
        yield advance


@contextmanager
def small_pieces(chance: Random) -> Iterator[None]:
    """Few rows in a file and a transaction, few files in a joined one, few answers in a base: so all of it happens."""
    with ExitStack() as stack:
        stack.enter_context(patch("quizzer.store.sync.take_in.PIECE", chance.choice((2, 5, 50_000))))
        stack.enter_context(patch.object(outgoing.load_outgoing, "__defaults__", (chance.choice((2, 7, 100_000)),)))
        stack.enter_context(patch.object(compacting, "TOGETHER", chance.choice((2, 3))))
        stack.enter_context(patch("quizzer.study.sync.files.bases.FEWEST", chance.choice((4, 20_000))))
        yield


@contextmanager
def as_version(version: int, chance: Random) -> Iterator[None]:
    """A program of another version: the second one writes columns and files that the first one does not understand."""
    if version == 1:
        yield
        return
    wrap = segment._wrap
    marked = chance.choice((1, 1, 2))

    def wrap_more(heads: list[Head], packed: list[bytes]) -> bytes:
        head, mood = pack_table("moods", _MOODS, [(7,), (8,)])
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
