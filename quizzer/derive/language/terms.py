"""The weight of a document's terms: how often they are said, how widely, and whether the author marked them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from quizzer.core.grading.english.closed_classes import FUNCTION_WORDS
from quizzer.derive.document.passages import Document, Passage

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


def find_marked(passages: Iterable[Passage]) -> frozenset[str]:
    """The terms that the author marked, in small letters."""
    return frozenset(
        passage.text[start:end].casefold().strip(" .,;:") for passage in passages for start, end in passage.terms
    )


def find_topics(document: Document) -> frozenset[str]:
    """The title of a document and its commonest noun, each in small letters, with and without article."""
    title = next((passage.text for passage in document.passages if passage.kind == "heading"), "").casefold()
    counts: Counter[str] = Counter()
    for passage in document.statements:
        counts.update(word.casefold() for word in _WORD.findall(passage.text) if len(word) > 2)
    common = [word for word, _ in counts.most_common(40) if word not in FUNCTION_WORDS][:1]
    names = {title, title.removesuffix("s"), *common}
    return frozenset(f"{article}{name}" for name in names for article in ("", "the ", "a ", "an ") if name)
