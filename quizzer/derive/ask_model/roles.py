"""Who does what to whom: a question must not make the subject of its sentence the object, or the other way round."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.core.notes.cards import DELETION
from quizzer.core.notes.kinds import Body, Cloze
from quizzer.derive.check.faces import answers_of
from quizzer.derive.fingerprint import normalize
from quizzer.derive.language.statements import Statement
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import base_of
from quizzer.derive.question.phrases import content_words

_AUXILIARIES = word_set("do does did can could may might will would shall should must")
_BE = word_set("is are was were be been being by")
_ASKING = word_set("what which who")


def swaps_roles(body: Body, statements: Sequence[Statement]) -> bool:
    """Whether the answer has the other role in a statement with the verb of the question.

    Only plain cases are decided: one active verb, which question and statement share.

    Args:
        body: The question or cloze.
        statements: Those of the sentence it stands on.
    """
    words = _words_of(body)
    answer = frozenset().union(*map(content_words, answers_of(body)))
    verdicts = set()
    for statement in statements:
        role = _role(body, words, statement.verb.base)
        if statement.verb.is_passive or not role or not answer:
            continue
        subject, thing = content_words(statement.subject.text), content_words(statement.object.text)
        own, other = (subject, thing) if role == "subject" else (thing, subject)
        if answer & own:
            verdicts.add(False)
        elif answer <= other:
            verdicts.add(True)
    return verdicts == {True}


def _words_of(body: Body) -> list[str]:
    if isinstance(body, Cloze):
        return normalize(DELETION.sub(" BLANK ", body.text)).split()
    return normalize(getattr(body, "ask", "")).split()


def _role(body: Body, words: list[str], verb: str) -> str:
    """The role that is asked for: ``subject``, ``object``, or the empty text where that is uncertain."""
    places = [place for place, word in enumerate(words) if _is_form(word, verb)]
    if len(places) != 1 or _BE & set(words[: places[0] + 2]):
        return ""
    if isinstance(body, Cloze):
        return ("subject" if words.index("blank") < places[0] else "object") if words.count("blank") == 1 else ""
    if not words or words[0] not in _ASKING:
        return ""
    return "object" if _AUXILIARIES & set(words[: max(0, places[0] - 1)]) else "subject"  # “what may X stop?”


def _is_form(word: str, verb: str) -> bool:
    return verb in (word, base_of(word, "s"), base_of(word, "ed"))
