"""All cards as columns, which a search looks at, and the form in which it compares texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
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
    """All cards, column by column; each list has an entry for every card.

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
        due: Days from today; None for a card never answered.
        interval: Days when positive, seconds when negative, 0 while new.
        stability: Days; None before the first answer.
        difficulty: 1..10; None before the first answer.
        recall: Retrievability now, 0..1; None before the first answer.
        last_day: Study day of the last answer.
        flag: 0 for none.
        buried_day: Study day it was buried for; 0 for none.
        axis_names: For each axis its id as written, its name, and the one that screens have for it.
        deck_names: For each deck its name and the stem of its file's name.
    """

    day: int
    text: list[str] | TextSource = field(default_factory=list)
    axis: list[int] = field(default_factory=list)
    deck: list[int] = field(default_factory=list)
    level: list[str] = field(default_factory=list)
    priority: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    state: list[int] = field(default_factory=list)
    due: list[int | None] = field(default_factory=list)
    interval: list[int] = field(default_factory=list)
    stability: list[float | None] = field(default_factory=list)
    difficulty: list[float | None] = field(default_factory=list)
    recall: list[float | None] = field(default_factory=list)
    last_day: list[int | None] = field(default_factory=list)
    reps: list[int] = field(default_factory=list)
    lapses: list[int] = field(default_factory=list)
    leech: list[int] = field(default_factory=list)
    suspended: list[int] = field(default_factory=list)
    flag: list[int] = field(default_factory=list)
    buried_day: list[int] = field(default_factory=list)
    retired: list[int] = field(default_factory=list)
    axis_names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    deck_names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.axis)

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
