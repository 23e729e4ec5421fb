"""The passage that now comes nearest to one a note was made from."""

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
"""By what a passage is near: the wording, the cited place, the cited section, the note's own words."""
QUOTE_SCORE = 70
SECTION_SCORE = 80
WORDS_SCORE = 50


class PassageSearch:
    """The passages of a document that state something, ready to be searched for those that are missed."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._texts = [normalize(passage.text) for passage in passages]
        self._sections: dict[str, list[int]] = {}
        for index, passage in enumerate(passages):
            self._sections.setdefault(section_key(passage.section), []).append(index)

    def nearest(self, note: Note, cite: Citation, taken: Collection[str]) -> tuple[Passage, MatchBasis] | None:
        """The passage nearest to the one a note cites, when that one is not in the document any more.

        A quote is compared with every passage. Without it only the fingerprint of the old wording is known, so the
        cited place is believed first, then the section, where the note's own words choose; these choose in the whole
        document when the section is gone, too.

        Args:
            taken: Fingerprints notes stand on; such a passage is unchanged, so it is not the one that changed.

        Returns:
            The passage and what tells it is near; None when none is.
        """
        everything = range(len(self._passages))
        if cite.quote:
            same = self._best(cite.quote, everything, QUOTE_SCORE, whole=True)
            if same is not None:
                return same, "quote"
        section = self._section(cite.section)
        free = [index for index in section if self._passages[index].fingerprint not in taken]
        for passage in (self._passages[index] for index in free):
            if is_same_place(cite.place, (passage.place, *passage.also)):
                return passage, "place"
        words = " ".join(_texts(note.body))
        in_section = self._best(words, free or section, 0)
        if in_section is not None:
            return in_section, "section"
        elsewhere = self._best(words, everything, WORDS_SCORE)
        return (elsewhere, "words") if elsewhere else None

    def _section(self, cited: str) -> list[int]:
        """The passages of the cited section, also when its heading was reworded a little."""
        key = section_key(cited)
        if key and key not in self._sections:
            close = process.extractOne(key, list(self._sections), scorer=fuzz.ratio, score_cutoff=SECTION_SCORE)
            key = close[0] if close else ""
        return self._sections.get(key, []) if key else []

    def _best(self, words: str, among: Sequence[int], score: float, *, whole: bool = False) -> Passage | None:
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
