"""Turn a statement into a grammatical question for one of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import third_person
from quizzer.derive.language.words.tokens import Token

_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't", "aren't": "isn't",
             "weren't": "wasn't", "haven't": "hasn't"}  # fmt: skip
# Adverbs that the text needs to join its sentences, not to say what is so.
_JOINING = word_set(
    "likewise also then thus therefore however still even just really simply now already in fact again hence "
    "further furthermore moreover instead eventually basically actually indeed"
)


def ask_subject(statement: Statement, tails: Sequence[Tail], wh: str = "What", *, plural: bool = False) -> str:
    """Ask for the subject: ``What increases the heart rate?``"""
    parts = [wh, *_finite_words(statement, plural=plural), _object_words(statement), *_tail_words(tails)]
    return _question(statement, parts)


def ask_object(statement: Statement, tails: Sequence[Tail], wh: str = "What") -> str:
    """Ask for the object or complement: ``What does moss store?``"""
    parts = [wh, *inverted(statement), statement.particle, *_tail_words(tails)]
    return _question(statement, parts)


def ask_tail(statement: Statement, tails: Sequence[Tail], wh: str) -> str:
    """Ask for what a tail says: ``Where is moss found?``; the tail itself is not among ``tails``."""
    parts = [wh, *inverted(statement), _object_words(statement), *_tail_words(tails)]
    return _question(statement, parts)


def ask_agent(statement: Statement, tails: Sequence[Tail], wh: str = "What") -> str:
    """Ask for the agent of a passive in the active: ``What mediates the response?``"""
    verb = statement.verb
    if verb.modal:
        words = [verb.modal, verb.base]
    elif verb.tense == "past" or verb.is_perfect:
        words = [past_form(statement)]
    else:
        words = [third_person(verb.base)]
        words += [part for base in statement.also for part in ("and", third_person(base))]
    return _question(statement, [wh, *words, statement.subject.text, *_tail_words(tails)])


def past_form(statement: Statement) -> str:
    """The past tense of the main verb, taken from the document's participle where that is regular."""
    from quizzer.derive.language.words.lexicon import past_of

    return past_of(statement.verb.base)


def inverted(statement: Statement) -> list[str]:
    """Auxiliary, subject and verb in the order of a question: ``does``, ``moss``, ``store``."""
    verb = statement.verb
    words = _kept(statement.verb_tokens)
    subject = statement.subject.text
    early = [token for token in words[:-1] if token.tag == "R"] if words and words[0].tag == "R" else []
    if early and any(token.tag in ("M", "B", "H", "DO") for token in words):
        words = [token for token in words if token not in early[:1]]
        words[1:1] = early[:1]
    if words and words[0].tag in ("M", "B", "H", "DO") and (verb.auxiliaries or verb.base == "be"):
        first, *others = words
        hidden_not = ["not"] if first.low == "cannot" or first.low.endswith(("n't", "n’t")) else []
        return [_expand(first.low), subject, *hidden_not, *(token.text for token in others)]
    adverbs = [token.text for token in words if token.tag == "R"]
    helper = "did" if verb.tense == "past" else "do" if statement.subject.is_plural else "does"
    return [helper, subject, *adverbs, verb.base]


def declare(
    statement: Statement, tails: Sequence[Tail], *, hide: Literal["subject", "object", "verb"], hint: str = ""
) -> str:
    """The statement as a cloze, its setting in front, with one part hidden."""
    mark = f"::{hint}" if hint else ""
    verb = " ".join(token.text for token in _kept(statement.verb_tokens))
    parts = {"subject": statement.subject.text, "verb": verb, "object": statement.object.text}
    particle = statement.particle
    if hide == "verb":
        *helpers, main = [token.text for token in _kept(statement.verb_tokens)]
        said = f"{main} {particle}".strip()
        parts["verb"] = " ".join([*helpers, f"{{{{{said}{mark}}}}}"])
        particle = ""
    article, _, rest = parts[hide].partition(" ")
    if hide == "verb":
        pass
    elif article.casefold() in ("the", "a", "an") and rest:
        parts[hide] = f"{article} {{{{{rest}{mark}}}}}"
    else:
        parts[hide] = f"{{{{{parts[hide]}{mark}}}}}"
    words = [parts["subject"], parts["verb"], particle, parts["object"], *_tail_words(tails)]
    text = " ".join(word for word in words if word)
    if statement.setting.text:
        text = f"{statement.setting.text}, {text}"
    return f"{_capital(text)}."


def declare_words(statement: Statement, tails: Sequence[Tail], hidden: str, place: int) -> str:
    """The statement as a cloze with words of the object (place 0) or a tail (from 1) hidden; empty if not there."""
    verb = " ".join(token.text for token in _kept(statement.verb_tokens))
    parts = [statement.object.text, *_tail_words(tails)]
    if parts[place].count(hidden) != 1:
        return ""
    parts[place] = parts[place].replace(hidden, f"{{{{{hidden}}}}}")
    parts = parts[: max(place + 1, 3)]
    text = " ".join(word for word in (statement.subject.text, verb, statement.particle, *parts) if word)
    if statement.setting.text:
        text = f"{statement.setting.text}, {text}"
    return f"{_capital(text)}."


def _capital(text: str) -> str:
    """A text with its first letter large; inside a gap at its start too, but no name of code."""
    skip = 2 if text.startswith("{{") else 0
    if re.match(r"[a-z]+[A-Z_.(]", text[skip:]):
        return text
    return f"{text[:skip]}{text[skip : skip + 1].upper()}{text[skip + 1 :]}"


def _expand(word: str) -> str:
    word = word.replace("’", "'")
    return {"cannot": "can", "can't": "can", "won't": "will"}.get(word, word.removesuffix("n't"))


def _kept(tokens: Sequence[Token]) -> list[Token]:
    kept = [token for token in tokens if not (token.tag == "R" and token.low in _JOINING)]
    pairs = [
        at for at in range(len(kept) - 1) if kept[at].low == "not" and kept[at + 1].low in ("only", "just", "merely")
    ]
    return [token for at, token in enumerate(kept) if at not in pairs and at - 1 not in pairs]


def _finite_words(statement: Statement, *, plural: bool) -> list[str]:
    words = _kept(statement.verb_tokens)
    said: list[str] = []
    changed = plural
    for token in words:
        if token.tag in ("V0", "VZ", "VD", "M", "B", "H", "DO") and not changed:
            changed = True
            if token.tag == "V0":
                said.append(third_person(token.low))
                continue
            said.append(_SINGULAR.get(token.low, token.text))
            continue
        said.append(token.text)
    return said


def _object_words(statement: Statement) -> str:
    return f"{statement.particle} {statement.object.text}".strip()


def _tail_words(tails: Sequence[Tail]) -> list[str]:
    return [tail.phrase.text for tail in tails]


def _question(statement: Statement, parts: Sequence[str]) -> str:
    text = " ".join(part for part in parts if part)
    if statement.setting.text:
        text = f"{statement.setting.text}, {text[:1].lower()}{text[1:]}"
    text = text.rstrip(" ,;:.")
    return f"{text[:1].upper()}{text[1:]}?"
