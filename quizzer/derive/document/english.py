"""Whether a document is written in English: by the share of the words that every English text is full of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizzer.derive.document.passage import Passage

SHARE = 0.2
FEWEST = 30
"""With fewer words nothing is known, and English is assumed."""
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(
    ("a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "but", "by",
     "can", "could", "do", "does", "each", "for", "from", "had", "has", "have", "he", "her", "his", "how", "if", "in",
     "into", "is", "it", "its", "may", "more", "most", "no", "not", "of", "on", "one", "only", "or", "other", "our",
     "out", "over", "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there",
     "these", "they", "this", "those", "through", "to", "up", "was", "we", "were", "what", "when", "where", "which",
     "while", "who", "will", "with", "would", "you", "your")
)  # fmt: skip


def is_english(passages: Iterable[Passage]) -> bool:
    """Whether at least a fifth of the words of these passages are function words of English."""
    words = [word for passage in passages for word in _WORD.findall(passage.text.lower())]
    return len(words) < FEWEST or sum(word in _FUNCTION_WORDS for word in words) >= SHARE * len(words)
