"""Homes that send to each other what they would put into a shared folder."""

from __future__ import annotations

from quizzer.core.schedule.progress import Rating
from quizzer.store.sync.outgoing import load_outgoing, mark_sent
from quizzer.store.sync.state import next_number
from quizzer.store.sync.take_in import PIECE, TakenIn, foresee, take_in
from quizzer.store.sync.unsent import is_any_unsent
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.sync.names import LogName, digest_of
from quizzer.sync.segment import Segment, decode, encode

File = tuple[str, Segment]
"""A file, its name and what it says."""


def answer(collection: Collection, rating: Rating = Rating.GOOD) -> None:
    """Answer the next card."""
    Session(collection, Plan()).answer(rating, 1_000)


def send(collection: Collection, *, marks: bool = True) -> list[File]:
    """The file that a home would send now, or none; with ``marks`` it notes that it has."""
    going = load_outgoing(collection.connection)
    assert is_any_unsent(collection.connection) is not going.is_empty
    if going.is_empty:
        return []
    data, number = encode(going.segment), next_number(collection.connection)
    name = LogName(collection.get("device") or "", number, number, digest_of(data))
    if marks:
        mark_sent(collection.connection, going, name, collection.clock.now())
    return [(name.text, decode(data))]


def receive(collection: Collection, *files: File, piece: int = PIECE) -> TakenIn:
    """Take files in, which does what was foreseen; a card that is joined in two pieces counts twice."""
    connection, now = collection.connection, collection.clock.now()
    before = "\n".join(connection.iterdump())
    foreseen = foresee(connection, files, now)
    assert "\n".join(connection.iterdump()) == before
    taken = take_in(connection, collection.scheduler, files, now, piece=piece)
    assert foreseen._replace(counts=foreseen.counts._replace(cards=taken.counts.cards)) == taken
    return taken


def seen(collection: Collection) -> list[object]:
    """What must be the same on every device: the log and the schedule."""
    columns = "device, day, log.kind, value, before, log.state, log.step, log.interval, took, undone"
    log = f"SELECT key, at, {columns} FROM log JOIN card ON card.id = card_id ORDER BY 1, 2, 3"
    cards = "SELECT key, queue, due, state, stability, difficulty, reps, last_at, suspended, sibling_day FROM card"
    return [collection.connection.execute(sql).fetchall() for sql in (log, f"{cards} ORDER BY key")]
