"""Gives an imported deck the name and the axis that a person chooses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizzer.core.exchange import Incoming, IncomingDeck
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import Note
from quizzer.core.safe_text import one_line
from quizzer.deckfile.read.deck import read_deck
from quizzer.errors import WrongUse
from quizzer.formats.common.incoming_notes import file_names
from quizzer.store.notes import catalogue
from quizzer.study.decks.choices import find_axis
from quizzer.study.exchange.namespaces import move_to_namespace
from quizzer.study.exchange.plan import Naming

if TYPE_CHECKING:
    from quizzer.store.notes.catalogue import StoredDeck
    from quizzer.study.collection.collection import Collection


def find_naming(incoming: Incoming, *, own: bool) -> Naming | None:
    """The name and axis of the one deck of a file; None where there are several, or an archive names them.

    Args:
        own: The file is this program's archive.
    """
    if own or len(incoming.decks) != 1:
        return None
    deck = incoming.decks[0].deck
    return Naming(deck.name, deck.axis.id)


def rename_deck(collection: Collection, incoming: Incoming, naming: Naming, *, own: bool) -> Incoming:
    """Give the one deck of a file the name and the axis that were chosen.

    The notes keep their ids, so another name makes no other notes of them. A deck of one's own that has the name gains
    the notes: they get its axis and its namespace. Notes that name an axis of their own keep it.

    Raises:
        WrongUse: There are several decks, or the name is that of a bundled one, or no note is left for the axis.
    """
    if find_naming(incoming, own=own) == naming or not any(naming):
        return incoming
    if find_naming(incoming, own=own) is None:
        raise WrongUse(
            "This is an archive of quizzer's own, whose decks have names: leave --deck and --axis out."
            if own
            else f"A name is for one deck, and this file holds {len(incoming.decks)}: leave --deck and --axis out."
        )
    (there,) = incoming.decks
    name = one_line(naming.deck).strip() or there.deck.name
    stored = _find_own_deck(collection, name) if naming.deck else None
    name = stored.name if stored else name
    renamed = _renamed(there, name, _find_axis(collection, naming, stored, name), chosen=bool(naming.axis))
    if stored is not None and stored.path.parent == collection.paths.decks:
        renamed = renamed._replace(file=stored.path.name)
    incoming = incoming._replace(decks=(renamed,))
    target = read_deck(stored.path).deck if stored else None
    if target is not None and target.namespace and not there.deck.namespace:
        return move_to_namespace(incoming, target.namespace)
    return incoming


def _find_own_deck(collection: Collection, name: str) -> StoredDeck | None:
    """The deck of one's own that has this name.

    Raises:
        WrongUse: Only a bundled one has it.
    """
    decks = [deck for deck in catalogue.load_decks(collection.connection) if deck.digest != "gone"]
    named = [deck for deck in decks if deck.name.casefold() == name.casefold()]
    own = next((deck for deck in named if not deck.bundled), None)
    if own is None and named:
        raise WrongUse(f"“{named[0].name}” comes with quizzer and is not added to; name a deck of your own.")
    return own


def _find_axis(collection: Collection, naming: Naming, stored: StoredDeck | None, name: str) -> Axis:
    """The axis that is chosen; without a choice that of the deck, which else is its name."""
    if naming.axis.strip():
        return find_axis(collection, naming.axis)
    return (stored.axis if stored else None) or Axis(name, name)


def _renamed(there: IncomingDeck, name: str, axis: Axis, *, chosen: bool) -> IncomingDeck:
    deck = there.deck
    unnamed = deck.axis.id == deck.name  # the reader found none, and took the deck's name
    if chosen and not unnamed:
        raise WrongUse(
            f"The deck “{one_line(deck.name)}” has an axis, as every note in it names its axis: leave --axis out."
        )

    def counted(note: Note) -> Note:
        return replace(note, axis=axis.id) if note.axis == deck.axis.id else note

    if not unnamed:
        return there._replace(deck=replace(deck, name=name), file=file_names([name])[name])
    axes = {one.id: one for one in (axis, *deck.axes[1:])}
    renamed = replace(deck, name=name, axes=tuple(axes.values()), notes=tuple(map(counted, deck.notes)))
    return there._replace(deck=renamed, file=file_names([name])[name])
