"""All cards as columns, which a search looks at, and the form in which it compares texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from quizzer.core.grading.spelling import GREEK_NAMES

_MARKS = re.compile("[\u0300-\u036f]+")
_SIGNS: Mapping[str, str] = {
    **GREEK_NAMES,
    **{"ς": "sigma", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"},
    **dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‐‑‒–—−", "-"),
}  # fmt: skip
_SIGN = re.compile(f"[{''.join(map(re.escape, _SIGNS))}]")


class TextSource(Protocol):
    """Gives the texts of all cards, which take longer to read than all else of them."""

    def read(self, most: int) -> bool:
        """Read the texts of some more notes; whether there are more."""

    def __call__(self) -> list[str]:
        """The text of each card; those not read yet are read now."""


@dataclass(slots=True)
class CardColumns:
    """All cards, column by column; each has an entry for every card.

    A column of numbers is a ``bytearray`` where all of them are 0..255, which is searched soonest; numbers that a card
    may lack are floats, and NaN where it does.

    Attributes:
        day: Today's study day.
        text: The text that is searched, folded by :func:`fold_for_search`; or what gives these texts once one is
            searched, because opening a hundred thousand cards is to take no longer than showing them does.
        axis: Row id of the axis.
        deck: Row id of the deck.
        level: The note's level, or empty.
        priority: The index in ``PRIORITIES`` of the note's priority.
        tags: The note's tags with a blank before and after each, or empty.
        state: A number of ``State``.
        due: Days from today; NaN for a card never answered.
        due_today: 1 for a card due by day or on a step, and neither suspended, buried nor retired; else 0.
        interval: Days when positive, seconds when negative, 0 while new.
        stability: Days; NaN before the first answer.
        difficulty: 1..10; NaN before the first answer.
        recall: Retrievability now, 0..1; NaN before the first answer.
        last_day: Study day of the last answer; NaN before the first.
        flag: 0 for none.
        buried_day: Study day it was buried for; 0 for none.
        axis_names: For each axis its id as written, its name, and the one that screens have for it.
        deck_names: For each deck its name and the stem of its file's name.
    """

    day: int
    text: list[str] | TextSource = field(default_factory=list)
    axis: MutableSequence[int] = field(default_factory=bytearray)
    deck: MutableSequence[int] = field(default_factory=bytearray)
    level: Sequence[str] = field(default_factory=list)
    priority: MutableSequence[int] = field(default_factory=bytearray)
    tags: Sequence[str] = field(default_factory=list)
    kind: Sequence[str] = field(default_factory=list)
    state: MutableSequence[int] = field(default_factory=bytearray)
    due: MutableSequence[float] = field(default_factory=list)
    due_today: MutableSequence[int] = field(default_factory=bytearray)
    interval: MutableSequence[int] = field(default_factory=bytearray)
    stability: MutableSequence[float] = field(default_factory=list)
    difficulty: MutableSequence[float] = field(default_factory=list)
    recall: MutableSequence[float] = field(default_factory=list)
    last_day: MutableSequence[float] = field(default_factory=list)
    reps: MutableSequence[int] = field(default_factory=bytearray)
    lapses: MutableSequence[int] = field(default_factory=bytearray)
    leech: MutableSequence[int] = field(default_factory=bytearray)
    suspended: MutableSequence[int] = field(default_factory=bytearray)
    flag: MutableSequence[int] = field(default_factory=bytearray)
    buried_day: MutableSequence[int] = field(default_factory=bytearray)
    retired: MutableSequence[int] = field(default_factory=bytearray)
    axis_names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    deck_names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def read_texts(self) -> list[str]:
        """The text of every card, which is read now if it was not yet."""
        if not isinstance(self.text, list):
            self.text = self.text()
        return self.text


def fold_for_search(text: str) -> str:
    """Text as it is searched: without case and accents, Greek letters by name, runs of blanks and lines as one blank.

    >>> fold_for_search("IKKβ  blocks Sjögren’s")
    "ikkbeta blocks sjogren's"
    """
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
        text = _MARKS.sub(lambda found: "" if _drops_marks(_before(found)) else found[0], text)
        text = _SIGN.sub(lambda found: _SIGNS[found[0]], unicodedata.normalize("NFC", text))
    if "  " in text or not text.isprintable():
        text = " ".join(text.split())
    return text


def _before(found: re.Match[str]) -> str:
    return found.string[found.start() - 1 : found.start()]


def _drops_marks(base: str) -> bool:
    """Whether accents on a letter are left out: on Latin and Greek ones; elsewhere they make another letter."""
    return base < "\u0250" or "\u0370" <= base <= "\u03ff"
