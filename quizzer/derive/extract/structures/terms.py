"""The author's own key terms: entries of a glossary with their definition, and terms marked in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.kinds import Cloze
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.question.definitions import ask_description
from quizzer.derive.question.phrases import content_words
from quizzer.derive.question.things import Things
from quizzer.derive.structure.bullets import split_label
from quizzer.derive.structure.glossary import is_glossary

_GLOSSARY_GAIN, _MARKED = 0.1, 0.6
_MOST_WORDS = 20
_NAMING = re.compile(
    r"\b(?:called|known as|termed|named|referred to as|defined as|refers? to|means?|is an?|is the|are the)\s+"
    r"(?:the |an? )?$",
    re.IGNORECASE,
)


_POINTS_AWAY = re.compile(
    r"^(?:refer|see|visit|click|one|another|some|here)\b|\b(?:this|these|it|they|that|you|we|above|below)\b",
    re.IGNORECASE,
)


def extract_terms(context: Context) -> Iterator[Candidate]:
    """Ask for the terms that the author defines or marks."""
    things = Things.of(context)
    for passage in context.document.passages:
        if is_glossary(passage):
            label, start = split_label(passage)
            term = re.sub(r"\s*\([^()]*\)$", "", label)
            for asked in ask_description(term, passage.text[start:], "", things):
                side = "term" if asked.answer == term else "definition"
                quote = Quote(passage, 0, len(passage.text))
                yield Candidate(
                    "terms", "term", asked.body, quote, f"{term}|{side}", asked.answer,
                    f"the author's key term “{term}”" if side == "term" else asked.why,
                    asked.worth + _GLOSSARY_GAIN, (start, len(passage.text)),
                )  # fmt: skip
    yield from _hide_marked(context)


def _hide_marked(context: Context) -> Iterator[Candidate]:
    """Hide a marked term in the sentence that introduces it as the name of something."""
    seen: set[str] = set()
    for sentence in context.sentences:
        for start, end in sentence.passage.terms:
            if not sentence.start <= start < end <= sentence.end:
                continue
            term = sentence.passage.text[start:end]
            folded = term.casefold()
            before = sentence.passage.text[sentence.start : start]
            if folded in seen or not _NAMING.search(before) or len(sentence.text.split()) > _MOST_WORDS:
                continue
            if _POINTS_AWAY.search(before) or re.match(
                r"\s(?:section|chapter|page|guide)", sentence.passage.text[end:]
            ):
                continue
            seen.add(folded)
            after = sentence.passage.text[end : sentence.end]
            if content_words(term) & content_words(before + after):
                continue
            quote = Quote(sentence.passage, sentence.start, sentence.end)
            yield Candidate(
                "terms", "term", Cloze(f"{before}{{{{{term}}}}}{after}"), quote, f"marked {folded}", term,
                "a term the author marks", _MARKED, (start, end),
            )  # fmt: skip
