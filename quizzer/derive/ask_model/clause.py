"""The clause that a quote stands in, and how sure it is of what it says."""

from __future__ import annotations

import re

from quizzer.derive.candidate import Quote

_BOUNDARY = re.compile(r"[;:–—]\s|,\sand\s|\b(?:but|while|whereas|although|though|because)\b", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:may|might|could|can|possibly|perhaps|probably|likely|unlikely|suggests?|suggested|appears?|seems?|thought|"
    r"believed|supposed|hypothes\w+|potentially|sometimes|rarely)\b",
    re.IGNORECASE,
)


def clause_around(quote: Quote, whole: Quote) -> str:
    """A quote with the rest of its clause, within the sentences that hold it."""
    text = quote.passage.text
    before = [found.end() for found in _BOUNDARY.finditer(text, whole.start, quote.start)]
    after = _BOUNDARY.search(text, quote.end, whole.end)
    return text[before[-1] if before else whole.start : after.start() if after else whole.end]


def is_surer(shown: str, clause: str) -> bool:
    """Whether a question states what its clause only thinks possible."""
    return bool(_UNSURE.search(clause)) and not _UNSURE.search(shown)
