"""Keeps two people's notes of one id apart when a file comes in: the second deck gets a namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from quizzer.anki.embedded_note import origin_of
from quizzer.core.exchange import Incoming, IncomingDeck
from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.json_content import decode, encode
from quizzer.core.notes.notes import Note, Retirement, qualify_id

_ALIKE = 60
"""From this likeness of two questions on, in percent, one is an edit of the other."""

_MOST = 1_000
_WORD = re.compile("[a-z0-9]+")


def separate(incoming: Incoming, here: Mapping[str, str]) -> Incoming:
    """Give a namespace to each deck whose ids are taken here by notes that ask for something else.

    A deck is taken for the one that is here when at least half of its notes that share an id with one here share the
    question or the answer too, as they do after an edit. The same deck gets the same namespace at the next import.

    Args:
        here: For each note of the collection, by id, its content.
    """
    ids: dict[str, str] = {}
    decks = []
    for deck in incoming.decks:
        namespace = "" if deck.deck.namespace or deck.bundled else _find_namespace(deck, here)
        decks.append(_renamed(deck, namespace, ids) if namespace else deck)
    return _with_ids(incoming, decks, ids) if ids else incoming


def move_to_namespace(incoming: Incoming, namespace: str) -> Incoming:
    """Put the notes of every deck into a namespace; those made in Anki keep their ids, and so does a deck of such."""
    if any(origin_of(note.id) is not None for deck in incoming.decks for note in deck.deck.notes):
        return incoming
    ids: dict[str, str] = {}
    decks = [_renamed(deck, namespace, ids) for deck in incoming.decks]
    return _with_ids(incoming, decks, ids)


def _with_ids(incoming: Incoming, decks: Sequence[IncomingDeck], ids: Mapping[str, str]) -> Incoming:
    """The file with these decks, its history and its retired notes under the new ids."""
    entries = [
        entry._replace(card=new + entry.card[len(old) :])
        if (new := ids.get(old := entry.card.partition("#")[0])) is not None
        else entry
        for entry in incoming.entries
    ]
    retired = frozenset(ids.get(note_id, note_id) for note_id in incoming.retired)
    referring = tuple(_referring(deck, ids) for deck in decks)
    return incoming._replace(decks=referring, entries=entries, retired=retired)


def _referring(deck: IncomingDeck, ids: Mapping[str, str]) -> IncomingDeck:
    """The deck, what waits for its notes and what its retired ones name under the new ids."""
    notes = tuple(
        replace(note, after=tuple(ids.get(one, one) for one in note.after)) if note.after else note
        for note in deck.deck.notes
    )
    retired = tuple(
        Retirement(ids.get(one, one), tuple(ids.get(heir, heir) for heir in heirs)) for one, heirs in deck.deck.retired
    )
    return deck._replace(deck=replace(deck.deck, notes=notes, retired=retired))


def _find_namespace(deck: IncomingDeck, here: Mapping[str, str]) -> str:
    """The first namespace in which the deck is here already; else the first in which it takes no other's ids."""
    free: str | None = None
    for namespace in _candidates(deck):
        same, other = _compare(deck.deck.notes, namespace, here)
        if same and same >= other:
            return namespace
        if not other and free is None:
            free = namespace
        if not same and not other:
            break
    return free or ""


def _candidates(deck: IncomingDeck) -> Iterator[str]:
    yield ""
    base = "-".join(_WORD.findall(deck.deck.name.lower()))[:40].strip("-") or deck.file.rsplit(".", 1)[0]
    yield base
    for number in range(2, _MOST):
        yield f"{base}-{number}"


def _compare(notes: Sequence[Note], namespace: str, here: Mapping[str, str]) -> tuple[int, int]:
    """How many notes are here in this namespace, and how many have the id of another note there; of those not made in
    Anki."""
    same = other = 0
    for note in notes:
        content = here.get(qualify_id(namespace, note.id))
        if content is not None and origin_of(note.id) is None:
            alike = content == encode(note) or _is_edit(note, content)
            same, other = same + alike, other + (not alike)
    return same, other


def _is_edit(note: Note, content: str) -> bool:
    present = decode(content, key=note.id, axis=note.axis, level="", tags="", line=0)
    one, two = (face_of(each, parts_of(each)[0]) for each in (note, present))
    if one.answer.casefold() == two.answer.casefold():
        return True
    return fuzz.ratio(one.prompt.casefold(), two.prompt.casefold()) >= _ALIKE


def _renamed(deck: IncomingDeck, namespace: str, ids: dict[str, str]) -> IncomingDeck:
    """The deck in the namespace; its notes' new ids are added to ``ids``. Notes made in Anki keep theirs."""
    notes = []
    for note in deck.deck.notes:
        ids[note.id] = qualify_id(namespace, note.id)
        notes.append(replace(note, id=ids[note.id]))
    for retired in deck.deck.retired:
        ids[retired.id] = qualify_id(namespace, retired.id)
    return deck._replace(deck=replace(deck.deck, notes=tuple(notes), namespace=namespace))
