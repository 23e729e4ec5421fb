"""The last resort: a clause that stands by itself, with the weightiest of its terms hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

from quizzer.core.notes.kinds import Cloze
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.extract.sentences.building import bare, build, fitting_tails
from quizzer.derive.language.sentences import Sentence
from quizzer.derive.language.units import lift_brackets, skip_openers
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.tokens import Token
from quizzer.derive.question.grammar import declare
from quizzer.derive.question.wording import (
    VAGUE_HEADS,
    has_pointer,
    is_askable,
    is_self_contained,
    is_vague,
    usable_tails,
)

MOST_WORDS = 20
_FEWEST_WORDS = 6
_TERMS = 3
_TOO_FREQUENT = 0.5
_NEAR = 5  # a pronoun from here on stands for something that the sentence names
_PRONOUNS = word_set("it they them")


def extract_gaps(context: Context) -> Iterator[Candidate]:
    """Hide the weightiest terms of each sentence of 6 to 20 words, brackets left out, that points nowhere outside.

    A longer sentence gives its clauses instead. A term that the document neither marks, names nor repeats comes last.
    """
    parsed = {statement.sentence.number for statement in context.statements}
    for sentence, tokens in zip(context.sentences, context.tokens, strict=True):
        outside, _ = lift_brackets(tokens)
        outside = outside[skip_openers(outside) :]
        if not sentence.text.endswith((".", ";")) or not any(token.tag in _VERBS for token in outside):
            continue
        if len(outside) and _stands_alone(context, sentence, outside):
            terms = sorted(_terms(context, outside), key=lambda found: (-found[2], found[0]))
            for start, end, weight in terms[:_TERMS]:
                known = weight if sentence.number in parsed else weight - 2
                yield _gap(context, sentence, outside, start, end, known)
    yield from _clause_gaps(context)


def _stands_alone(context: Context, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    text = context.renderer.text(sentence.passage.text, tokens)
    fits = _FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
    inside = [token for at, token in enumerate(tokens) if at < _NEAR or token.low not in _PRONOUNS]
    return fits and not has_pointer(text) and is_self_contained(inside)


def _clause_gaps(context: Context) -> Iterator[Candidate]:
    """The clauses of long sentences, with their object hidden."""
    for statement in context.statements:
        long = len(statement.sentence.text.split()) > MOST_WORDS
        if not long or not statement.object.text or statement.is_ragged or not is_askable(statement):
            continue
        tails = usable_tails(statement.tails)
        if tails is None or is_vague(statement.object) or statement.object.words > 6 or statement.origin == "result":
            continue
        text = declare(statement, fitting_tails(tails, 8), hide="object")
        hidden = bare(statement.object.text)
        found = build(statement, "gaps", "gap", Cloze(text), hidden, f"the object “{hidden}”", 0.3, part="clause gap")
        if found is not None:
            yield found


_VERBS = frozenset({"VZ", "V0", "VD", "B", "M", "H"})


def _terms(context: Context, tokens: Sequence[Token]) -> Iterator[tuple[int, int, float]]:
    """The noun phrases without article of a clause: first and last place, and weight."""
    start = 0
    while start < len(tokens):
        if tokens[start].tag not in ("N", "NS", "J"):
            start += 1
            continue
        end = start
        while end < len(tokens) and tokens[end].tag in ("N", "NS", "J"):
            end += 1
        last = end
        while last > start and tokens[last - 1].tag == "J":
            last -= 1
        words = [token.low for token in tokens[start:last]]
        if words and words[-1] not in VAGUE_HEADS and len(words) <= 4 and " ".join(words) not in context.topics:
            weight = max(context.terms.get(word, 0.0) for word in words) + 0.2 * len(words)
            marked = " ".join(words) in context.marked
            if len(words) == 1 and not marked and context.terms.get(words[0], 0.0) > _TOO_FREQUENT:
                weight -= 2
            names = any(token.text[:1].isupper() for token in tokens[max(start, 1) : last])
            weight += 0.5 * marked
            if not (marked or names or (len(words) > 1 and context.count(" ".join(words)) > 1)):
                weight -= 2
            yield start, last, weight
        start = end


def _gap(
    context: Context, sentence: Sentence, tokens: Sequence[Token], start: int, end: int, weight: float
) -> Candidate:
    passage = sentence.passage
    hidden = passage.text[tokens[start].start : tokens[end - 1].end]
    marked = list(tokens)
    marked[start] = copy(tokens[start])
    marked[start].text = f"{{{{{tokens[start].text}"
    if end - 1 != start:
        marked[end - 1] = copy(tokens[end - 1])
    marked[end - 1].text = f"{marked[end - 1].text}}}}}"
    text = context.renderer.text(passage.text, marked)
    text = text if text.startswith("{{") else f"{text[:1].upper()}{text[1:]}"
    quote = Quote(passage, sentence.start, sentence.end)
    relation, why = f"gap {sentence.place}", f"a weighty term: “{hidden}”"
    focus = (tokens[start].start, tokens[end - 1].end)
    return Candidate(
        "gaps", "gap", Cloze(text), quote, relation, hidden, why, 0.32 + 0.05 * max(-2.0, min(1.0, weight)), focus
    )
