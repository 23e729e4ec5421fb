"""A deck file that is held in memory and edited note by note, as triage and a renewed derivation need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from quizzer.core.notes.drafts import Rejection
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.edit.edits import Edit, difference
from quizzer.deckfile.edit.parts import RejectionList, find_entries, find_rejections, split_lines, without_value
from quizzer.deckfile.insert import insert_note
from quizzer.deckfile.read.deck import DeckReading, parse_deck
from quizzer.deckfile.write import format_deck, format_note, format_rejection
from quizzer.errors import Problem

_FORM = "this note shares its lines with another, so it cannot be changed here; put each note on lines of its own"


class _Change(NamedTuple):
    """A replacement of one part."""

    part: int
    text: str


class _Done(NamedTuple):
    """What an edit did, so that it is taken back without reading the whole file again.

    Attributes:
        edits: As they were returned.
        parts: The part that each was made in.
        note: The note before.
        draft_line: Where the mark of the draft was, in the note's lines.
        rejected: The rejections before.
        form: The form of their list before.
    """

    edits: tuple[Edit, ...]
    parts: tuple[int, ...]
    note: Note
    draft_line: int | None
    rejected: tuple[Rejection, ...]
    form: RejectionList | None


class DeckText:
    """The text of a deck file and its notes.

    Attributes:
        path: The file.
        deck: The deck as it was read; its notes as they are now are in :attr:`notes`.
        levels: The levels its notes may name.
        notes: The usable notes by id, in the order of the file.
        rejected: All that were rejected.
    """

    def __init__(self, text: str, path: Path) -> None:
        """Read the text.

        Raises:
            Problem: It is no deck.
        """
        self.path = path
        self._read(text)

    def _read(self, text: str) -> None:
        reading = parse_deck(text, self.path)
        if reading.deck is None:
            raise Problem("\n".join(map(str, reading.findings)))
        self.deck: Deck = reading.deck
        self.levels = reading.levels
        self.notes: dict[str, Note] = {note.id: note for note in reading.deck.notes}
        self.rejected: list[Rejection] = list(reading.deck.rejected)
        self._new_line = "\r\n" if "\r\n" in text else "\n"
        self._done: list[_Done] = []
        self._head = format_deck(replace(reading.deck, notes=(), rejected=())).removesuffix("notes: []\n")
        self._split(split_lines(text), reading)

    def _split(self, lines: list[str], reading: DeckReading) -> None:
        """Cut the lines into parts: before, in and behind each entry, and where a rejection is added."""
        entries = find_entries(lines, reading)
        self._list = find_rejections(lines, reading)
        slot = (self._list.start, self._list.end) if self._list is not None else (len(lines), len(lines))
        edges = sorted({0, len(lines), *slot, *(line for entry in entries if entry is not None for line in entry)})
        index_of: dict[int, int] = {}
        self._parts: list[str] = []
        for start, end in zip(edges, [*edges[1:], len(lines)], strict=True):
            if start == slot[0] == slot[1]:
                self._parts.append("")
            index_of[start] = len(self._parts)
            self._parts.append("".join(lines[start:end]))
        self._slot = index_of[slot[0]] - (slot[0] == slot[1])
        self._part_of: dict[str, int] = {}
        self._draft_line: dict[str, int] = {}
        by_line = {note.line: note.id for note in reading.notes}
        for line, entry in zip(reading.entries, entries, strict=True):
            note_id = by_line.get(line)
            if entry is None or note_id is None:
                continue
            self._part_of[note_id] = index_of[entry.start]
            keys = list(reading.lines[note_id].values())
            at = reading.lines[note_id].get("draft", 0)
            if at and keys.count(at) == 1:
                self._draft_line[note_id] = at - 1 - entry.start

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def lines_of(self, note_id: str) -> str:
        """The text of a note's lines; empty where it has none of its own."""
        part = self._part_of.get(note_id)
        return "" if part is None else self._parts[part]

    def is_as_written(self, note_id: str) -> bool:
        """Whether a note's lines are exactly those that the program writes."""
        lines = self.lines_of(note_id)
        return lines == self._formatted(self.notes[note_id], lines)

    # Edits

    def accept(self, note_id: str) -> tuple[Edit, ...]:
        """Take the mark of a draft away; the note's other lines stay as they are."""
        return self.rewrite(replace(self.notes[note_id], draft=None))

    def rewrite(self, note: Note) -> tuple[Edit, ...]:
        """Write a note in place of the one with its id: only the lines of keys that differ, or else all of them.

        Raises:
            Problem: Its lines are not its own, or the note cannot be written so that it reads as meant.
        """
        part = self._require_part(note.id)
        before, lines = self.notes[note.id], self._parts[part]
        candidates = [self._without_draft(note.id, lines)] if note == replace(before, draft=None) else []
        candidates.append(self._formatted(note, lines))
        written = next((text for text in candidates if self._reads_as(text, note)), None)
        if written is None:
            raise Problem(f"{self.path}:{before.line}: the note cannot be written so that it reads as it is meant.")
        self.notes[note.id] = note
        return self._apply([_Change(part, written)], before)

    def remove(self, note_id: str, rejection: Rejection | None = None) -> tuple[Edit, ...]:
        """Take a note out, and remember its rejection if there is one.

        Raises:
            Problem: Its lines are not its own.
        """
        part, note = self._require_part(note_id), self.notes[note_id]
        before = (tuple(self.rejected), self._list)
        changes = [_Change(part, ""), *self._close_gap(part)]
        if rejection is not None:
            changes.append(self._add_rejection(rejection))
        del self.notes[note_id]
        return self._apply(changes, note, before)

    def insert(self, notes: Sequence[tuple[Note, str | None, bool]]) -> tuple[Edit, ...]:
        """Write notes beside others; the whole file is read again.

        Args:
            notes: Each with the id of the note it comes before, or behind where the third is true; with None it comes
                behind all. Several at one place come in the order given.

        Raises:
            Problem: The notes that are there have a form in which none can be put between them.
        """
        before_all, last = self.text, max(self._part_of.values(), default=None)
        if last is None:
            text = before_all
            for note, *_ in notes:
                text = insert_note(text, note, self.path).text
            return self._replace_all(before_all, text)
        new_line = self._new_line
        heads = dict.fromkeys(self._part_of.values(), "")
        tails = dict(heads)
        for note, anchor, behind in notes:
            part = last if anchor is None else self._require_part(anchor)
            written = self._formatted(note, self._parts[part] or "  ").rstrip("\r\n") + new_line
            if anchor is None or behind:
                tails[part] += new_line + written
            else:
                heads[part] += written + new_line
        for part, lines in [(part, self._parts[part]) for part in heads]:
            gap = "" if lines.endswith(("\n", "\r")) or not lines or not tails[part] else new_line
            self._parts[part] = heads[part] + lines + gap + tails[part]
        return self._replace_all(before_all, self.text)

    def _replace_all(self, before: str, after: str) -> tuple[Edit, ...]:
        self._read(after)
        return (difference(before, after),)

    def restore(self, edits: Sequence[Edit]) -> None:
        """Take edits back, the last one first.

        Raises:
            Problem: The text is not what they left.
        """
        if self._made_last(edits):
            while edits:
                done = self._done.pop()
                edits = edits[: -len(done.edits)]
                self._take_back(done)
            return
        text = self.text
        for edit in reversed(edits):
            end = edit.start + len(edit.after)
            if text[edit.start : end] != edit.after:
                raise Problem(f"{self.path}: the deck was edited since; the step cannot be taken back.")
            text = text[: edit.start] + edit.before + text[end:]
        self._read(text)

    def _require_part(self, note_id: str) -> int:
        part = self._part_of.get(note_id)
        if part is None:
            raise Problem(f"{self.path}:{self.notes[note_id].line}: {_FORM}.")
        return part

    def _apply(
        self,
        changes: Sequence[_Change],
        note: Note,
        rejections: tuple[tuple[Rejection, ...], RejectionList | None] | None = None,
    ) -> tuple[Edit, ...]:
        """Change parts, and return what was replaced, each edit by the text that the ones before it left.

        Args:
            note: The note before.
            rejections: The rejections before and the form of their list, where they change.
        """
        edits = []
        for change in changes:
            start, before, after = sum(map(len, self._parts[: change.part])), self._parts[change.part], change.text
            if before and after.startswith(before):  # a list that grows is not stored with each of its entries
                start, before, after = start + len(before), "", after[len(before) :]
            edits.append(Edit(start, before, after))
            self._parts[change.part] = change.text
        done = _Done(
            tuple(edits),
            tuple(change.part for change in changes),
            note,
            self._draft_line.pop(note.id, None),
            *((tuple(self.rejected), self._list) if rejections is None else rejections),
        )
        self._done.append(done)
        return done.edits

    def _made_last(self, edits: Sequence[Edit]) -> bool:
        """Whether these are the last edits made here, one or several of them whole."""
        made: list[Edit] = []
        for done in reversed(self._done):
            made[:0] = done.edits
            if len(made) >= len(edits):
                break
        return bool(made) and made == list(edits)

    def _take_back(self, done: _Done) -> None:
        for edit, part in reversed(list(zip(done.edits, done.parts, strict=True))):
            at = edit.start - sum(map(len, self._parts[:part]))
            text = self._parts[part]
            self._parts[part] = text[:at] + edit.before + text[at + len(edit.after) :]
        self.notes[done.note.id] = done.note
        self.notes = dict(sorted(self.notes.items(), key=lambda item: self._part_of.get(item[0], 0)))
        if done.draft_line is not None:
            self._draft_line[done.note.id] = done.draft_line
        self.rejected, self._list = list(done.rejected), done.form

    def _close_gap(self, part: int) -> list[_Change]:
        """Take the blank lines behind a note out with it, where there are others before it."""
        before = next((text for text in reversed(self._parts[:part]) if text), "")
        after = self._parts[part + 1] if part + 1 < len(self._parts) else ""
        if part + 1 == self._slot:
            return []
        lines = split_lines(after)
        blank = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
        last = split_lines(before)[-1:] or [""]
        if not blank or (last[0].strip() and not last[0].rstrip().endswith("notes:")):
            return []
        return [_Change(part + 1, "".join(lines[blank:]))]

    def _without_draft(self, note_id: str, lines: str) -> str:
        """The lines of a draft without its mark; empty where the mark has no lines of its own."""
        start = self._draft_line.get(note_id)
        return "" if start is None else "".join(without_value(split_lines(lines), start))

    def _formatted(self, note: Note, lines: str) -> str:
        """The lines of a note as the program writes them, as far in as those it replaces."""
        indent = len(lines) - len(lines.lstrip(" "))
        pad, new_line = " " * indent, self._new_line
        written = [pad + line[2:] if line else line for line in format_note(note, self.deck)]
        end = "" if lines and not lines.endswith(("\n", "\r")) else new_line
        return new_line.join(written) + end

    def _reads_as(self, lines: str, note: Note) -> bool:
        """Whether lines, read in this deck, are exactly this note."""
        if not lines:
            return False
        reading = parse_deck(f"{self._head}notes:\n{lines}", self.path)
        return reading.notes == (note,)

    def _add_rejection(self, rejection: Rejection) -> _Change:
        """Write a rejection behind the others."""
        self.rejected.append(rejection)
        slot = self._parts[self._slot]
        if self._list is not None and self._list.is_flow:
            lines = "".join(map(self._format_rejection, self.rejected))
            self._list = self._list._replace(is_flow=False)
            return _Change(self._slot, f"rejected:{self._new_line}{lines}")
        text = slot + self._format_rejection(rejection)
        if self._list is None and not slot:
            before = next((part for part in reversed(self._parts[: self._slot]) if part), "")
            gap = "" if before.endswith(("\n", "\r")) else self._new_line
            text = f"{gap}{self._new_line}rejected:{self._new_line}{text}"
        return _Change(self._slot, text)

    def _format_rejection(self, rejection: Rejection) -> str:
        indent = 2 if self._list is None else self._list.indent
        return " " * indent + format_rejection(rejection).lstrip() + self._new_line
