"""What a note must say beside a draft so that no acronym on it stays unexplained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizzer.core.notes.acronyms import find_acronyms
from quizzer.core.notes.kinds import Body
from quizzer.derive.check.faces import faces_of


def explain_acronyms(body: Body, known: Mapping[str, str]) -> tuple[str, bool]:
    """Write out the acronyms of a draft.

    Args:
        body: The draft.
        known: Acronym to long form, as the document introduces them.

    Returns:
        A remark that writes out those the document writes out, empty for none, and whether all are.
    """
    texts = [text for face in faces_of(body) for text in (face.whole or face.prompt, face.answer, *face.options)]
    found = list(dict.fromkeys(short for text in texts for short in find_acronyms(text)))
    if body.kind == "basic" and any("stand for" in text or "abbreviation of" in text for text in texts):
        return "", True
    written = {short: _long_form(short, known.items()) for short in found}
    remark = "; ".join(f"{short} ({long})" for short, long in written.items() if long)
    return remark, all(written.values())


def _long_form(short: str, known: Iterable[tuple[str, str]]) -> str:
    """The long form of an acronym; of GLUT too where the document has GLUT4."""
    for other, long in known:
        if other == short or (other.startswith(short) and other[len(short) :].strip("-0123456789") == ""):
            return long
    return ""
