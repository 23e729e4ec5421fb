"""Find the passage that is now nearest to one a note was made from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, is_dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from quizzer.core.notes.notes import Citation, Note
from quizzer.derive.citation_match import is_same_place, section_key
from quizzer.derive.document.passages import Passage
from quizzer.derive.fingerprint import normalize

MatchBasis = Literal["quote", "place", "section", "words"]
"""What makes a passage near: the quoted wording, the cited place, the cited section, or the note's own words."""
QUOTE_SCORE = 70
SECTION_SCORE = 80
WORDS_SCORE = 50


class PassageSearch:
    """The passages of a document that state something, indexed to find the nearest to a lost one."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._texts = [normalize(passage.text) for passage in passages]
        self._sections: dict[str, list[int]] = {}
        for index, passage in enumerate(passages):
            self._sections.setdefault(section_key(passage.section), []).append(index)

    def find(self, note: Note, cite: Citation, taken: Collection[str]) -> tuple[Passage, MatchBasis] | None:
        """Find the passage nearest to the one a note cites and that is no longer in the document.

        A quote is compared with every passage. Without a quote only the fingerprint of the old wording is known: the
        cited place decides first, then the section, in which the note's own words choose a passage; they choose one in
        the whole document when the section is gone too.

        Args:
            note: The note.
            cite: Its citation.
            taken: Fingerprints that notes cite; such a passage is unchanged, so it is not the one that changed.

        Returns:
            The passage and what makes it near; None when none is.
        """
        everything = range(len(self._passages))
        if cite.quote:
            same = self._find_best(cite.quote, everything, QUOTE_SCORE, whole=True)
            if same is not None:
                return same, "quote"
        section = self._find_section(cite.section)
        free = [index for index in section if self._passages[index].fingerprint not in taken]
        for passage in (self._passages[index] for index in free):
            if is_same_place(cite.place, (passage.place, *passage.also)):
                return passage, "place"
        words = " ".join(_texts(note.body))
        in_section = self._find_best(words, free or section, 0)
        if in_section is not None:
            return in_section, "section"
        elsewhere = self._find_best(words, everything, WORDS_SCORE)
        return (elsewhere, "words") if elsewhere else None

    def _find_section(self, cited: str) -> list[int]:
        """Find the passages of the cited section, even when its heading was reworded a little."""
        key = section_key(cited)
        if key and key not in self._sections:
            close = process.extractOne(key, list(self._sections), scorer=fuzz.ratio, score_cutoff=SECTION_SCORE)
            key = close[0] if close else ""
        return self._sections.get(key, []) if key else []

    def _find_best(self, words: str, among: Sequence[int], score: float, *, whole: bool = False) -> Passage | None:
        scorer = fuzz.ratio if whole else fuzz.token_set_ratio
        texts = {index: self._texts[index] for index in among}
        found = process.extractOne(normalize(words), texts, scorer=scorer, score_cutoff=score)
        return self._passages[found[2]] if found else None


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for entry in value for text in _texts(entry)]
    if is_dataclass(value):
        return [text for entry in fields(value) for text in _texts(getattr(value, entry.name))]
    return []
