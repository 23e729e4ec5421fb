"""Turns Anki's notes into notes of this program: its own come back as they were, others become questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

from quizzer.anki.embedded_note import CONTENT_FIELD, ID_FIELD, foreign_id, unpack
from quizzer.anki.reading.card_text import ClozeText, is_short, render_card, render_cloze
from quizzer.anki.reading.database import MOST_CHARACTERS, AnkiCardRow, AnkiNoteRow, NoteType, Template
from quizzer.anki.reading.own_notes import OwnNotes, is_sound
from quizzer.anki.reading.templates import Side, side_of
from quizzer.core.exchange import AnkiOriginal, AnkiType, IncomingDeck, ProgressCallback
from quizzer.core.notes.cards import REVERSE, card_key, find_deletions
from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.deckfile.read.fields import LONGEST_TEXT
from quizzer.formats.common import numbered_clozes
from quizzer.formats.common.clean_text import one_line, too_long
from quizzer.formats.common.html_text import plain_text
from quizzer.formats.common.incoming_notes import NoteCollector, Remarks
from quizzer.formats.common.media_marks import is_bare

_OWN_GUID = re.compile(r"quizzer(?::cloze)?:.")
_SPECIAL = frozenset(["Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"])
_EMPTY = Template("", "", "")
_MOST_CARDS = 1_000
_NOTICE = "Please update to the latest Anki version"


class NoteConverter:
    """Takes note after note in.

    Attributes:
        keys: For each of Anki's cards that is a card here, its key.
        own: The notes of this program's own.
        collector: The notes made in Anki.
        types: The note types of these, by Anki's number.
        originals: These as they are in Anki.
    """

    def __init__(
        self, path: Path, types: Mapping[int, NoteType], decks: Mapping[int, str], progress: ProgressCallback
    ) -> None:
        """Begin with nothing."""
        self.keys: dict[int, str] = {}
        self.own = OwnNotes(self.keys, self._skip)
        self.collector = NoteCollector(path, "anki", progress)
        self._types = types
        self._deck_names = {number: one_line(name) for number, name in decks.items()}
        self.types: dict[int, AnkiType] = {}
        self.originals: list[AnkiOriginal] = []
        self._sides: dict[tuple[int, int], tuple[Side, Side]] = {}

    def add(self, note: AnkiNoteRow, cards: Sequence[AnkiCardRow]) -> None:
        """Add a note, or note why it is left out."""
        kind = self._types.get(note.type_id)
        why = ""
        if kind is None:
            why = "is of a note type that the file does not hold"
        elif note.length > MOST_CHARACTERS:
            why = f"has fields of {note.length:,} characters; a card can hold {LONGEST_TEXT:,} in each"
        elif CONTENT_FIELD not in kind.fields:
            why = too_long(max(map(len, note.fields)))
        if not why and not 0 < len(cards) <= _MOST_CARDS:
            why = f"has {len(cards):,} cards; a note can have {_MOST_CARDS:,}" if cards else "has no cards"
        if why or kind is None:
            self._skip(note, why)
            return
        fields = dict(zip(kind.fields, note.fields, strict=False))
        if ID_FIELD in fields and CONTENT_FIELD in fields and self._add_own(note, fields, cards):
            return
        if note.fields[0].startswith(_NOTICE):
            why = "is Anki's notice to its old versions, and the cards are not in the file"
            self._skip(note, f"{why}; in Anki, export the deck again as .apkg")
            return
        if kind.occlusion or "image-occlusion:" in note.fields[0]:
            self._skip(note, "hides parts of a picture (image occlusion), which cannot be shown here")
            return
        taken, note_id = len(self.keys), foreign_note_id(note.guid or str(note.id))
        (self._take_cloze if kind.cloze else self._take_basic)(note, note_id, kind, fields, cards)
        if len(self.keys) > taken:
            self._keep_original(note, note_id, kind)

    def _add_own(self, row: AnkiNoteRow, fields: Mapping[str, str], cards: Sequence[AnkiCardRow]) -> bool:
        """Whether the note is this program's own; then it is added, or noted why it is not."""
        carried = unpack(unescape(fields[CONTENT_FIELD]))
        if carried is not None and is_sound(carried, unescape(fields[ID_FIELD])):
            self.own.add(carried, row, cards)
            return True
        if _OWN_GUID.match(row.guid):
            self._skip(row, "came from this program, and its hidden field was changed since")
            return True
        return False

    def _skip(self, note: AnkiNoteRow, why: str) -> None:
        for html in note.fields:
            if len(html) <= LONGEST_TEXT:
                self.collector.media.update(dict.fromkeys(filter(None, map(one_line, plain_text(html).media))))
        beginning = plain_text(next(filter(None, note.fields), "")[:400]).text
        self.collector.skip(beginning or f"note {note.id}", why)

    # Notes made in Anki

    def _keep_original(self, row: AnkiNoteRow, note_id: str, kind: NoteType) -> None:
        """Keep a note as it is, so that it can go back to Anki as the same note."""
        if row.type_id not in self.types:
            templates = tuple((one.name, one.front, one.back) for _, one in sorted(kind.templates.items()))
            self.types[row.type_id] = AnkiType(row.type_id, kind.name, kind.cloze, kind.fields, templates, kind.css)
        self.originals.append(AnkiOriginal(note_id, row.guid, row.type_id, row.mod, row.tags, row.fields))

    def _with_special(
        self, note: AnkiNoteRow, kind: NoteType, card: AnkiCardRow, sides: tuple[Side, Side], fields: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The fields with what Anki offers to templates beside them; a field of the same name goes before it."""
        if _SPECIAL.isdisjoint(sides[0].names) and _SPECIAL.isdisjoint(sides[1].names):
            return fields
        deck = self._deck_of(card)
        special = {
            "Tags": " ".join(note.tags),
            "Type": kind.name,
            "Deck": deck,
            "Subdeck": deck.rsplit("::", 1)[-1],
            "Card": kind.templates.get(card.ord, _EMPTY).name,
            "CardFlag": f"flag{card.flag}",
            "CardID": str(card.id),
        }
        return special | dict(fields)

    def _deck_of(self, card: AnkiCardRow) -> str:
        return self._deck_names.get(card.deck) or "Default"

    def _sides_of(self, note: AnkiNoteRow, kind: NoteType, number: int) -> tuple[Side, Side]:
        key = (note.type_id, number)
        if key not in self._sides:
            template = kind.templates.get(number, _EMPTY)
            self._sides[key] = (side_of(template.front), side_of(template.back))
        return self._sides[key]

    def _take_basic(
        self, note: AnkiNoteRow, note_id: str, kind: NoteType, fields: Mapping[str, str], cards: Sequence[AnkiCardRow]
    ) -> None:
        faces = {}
        for card in cards:
            sides = self._sides_of(note, kind, card.ord)
            faces[card.ord] = render_card(*sides, self._with_special(note, kind, card, sides, fields))
        good = {
            number: face
            for number, face in faces.items()
            if not is_bare(face.ask, face.media) and not is_bare(face.answer, face.media)
        }
        for number, face in faces.items():
            if number not in good:
                side = "question" if is_bare(face.ask, face.media) else "answer"
                why = f"has only a picture or a sound for its {side}" if face.media else f"has no {side}"
                self._skip(note, why if len(faces) == 1 else f"{why} on its card {number + 1}")
        keys = {}
        for number, face in good.items():
            if number == 1 and 0 in keys:
                continue
            body, media = Basic(face.ask, face.answer), face.media
            own_id = note_id if number == 0 else f"{note_id}.{number + 1}"
            if number == 0 and 1 in good:
                body = Basic(face.ask, face.answer, reverse=Reverse(good[1].ask, good[1].answer))
                media += good[1].media
            if self._collect(note, cards[0], own_id, body, face.extra, media, typed=face.typed or None):
                keys[number] = own_id
                if number == 0 and 1 in good:
                    keys[1] = card_key(own_id, REVERSE)
        self.keys.update((card.id, keys[card.ord]) for card in cards if card.ord in keys)

    def _take_cloze(
        self, note: AnkiNoteRow, note_id: str, kind: NoteType, fields: Mapping[str, str], cards: Sequence[AnkiCardRow]
    ) -> None:
        """Add a cloze note; where its cards show different texts, a note for each text."""
        front, back = self._sides_of(note, kind, 0)
        if front.pictured:
            self._skip(note, "hides parts of a picture (image occlusion), which cannot be shown here")
            return
        groups, gone = _cards_by_text(front, back, fields, cards)
        if not groups:
            self._skip(note, "is a cloze without a deletion")
            return
        for _ in range(gone):
            self._skip(note, "has a card whose deletion is no longer in its text")
        if len(groups) * note.length > MOST_CHARACTERS:
            self._skip(note, f"would become {len(groups):,} notes of {note.length:,} characters each")
            return
        for group in groups:
            numbers = [card.ord + 1 for card in group]
            own = self._with_special(note, kind, group[0], (front, back), fields)
            shown = render_cloze(front, back, own, numbers[0])
            if len(groups) > 1:
                pieces = numbered_clozes.reveal_others(shown.pieces, frozenset(numbers))
                self._take_text(note, group, f"{note_id}.{numbers[0]}", shown._replace(pieces=pieces), front)
            else:
                self._take_text(note, group, note_id, shown, front)

    def _take_text(
        self, note: AnkiNoteRow, cards: Sequence[AnkiCardRow], note_id: str, shown: ClozeText, front: Side
    ) -> None:
        """Add a cloze, or a question for each of its cards where a cloze here cannot hold it."""
        body = numbered_clozes.cloze_of(shown.pieces)
        if body is not None:
            deletions = find_deletions(body.text)
            typed = (bool(front.typed) and all(is_short(deletion.answer) for deletion in deletions)) or None
            if self._collect(note, cards[0], note_id, body, shown.below, shown.media, typed=typed):
                there = {deletion.number for deletion in deletions}
                self.keys.update(
                    (card.id, card_key(note_id, str(card.ord + 1))) for card in cards if card.ord + 1 in there
                )
            return
        if len(cards) * shown.length > MOST_CHARACTERS:
            self._skip(note, f"would become {len(cards):,} questions of {shown.length:,} characters each")
            return
        stem = foreign_note_id(note.guid or str(note.id))
        for card in cards:
            ask, answer = numbered_clozes.question_of(shown.pieces, card.ord + 1)
            if not answer:
                self._skip(note, "has nothing to answer on one of its cards")
                continue
            own_id = f"{stem}.{card.ord + 1}"
            if self._collect(note, card, own_id, Basic(ask, answer), shown.below, shown.media, typed=None):
                self.keys[card.id] = own_id

    def _collect(
        self, row: AnkiNoteRow, card: AnkiCardRow, note_id: str, body: Basic | Cloze, extra: str,
        media: tuple[str, ...], *, typed: bool | None,
    ) -> bool:  # fmt: skip
        """Add a note made in Anki; its deck is that of its first card."""

        def what() -> str:
            return plain_text(row.fields[0][:400]).text or f"note {row.id}"

        remarks = Remarks(tags=row.tags, extra=extra, media=media)
        if not self.collector.add(self._deck_of(card), what, body, remarks, note_id):
            return False
        if typed and (note := self.collector.find(note_id)) is not None:
            self.collector.change(replace(note, typed=True))
        return True


def foreign_note_id(guid: str) -> str:
    """The id of a note made in Anki, always the same for the same guid."""
    try:
        return foreign_id(guid)
    except ValueError:
        return f"anki-x-{sha256(guid.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"


def all_decks(own: Sequence[IncomingDeck], others: Sequence[IncomingDeck]) -> tuple[IncomingDeck, ...]:
    """All decks, no two with the same file."""
    decks: list[IncomingDeck] = []
    taken: set[str] = set()
    for deck in (*own, *others):
        stem, ending = deck.file.rsplit(".", 1)
        file, number = deck.file, 1
        while file.lower() in taken:
            number += 1
            file = f"{stem}-{number}.{ending}"
        taken.add(file.lower())
        decks.append(deck._replace(file=file))
    return tuple(decks)


def _cards_by_text(
    front: Side, back: Side, fields: Mapping[str, str], cards: Sequence[AnkiCardRow]
) -> tuple[list[list[AnkiCardRow]], int]:
    """The cards of a cloze note, those together that show the same text; and how many ask for no deletion any more.

    Texts differ by what a template shows for a number alone (``{{#c1}}``), and by the cloze fields that have it.
    """
    numbers = [
        numbered_clozes.numbers_of(numbered_clozes.pieces_of(numbered_clozes.mark_deletions(fields.get(name, ""))))
        for name in front.clozes
    ]
    conditions = {name for name in (*front.conditions, *back.conditions) if name not in fields}
    groups: dict[tuple[int, tuple[bool, ...]], list[AnkiCardRow]] = {}
    gone = 0
    for card in cards:
        number = card.ord + 1
        shows = tuple(number in there for there in numbers)
        if any(shows):
            groups.setdefault((number if f"c{number}" in conditions else 0, shows), []).append(card)
        else:
            gone += 1
    return list(groups.values()), gone
