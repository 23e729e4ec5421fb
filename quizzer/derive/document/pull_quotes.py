"""Find pull quotes, sentences that a page prints a second time in larger type: they repeat the prose around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quizzer.derive.document.blocks import Block
from quizzer.derive.document.classify_line import count_sentences
from quizzer.derive.fingerprint import normalize

BEFORE, AFTER = 6, 2
"""Passages before and after a sentence that it may repeat."""
LONGEST, SHORTEST = 40, 6
"""At most this many words, and at least this many stems, since a short sentence repeats others by chance."""
ASIDE_SHARE = 0.5
"""Share of stems an aside must have in common with all passages around it; its place is further evidence."""
ALONE_SHARE = 0.8
"""Share of stems that a paragraph must have in common with one passage near it."""
_STEM, _SMALL = 5, 3


def find_pull_quotes(blocks: Sequence[Block]) -> set[int]:
    """Find the blocks that only repeat the prose, by index."""
    candidates = [index for index, block in enumerate(blocks) if block.kind in ("prose", "aside", "item")]
    stems = lru_cache(maxsize=32)(lambda index: _stems(blocks[index].text))
    found = set()
    for position, index in enumerate(candidates):
        block = blocks[index]
        if block.kind == "item" or len(block.text.split()) > LONGEST or count_sentences(block.text) != 1:
            continue
        near = candidates[max(0, position - BEFORE) : position] + candidates[position + 1 : position + 1 + AFTER]
        if len(stems(index)) >= SHORTEST and _repeats(block, stems(index), [stems(other) for other in near]):
            found.add(index)
    return found


def _repeats(block: Block, stems: set[str], near: list[set[str]]) -> bool:
    if block.kind == "aside":
        return len(stems & set().union(*near)) >= ASIDE_SHARE * len(stems)
    return any(len(stems & other) >= ALONE_SHARE * len(stems) for other in near)


def _stems(text: str) -> set[str]:
    """The longer words of a text, each cut to its first letters so that endings do not matter."""
    return {word[:_STEM] for word in normalize(text).split() if len(word) > _SMALL}
