"""The bundled decks with a person's own text of some of their notes in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from quizzer.core.notes.identity.overlay import Merged, mark_of, merge
from quizzer.core.notes.notes import Deck, Note, qualify_id
from quizzer.deckfile.copies import outline_ids
from quizzer.deckfile.find import read_base
from quizzer.deckfile.findings import Finding
from quizzer.deckfile.read.deck import DeckReading, explain_duplicate_id, read_deck
from quizzer.deckfile.read.head import add_synonyms
from quizzer.study.decks.discover import Overlay

Readings = Mapping[Path, DeckReading]


class OwnText(NamedTuple):
    """A person's text of a note of a bundled deck, or a note the person added to it.

    Attributes:
        note: As it counts; of an added note as it is written.
        overlay: The file it stands in.
        line: Of the note in it.
        base: The bundled note as it is now; None where the bundled decks have none with its id.
        both_changed: The bundled note's wording changed too since the person wrote this.
        deck: The name of the bundled deck.
        mark: That of the bundled note as it is now; empty where there is none.
    """

    note: Note
    overlay: Overlay
    line: int
    base: Note | None
    both_changed: bool
    deck: str
    mark: str


class OverlaidDecks(NamedTuple):
    """The bundled decks as they count.

    Attributes:
        decks: By file; the notes of each in their order.
        texts: The person's own texts, by note id.
        findings: By overlay.
        unread: By the file of a bundled deck, the ids that an overlay of it may have in a form that cannot be read now.
    """

    decks: dict[Path, DeckReading]
    texts: dict[str, OwnText]
    findings: dict[Path, list[Finding]]
    unread: dict[Path, frozenset[str]]


Renumber = Callable[[Overlay, DeckReading, list[Note]], list[Note]]
"""Gives notes of an overlay the numbers of deletions that they keep."""


def overlay_decks(
    bases: Readings, overlays: Sequence[Overlay], renumber: Renumber = lambda _overlay, _reading, notes: notes
) -> OverlaidDecks:
    """Put the person's texts in the place of the notes with their ids, wherever among the bundled decks those are.

    Args:
        bases: The bundled decks, by file.
        overlays: All overlays.
        renumber: See :data:`Renumber`.
    """
    readings = {overlay: read_deck(overlay.path, bases[overlay.base]) for overlay in overlays}
    result = OverlaidDecks({}, {}, {}, {})
    places = {note.id: (note, reading) for reading in bases.values() for note in reading.notes}
    for overlay, reading in readings.items():
        result.findings[overlay.path] = list(reading.findings)
        merged = _merge_all(overlay, reading, places, result)
        numbered = renumber(overlay, reading, [one.note for _, one in merged])
        for note, (line, one) in zip(numbered, merged, strict=True):
            base = places.get(note.id)
            deck = (base[1] if base else bases[overlay.base]).deck
            mark = mark_of(base[0], deck.axis.id) if base and deck else ""
            name = deck.name if deck else ""
            result.texts[note.id] = OwnText(
                note, overlay, line, base[0] if base else None, one.both_changed, name, mark
            )
        result.findings[overlay.path] += _explain(overlay, reading, result.texts)
        if unread := _unread(overlay, reading):
            result.unread[overlay.base] = result.unread.get(overlay.base, frozenset()) | unread
    without = frozenset[str]().union(*(reading.without for reading in readings.values()))
    for path, reading in bases.items():
        heads = [head for overlay, head in readings.items() if overlay.base == path and head.deck is not None]
        result.decks[path] = _with_texts(path, reading, heads, result.texts, without)
    return result


def read_for_check(paths: Sequence[Path], bundled: Path) -> list[DeckReading]:
    """Read deck files for the linter: overlays with the deck they change, and bundled decks without what they change.

    Args:
        paths: The files.
        bundled: The folder of the bundled decks.
    """
    bases: dict[Path, DeckReading] = {}
    overlays = []
    for path in paths:
        base = bundled / name if (name := read_base(path)) else None
        if base is not None and base.is_file():
            overlays.append(Overlay(path, base))
            bases[base] = bases.get(base) or read_deck(base)
    for path in paths:
        if path.parent == bundled:
            bases[path] = bases.get(path) or read_deck(path)
    decks = overlay_decks(bases, overlays)
    beside = {overlay.path: overlay.base for overlay in overlays}
    readings = []
    for path in paths:
        if path in beside:
            reading = read_deck(path, bases[beside[path]])
            readings.append(replace(reading, findings=tuple(decks.findings[path])))
        elif path in bases:
            readings.append(_without(bases[path], decks.texts))
        else:
            readings.append(read_deck(path))
    return readings


def _without(reading: DeckReading, texts: Mapping[str, OwnText]) -> DeckReading:
    """A bundled deck without the notes of which the person has a text."""
    if reading.deck is None or not texts:
        return reading
    notes = tuple(note for note in reading.notes if note.id not in texts)
    silenced = {key: names for key, names in reading.silenced.items() if key not in texts}
    return replace(reading, deck=replace(reading.deck, notes=notes), silenced=silenced)


def _merge_all(
    overlay: Overlay,
    reading: DeckReading,
    places: Mapping[str, tuple[Note, DeckReading]],
    result: OverlaidDecks,
) -> list[tuple[int, Merged]]:
    """The notes of an overlay that count, each with its line."""
    merged = []
    for own in reading.notes:
        if own.draft is not None:
            continue
        earlier = result.texts.get(own.id)
        if earlier is not None:
            message = explain_duplicate_id(own.id, earlier.overlay.path, earlier.line)
            result.findings[overlay.path].append(Finding(overlay.path, own.line, message, "duplicate-id"))
        elif own.id not in places:
            merged.append((own.line, Merged(own, is_own=True, both_changed=False)))
        else:
            base, place = places[own.id]
            assert place.deck is not None
            mark = reading.marks.get(own.id, "")
            one = merge(base, _place(own, overlay, place, place.deck), mark, place.deck.axis.id)
            if one.is_own:
                merged.append((own.line, one))
    return merged


def _place(own: Note, overlay: Overlay, place: DeckReading, deck: Deck) -> Note:
    """A person's text of a note; where the note has moved to another deck, it counts for an axis of that one."""
    if place.path == overlay.base or own.axis in {axis.id for axis in deck.axes}:
        return own
    return replace(own, axis=deck.axis.id)


def _explain(overlay: Overlay, reading: DeckReading, texts: Mapping[str, OwnText]) -> list[Finding]:
    """What a person should know of the notes that the bundled deck changed too, or has no longer."""
    found = []
    for own in texts.values():
        if own.overlay != overlay:
            continue
        if own.both_changed and own.base is not None:
            message = (
                f"the bundled deck has another text of this note by now, and yours counts; its text is: "
                f"{summarise(own.base)}; take the note out for that one, or write 'base: {own.mark}' to keep yours"
            )
            found.append(Finding(overlay.path, own.line, message, "both-changed", "warning"))
        elif own.base is None and own.note.id in reading.marks:
            message = "the bundled deck has this note no longer, and yours is asked; take it out to let it go"
            found.append(Finding(overlay.path, own.line, message, "base-gone", "warning"))
    return found


def summarise(note: Note) -> str:
    """What a note asks and what counts as the answer, on one line."""
    from quizzer.core.notes.cards import face_of, parts_of

    face = face_of(note, parts_of(note)[0])
    return f"{face.prompt} / {face.answer}"


def _unread(overlay: Overlay, reading: DeckReading) -> frozenset[str]:
    """The ids of an overlay whose notes cannot be read now; empty where all can."""
    if not any(finding.level == "error" for finding in reading.findings):
        return frozenset()
    namespace = reading.deck.namespace if reading.deck else ""
    written = frozenset(qualify_id(namespace, one) for one in outline_ids(overlay.path))
    return written - {note.id for note in reading.notes} or frozenset({""})


def _with_texts(
    path: Path,
    reading: DeckReading,
    heads: Sequence[DeckReading],
    texts: Mapping[str, OwnText],
    without: frozenset[str],
) -> DeckReading:
    """A bundled deck with the person's texts in their places, and the notes the person added behind all."""
    if reading.deck is None:
        return reading
    notes = [texts[note.id].note if note.id in texts else note for note in reading.notes if note.id not in without]
    last = max((note.line for note in reading.notes), default=0)
    added = [own for own in texts.values() if own.base is None and own.overlay.base == path]
    notes += [replace(own.note, line=last + own.line) for own in added]
    return replace(reading, deck=replace(_head(reading.deck, heads), notes=tuple(notes)))


def _head(deck: Deck, heads: Sequence[DeckReading]) -> Deck:
    """The head of a bundled deck, with what overlays of it say instead."""
    for overlay in heads:
        assert overlay.deck is not None
        axes = {axis.id: axis for axis in (*overlay.deck.axes, *deck.axes)}
        deck = replace(deck, axes=tuple({**axes, **{axis.id: axis for axis in overlay.deck.axes}}.values()))
        if "deck" in overlay.lines.get("", {}):
            deck = replace(deck, name=overlay.deck.name)
        synonyms = add_synonyms(deck.synonyms, overlay.deck.synonyms)
        retired = {one.id: one for one in (*deck.retired, *overlay.deck.retired)}
        deck = replace(deck, synonyms=synonyms, retired=tuple(retired.values()))
    return deck
