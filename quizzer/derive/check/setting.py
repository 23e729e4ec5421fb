"""A card stands by itself: its sentence is no reference, its question leans on no other sentence."""

from __future__ import annotations

import re

from quizzer.derive.candidate import Candidate
from quizzer.derive.check.faces import answers_of, faces_of
from quizzer.derive.check.grounds import Grounds

_REFERENCE = re.compile(
    r"\barXiv\b|\bdoi\b|\bISBN\b|\bet al\b|\bpp\.\s?\d|\bvol\.\s?\d|\bProceedings of\b|\bpreprint\b|"
    r"(?:[A-Z][\w’'-]+,\s(?:[A-Z]\.\s?){1,3}(?:,|&|and)\s?){2}|\bRetrieved (?:on|from)\b"
)
_LEANS = re.compile(
    r"\b(?:this|these|those|such(?! as)|former|latter|aforementioned|respectively|above|below|following|thereby|"
    r"thereof|hereby|the same|in turn|also (?:be|\w+ly)|"
    r"(?:first|second|third|fourth|last|next) (?:group|case|type|kind|class|part|one))\b",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[A-Za-z]|[a-z]{2}|[a-z]{1,2}[A-Z\d]|.*[=∑∏∫≤≥∈{}\\^_].*")
_BROKEN = re.compile(r"\(\s*[,;.]|,\s*,|\b(?:of|the|by|with|and)\s*,|\s[,;]\s|^\s*[,;)]")
_HINT = re.compile(r"\[[^\[\]]*\]")
_PROSE = frozenset({"relation", "gap", "quantity"})


def is_reference(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that the quote is an entry of a bibliography; empty where not."""
    del grounds
    found = _REFERENCE.search(candidate.quote.text)
    return f"“{found.group()[:30]}” belongs to a reference" if found else ""


def leans_elsewhere(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a question points to what another sentence says; empty where it does not."""
    del grounds
    for face in faces_of(candidate.body):
        found = _LEANS.search(_HINT.sub(" ", face.prompt))
        if found:
            return f"“{found.group()}” points elsewhere"
    return ""


def is_broken(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that something was lost from a question's text; empty where not."""
    del grounds
    whole = any(_BROKEN.search(face.whole or face.prompt) for face in faces_of(candidate.body))
    return "something is missing in its text" if whole else ""


def is_symbol(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a sentence's answer is a symbol of a formula; empty where not."""
    del grounds
    if candidate.subject not in _PROSE:
        return ""
    found = next((answer for answer in answers_of(candidate.body) if _SYMBOL.fullmatch(answer.strip())), "")
    return f"“{found}” is a symbol" if found else ""
