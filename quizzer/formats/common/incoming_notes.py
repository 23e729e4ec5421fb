"""Collects the notes of another program's file: gives them ids, cleans them, sorts them into decks, lists omissions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from quizzer.core.exchange import Entry, Incoming, IncomingDeck, Omission, ProgressCallback
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic, Body, Cloze, Reverse
from quizzer.core.notes.notes import NOTE_ID, Citation, Deck, Note, split_id
from quizzer.errors import Problem
from quizzer.formats.common.clean_text import clean, one_line, too_long
from quizzer.formats.common.media_marks import has_mark, is_bare, split_marks

LONGEST_ID = 200
_LONGEST_NAME = 200
_WORD = re.compile(r"[a-z0-9]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")  # no file name on Windows, whatever its ending


class Remarks(NamedTuple):
    """What another program's note may have beside its question and answer.

    Attributes:
        media: Names of its pictures and sounds, each of which is marked in its texts.
    """

    axis: str = ""
    level: str = ""
    tags: tuple[str, ...] = ()
    extra: str = ""
    caveat: str = ""
    section: str = ""
    media: tuple[str, ...] = ()


@dataclass(slots=True)
class _CollectedDeck:
    axes: dict[str, Axis] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


class NoteCollector:
    """Collects the notes of one file.

    Attributes:
        skipped: What was left out so far.
        media: Names of pictures and sounds left out so far.
        lacking: Questions so far that lack a picture or sound.
        notices: Sentences on how the file is read.
        columns: What each column of a table is taken for.
    """

    def __init__(self, path: Path, prefix: str, progress: ProgressCallback) -> None:
        """Begin with nothing.

        Args:
            path: Where the notes come from.
            prefix: What the ids begin with that are made here.
        """
        self.path = path
        self.skipped: list[Omission] = []
        self.media: dict[str, None] = {}
        self.lacking = 0
        self.notices: list[str] = []
        self.columns = ""
        self._prefix = prefix
        self._progress = progress
        self._decks: dict[str, _CollectedDeck] = {}
        self._notes: dict[str, tuple[str, int]] = {}

    def skip(self, what: str | Callable[[], str], why: str) -> None:
        """Note that something was left out, and why: the end of a sentence."""
        what = what if isinstance(what, str) else what()
        self.skipped.append(Omission(one_line(what[:400])[:100], why))

    def add(
        self, deck: str, what: str | Callable[[], str], body: Basic | Cloze, remarks: Remarks, note_id: str = ""
    ) -> str:
        """Add a note, or note why it is left out.

        Args:
            deck: Name of its deck.
            what: Its place in the file, such as ``line 7``; or how to find it.
            note_id: Its id; without one, it gets one made from its deck and question, the same at every reading.

        Returns:
            The note's id; empty when it was left out.
        """
        if remarks.media:
            self.media.update(dict.fromkeys(filter(None, map(one_line, remarks.media))))
        body = _cleaned(body)
        if remarks.media and isinstance(body, Basic):
            body, remarks = _without_marks(body, remarks)
        why = _fault(body, remarks)
        if why:
            self.skip(what, why)
            return ""
        deck = one_line(deck)[:_LONGEST_NAME] or "deck"
        new_id = note_id or self._free_id(deck, body)
        if new_id in self._notes or (note_id and not is_note_id(note_id)):
            self.skip(what, self._why_not(new_id, body))
            return ""
        note = _note(new_id, deck, body, remarks)
        if (collected := self._decks.get(deck)) is None:
            collected = self._decks[deck] = _CollectedDeck()
        if note.axis not in collected.axes:
            collected.axes[note.axis] = Axis(note.axis, note.axis)
        self._notes[new_id] = (deck, len(collected.notes))
        collected.notes.append(note)
        if remarks.media:
            self.lacking += sum(map(has_mark, _questions(body)))
        if len(self._notes) % 1000 == 0:
            self._progress("Reading notes", len(self._notes), 0)
        return new_id

    def find(self, note_id: str) -> Note | None:
        """A note that was taken in."""
        deck, index = self._notes.get(note_id, ("", -1))
        return self._decks[deck].notes[index] if deck else None

    def add_reverse(self, note: Note, what: str, reverse: Reverse) -> None:
        """Add the other direction of a question that was taken in, or note why it is left out.

        Args:
            note: The question.
            what: The place of the other direction in the file, such as ``line 7``.
        """
        assert isinstance(note.body, Basic)
        body = _cleaned(replace(note.body, reverse=reverse))
        why = _fault(body, Remarks())
        if why:
            self.skip(what, why)
        else:
            self.change(replace(note, body=body))

    def change(self, note: Note) -> None:
        """Put a note in the place of the one with its id."""
        deck, index = self._notes[note.id]
        self._decks[deck].notes[index] = note

    def incoming(self, origin: str, entries: list[Entry] | None = None) -> Incoming:
        """All that was taken in.

        Raises:
            Problem: That is nothing.
        """
        if not self._decks:
            raise Problem(f"{self.path}: nothing in it can be imported{self._because()}.")
        files = file_names(self._decks)
        decks = [
            IncomingDeck(Deck(name, _ordered(name, collected.axes), notes, namespace=namespace), files[name])
            for name, collected in self._decks.items()
            for namespace, notes in by_namespace(collected.notes)
        ]
        return Incoming(
            origin,
            tuple(decks),
            entries or [],
            tuple(self.skipped),
            tuple(self.media),
            lacking=self.lacking,
            notices=tuple(self.notices),
            columns=self.columns,
        )

    def _because(self) -> str:
        if not self.skipped:
            return ": it holds no question with an answer"
        first, rest = self.skipped[0], len(self.skipped) - 1
        return f": {first.what} {first.why}" + (f", and {rest:,} more were left out" if rest else "")

    def _free_id(self, deck: str, body: Body) -> str:
        """The id for the note; that of another one when the two say the same."""
        base = f"{self._prefix}-{digest(deck, _question(body))}"
        new_id, number = base, 1
        while (other := self.find(new_id)) is not None and _said(other.body) != _said(body):
            number += 1
            new_id = f"{base}-{number}"
        return new_id

    def _why_not(self, note_id: str, body: Body) -> str:
        other = self.find(note_id)
        if other is None:
            return f"has an id that a deck file cannot hold: “{one_line(note_id[:60])}”"
        if _said(other.body) == _said(body):
            return "is in the file twice"
        return f"has the id “{one_line(note_id[:60])}”, which another note of the file has"


def is_note_id(text: str) -> bool:
    """Whether a deck file can hold a note with this id."""
    return NOTE_ID.fullmatch(text) is not None and max(map(len, split_id(text))) <= LONGEST_ID


def by_namespace(notes: Iterable[Note]) -> list[tuple[str, tuple[Note, ...]]]:
    """The notes by the namespace of their ids, of which a deck file has one."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(split_id(note.id)[0], []).append(note)
    return [(namespace, tuple(inside)) for namespace, inside in groups.items()]


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that always are the same for the same texts."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def file_names(decks: Iterable[str]) -> dict[str, str]:
    """A name for the deck file of each deck: lower-case letters, digits and ``-``, no two the same."""
    files: dict[str, str] = {}
    taken: set[str] = set()
    for deck in decks:
        plain = unicodedata.normalize("NFKD", deck).encode("ascii", "ignore").decode().lower()
        base = "-".join(_WORD.findall(plain))[:60].strip("-")
        if not base or _RESERVED.fullmatch(base):
            base = f"deck-{base or digest(deck)[:8]}"
        stem, number = base, 1
        while stem in taken:
            number += 1
            stem = f"{base}-{number}"
        taken.add(stem)
        files[deck] = f"{stem}.yaml"
    return files


def joined_tag(tag: str) -> str:
    """A tag as one word."""
    return "_".join(tag.split())


def _note(note_id: str, deck: str, body: Body, remarks: Remarks) -> Note:
    axis, level, tags, extra, caveat, section, _ = remarks
    section = one_line(section)
    return Note(
        note_id,
        body,
        one_line(axis) or deck,
        one_line(level),
        tuple(filter(None, dict.fromkeys(joined_tag(clean(tag)) for tag in tags))) if tags else (),
        clean(extra),
        clean(caveat),
        Citation(section) if section else None,
    )


def _ordered(name: str, axes: dict[str, Axis]) -> tuple[Axis, ...]:
    """The deck's axes, that of its name first when notes count for it."""
    return tuple(sorted(axes.values(), key=lambda axis: axis.id != name))


def _cleaned(body: Basic | Cloze) -> Basic | Cloze:
    if isinstance(body, Cloze):
        return replace(body, text=clean(body.text))
    accept = tuple(filter(None, map(clean, body.accept))) if body.accept else ()
    reverse = body.reverse
    if reverse is not None:
        others = tuple(filter(None, map(clean, reverse.accept)))
        reverse = Reverse(clean(reverse.ask), clean(reverse.answer), others)
    return Basic(clean(body.ask), clean(body.answer), accept, reverse)


def _without_marks(body: Basic, remarks: Remarks) -> tuple[Basic, Remarks]:
    """The note with the marks around its answers moved below them, where they do not have to be typed.

    A side that is nothing but a picture or sound without a description is empty, and the note cannot be used.
    """
    answer, below = _split(body.answer, remarks)
    reverse, under = body.reverse, ""
    if reverse is not None:
        other, under = _split(reverse.answer, remarks)
        reverse = Reverse(_unless_bare(reverse.ask, remarks), other, reverse.accept)
        under = "" if under in body.ask else under
    extra = "\n".join(filter(None, (remarks.extra, below, under)))
    return Basic(_unless_bare(body.ask, remarks), answer, body.accept, reverse), remarks._replace(extra=extra)


def _split(answer: str, remarks: Remarks) -> tuple[str, str]:
    rest, marks = split_marks(answer)
    return (rest, marks) if rest else (_unless_bare(answer, remarks), "")


def _unless_bare(text: str, remarks: Remarks) -> str:
    return "" if is_bare(text, remarks.media) else text


def _fault(body: Basic | Cloze, remarks: Remarks) -> str:
    """Why a note cannot be used; empty when it can."""
    axis, level, tags, extra, caveat, section, _ = remarks
    texts = [axis, level, *tags, extra, caveat, section]
    if isinstance(body, Cloze):
        texts.append(body.text)
    else:
        if not (body.ask and body.answer):
            side = "answer" if body.ask else "question"
            return f"has no {side}" if not remarks.media else f"has only a picture or a sound for its {side}"
        texts += [body.ask, body.answer, *body.accept]
        if body.reverse is not None:
            if not (body.reverse.ask and body.reverse.answer):
                return "has an empty side"
            texts += [body.reverse.ask, body.reverse.answer, *body.reverse.accept]
    return too_long(max(map(len, texts)))


def _questions(body: Basic | Cloze) -> tuple[str, ...]:
    if isinstance(body, Cloze):
        return (body.text,)
    return (body.ask,) if body.reverse is None else (body.ask, body.reverse.ask)


def _question(body: Body) -> str:
    return body.text if isinstance(body, Cloze) else body.ask


def _said(body: Body) -> tuple[str, str]:
    return (body.text, "") if isinstance(body, Cloze) else (body.ask, body.answer if isinstance(body, Basic) else "")
