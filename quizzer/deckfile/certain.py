"""A deck as a file of its own: the text, and what reading it gives, found without reading all of it.

What :func:`quizzer.deckfile.write.format_deck` writes reads back as it was, but for what no deck file can hold. So only
the head and the notes about which that is not certain are read, as a deck of their own; a note is one item of a list
whose lines are indented, and its reading depends on no other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Sort
from quizzer.core.notes.notes import WRITTEN_ID, Citation, Deck, Note, qualify_id, split_id
from quizzer.deckfile.read.course import month_or_none
from quizzer.deckfile.read.deck import LARGEST, DeckReading, parse_deck
from quizzer.deckfile.read.fields import LONGEST_TEXT
from quizzer.deckfile.read.kinds import cloze_fault
from quizzer.deckfile.write import Parts, format_parts, join_parts


class DeckAsFile(NamedTuple):
    """A deck as it is written.

    Attributes:
        text: Of the file.
        reading: What reading it gives; the lines of keys are not in it.
    """

    text: str
    reading: DeckReading


def write_and_read(deck: Deck, path: Path, above: str = "", parts: Parts | None = None) -> DeckAsFile:
    """Format a deck as the text of its file, and find what reading that gives.

    Args:
        deck: The deck.
        path: Where the file will be, for messages.
        above: Comments to put above it, each line with its end.
        parts: The deck, formatted already.
    """
    parts = parts or format_parts(deck)
    text = above + join_parts(*parts)
    axes = {axis.id for axis in deck.axes}
    certain = (note.axis in axes and _is_certain(note, deck.namespace) for note in deck.notes)
    doubtful = [at for at, is_certain in enumerate(certain) if not is_certain] or list(range(1))
    if len(doubtful) * 2 > len(deck.notes) or not _are_apart(deck) or len(text.encode("utf-8", "replace")) > LARGEST:
        return DeckAsFile(text, parse_deck(text, path))
    head, notes, end = parts
    sample = parse_deck(above + join_parts(head, [notes[at] for at in doubtful], end), path)
    if sample.findings or sample.deck != replace(deck, notes=tuple(deck.notes[at] for at in doubtful)):
        return DeckAsFile(text, parse_deck(text, path))
    line, placed = (above + head).count("\n") + 1, []
    for note, written in zip(deck.notes, notes, strict=True):
        placed.append(_at_line(note, line))
        line += written.count("\n") + 2
    return DeckAsFile(text, replace(sample, deck=replace(deck, notes=tuple(placed)), lines={}, silenced={}, entries=()))


def _are_apart(deck: Deck) -> bool:
    """Whether no id is there twice, or is one that the deck never uses again."""
    ids = {note.id for note in deck.notes}
    return len(ids) == len(deck.notes) and ids.isdisjoint(one.id for one in deck.retired)


def _at_line(note: Note, line: int) -> Note:
    """The note with its line; ``replace`` takes three times as long."""
    return Note(
        note.id, note.body, note.axis, note.level, note.tags, note.extra, note.caveat, note.cite, note.typed, line,
        note.silence, note.draft, note.derived, note.after, note.priority, note.checked,
    )  # fmt: skip


def _is_certain(note: Note, namespace: str) -> bool:
    """Whether the note, once it is written, can be read, and reads as the same: its texts have no unusual characters,
    and it has nothing else that reading could refuse."""
    written = split_id(note.id)[1]
    return (
        not (note.silence or note.after or note.draft or note.derived)
        and WRITTEN_ID.fullmatch(written) is not None
        and qualify_id(namespace, written) == note.id
        and (not note.checked or month_or_none(note.checked) == note.checked)
        and _are_texts((*filter(None, (note.level, note.extra, note.caveat)), *note.tags))
        and (note.cite is None or _is_certain_cite(note.cite))
        and _is_certain_body(note.body)
    )


def _is_certain_cite(cite: Citation) -> bool:
    return _are_texts((cite.section, *filter(None, (cite.place, cite.fingerprint, cite.quote))))


def _is_certain_body(body: Body) -> bool:
    match body:
        case Basic(ask, answer, accept, reverse):
            both = () if reverse is None else (reverse.ask, reverse.answer, *reverse.accept)
            return _are_texts((ask, answer, *accept, *both))
        case Cloze(text, accept):
            return not accept and _are_texts((text,)) and cloze_fault(text) is None
        case Choice(ask, answers, options):
            return bool(answers and options) and _are_texts((ask, *answers, *options))
        case Listing(ask, items, accept):
            return bool(items and not accept) and _are_texts((ask, *items))
        case Sort(ask, groups):
            named = len({name for name, _ in groups}) == len(groups) > 1 and all(items for _, items in groups)
            return named and _are_texts((ask, *chain.from_iterable((name, *items) for name, items in groups)))
        case _:
            return len(body.steps) > 1 and _are_texts((body.ask, *body.steps))


def _are_texts(texts: Iterable[str]) -> bool:
    """Whether a deck file can hold each of these, and gives it back: no invisible or refused characters, no blank."""
    for text in texts:
        printable = text.isprintable() or text.replace("\n", "").isprintable()
        if not printable or text.isspace() or not 0 < len(text) <= LONGEST_TEXT:
            return False
    return True
