"""Pull quotes: sentences a page prints a second time, larger. They are known by repeating the prose around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quizzer.derive.document.blocks import Block
from quizzer.derive.document.classify_line import count_sentences
from quizzer.derive.fingerprint import normalize

BEFORE, AFTER = 6, 2
"""Passages around a sentence in which it may be repeated."""
LONGEST, SHORTEST = 40, 6
"""Words of a pull quote at most; stems at least, since a short sentence repeats by chance."""
ASIDE_SHARE = 0.5
"""Stems an aside shares with all passages around it when it is a pull quote: where it stands tells the rest."""
ALONE_SHARE = 0.8
"""Stems a paragraph of its own shares with one passage near it when it is a pull quote."""
_STEM, _SMALL = 5, 3


def find_pull_quotes(parts: Sequence[Block]) -> set[int]:
    """The indexes of those parts that only repeat what the prose says."""
    telling = [index for index, part in enumerate(parts) if part.kind in ("prose", "aside", "item")]
    stems = lru_cache(maxsize=32)(lambda index: _stems(parts[index].text))
    found = set()
    for position, index in enumerate(telling):
        part = parts[index]
        if part.kind == "item" or len(part.text.split()) > LONGEST or count_sentences(part.text) != 1:
            continue
        near = telling[max(0, position - BEFORE) : position] + telling[position + 1 : position + 1 + AFTER]
        if len(stems(index)) >= SHORTEST and _repeats(part, stems(index), [stems(other) for other in near]):
            found.add(index)
    return found


def _repeats(part: Block, stems: set[str], near: list[set[str]]) -> bool:
    if part.kind == "aside":
        return len(stems & set().union(*near)) >= ASIDE_SHARE * len(stems)
    return any(len(stems & other) >= ALONE_SHARE * len(stems) for other in near)


def _stems(text: str) -> set[str]:
    """The words that carry meaning, each cut to its beginning, so that endings do not matter."""
    return {word[:_STEM] for word in normalize(text).split() if len(word) > _SMALL}
