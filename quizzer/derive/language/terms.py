"""The weight of a document's terms: how often they are said, how widely, and whether the author marked them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from quizzer.core.grading.english.closed_classes import FUNCTION_WORDS
from quizzer.derive.document.passages import Passage

_WORD = re.compile(r"[A-Za-z][\w+'’.-]*[\w+]|[A-Za-z]")
_MARKED = 3.0


def weigh_terms(passages: Iterable[Passage]) -> Mapping[str, float]:
    """Weigh the words and marked terms of passages; the heaviest weighs 1."""
    counts: Counter[str] = Counter()
    sections: defaultdict[str, set[str]] = defaultdict(set)
    marked: set[str] = set()
    for passage in passages:
        words = [word.casefold() for word in _WORD.findall(passage.text)]
        terms = [passage.text[start:end].casefold() for start, end in passage.terms]
        marked.update(terms)
        for word in (*(word for word in words if len(word) > 2 and word not in FUNCTION_WORDS), *terms):
            counts[word] += 1
            sections[word].add(passage.section)
    weights = {
        word: (count * len(sections[word])) ** 0.5 * (_MARKED if word in marked else 1.0)
        for word, count in counts.items()
    }
    heaviest = max(weights.values(), default=1.0)
    return {word: weight / heaviest for word, weight in sorted(weights.items())}
