"""What something is, what it is called, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.extract.sentences.building import as_answer, build, is_stranger
from quizzer.derive.extract.sentences.circumstances import without_opener
from quizzer.derive.language.phrases import Phrase
from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.units import is_list
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import entry, is_part_of_program, noun_class
from quizzer.derive.question.grammar import ask_object, declare
from quizzer.derive.question.wording import VAGUE_HEADS, is_askable, is_loose, is_self_contained, is_vague, usable_tails

_NAMES = word_set("call name term know label dub designate abbreviate denote")
_UNIQUE = word_set(
    "only first last main major chief principal primary most largest smallest highest lowest best oldest"
)


def extract_definitions(context: Context) -> Iterator[Candidate]:
    """Ask what things are, and what they are called."""
    for statement in context.statements:
        if not is_askable(statement) or statement.verb.is_negated or is_loose(context.terms, statement.subject):
            continue
        if is_stranger(context, statement.subject):
            continue
        tails = usable_tails(statement.tails)
        if tails is None or (tails != statement.tails and not statement.verb.is_passive) or statement.is_ragged:
            continue
        if statement.verb.is_passive:
            yield from filter(None, _named(context, statement, tails))
        elif statement.verb.base == "be":
            yield from filter(None, _copula(context, statement, tails))
        elif statement.verb.base == "denote" or (statement.verb.base, statement.particle) == ("refer", "to"):
            yield from filter(None, [_refers(statement, tails)])


def _named(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Iterator[Candidate | None]:
    """``X is called Y``: what is X called?"""
    del context
    base = statement.verb.base
    name: Phrase | None = None
    if base in ("call", "name", "term", "dub", "label", "designate"):
        name = statement.object
    elif tails and tails[0].opener == "as" and base in ("know", "refer", "define", "describe", "abbreviate"):
        name = without_opener(tails[0])
    elif len(tails) > 1 and base == "refer" and tails[1].opener == "as":
        name = without_opener(tails[1])
    if name is None or not name.text or not is_self_contained(name.tokens) or name.words > 6:
        return
    if base in ("define", "describe"):
        return
    ask = f"What {'are' if statement.subject.is_plural else 'is'} {statement.subject.text} called?"
    if statement.setting.text:
        ask = f"{statement.setting.text[:1].upper()}{statement.setting.text[1:]}, {ask[:1].lower()}{ask[1:]}"
    if statement.verb.tense == "past":
        ask = ask.replace(" is ", " was ", 1).replace(" are ", " were ", 1)
    if is_vague(statement.subject):
        return
    answer = as_answer(name)
    yield build(statement, "definitions", "term", Basic(ask, answer), answer, "the name", 0.7, part="name")


def _copula(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Iterator[Candidate | None]:
    subject, complement = statement.subject, statement.object
    if not complement.text:
        return
    if statement.verb.tense == "modal" or not any(token.tag in ("N", "NS") for token in complement.tokens):
        yield from _quality(statement, tails)
        return
    if complement.tokens[0].tag in ("J", "R", "VN", "P") or complement.tokens[0].low in ("that", "one", "part"):
        yield from _quality(statement, tails)
        return
    described = complement.text + "".join(f" {tail.phrase.text}" for tail in tails)
    whole = Phrase((*complement.tokens, *(token for tail in tails for token in tail.phrase.tokens)), described)
    if _is_description(subject) and complement.words <= 5:
        yield _identity(statement, tails)
    elif subject.words <= 5 and not is_vague(subject) and subject.tokens[0].low not in ("all", "most", "many", "some"):
        yield _what_is(context, statement, whole)
        yield _which_is(context, statement, whole)


def _is_description(phrase: Phrase) -> bool:
    """Whether a subject describes one thing: ``the deepest layer of the skin``."""
    words = [token.low for token in phrase.tokens]
    unique = any(word in _UNIQUE or word.endswith("est") for word in words)
    return words[0] in ("the", "one", "another", "an", "a") and (unique or ("of" in words and len(words) > 4))


def _identity(statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    """``The deepest layer is X``: what is the deepest layer?"""
    if statement.subject.head in ("one", "purpose") or is_vague(statement.object) or is_list(statement.object.tokens):
        return None
    if not tails and statement.object.is_plural != statement.subject.is_plural:
        return None  # a list that goes on elsewhere, or a figure of speech
    person = noun_class(statement.subject.head) == "p" and not is_part_of_program(statement.subject.head)
    ask = ask_object(statement, tails[:0], "Who" if person else "What")
    answer = as_answer(statement.object)
    if tails and tails[0].opener in ("for", "of", "to", "in", "between", "from"):
        answer = f"{answer} {tails[0].phrase.text}"
    return build(
        statement, "definitions", "term", Basic(ask, answer), answer, "what fits the description", 0.68, part="object"
    )


def _what_is(context: Context, statement: Statement, whole: Phrase) -> Candidate | None:
    """``X is a layer of cells``: what is X?"""
    del context
    if not any(token.tag in ("P", "REL", "VN", "VG") for token in whole.tokens):
        return None
    if "than" in whole.text.split() or statement.subject.head in VAGUE_HEADS:
        return None
    if statement.verb.tense == "past" or whole.words > 9 or whole.words < 4 or statement.object.head in VAGUE_HEADS:
        return None
    ask = ask_object(statement, ())
    answer = whole.text
    return build(statement, "definitions", "term", Basic(ask, answer), answer, "the definition", 0.6, part="object")


def _which_is(context: Context, statement: Statement, whole: Phrase) -> Candidate | None:
    """``X is a layer of cells that ...``: which layer of cells ...?"""
    del context
    words = whole.text.split()
    article = words[0].casefold()
    restricted = any(token.tag in ("VN", "VG", "REL", "C") or token.text[:1].isupper() for token in whole.tokens)
    if (
        len(words) < (5 if restricted or article == "the" else 7)
        or any(word in ("more", "less", "better", "than", "subject") for word in words)
        or statement.object.head in VAGUE_HEADS
        or statement.subject.text.casefold() in whole.text.casefold()
    ):
        return None
    verb = statement.verb_tokens[0].low
    answer = as_answer(statement.subject)
    rest = " ".join(words[1:]) if article in ("a", "an") else whole.text
    if words[0][:1].isupper() or "its" in words or "their" in words:
        return None
    if article == "the":
        copula = "are" if statement.object.is_plural else verb.replace("are", "is").replace("were", "was")
        ask = f"{_setting(statement)}what {copula} {whole.text}?"
    elif article in ("a", "an"):
        ask = f"{_setting(statement)}what do you call a{'n' if article == 'an' else ''} {rest}?"
    else:
        ask = f"{_setting(statement)}what do you call {whole.text}?"
    if statement.verb.tense == "past" and article != "the":
        return None
    ask = f"{ask[:1].upper()}{ask[1:]}"
    return build(
        statement, "definitions", "term", Basic(ask, answer), answer, "the term for a description", 0.6, part="subject"
    )


def _setting(statement: Statement) -> str:
    return f"{statement.setting.text}, " if statement.setting.text else ""


def _quality(statement: Statement, tails: tuple[Tail, ...]) -> Iterator[Candidate | None]:
    """``X is part of Y`` and ``X must be idempotent``: what the complement says is hidden in the clause."""
    complement = statement.object
    if not tails and complement.words <= 3 and complement.tokens[-1].tag in ("J", "VN") and _is_technical(complement):
        text = declare(statement, (), hide="object")
        yield build(statement, "definitions", "term", Cloze(text), complement.text, "the quality", 0.5, part="quality")
    words = [token.low for token in complement.tokens]
    if "part" in words[:2] and "of" in words[:3] and not is_vague(statement.subject):
        whole = complement.text.partition("of ")[2]
        verb = "are" if statement.subject.is_plural else "is"
        ask = f"What {verb} {statement.subject.text} part of?"
        if statement.verb.tense == "present" and whole:
            yield build(statement, "definitions", "term", Basic(ask, whole), whole, "the whole", 0.58, part="whole")


def _is_technical(phrase: Phrase) -> bool:
    """Whether an adjective is a rare one, so that it is worth asking for."""
    word = phrase.tokens[-1].low
    return entry(word).adjective <= 1 and entry(word).verb < 3 and len(word) > 4


def _refers(statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    """``X refers to Y``: what does X refer to?"""
    described = statement.object.text + "".join(f" {tail.phrase.text}" for tail in tails)
    if statement.verb.base not in ("refer", "denote") or not statement.object.text or is_vague(statement.subject):
        return None
    ask = ask_object(statement, ())
    return build(
        statement, "definitions", "term", Basic(ask, described), described, "what the term means", 0.55, part="object"
    )
