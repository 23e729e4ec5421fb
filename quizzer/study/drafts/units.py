"""The drafts of a deck by the sentence they stand on, and the statements of the document with what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizzer.derive.citation_match import is_telling
from quizzer.study.drafts.values import SectionProgress, Statement, Unit

if TYPE_CHECKING:
    from quizzer.core.notes.notes import Citation, Note
    from quizzer.derive.library import KeptPassage


class _Place(NamedTuple):
    """Where a quote stands, in the order of the document; the passage is -1 where no copy of the document has it."""

    passage: int
    start: int
    quote: str


class DocumentText:
    """The kept copy of a document: its passages in order, found by fingerprint."""

    def __init__(self, passages: Sequence[KeptPassage]) -> None:
        """Index the passages; the first of several with one wording counts, unless a place names another."""
        self.passages = passages
        self._by_print: dict[str, list[int]] = {}
        for index, passage in enumerate(passages):
            self._by_print.setdefault(passage.fingerprint, []).append(index)

    def find(self, cite: Citation) -> int:
        """The place of the passage that is cited; -1 where there is none."""
        found = self._by_print.get(cite.fingerprint.lower()) or self._with_quote(cite.quote)
        named = (
            index for index in found
            if self.passages[index].section == cite.section and cite.place in self.passages[index].places
        )  # fmt: skip
        return next(named, found[0] if found else -1)

    def _with_quote(self, quote: str) -> list[int]:
        """The passages that hold the quoted words, for one whose other sentences changed."""
        if not is_telling(quote):
            return []
        return [index for index, passage in enumerate(self.passages) if passage.states and quote in passage.text]

    def span(self, cite: Citation) -> tuple[int, int, int]:
        """Passage, start and end of what is quoted; the whole passage where the quote is not in it."""
        index = self.find(cite)
        text = self.passages[index].text if index >= 0 else cite.quote
        start = text.find(cite.quote) if cite.quote else -1
        return (index, start, start + len(cite.quote)) if start >= 0 else (index, 0, len(text))


def group_drafts(notes: Iterable[Note], document: DocumentText) -> tuple[Unit, ...]:
    """Group the drafts among notes by sentence, in the order of the document; in a sentence the best is first."""
    from quizzer.core.notes.notes import Citation

    found: dict[tuple[int, int, int, str], list[Note]] = {}
    for note in notes:
        if note.draft is not None:
            cite = note.cite or Citation()
            index, start, end = document.span(cite)
            found.setdefault((index, start, end, "" if index >= 0 else cite.quote or note.id), []).append(note)
    in_order = sorted(found, key=lambda place: (place[0] < 0, place[:3] if place[0] >= 0 else ()))
    return tuple(_unit(number, place, found[place], document) for number, place in enumerate(in_order))


def _unit(number: int, place: tuple[int, int, int, str], notes: list[Note], document: DocumentText) -> Unit:
    from quizzer.core.notes.notes import Citation

    index, start, end, _ = place
    cite = notes[0].cite or Citation()
    ranked = sorted(notes, key=lambda note: -note.draft.score if note.draft else 0)
    text = document.passages[index].text if index >= 0 else cite.quote
    return Unit(number, cite.section, cite.place, cite.fingerprint, text, start, end, tuple(note.id for note in ranked))


def list_statements(document: DocumentText, notes: Iterable[Note]) -> list[Statement]:
    """The statements of a document in its order, each with whether a note or a draft stands on it.

    A note that quotes nothing stands on its whole passage.
    """
    from quizzer.derive.language.sentences import split_sentences

    spans: Mapping[bool, dict[int, list[tuple[int, int]]]] = {False: {}, True: {}}
    for note in notes:
        if note.cite is not None and (span := document.span(note.cite))[0] >= 0:
            spans[note.draft is not None].setdefault(span[0], []).append(span[1:])
    found = []
    for index, passage in enumerate(document.passages):
        if not passage.states:
            continue
        whole = passage.kind != "prose"
        sentences = [(0, len(passage.text))] if whole else split_sentences(passage.text)
        for start, end in sentences:
            by_note, by_draft = (
                any(first < end and last > start for first, last in spans[kind].get(index, ()))
                for kind in (False, True)
            )
            place = passage.places[0] if passage.places else ""
            found.append(
                Statement(
                    index, passage.section, place, passage.fingerprint, passage.text, start, end, by_note, by_draft
                )
            )
    return found


def count_by_section(statements: Iterable[Statement], units: Iterable[Unit]) -> list[SectionProgress]:
    """The statements of each section and its open drafts, in the order of the document."""
    counts: dict[str, list[int]] = {}
    for statement in statements:
        of = counts.setdefault(statement.section, [0, 0, 0])
        of[1] += statement.by_note
        of[2] += 1
    for unit in units:
        counts.setdefault(unit.section, [0, 0, 0])[0] += len(unit.drafts)
    return [SectionProgress(name, *of) for name, of in counts.items()]
