"""Replace pronoun subjects by what they stand for; where that is uncertain, the statement gets a doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizzer.derive.language.phrases import Phrase
from quizzer.derive.language.statements import Statement
from quizzer.derive.language.words.lexicon import singular_of
from quizzer.derive.language.words.tokens import Token

_PRONOUN_TAGS = ("PR1", "PR2", "EX")
_NOUNS = frozenset({"N", "NS"})


def resolve(statements: Sequence[Statement], before: Sequence[Statement]) -> list[Statement]:
    """Replace the pronoun subjects of a sentence's statements by what they stand for; else they get a doubt.

    Args:
        statements: Of one sentence.
        before: Of the sentence before it in the passage, resolved; empty for the first.
    """
    resolved: list[Statement] = []
    for statement in statements:
        subject = statement.subject.tokens
        earlier = [*before, *(one for one in resolved if one.origin in ("main", "coordinate"))]
        if len(subject) == 1 and subject[0].low == "you":
            resolved.append(statement)
            continue
        if not subject or (subject[0].tag not in _PRONOUN_TAGS and not _points_back(subject)):
            resolved.append(statement)
            continue
        found = _antecedent(statement, before if statement.origin == "main" else earlier)
        if found is None:
            resolved.append(replace(statement, doubt="an unresolved pronoun"))
        else:
            resolved.append(replace(statement, subject=found, is_resolved=True))
    return resolved


def _points_back(tokens: Sequence[Token]) -> bool:
    return tokens[0].low in ("this", "these", "that", "those", "such", "its", "their", "his", "her")


def _antecedent(statement: Statement, earlier: Sequence[Statement]) -> Phrase | None:
    """The phrase that the subject of a statement stands for; None where it is uncertain."""
    subject = statement.subject
    word = subject.tokens[0].low
    mains = [one for one in earlier if one.origin in ("main", "coordinate")]
    if not mains or not mains[-1].subject.tokens or _is_uncertain(statement, mains):
        return None
    previous = mains[-1].subject
    if any(token.tag in ("REL", "SUB") for token in previous.tokens) or previous.words > 7:
        return None
    if len(subject.tokens) == 1 and word in ("it", "they"):
        return previous if previous.is_plural == (word == "they") and not _rival(previous, mains[-1], word) else None
    if word in ("this", "these", "such") and len(subject.tokens) > 1 and subject.tokens[1].tag in (*_NOUNS, "J"):
        return _same_head(subject, mains[-1])
    if word in ("its", "their") and len(subject.tokens) > 1:
        if previous.is_plural != (word == "their") or previous.words > 4:
            return None
        rest = subject.text.partition(" ")[2]
        owner = f"the {rest} of {previous.text}"
        return Phrase((*subject.tokens[1:],), owner)
    return None


def _is_uncertain(statement: Statement, mains: Sequence[Statement]) -> bool:
    """Whether a pronoun may stand for something else than the subject before it."""
    last = mains[-1]
    if last.doubt or (last.object.tokens and last.object.tokens[0].low == "that"):
        return True
    if statement.setting.tokens and statement.setting.tokens[0].tag == "SUB":
        return True
    several = len({one.subject.text.casefold() for one in mains}) > 1
    if several and statement.origin == "main":
        return True
    return any(token.tag == "PS" for token in last.subject.tokens) or _is_expletive(statement)


def _is_expletive(statement: Statement) -> bool:
    """Whether ``it`` announces a clause: ``it is hard to say``."""
    return statement.verb.base == "be" and bool(re.search(r"\b(?:to|that|whether|for)\b", statement.sentence.text))


def _rival(previous: Phrase, main: Statement, word: str) -> bool:
    """Whether the object of the sentence before could be meant as well."""
    if main.verb.base == "be" or not main.object.tokens:
        return False
    return main.object.is_plural == (word == "they") and main.object.tokens[0].tag != "C" and previous.words > 3


def _same_head(subject: Phrase, main: Statement) -> Phrase | None:
    """For ``this hormone``: the subject of the sentence before, where its complement or head has that noun."""
    head = singular_of(subject.head)
    if len(subject.tokens) > 3:
        return None
    for phrase in (main.subject, main.object):
        if singular_of(phrase.head) == head and phrase.is_plural == subject.is_plural and phrase.words <= 6:
            if main.verb.base == "be" and phrase is main.object:
                return main.subject if main.subject.is_plural == subject.is_plural else None
            return phrase if len(phrase.tokens) > 1 else None
    return None
