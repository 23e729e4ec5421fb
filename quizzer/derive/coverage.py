"""Measure which passages of a document the notes cover, and find notes that have lost their passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quizzer.core.notes.notes import Citation, Note
from quizzer.core.safe_text import one_line
from quizzer.derive.citation_match import is_same_place, is_telling, section_key
from quizzer.derive.document.passages import LEFT_OUT, STATEMENTS, Document, Passage

if TYPE_CHECKING:
    from quizzer.derive.nearest_passage import PassageSearch

StrayState = Literal["gone", "changed", "moved", "left out"]
_SHOWN = 72
_UNCOUNTED = ("boilerplate", "navigation", "code")


@dataclass(frozen=True, slots=True)
class StrayNote:
    """A note whose passage is not where the note cites it.

    Attributes:
        path: The deck file.
        line: Line of the note in the deck file, from 1.
        note: The note.
        state: ``changed`` when the cited place has another wording now, ``gone`` when the passage can not be
            found, ``moved`` when it is in another place, ``left out`` when it is a caption or the like.
        nearest: The passage, or the one that is nearest to it now.
        message: What is wrong, in a sentence.
    """

    path: Path
    line: int
    note: Note
    state: StrayState
    nearest: Passage | None
    message: str

    def __str__(self) -> str:
        """The finding on one line, as editors and people read it."""
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Notes compared with the document they were made from.

    Attributes:
        document: The document.
        stray_notes: Notes whose passage is gone, changed, moved or left out, in the order given.
        uncovered: Passages that state something and that neither a note nor a draft covers.
        left_out: Captions, pull quotes, references and the like.
        levels: For each level (empty for passages outside the levels) the number of passages covered, and of all that
            state something; drafts count here.
        axes: For each axis the number of passages its notes cover, and of its notes.
        uncited: Number of notes that cite nothing.
        drafts: Number of passages that only drafts cover, and of drafts.
    """

    document: Document
    stray_notes: tuple[StrayNote, ...]
    uncovered: tuple[Passage, ...]
    left_out: tuple[Passage, ...]
    levels: Mapping[str, tuple[int, int]]
    axes: Mapping[str, tuple[int, int]]
    uncited: int
    drafts: tuple[int, int] = (0, 0)

    @property
    def lost(self) -> tuple[StrayNote, ...]:
        """The notes whose passage is gone or changed."""
        return tuple(note for note in self.stray_notes if note.state in ("gone", "changed"))

    def lines(self) -> Iterator[str]:
        """Yield all findings, a line each: stray notes, then uncovered passages, then passages left out."""
        yield from map(str, self.stray_notes)
        nothing = "no note or draft covers" if self.drafts[1] else "no note covers"
        for passage in self.uncovered:
            level = f" ({one_line(passage.level)})" if passage.level else ""
            yield f"{_locate(self.document, passage)}: {nothing} {_where(passage)}{level}: {_excerpt(passage)}"
        for passage in self.left_out:
            yield f"{_locate(self.document, passage)}: left out, {passage.kind}: {_excerpt(passage)}"

    def summary(self) -> Iterator[str]:
        """Yield the numbers covered of each level and axis, and those left out, a line each."""
        for level, (covered, total) in self.levels.items():
            yield f"{one_line(level) or 'outside the levels'}: {covered} of {_count(total, 'passage')} covered"
        for axis, (covered, notes) in self.axes.items():
            yield f"{axis}: {_count(notes, 'note')} on {_count(covered, 'passage')}"
        alone, drafts = self.drafts
        if drafts:
            yield f"drafts: {_count(drafts, 'draft')}; {_count(alone, 'passage')} no note covers"
        kinds = Counter(passage.kind for passage in self.left_out)
        if kinds:
            yield f"left out: {', '.join(_count(kinds[kind], kind) for kind in LEFT_OUT if kinds[kind])}"


def measure_coverage(document: Document, notes: Iterable[tuple[Path, Note]]) -> Coverage:
    """Compare notes with the document they were made from.

    Args:
        document: The document.
        notes: Each with its deck file.

    Returns:
        The coverage. A note covers the passage whose fingerprint it cites, or, where it cites none, the passage at the
        place it names; so does a draft.
    """
    placed = [(path, note) for path, note in notes]
    index = _PassageIndex(document)
    covers = [(note, index.find_cited(note.cite)) for _, note in placed]
    covered = {passage for _, found in covers for passage in found}
    statements = document.statements
    taken = {passage.fingerprint for passage in covered}
    strays = [
        index.explain_stray(path, note, found, taken) for (path, note), (_, found) in zip(placed, covers, strict=True)
    ]
    levels: dict[str, tuple[int, int]] = {}
    for passage in statements:
        done, total = levels.get(passage.level, (0, 0))
        levels[passage.level] = (done + (passage in covered), total + 1)
    return Coverage(
        document,
        tuple(finding for finding in strays if finding is not None),
        tuple(passage for passage in statements if passage not in covered),
        tuple(passage for passage in document.passages if passage.kind in LEFT_OUT),
        levels,
        _axes((note, found) for note, found in covers if note.draft is None),
        sum(note.cite is None for _, note in placed),
        _count_drafts(covers, statements),
    )


def _count_drafts(covers: Sequence[tuple[Note, list[Passage]]], statements: Iterable[Passage]) -> tuple[int, int]:
    """The passages that only drafts cover, and the drafts."""
    by_note = {passage for note, found in covers if note.draft is None for passage in found}
    by_draft = {passage for note, found in covers if note.draft is not None for passage in found}
    alone = sum(passage in by_draft and passage not in by_note for passage in statements)
    return alone, sum(note.draft is not None for note, _ in covers)


def _axes(covers: Iterable[tuple[Note, list[Passage]]]) -> dict[str, tuple[int, int]]:
    passages: dict[str, set[Passage]] = {}
    notes: Counter[str] = Counter()
    for note, found in covers:
        notes[note.axis] += 1
        passages.setdefault(note.axis, set()).update(found)
    return {axis: (len(covered), notes[axis]) for axis, covered in passages.items()}


class _PassageIndex:
    """A document's passages by fingerprint and by section."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_print: dict[str, list[Passage]] = {}
        self._by_section: dict[str, list[Passage]] = {}
        for passage in document.passages:
            if passage.kind != "heading":
                self._by_print.setdefault(passage.fingerprint, []).append(passage)
                self._by_section.setdefault(section_key(passage.section), []).append(passage)

    @cached_property
    def _search(self) -> PassageSearch:
        from quizzer.derive.nearest_passage import PassageSearch

        return PassageSearch(self._document.statements)

    def find_cited(self, cite: Citation | None) -> list[Passage]:
        """Find the passage a note cites; several where one wording is in several places and the note names none.

        Where the passage is another now but still holds the sentence that is quoted, the note stands on that.
        """
        if cite is None:
            return []
        if not cite.fingerprint:
            return self._at(cite, self._by_section.get(section_key(cite.section), []))
        found = self._by_print.get(cite.fingerprint.lower(), []) or self._with_quote(cite.quote)
        return self._at(cite, found) or [passage for passage in found if passage.kind in STATEMENTS] or found

    def _with_quote(self, quote: str) -> list[Passage]:
        if not is_telling(quote):
            return []
        return [passage for passage in self._document.statements if quote in passage.text]

    def _at(self, cite: Citation, passages: list[Passage]) -> list[Passage]:
        section = section_key(cite.section)
        return [
            passage
            for passage in passages
            if section_key(passage.section) == section and is_same_place(cite.place, (passage.place, *passage.also))
        ]

    def explain_stray(self, path: Path, note: Note, found: list[Passage], taken: set[str]) -> StrayNote | None:
        """Explain where a note's passage is if not where the note cites it; None when all is well."""
        cite = note.cite
        if cite is None:
            return None
        if not found:
            return self._explain_lost(path, note, cite, taken)
        passage = found[0]
        where = f"{_where(passage)} ({_locate(self._document, passage)})"
        if passage.kind in LEFT_OUT:
            message = (
                f"note {note.id} stands on what is left out ({passage.kind}): {where}; cite a passage that states it"
            )
            return StrayNote(path, note.line, note, "left out", passage, message)
        if cite.place and not self._at(cite, found):
            message = f"note {note.id} cites {_place(cite)}; its passage now stands in {where}"
            return StrayNote(path, note.line, note, "moved", passage, message)
        return None

    def _explain_lost(self, path: Path, note: Note, cite: Citation, taken: set[str]) -> StrayNote | None:
        if not cite.fingerprint and not cite.place and section_key(cite.section) in self._by_section:
            return None
        near = self._search.find(note, cite, taken)
        passage = near[0] if near else None
        state: StrayState = "changed" if near and near[1] in ("quote", "place") else "gone"
        message = f"note {note.id}: its passage, {_place(cite)}, "
        message += "reads otherwise now" if state == "changed" else "is gone"
        if passage is not None:
            message += "" if state == "changed" else "; nearest now"
            message += f" ({_locate(self._document, passage)}, {_where(passage)}): {_excerpt(passage)}"
        return StrayNote(path, note.line, note, state, passage, message)


def _locate(document: Document, passage: Passage) -> str:
    return f"{document.path}:{passage.line}"


def _where(passage: Passage) -> str:
    return one_line(passage.where)


def _place(cite: Citation) -> str:
    section = f"“{one_line(cite.section)}”" if cite.section else ""
    return ", ".join(filter(None, (section, one_line(cite.place)))) or "which it does not name"


def _excerpt(passage: Passage) -> str:
    text = one_line(passage.text[: 4 * _SHOWN])
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}”"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 or what in _UNCOUNTED else f"{number} {what}s"
