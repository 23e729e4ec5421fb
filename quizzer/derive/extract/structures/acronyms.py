"""Acronyms with their long form beside them, and second names in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from quizzer.core.notes.kinds import Basic
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.language.acronyms import ACRONYM, Acronym, find_acronyms
from quizzer.derive.language.sentences import split_sentences
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import entry
from quizzer.derive.question.phrases import content_words, head_of, is_plural_word
from quizzer.derive.question.predicates import begins_with_verb
from quizzer.derive.question.things import Things

_BASE, _SELDOM, _SYNONYM = 0.66, 0.54, 0.6
_SECOND_NAME = re.compile(
    r"(?P<name>[A-Za-z][\w’'-]*(?:\s[A-Za-z][\w’'-]*){0,2})\s\((?:(?:also|sometimes|formerly|commonly|often|previously)\s)*"
    r"(?:called|known as|named|termed|aka|a\.k\.a\.|or)\s+(?:the\s)?(?P<second>[^(),;]{3,40})\)"
)


def extract_acronyms(context: Context) -> Iterator[Candidate]:
    """Ask what acronyms stand for, and for second names; the acronym itself can be read off its long form."""
    things = Things.of(context)
    said = Counter(match for passage in context.document.statements for match in ACRONYM.findall(passage.text))
    for acronym in find_acronyms(context.document.statements):
        long = _in_small_letters(acronym.long, things)
        noun = f" in “{acronym.short} {acronym.noun}”" if acronym.noun else ""
        base = _BASE if said[acronym.short] > 2 else _SELDOM
        yield _build(
            acronym,
            Basic(f"What {'do' if acronym.short.endswith('s') else 'does'} {acronym.short} stand for{noun}?", long),
            long,
            base,
        )
    yield from _ask_second_names(context, things)


def _in_small_letters(long: str, things: Things) -> str:
    """A long form in small letters where all of its words are common ones; a name stays as it is."""
    small = things.casing.lower(long)
    return long if re.search(r"(?:^|\s)[A-Z][a-z]+", small) else small


def _build(acronym: Acronym, body: Basic, answer: str, base: float) -> Candidate:
    start, end = next(span for span in split_sentences(acronym.passage.text) if span[0] <= acronym.start < span[1])
    quote = Quote(acronym.passage, start, max(end, acronym.end))
    return Candidate(
        "acronyms", "term", body, quote, f"{acronym.short}|long", answer,
        f"{acronym.short} and what it stands for", base, (acronym.start, acronym.end),
    )  # fmt: skip


def _ask_second_names(context: Context, things: Things) -> Iterator[Candidate]:
    """“Epinephrine (also called adrenaline)”."""
    seen: set[str] = set()
    for sentence in context.sentences:
        for match in _SECOND_NAME.finditer(sentence.text):
            name, second = _trim_name(match["name"]), match["second"].strip()
            before = sentence.text[: match.start() + len(match["name"]) - len(name)]
            if re.search(r"\b(?:of|per|for)\s(?:the\s|an?\s)?$", before) or re.match(r"(?:its|their|the|a)\s", second):
                continue
            if (
                _is_alternative(match)
                or name.casefold() in seen
                or content_words(name) & content_words(second)
                or not head_of(name)
                or (is_plural_word(name) and not is_plural_word(head_of(second)))
            ):
                continue
            seen.add(name.casefold())
            body = Basic(f"What is another name for {things.name(name)}?", second)
            quote = Quote(sentence.passage, sentence.start, sentence.end)
            focus = (sentence.start + match.start(), sentence.start + match.end())
            yield Candidate(
                "acronyms",
                "term",
                body,
                quote,
                f"{name}|second name",
                second,
                f"a second name of {name}",
                _SYNONYM,
                focus,
            )


def _is_alternative(match: re.Match[str]) -> bool:
    """Whether “(or ...)” gives another thing to do or take, not another name."""
    said = match.group().rsplit("(", 1)[1]
    if not said.startswith("or "):
        return re.search(r"\d", match["second"]) is not None or len(match["second"].split()) > 3
    words = (*match["second"].split(), match["name"].split()[-1])
    if not _NOT_A_NAME.isdisjoint(word.casefold() for word in words):
        return True
    return len(words) > 3 or begins_with_verb(f"{match['second']} it") or not all(map(_is_noun, words[-2:]))


_NOT_A_NAME = word_set(
    "equivalent similar more less later newer higher lower other both none all not greater earlier older"
)


def _is_noun(word: str) -> bool:
    """Whether a word is more often a noun than an adjective or a verb."""
    known = entry(word.casefold())
    return word.isalpha() and known.noun >= known.adjective and known.noun >= known.verb


def _trim_name(name: str) -> str:
    """The last words of a stretch that can be a name: after a small word or a verb."""
    words = name.split()
    if len(words) > 1 and is_plural_word(words[-2]) and words[-2].islower():
        return words[-1]
    for index in range(len(words) - 1, 0, -1):
        known = entry(words[index - 1].casefold())
        if known.verb > known.noun or words[index - 1].casefold() in {
            "the",
            "a",
            "an",
            "and",
            "or",
            "of",
            "in",
            "by",
            "with",
            "to",
            "for",
            "from",
            "as",
        }:
            return " ".join(words[index:])
    return name if words[0][:1].isupper() or len(words) == 1 else words[-1]
