"""Candidates from statements: what the extractors of sentences share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizzer.core.notes.kinds import Basic, Body, Cloze
from quizzer.derive.candidate import Candidate, Quote, Subject
from quizzer.derive.context import Context
from quizzer.derive.language.phrases import Phrase
from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import is_part_of_program, noun_class, singular_of
from quizzer.derive.language.words.relations import family_of
from quizzer.derive.language.words.tokens import Token
from quizzer.derive.question.wording import is_broken

MOST_WORDS = 20
MOST_ANSWER_WORDS = 7
_LEADING = re.compile(
    r"^(?:its|their|only|also|just|even|both|either|usually|often|typically|generally|mainly|primarily) ", re.I
)
_ARTICLE = re.compile(r"^(?:the|an?|its|their|some) ", re.I)


def bare(text: str) -> str:
    """A phrase without its article."""
    return _ARTICLE.sub("", text, count=1)


def as_answer(phrase: Phrase) -> str:
    """A phrase as an answer: without adverbs in front."""
    return _LEADING.sub("", phrase.text, count=1)


def quote_of(statement: Statement) -> Quote:
    """The whole sentence of a statement."""
    return Quote(statement.sentence.passage, statement.sentence.start, statement.sentence.end)


def build(
    statement: Statement,
    extractor: str,
    subject: Subject,
    body: Body,
    answer: str,
    why: str,
    base: float,
    *,
    part: str,
    direction: int = 0,
    most: int = MOST_ANSWER_WORDS,
) -> Candidate | None:
    """A candidate on a statement; None where it shows more than 20 words or its answer is too long."""
    if re.fullmatch(r"(?:the |an? )?\w", answer) and not answer.isdigit():
        return None  # a variable
    if re.search(r"\b(?:itself|themselves|himself|herself|another|such)\b", answer):
        return None
    if is_broken(body.text if isinstance(body, Cloze) else body.ask):
        return None
    shown = body_words(body)
    if shown > MOST_WORDS or len(answer.split()) > most or not answer.strip():
        return None
    relation = f"{statement.subject.text}|{family_of(statement.verb.base)}|{part}"
    return Candidate(
        extractor, subject, body, quote_of(statement), relation, answer, why, base, statement.focus, direction
    )


def body_words(body: Body) -> int:
    """How many words of a question or cloze and its answer are shown."""
    match body:
        case Basic():
            return len(f"{body.ask} {body.answer}".split())
        case Cloze():
            return len(re.sub(r"\{\{(.*?)(?:::.*?)?\}\}", r"\1", body.text).split())
        case _:
            return len(body.ask.split())


_CONDITIONS = word_set("if when unless until except without only after before")


def fitting_tails(tails: Sequence[Tail], room: int) -> tuple[Tail, ...]:
    """The tails that a question of some words still holds; conditions always, as the statement needs them."""
    kept: list[Tail] = []
    for tail in tails:
        room -= tail.phrase.words
        if room < 0 and tail.opener not in _CONDITIONS:
            continue
        kept.append(tail)
    return tuple(kept)


_TITLES = word_set(
    "president king queen emperor empress general dr doctor professor sir lord lady prince princess pope saint captain "
    "admiral governor senator judge minister bishop count duke mr mrs ms chancellor colonel major sultan tsar pharaoh"
)
_PEOPLE = word_set(
    "child parent adult female male mother father brother sister daughter victim worker driver writer reader provider "
    "guest messenger owner donor killer pilot relative successor ancestor descendant pioneer neighbor neighbour young"
)


_INTRODUCING = word_set("one a an some many most few several certain two three four")


def is_stranger(context: Context, phrase: Phrase) -> bool:
    """Whether a phrase brings in something that the document says once and does not know: ``a couple``."""
    first = phrase.tokens[0].low
    named = any(token.text[:1].isupper() for token in phrase.tokens[1:])
    return first in _INTRODUCING and not named and context.count(phrase.head) <= 1


def is_person(context: Context, words: Sequence[Token]) -> bool:
    """Whether a name is a person's: the document lets its bearer speak or die."""
    return bool(words) and words[-1].text in context.persons and all(token.text[:1].isupper() for token in words)


def wh_for(context: Context, phrase: Phrase, *, default: str = "What") -> tuple[str, bool]:
    """The question word for a phrase, and whether its verb stays plural: ``Which hormone``, ``Who``, ``What``."""
    low = bare(phrase.text).casefold()
    kind = context.classes.get(low, "")
    if kind and noun_class(kind) == "p":
        return "Who", False
    if kind:
        return f"Which {kind}", False
    head = phrase.head
    if is_part_of_program(head) and (context.is_technical or singular_of(head) not in _PEOPLE):
        return default, False
    words = [token for token in phrase.tokens if token.tag != "D"]
    titled = len(words) > 1 and words[0].text[:1].isupper() and words[0].low.rstrip(".") in _TITLES
    is_large = any(token.low == head and token.text[:1].isupper() and token.tag == "N" for token in words)
    if titled or is_person(context, words) or (noun_class(head) == "p" and not is_large):
        return "Who", False
    return default, False
