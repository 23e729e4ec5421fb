"""Split a passage into its sentences, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzer.derive.document.passages import Passage
from quizzer.derive.language.word_set import word_set

_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s)")
_NEVER_FINAL = word_set("e.g i.e cf vs fig figs eq eqs vol dr mr mrs ms prof st mt approx ca viz resp no al")
_ABBREVIATIONS = word_set(
    "etc nos vols pp ed eds sr jr inc ltd co corp dept est ref refs sec sect ch chap jan feb mar apr jun jul aug sep "
    "sept oct nov dec max min temp avg lat var spp sp subsp"
)
_LAST_WORD = re.compile(r"[\w.’'-]+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands.

    Attributes:
        passage: The passage it belongs to.
        start: Its first character in ``passage.text``.
        end: One after its last.
        number: Its place among the sentences of the document, from 0.
        place: Its place among the sentences of its passage, from 0.
    """

    passage: Passage
    start: int
    end: int
    number: int
    place: int

    @property
    def text(self) -> str:
        """The words, exactly as the passage has them."""
        return self.passage.text[self.start : self.end]


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Split a text on one line into the spans of its sentences, without the space around them."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, stop):
            yield from _trim(text, start, stop.end())
            start = stop.end()
    yield from _trim(text, start, len(text))


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    after = text[stop.end() :].lstrip()[:1]
    if text[stop.start()] != "." or not after:
        return True
    found = _LAST_WORD.search(text, max(0, stop.start() - 30), stop.start())
    word = found.group().casefold() if found else ""
    if word in _NEVER_FINAL or (len(word) == 1 and word.isalpha() and found is not None and found.group() != "I"):
        return False  # an initial, or an abbreviation that something follows
    if word in _ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return after.isupper()
    return not after.islower() or len(word) > 3 or word.endswith(")")


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    said = text[start:end]
    if said.strip():
        start += len(said) - len(said.lstrip())
        yield start, end - (len(said) - len(said.rstrip()))
