"""What the notes of a deck cover of their document, and which of them have lost their passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quizzer.core.notes.notes import Citation, Note
from quizzer.core.safe_text import one_line
from quizzer.derive.citation_match import is_same_place, section_key
from quizzer.derive.document.passages import LEFT_OUT, STATEMENTS, Document, Passage

if TYPE_CHECKING:
    from quizzer.derive.nearest_passage import PassageSearch

StrayState = Literal["gone", "changed", "moved", "left out"]
_SHOWN = 72


@dataclass(frozen=True, slots=True)
class StrayNote:
    """A note that does not stand where it says.

    Attributes:
        path: The deck file, and ...
        line: ... the line of the note in it.
        state: ``changed`` when another wording stands at the cited place, ``gone`` when nothing tells where it went,
            ``moved`` when it stands elsewhere, ``left out`` when it is a caption or the like.
        nearest: Where it stands, or what comes nearest now.
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
    """What notes and document have to say of each other.

    Attributes:
        astray: Notes whose passage is gone, changed, moved or left out, in the order given.
        uncovered: Passages that state something and that no note covers.
        left_out: Captions, pull quotes, references and the like.
        levels: For each level (empty for what stands outside them) the passages covered, and all that state something.
        axes: For each axis the passages its notes cover, and its notes.
        uncited: Notes that cite nothing.
    """

    document: Document
    stray_notes: tuple[StrayNote, ...]
    uncovered: tuple[Passage, ...]
    left_out: tuple[Passage, ...]
    levels: Mapping[str, tuple[int, int]]
    axes: Mapping[str, tuple[int, int]]
    uncited: int

    @property
    def lost(self) -> tuple[StrayNote, ...]:
        """The notes whose passage is gone or changed."""
        return tuple(note for note in self.stray_notes if note.state in ("gone", "changed"))

    def lines(self) -> Iterator[str]:
        """All findings: notes first, then uncovered passages, then what is left out."""
        yield from map(str, self.stray_notes)
        for passage in self.uncovered:
            level = f" ({one_line(passage.level)})" if passage.level else ""
            yield f"{_spot(self.document, passage)}: no note covers {_where(passage)}{level}: {_begin(passage)}"
        for passage in self.left_out:
            yield f"{_spot(self.document, passage)}: left out, {passage.kind}: {_begin(passage)}"

    def summary(self) -> Iterator[str]:
        """What is covered per level and per axis, and what was left out, a line each."""
        for level, (covered, total) in self.levels.items():
            yield f"{one_line(level) or 'outside the levels'}: {covered} of {_many(total, 'passage')} covered"
        for axis, (covered, notes) in self.axes.items():
            yield f"{axis}: {_many(notes, 'note')} on {_many(covered, 'passage')}"
        kinds = Counter(passage.kind for passage in self.left_out)
        if kinds:
            yield f"left out: {', '.join(_many(kinds[kind], kind) for kind in LEFT_OUT if kinds[kind])}"


def measure_coverage(document: Document, notes: Iterable[tuple[Path, Note]]) -> Coverage:
    """Hold notes against the document they were made from.

    Args:
        notes: Each with the deck file it stands in.

    Returns:
        A note covers the passage whose fingerprint it cites, or, citing none, the passage at the place it names.
    """
    placed = [(path, note) for path, note in notes]
    index = _Index(document)
    covers = [(note, index.cited(note.cite)) for _, note in placed]
    covered = {passage for _, found in covers for passage in found}
    telling = document.statements
    taken = {passage.fingerprint for passage in covered}
    astray = [
        index.explain_stray(path, note, found, taken) for (path, note), (_, found) in zip(placed, covers, strict=True)
    ]
    levels: dict[str, tuple[int, int]] = {}
    for passage in telling:
        done, total = levels.get(passage.level, (0, 0))
        levels[passage.level] = (done + (passage in covered), total + 1)
    return Coverage(
        document,
        tuple(finding for finding in astray if finding is not None),
        tuple(passage for passage in telling if passage not in covered),
        tuple(passage for passage in document.passages if passage.kind in LEFT_OUT),
        levels,
        _axes(covers),
        sum(note.cite is None for _, note in placed),
    )


def _axes(covers: Iterable[tuple[Note, list[Passage]]]) -> dict[str, tuple[int, int]]:
    passages: dict[str, set[Passage]] = {}
    notes: Counter[str] = Counter()
    for note, found in covers:
        notes[note.axis] += 1
        passages.setdefault(note.axis, set()).update(found)
    return {axis: (len(covered), notes[axis]) for axis, covered in passages.items()}


class _Index:
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
    def _neighbours(self) -> PassageSearch:
        from quizzer.derive.nearest_passage import PassageSearch

        return PassageSearch(self._document.statements)

    def cited(self, cite: Citation | None) -> list[Passage]:
        """The passage a note stands on; several where one wording stands in several places and the note names none."""
        if cite is None:
            return []
        if not cite.fingerprint:
            return self._at(cite, self._by_section.get(section_key(cite.section), []))
        found = self._by_print.get(cite.fingerprint.lower(), [])
        return self._at(cite, found) or [passage for passage in found if passage.kind in STATEMENTS] or found

    def _at(self, cite: Citation, passages: list[Passage]) -> list[Passage]:
        section = section_key(cite.section)
        return [
            passage
            for passage in passages
            if section_key(passage.section) == section and is_same_place(cite.place, (passage.place, *passage.also))
        ]

    def explain_stray(self, path: Path, note: Note, found: list[Passage], taken: set[str]) -> StrayNote | None:
        """What is wrong with where a note stands, or None."""
        cite = note.cite
        if cite is None:
            return None
        if not found:
            return self._lost(path, note, cite, taken)
        passage = found[0]
        where = f"{_where(passage)} ({_spot(self._document, passage)})"
        if passage.kind in LEFT_OUT:
            told = f"note {note.id} stands on what is left out ({passage.kind}): {where}; cite a passage that states it"
            return StrayNote(path, note.line, note, "left out", passage, told)
        if cite.place and not self._at(cite, found):
            told = f"note {note.id} cites {_place(cite)}; its passage now stands in {where}"
            return StrayNote(path, note.line, note, "moved", passage, told)
        return None

    def _lost(self, path: Path, note: Note, cite: Citation, taken: set[str]) -> StrayNote | None:
        if not cite.fingerprint and not cite.place and section_key(cite.section) in self._by_section:
            return None
        near = self._neighbours.nearest(note, cite, taken)
        passage = near[0] if near else None
        state: StrayState = "changed" if near and near[1] in ("quote", "place") else "gone"
        told = f"note {note.id}: its passage, {_place(cite)}, "
        told += "reads otherwise now" if state == "changed" else "is gone"
        if passage is not None:
            told += "" if state == "changed" else "; nearest now"
            told += f" ({_spot(self._document, passage)}, {_where(passage)}): {_begin(passage)}"
        return StrayNote(path, note.line, note, state, passage, told)


def _spot(document: Document, passage: Passage) -> str:
    return f"{document.path}:{passage.line}"


def _where(passage: Passage) -> str:
    return one_line(passage.where)


def _place(cite: Citation) -> str:
    section = f"“{one_line(cite.section)}”" if cite.section else ""
    return ", ".join(filter(None, (section, one_line(cite.place)))) or "which it does not name"


def _begin(passage: Passage) -> str:
    text = one_line(passage.text[: 4 * _SHOWN])
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}”"


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 or what == "boilerplate" else f"{number} {what}s"
