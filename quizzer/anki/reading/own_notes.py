"""The notes of this program's own in a package or collection of Anki's: they come back as they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quizzer.anki.deck_head import DeckHead
from quizzer.anki.embedded_note import EmbeddedNote
from quizzer.anki.fields import RETIRED
from quizzer.anki.reading.database import AnkiCardRow, AnkiNoteRow
from quizzer.core.exchange import IncomingDeck
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import REVERSE, card_key, parts_of
from quizzer.core.notes.kinds import Cloze
from quizzer.core.notes.notes import PRIORITIES, Deck, Note, split_id
from quizzer.deckfile.read.course import month_or_none, name_axis
from quizzer.formats.common.clean_text import one_line
from quizzer.formats.common.incoming_notes import is_note_id

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,80}\.ya?ml")


@dataclass(slots=True)
class _OwnDeck:
    axes: Counter[Axis] = field(default_factory=Counter)
    notes: dict[str, Note] = field(default_factory=dict)


class OwnNotes:
    """Takes this program's own notes in, one by one.

    A note that became a cloze, or was one, is in Anki twice: as it was, retired, and as it is.

    Attributes:
        retired: Ids of the notes that had been retired.
    """

    def __init__(self, keys: dict[int, str], skip: Callable[[AnkiNoteRow, str], None]) -> None:
        """Begin with nothing.

        Args:
            keys: Is filled: for each of Anki's cards that is a card here, its key.
            skip: Is called with a note that is left out, or a card of it, and why: the end of a sentence.
        """
        self.retired: set[str] = set()
        self._keys = keys
        self._skip = skip
        self._decks: dict[tuple[str, str, str], _OwnDeck] = {}
        self._deck_of: dict[str, _OwnDeck] = {}

    def add(self, carried: EmbeddedNote, row: AnkiNoteRow, cards: Sequence[AnkiCardRow]) -> None:
        """Add a note, unless one of its id is there and neither is the other's past."""
        note, retired = carried.note, RETIRED in row.tags
        present = self._deck_of.get(note.id)
        if present is not None and not retired and note.id not in self.retired:
            self._skip(row, "is there twice; the first one was taken")
            return
        self._map_cards(note, row, cards)
        if present is not None:
            if retired:
                return
            del present.notes[note.id]
        deck = self._decks.setdefault((carried.deck, carried.file, split_id(note.id)[0]), _OwnDeck())
        own = name_axis(carried.axis, carried.axis.short, carried.axis.spans)
        axis = next((axis for axis in deck.axes if axis.id == own.id), own)
        deck.axes[axis] += 1
        deck.notes[note.id] = note
        self._deck_of[note.id] = deck
        (self.retired.add if retired else self.retired.discard)(note.id)

    def decks(self, heads: Mapping[tuple[str, str], DeckHead]) -> tuple[IncomingDeck, ...]:
        """The decks, in the order they were met.

        Args:
            heads: What the descriptions of Anki's decks say of them.
        """
        found = []
        for (name, file, namespace), deck in self._decks.items():
            if deck.notes:
                head = heads.get((name, file), DeckHead(name, file))
                axes = tuple(axis for axis, _ in deck.axes.most_common())
                retired = tuple(one for one in head.retired if split_id(one.id)[0] == namespace)
                whole = Deck(
                    name, axes, tuple(deck.notes.values()), namespace=namespace, course=head.course,
                    primer=head.primer, synonyms=head.synonyms, retired=retired,
                )  # fmt: skip
                found.append(IncomingDeck(whole, file))
        return tuple(found)

    def _map_cards(self, note: Note, row: AnkiNoteRow, cards: Sequence[AnkiCardRow]) -> None:
        parts = parts_of(note)
        for card in cards:
            part = str(card.ord + 1) if isinstance(note.body, Cloze) else REVERSE if card.ord == 1 else ""
            if part in parts and (part or card.ord == 0):
                self._keys[card.id] = card_key(note.id, part)
            else:
                self._skip(row, "has a card that its note does not yield here")


def is_sound(carried: EmbeddedNote, note_id: str) -> bool:
    """Whether the content is what this program writes; it comes from a file, so nothing is taken on trust."""
    note, axis = carried.note, carried.axis
    try:
        return (
            note.id == note_id
            and is_note_id(note_id)
            and _FILE.fullmatch(carried.file) is not None
            and all((carried.deck, axis.id, axis.name))
            and all(one_line(name) == name for name in (carried.deck, *axis))
            and bool(parts_of(note))
            and note.priority in PRIORITIES
            and month_or_none(note.checked) == note.checked
            and all(name != note.id and is_note_id(name) for name in note.after)
        )
    except (TypeError, ValueError, AttributeError):
        return False
