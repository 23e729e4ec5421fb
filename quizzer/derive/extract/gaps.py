"""The last resort: a short sentence with its weightiest term hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.kinds import Cloze
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context

MOST_WORDS = 20


def extract_gaps(context: Context) -> Iterator[Candidate]:
    """Hide the weightiest term of each sentence of at most 20 words."""
    for sentence in context.sentences:
        if len(sentence.text.split()) > MOST_WORDS:
            continue
        found = [(context.terms[term], term) for term in context.terms if term in sentence.text.casefold()]
        if not found:
            continue
        term = max(found)[1]
        hit = re.search(rf"\b{re.escape(term)}\b", sentence.text, re.I)
        if hit is None:
            continue
        text = f"{sentence.text[: hit.start()]}{{{{{hit.group()}}}}}{sentence.text[hit.end() :]}"
        quote = Quote(sentence.passage, sentence.start, sentence.end)
        yield Candidate(
            "gaps", "gap", Cloze(text), quote, f"gap {sentence.place}", hit.group(), "a term of weight", 0.3
        )
