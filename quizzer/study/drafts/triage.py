"""Triage: deciding about the drafts of a deck. Every decision is on the disk at once, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.notes.drafts import Reason, Rejection
from quizzer.core.notes.json_content import hash_as_generated
from quizzer.core.notes.notes import Citation, Note, qualify_id, split_id
from quizzer.core.safe_text import one_line
from quizzer.deckfile.edit.edits import Edit
from quizzer.derive.library import load_passages
from quizzer.errors import Problem, WrongUse
from quizzer.study.drafts.deck_file import DeckFile
from quizzer.study.drafts.units import DocumentText, count_by_section, group_drafts, list_statements
from quizzer.study.drafts.values import Decision, Draft, Progress, SectionProgress, Statement, Unit

if TYPE_CHECKING:
    from quizzer.core.notes.axes import Axis
    from quizzer.core.notes.kinds import Body
    from quizzer.study.collection.collection import Collection

_PLACE = "triage.place"


class Triage:
    """The drafts of one deck, open to be decided.

    Attributes:
        path: The deck file.
        units: The sentences that drafts stand on, in the order of the document; decided drafts stay in them.
        version: Grows when the units are made anew: somebody edited the file meanwhile, or a decision of an earlier
            session was taken back.
    """

    def __init__(self, collection: Collection, path: Path) -> None:
        """Open the drafts of a deck file.

        Raises:
            Problem: The file cannot be read, or is no deck.
        """
        self._collection = collection
        self.path = path
        self._file = DeckFile(collection, path)
        self.version = -1
        self._read()

    def _read(self) -> None:
        deck = self._file.content.deck
        home = self._collection.paths.home
        self._document = DocumentText(load_passages(home, deck.source.id) if deck.source else ())
        self.units: tuple[Unit, ...] = group_drafts(self._notes.values(), self._document)
        self.version += 1
        self._read_version = self._file.version
        self._rejected: str = ""

    @property
    def _notes(self) -> dict[str, Note]:
        return self._file.content.notes

    # What is there

    @property
    def name(self) -> str:
        """The name of the deck."""
        return self._file.content.deck.name

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes its notes may have."""
        return self._file.content.deck.axes

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels its notes may have."""
        return self._file.content.levels

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes of the deck, drafts among them, in the order of the file."""
        return tuple(self._notes.values())

    def draft(self, note_id: str) -> Draft | None:
        """A draft by its id; None when it is decided."""
        note = self._notes.get(note_id)
        if note is None or note.draft is None:
            return None
        made = note.derived.made if note.derived is not None else ""
        edited = not made or hash_as_generated(note, self.axes[0].id) != made
        return Draft(note, note.draft.score, note.draft.why, note.draft.doubts, edited)

    def open_drafts(self, unit: Unit) -> tuple[str, ...]:
        """Ids of the drafts of a sentence that are not decided, the best first."""
        return tuple(note_id for note_id in unit.drafts if (note := self._notes.get(note_id)) and note.draft)

    def standing(self, unit: Unit) -> tuple[Note, ...]:
        """The notes of the deck that stand on the passage already."""
        return tuple(
            note
            for note in self._notes.values()
            if note.draft is None and note.cite and note.cite.fingerprint and note.cite.fingerprint == unit.fingerprint
        )

    def progress(self) -> Progress:
        """How far the drafts are decided, over all sessions."""
        notes = self._notes.values()
        left = sum(note.draft is not None for note in notes)
        accepted = sum(note.draft is None and note.derived is not None for note in notes)
        return Progress(left, accepted, len(self._file.content.rejected))

    def statements(self) -> list[Statement]:
        """The statements of the document in its order, and what stands on each; none where no copy is kept."""
        return list_statements(self._document, self._notes.values())

    def sections(self) -> list[SectionProgress]:
        """Open drafts and covered statements by section, in the order of the document."""
        opened = (unit._replace(drafts=self.open_drafts(unit)) for unit in self.units)
        return count_by_section(self.statements(), opened)

    def is_row(self, unit: Unit) -> bool:
        """Whether the passage is a row of a table, whose text is no sentence."""
        return any(one.kind == "row" and one.fingerprint == unit.fingerprint for one in self._document.passages)

    def passages(self, section: str) -> list[str]:
        """The passages of a section of the document, whole; none where no copy is kept."""
        return [passage.text for passage in self._document.passages if passage.section == section]

    # Decisions

    def accept(self, note_id: str) -> Decision:
        """Make a note of a draft.

        Raises:
            Problem: It is no draft any more, or the file cannot be written; nothing was changed.
        """
        return self._decide("accept", [note_id], self._file.content.accept)

    def accept_all(self, unit: Unit) -> Decision:
        """Accept the open drafts of a sentence, but not those that a check has doubts about.

        Raises:
            Problem: The file cannot be written; nothing was changed.
        """
        self._follow()
        opened = self.open_drafts(unit)
        doubtful = tuple(one for one in opened if (draft := self.draft(one)) and draft.doubts)
        sure = [note_id for note_id in opened if note_id not in doubtful]
        return self._decide("accept", sure, self._file.content.accept)._replace(left_out=doubtful)

    def reject(self, note_id: str, why: Reason = "") -> Decision:
        """Take a draft out, and remember that it was rejected.

        Raises:
            Problem: It is no draft any more, or the file cannot be written; nothing was changed.
        """
        return self._decide("reject", [note_id], lambda one: self._remove(one, why))

    def reject_all(self, unit: Unit, why: Reason = "") -> Decision:
        """Reject the open drafts of a sentence.

        Raises:
            Problem: The file cannot be written; nothing was changed.
        """
        self._follow()
        return self._decide("reject", list(self.open_drafts(unit)), lambda one: self._remove(one, why))

    def give_reason(self, why: Reason) -> Decision | None:
        """Give the reason of the rejection that was the last decision here; None where the last one was none.

        Raises:
            Problem: The file cannot be written; the rejection stays without a reason.
        """
        rejected = self._rejected
        if not rejected or self.undo() is None:
            return None
        return self.reject(rejected, why)

    def _remove(self, note_id: str, why: Reason) -> Sequence[Edit]:
        note = self._notes[note_id]
        key = note.derived.key if note.derived is not None else split_id(note_id)[1]
        fingerprint = note.cite.fingerprint if note.cite is not None else ""
        return self._file.content.remove(note_id, Rejection(key, why, note.kind, fingerprint))

    def change(
        self,
        note_id: str,
        *,
        body: Body | None = None,
        axis: str | None = None,
        level: str | None = None,
        caveat: str | None = None,
        extra: str | None = None,
    ) -> Decision:
        """Change a draft: its words, kind, gap or options (the body), its axis, level or remarks. It stays a draft.

        Raises:
            WrongUse: The deck has no such axis.
            Problem: It is no draft any more, reads otherwise when written, or the file cannot be written; nothing was
                changed.
        """
        if axis is not None and axis not in {one.id for one in self.axes}:
            raise WrongUse(f"“{one_line(axis)}” is no axis of this deck.")

        def changed(note: Note) -> Note:
            return replace(
                note,
                body=note.body if body is None else body,
                axis=note.axis if axis is None else axis,
                level=note.level if level is None else level,
                caveat=note.caveat if caveat is None else caveat,
                extra=note.extra if extra is None else extra,
            )

        return self._decide("edit", [note_id], lambda one: self._file.content.rewrite(changed(self._notes[one])))

    def write_note(self, statement: Statement, body: Body, *, axis: str = "", level: str = "") -> Decision:
        """Write a note of one's own on a statement, at the end of the deck; it counts at once.

        Raises:
            WrongUse: The deck has no such axis.
            Problem: The note is not read as it is meant, or the file cannot be written; nothing was changed.
        """
        from quizzer.deckfile.read.note import derive_id

        self._follow()
        if axis and axis not in {one.id for one in self.axes}:
            raise WrongUse(f"“{one_line(axis)}” is no axis of this deck.")
        namespace = self._file.content.deck.namespace
        taken = {split_id(key)[1] for key in [*self._notes, *self._known_ids()]}
        words = getattr(body, "text", "") or getattr(body, "ask", "")
        note_id = qualify_id(namespace, derive_id(words, taken))
        quote = statement.text[statement.start : statement.end]
        cite = Citation(statement.section, statement.place, statement.fingerprint, quote)
        note = Note(note_id, body, axis or self.axes[0].id, level, cite=cite)
        edits = self._file.content.insert([(note, None, False)])
        if self._notes.get(note_id) != note:
            self._file.content.restore(edits)
            raise Problem("The note cannot be written so that it reads as it is meant.")
        self._file.keep("write", note_id, edits)
        self._rejected = ""
        return Decision("write", (note_id,))

    def _known_ids(self) -> list[str]:
        from quizzer.store.notes.names import load_note_keys

        return list(load_note_keys(self._collection.connection))

    def _decide(self, act: str, note_ids: Sequence[str], edit: Callable[[str], Sequence[Edit]]) -> Decision:
        """Edit drafts and write the file, as one step."""
        self._follow()
        for note_id in note_ids:
            if self.draft(note_id) is None:
                raise Problem(f"{self.path.name}: this is no draft any more; the deck was edited meanwhile.")
        edits: list[Edit] = []
        try:
            for note_id in note_ids:
                edits += edit(note_id)
        except Problem:
            self._file.content.restore(edits)
            raise
        if edits:
            self._file.keep(act, note_ids[0], edits)
        self._rejected = note_ids[0] if act == "reject" and len(note_ids) == 1 else ""
        return Decision(act, tuple(note_ids))

    def _follow(self) -> None:
        self._file.follow()
        if self._file.version != self._read_version:
            self._read()

    def undo(self) -> Decision | None:
        """Take the last decision back, also one of an earlier session; None when there is none.

        Raises:
            Problem: The deck was edited since, or cannot be written; nothing was changed.
        """
        self._follow()
        step = self._file.last_step()
        if step is None:
            return None
        self._file.take_back(step)
        self._rejected = ""
        if not any(step.note in unit.drafts for unit in self.units) and self.draft(step.note) is not None:
            self.units = group_drafts(self._notes.values(), self._document)
            self.version += 1
        return Decision(step.act, (step.note,))

    # Between sessions

    def remember(self, note_id: str) -> None:
        """Remember the draft that is marked, to return to it."""
        self._collection.put(f"{_PLACE}:{self.path.name}", note_id)

    def remembered(self) -> str:
        """The draft that was marked last, or the first that is open; empty when all are decided."""
        last = self._collection.get(f"{_PLACE}:{self.path.name}") or ""
        if self.draft(last) is not None:
            return last
        return next((one for unit in self.units for one in self.open_drafts(unit)), "")

    def finish(self) -> None:
        """Make cards of the notes that were accepted, unless another program is at work."""
        from quizzer.study.decks.sync import sync_decks_if_free

        sync_decks_if_free(self._collection)


def find_deck_with_drafts(collection: Collection, name: str) -> Path:
    """The file of a loaded deck of one's own, by its name, its file or the file's stem.

    Raises:
        WrongUse: There is none, or several; the sentence names those that hold drafts.
    """
    from quizzer.store.notes import catalogue

    decks = [deck for deck in catalogue.load_decks(collection.connection) if deck.digest != "gone"]
    own = [deck for deck in decks if not deck.bundled]
    wanted = name.casefold()
    named = [deck for deck in own if wanted in (deck.name.casefold(), deck.path.stem.casefold())]
    named = named or [deck for deck in own if Path(name).resolve() == deck.path.resolve()]
    if len(named) == 1:
        return named[0].path
    if len(named) > 1:
        raise WrongUse(f"Several decks have this name; name the file: {', '.join(str(d.path) for d in named)}.")
    holding = ", ".join(f"“{deck.name}” ({deck.drafts})" for deck in own if deck.drafts)
    there = f"Drafts are in: {holding}." if holding else "No deck holds drafts; `quizzer derive DOCUMENT` makes some."
    raise WrongUse(f"There is no deck “{one_line(name)}” of your own. {there}")
