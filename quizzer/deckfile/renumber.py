"""Write the numbers of deletions into the text of a deck file: all else stays, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.identity.deletion_numbers import write_numbers
from quizzer.core.notes.kinds import Cloze
from quizzer.core.notes.notes import Note, split_id
from quizzer.deckfile.read.deck import DeckReading, parse_deck
from quizzer.deckfile.yaml.characters import mend_raw

_OPEN = "{{"
_BLANKS = re.compile(r"\s*")
_BLANKS_BEHIND = re.compile(r"(\{\{c[0-9]+::)\s+")


class _Span(NamedTuple):
    """Where a text stands in the file; a plain one has no quotes around it."""

    start: int
    end: int
    is_plain: bool


def renumber_deletions(
    text: str, before: DeckReading, numbers: Mapping[str, Sequence[int]], base: DeckReading | None = None
) -> str | None:
    """Write numbers into the deletions that have none written.

    Args:
        text: The whole file, decoded with its byte order mark.
        before: The file as it reads.
        numbers: For notes, by id, the number of each deletion.
        base: Of an overlay, the deck whose notes it changes.

    Returns:
        The text of the file; None where it has a form in which they cannot be written, such as braces as escapes.
    """
    notes = {split_id(note.id)[1]: note for note in before.notes if note.id in numbers}
    pieces, done = [], 0
    for written, span in _find_clozes(text, notes):
        note = notes[written]
        assert isinstance(note.body, Cloze)
        deletions = find_deletions(note.body.text)
        places = list(_find_openings(text, span))
        if len(places) != len(deletions):
            return None
        for place, deletion, number in zip(places, deletions, numbers[note.id], strict=True):
            if not deletion.is_written:
                pieces += [text[done:place], f"c{number}::"]
                done = _end_of_blanks(text, place) if span.is_plain else place
    whole = "".join([*pieces, text[done:]])
    after = parse_deck(whole.removeprefix("\ufeff"), before.path, base)
    return whole if _is_same_deck(before, after, numbers) else None


def format_numbers(note: Note, numbers: Sequence[int]) -> str:
    """Format the deletions of a note that have no written number as they are written with these."""
    assert isinstance(note.body, Cloze)
    return ", ".join(
        f"{{{{c{number}::{deletion.answer}}}}}"
        for deletion, number in zip(find_deletions(note.body.text), numbers, strict=True)
        if not deletion.is_written
    )


def _find_openings(text: str, span: _Span) -> Iterator[int]:
    """The place behind each pair of opening braces."""
    place = text.find(_OPEN, span.start, span.end)
    while place >= 0:
        yield place + len(_OPEN)
        place = text.find(_OPEN, place + len(_OPEN), span.end)


def _end_of_blanks(text: str, place: int) -> int:
    """The end of the blanks here; in a plain text, a colon before one would end a key."""
    blanks = _BLANKS.match(text, place)
    return blanks.end() if blanks else place


def _find_clozes(text: str, ids: Mapping[str, Note]) -> Iterator[tuple[str, _Span]]:
    """For the first note with each of these ids, as they are written, where its cloze text stands in the file.

    A text in a block begins below its first line, which can hold a comment.
    """
    found: set[str] = set()
    offset = text.startswith("\ufeff")
    for node in _find_note_nodes(mend_raw(text.removeprefix("\ufeff"))[0]):
        fields = {key.value: value for key, value in node.value} if node.id == "mapping" else {}
        written = fields["id"].value if "id" in fields else None
        cloze = fields.get("cloze")
        if not isinstance(written, str) or written not in ids or written in found or cloze is None:
            continue
        found.add(written)
        start, end = cloze.start_mark.index + offset, cloze.end_mark.index + offset
        if cloze.style in ("|", ">"):
            start = text.find("\n", start, end) + 1
        yield written, _Span(start, end, not cloze.style)


def _find_note_nodes(text: str) -> list[Any]:
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root: Any = yaml.compose(text, Loader=loader)
    except yaml.YAMLError:  # such as an alias of nothing, which spoils only its own note when the deck is read
        return []
    return next((value.value for key, value in root.value if key.value == "notes"), [])


def _is_same_deck(before: DeckReading, after: DeckReading, numbers: Mapping[str, Sequence[int]]) -> bool:
    """Whether the file holds the same deck but for the numbers of these deletions."""
    if before.deck is None or after.deck is None or len(before.findings) != len(after.findings):
        return False
    expected = tuple(
        _without_blanks(write_into(note, numbers[note.id])) if note.id in numbers else note for note in before.notes
    )
    found = tuple(_without_blanks(note) if note.id in numbers else note for note in after.notes)
    return replace(before.deck, notes=expected) == replace(after.deck, notes=found)


def write_into(note: Note, numbers: Sequence[int]) -> Note:
    """The note with these numbers written into its text."""
    assert isinstance(note.body, Cloze)
    return replace(note, body=replace(note.body, text=write_numbers(note.body.text, numbers)))


def _without_blanks(note: Note) -> Note:
    """The note without blanks behind a written number, which mean nothing."""
    assert isinstance(note.body, Cloze)
    return replace(note, body=replace(note.body, text=_BLANKS_BEHIND.sub(r"\1", note.body.text)))
