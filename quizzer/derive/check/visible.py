"""The answer can not be read in the question: neither itself, nor its head noun, nor its short or long form."""

from __future__ import annotations

import re

from quizzer.core.grading.spelling import fold, word_form
from quizzer.core.notes.cards import Face
from quizzer.core.notes.identity.similarity import reveals
from quizzer.derive.candidate import Candidate
from quizzer.derive.check.faces import faces_of
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.question.phrases import content_words, head_of

_WHICH = re.compile(r"\b(?:which|what)\s+(?:[\w-]+\s+){0,3}?(?P<head>[\w-]+)\b", re.IGNORECASE)
_COUNT = re.compile(r"\(\d+\)$")
_OTHER_SIDE = re.compile(r"\b([\w-]+) or \[\.\.\.\]")
_HINT = re.compile(r"\[[^\[\]]*\]")


def shows_answer(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a question shows its answer; empty where it does not."""
    for face in faces_of(candidate.body):
        if face.groups or face.is_ordered:
            continue
        for answer in face.answers or face.accept[:1] or tuple(face.answer.split(" / ")):
            said = _shows(face, answer, candidate, grounds)
            if said:
                return said
    return ""


def _shows(face: Face, answer: str, candidate: Candidate, grounds: Grounds) -> str:
    prompt = _COUNT.sub(" ", _HINT.sub(" ", face.prompt))
    if reveals(face.prompt, answer):
        return f"“{answer}” can be read in the question"
    own = content_words(answer)
    there = content_words(prompt)
    if own and own <= there and not face.offered:
        return f"the words of “{answer}” can be read in the question"
    if face.kind in ("basic", "cloze") and own & there and _shows_head(prompt, answer, own):
        return f"“{head_of(answer)}” can be read in the question"
    if face.kind == "cloze" and (side := _OTHER_SIDE.search(face.prompt)):
        return f"“{side.group(1)} or” gives it away"
    if candidate.extractor != "acronyms":
        return _shows_other_form(prompt, answer, grounds)
    return ""


def _shows_head(prompt: str, answer: str, own: frozenset[str]) -> bool:
    """Whether the head of the answer stands in the question other than as what is asked for: “Which gland ...”."""
    head = word_form(fold(head_of(answer)))
    if head not in content_words(prompt):
        return False
    if len(own) == 1:
        return True
    asked = {word_form(fold(match["head"])) for match in _WHICH.finditer(prompt)}
    if head in asked:
        return False
    opening = re.match(r"(?:which|what)\s+(?P<phrase>(?:[\w-]+\s+){1,4})", prompt, re.IGNORECASE)
    return opening is None or head not in content_words(opening["phrase"])


def _shows_other_form(prompt: str, answer: str, grounds: Grounds) -> str:
    for short, long in grounds.context.acronyms.items():
        pair = {short.casefold(): long, long.casefold(): short}
        other = pair.get(answer.casefold())
        if other is not None and reveals(prompt, other):
            return f"“{other}”, which is the same as “{answer}”, can be read in the question"
    return ""
