"""The deck file of a derivation: drafts as notes in rank order, and a line between the sure and the doubtful."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.drafts import DraftMark, Origin
from quizzer.core.notes.json_content import hash_as_generated
from quizzer.core.notes.notes import Citation, Deck, Note, Source, split_id
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.read.note import derive_id
from quizzer.deckfile.schema import MODELINE
from quizzer.deckfile.write import format_deck
from quizzer.derive.candidate import Derivation, Draft
from quizzer.derive.document.passages import Document

LINE = "  # ------- below this line: drafts that score low or that a check doubts -------"
_ID_WORDS, _LONGEST_NAME = 3, 80


class FreshNote(NamedTuple):
    """A note as it was derived just now.

    Attributes:
        draft: What it was made of.
        note: It, as it is written.
    """

    draft: Draft
    note: Note


def slug(text: str, spare: str = "deck") -> str:
    """A short name of small letters, digits and hyphens, for a file, a source or an axis."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:40].strip("-") or spare


def name_document(document: Document) -> str:
    """The name of the deck of a document: its first heading where it begins with one, else that of its file."""
    first = next((passage for passage in document.passages if passage.kind not in ("navigation", "boilerplate")), None)
    stem = " ".join(document.path.stem.encode(errors="replace").decode().replace("_", " ").split()) or "Document"
    return first.text if first and first.kind == "heading" and len(first.text) <= _LONGEST_NAME else stem


def choose_axes(derivation: Derivation, name: str, source_id: str) -> tuple[Axis, ...]:
    """The axes of the deck: those of the derivation, after one of the deck's own where drafts have none of them."""
    axes = tuple(Axis(axis, title or axis) for axis, title in derivation.axes.items())
    homeless = not axes or any(draft.axis not in derivation.axes for draft in derivation.drafts)
    return (Axis(source_id, name), *(axis for axis in axes if axis.id != source_id)) if homeless else axes


def compose_notes(
    derivation: Derivation, axes: Sequence[Axis], taken: Iterable[str], namespace: str = ""
) -> list[FreshNote]:
    """Make notes of the drafts, in rank order.

    Args:
        axes: Those of the deck, its own first.
        taken: Ids that are used already.
        namespace: That of the deck.
    """
    used = {split_id(note_id)[1] for note_id in taken if split_id(note_id)[0] == namespace}
    known = {axis.id for axis in axes}
    fresh = []
    for draft in derivation.drafts:
        note = _note(draft, axes[0].id, known, by_section=len(axes) == 1)
        written = _choose_id(draft, used)
        used.add(written)
        whole_id = f"{namespace}/{written}" if namespace else written
        fresh.append(FreshNote(draft, replace(note, id=whole_id)))
    return fresh


def _note(draft: Draft, own_axis: str, known: Collection[str], *, by_section: bool) -> Note:
    candidate, quote = draft.candidate, draft.candidate.quote
    passage = quote.passage
    section = slug(passage.section, "") if by_section else ""
    note = Note(
        id="",
        body=candidate.body,
        axis=draft.axis if draft.axis in known else own_axis,
        level=passage.level,
        tags=draft.tags or ((section,) if section else ()),
        extra=draft.extra,
        cite=Citation(passage.section, passage.place, passage.fingerprint, quote.text),
        silence=draft.silence,
    )
    return replace(
        note,
        draft=DraftMark(round(draft.score, 2), candidate.why, draft.doubts),
        derived=Origin(candidate.key, hash_as_generated(note, own_axis)),
    )


def _choose_id(draft: Draft, used: Collection[str]) -> str:
    body = draft.candidate.body
    words = derive_id(getattr(body, "text", "") or getattr(body, "ask", ""), ())
    base, key = "-".join(words.split("-")[:_ID_WORDS]), draft.candidate.key
    digits = next((size for size in range(4, len(key)) if f"{base}-{key[:size]}" not in used), len(key))
    return derive_id(f"{base}-{key[:digits]}", used) if f"{base}-{key[:digits]}" in used else f"{base}-{key[:digits]}"


class Composition(NamedTuple):
    """A deck file of drafts.

    Attributes:
        notes: Those that are in it.
        unwritable: Number of drafts that hold what no deck file can.
    """

    text: str
    notes: tuple[FreshNote, ...]
    unwritable: int


def compose_deck(
    name: str, axes: tuple[Axis, ...], source: Source, fresh: Sequence[FreshNote], path: Path
) -> Composition:
    """Compose the text of a new deck file; what cannot be written so that it reads as meant is left out."""
    kept = list(fresh)
    while True:
        deck = Deck(name, axes, tuple(one.note for one in kept), source)
        text = _draw_line(format_deck(deck), kept)
        reading = parse_deck(text, path)
        read = dict.fromkeys(reading.notes)
        flawed = {finding.line for finding in reading.findings if finding.level == "error"}
        bounds = [*reading.entries, len(text)]
        wrong = {
            one.note.id
            for one, start, end in zip(kept, bounds, bounds[1:], strict=False)
            if one.note not in read or any(start <= line < end for line in flawed)
        }
        if not wrong:
            return Composition(MODELINE + text, tuple(kept), len(fresh) - len(kept))
        kept = [one for one in kept if one.note.id not in wrong]


def _draw_line(text: str, fresh: Sequence[FreshNote]) -> str:
    """Write the line between the drafts above and those below into the text of a deck."""
    below = next((one.note.id for one in fresh if not one.draft.above), None)
    if below is None:
        return text
    return text.replace(f"\n  - id: {below}\n", f"\n{LINE}\n\n  - id: {below}\n", 1)
