"""Acronyms with their long form beside them, and second names in brackets.

The long form is found as Schwartz and Hearst find it (2003): the shortest run of words before the bracket that has the
acronym's letters in order, the first at the beginning of its first word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quizzer.core.notes.kinds import Basic
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.document.passages import STATEMENTS, Passage
from quizzer.derive.language.sentences import split_sentences
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import entry
from quizzer.derive.question.phrases import content_words, head_of, is_plural_word, singular_word
from quizzer.derive.question.predicates import begins_with_verb
from quizzer.derive.question.things import Things

_BASE, _SELDOM, _REVERSE, _SYNONYM = 0.66, 0.54, 0.3, 0.6
_KNOWN = word_set(
    "DNA RNA USA US UK EU UN HIV AIDS CD DVD PC TV OK ID URL HTML HTTP HTTPS PDF FAQ CPU RAM IT NASA USB GPS"
)
_BRACKET = re.compile(r"\((?P<inside>[^()]{2,70})\)")
_ACRONYM = re.compile(r"(?=[^\s]*[A-Z][^\s]*[A-Z0-9])[A-Za-z][\w+/α-ωβ-]{1,9}")
_STANDS_FOR = re.compile(
    r"(?<!\w)(?P<short>[A-Z][\w-]{1,9}),? (?:stands for|is short for|is an? (?:acronym|abbreviation) (?:for|of)) "
    r"[“\"']?(?P<long>[A-Za-z][\w\s-]{4,60}?)[”\"']?(?=[.,;:)]|\s(?:and|which|is)\b|$)"
)
_SECOND_NAME = re.compile(
    r"(?P<name>[A-Za-z][\w’'-]*(?:\s[A-Za-z][\w’'-]*){0,2})\s\((?:(?:also|sometimes|formerly|commonly|often|previously)\s)*"
    r"(?:called|known as|named|termed|aka|a\.k\.a\.|or)\s+(?:the\s)?(?P<second>[^(),;]{3,40})\)"
)
_WORD = re.compile(r"[^\s(),;:“”\"]+")
_ADJECTIVAL = re.compile(r"(?:-\w+|al|ic|ary|ar|ive|oid|ous|ory|id)$")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym and its long form where a passage has both.

    Attributes:
        short: The acronym.
        long: Its long form as the passage has it.
        passage: The passage.
        start: Where the two begin in ``passage.text``.
        end: Where they end.
        noun: A noun after the bracket that belongs to the long form too: “(HPA) axis”.
    """

    short: str
    long: str
    passage: Passage
    start: int
    end: int
    noun: str = ""


def extract_acronyms(context: Context) -> Iterator[Candidate]:
    """Ask what acronyms stand for, for the acronym where its letters do not give it, and for second names."""
    things = Things(context)
    said = Counter(match for passage in context.document.statements for match in _ACRONYM.findall(passage.text))
    for acronym in find_acronyms(context.document.statements):
        long = _in_small_letters(acronym.long, things)
        noun = f" in “{acronym.short} {acronym.noun}”" if acronym.noun else ""
        base = _BASE if said[acronym.short] > 2 else _SELDOM
        yield _build(acronym, Basic(f"What does {acronym.short} stand for{noun}?", long), long, base)
        if not _is_spelled(acronym.short, acronym.long):
            ask = f"What is the abbreviation of {long}{f' {acronym.noun}' if acronym.noun else ''}?"
            yield _build(acronym, Basic(ask, acronym.short), acronym.short, _REVERSE)
    yield from _ask_second_names(context, things)


def find_acronyms(passages: tuple[Passage, ...]) -> list[Acronym]:
    """The acronyms that passages introduce, each where it is introduced first; those with two long forms left out."""
    found: dict[str, list[Acronym]] = {}
    for passage in passages:
        if passage.kind in STATEMENTS:
            for acronym in (*_in_brackets(passage), *_spelled_out(passage)):
                found.setdefault(acronym.short, []).append(acronym)
    kept = []
    for short, uses in found.items():
        forms = {frozenset(content_words(use.long)) for use in uses}
        if short not in _KNOWN and (len(forms) == 1 or max(forms, key=len) >= frozenset().union(*forms)):
            kept.append(uses[0])
    return kept


def _in_brackets(passage: Passage) -> Iterator[Acronym]:
    for match in _BRACKET.finditer(passage.text):
        inside, before = match["inside"].strip(), passage.text[: match.start()]
        if _ACRONYM.fullmatch(inside):
            start = _long_form(inside, before)
            if start is not None:
                noun = re.match(r"\s([a-z]{3,12})\b(?=\s|[.,;:)]|$)", passage.text[match.end() :])
                long = before[start:].strip()
                shared = _shared_noun(noun[1]) if noun and _ADJECTIVAL.search(long) else ""
                yield Acronym(inside, long, passage, start, match.end(), shared)
        else:
            last = re.search(r"(\S+)\s$", before)
            if last and _ACRONYM.fullmatch(last[1]) and _long_form(last[1], inside) == 0:
                yield Acronym(last[1], inside, passage, last.start(), match.end())


_NOUNS = word_set(
    "axis axes system pathway pathways cycle receptor receptors protein proteins cells cell hormone syndrome method "
    "model algorithm test score scale protocol format language theory effect disease factor tree trees network "
    "networks index gland enzyme channel channels gene genes virus stage kinase neurons nerve region"
)


def _shared_noun(word: str) -> str:
    return "axis" if word == "axes" else singular_word(word) if word in _NOUNS else ""


def _in_small_letters(long: str, things: Things) -> str:
    """A long form in small letters where all of its words are common ones; a name stays as it is."""
    small = things.casing.lower(long)
    return long if re.search(r"(?:^|\s)[A-Z][a-z]+", small) else small


def _long_form(short: str, before: str) -> int | None:
    """Where the long form of an acronym begins in the text before it; None where no words give its letters."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    words = list(_WORD.finditer(before))[-min(len(letters) + 5, 2 * len(letters), _MOST_WORDS) :]
    if not words or short.casefold() in before[words[0].start() :].casefold().split():
        return None
    place = len(before)
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= words[0].start() and not _fits(before, place, letters[index], first=index == 0):
            place -= 1
        if place < words[0].start():
            return None
    long = before[place:].strip()
    ends = len(long.split()) > 1 or "-" in long or len(long) > 2 * len(short)
    return place if ends and not re.search(r"[.;:?!]\s", long) else None


def _fits(text: str, place: int, letter: str, *, first: bool) -> bool:
    if text[place].casefold() != letter:
        return False
    return not first or place == 0 or not text[place - 1].isalnum()


def _spelled_out(passage: Passage) -> Iterator[Acronym]:
    for match in _STANDS_FOR.finditer(passage.text):
        yield Acronym(match["short"], match["long"].strip(), passage, match.start(), match.end())


def _is_spelled(short: str, long: str) -> bool:
    """Whether the initials of a long form are the acronym, so that asking for it is trivial."""
    initials = "".join(
        word[0] for word in re.findall(r"[^\W_]+", long) if word.casefold() not in {"of", "and", "the", "for"}
    )
    return initials.casefold() == "".join(filter(str.isalnum, short)).casefold().removesuffix("s")


def _build(acronym: Acronym, body: Basic, answer: str, base: float) -> Candidate:
    start, end = next(span for span in split_sentences(acronym.passage.text) if span[0] <= acronym.start < span[1])
    quote = Quote(acronym.passage, start, max(end, acronym.end))
    side = "long" if answer != acronym.short else "short"
    return Candidate(
        "acronyms", "term", body, quote, f"{acronym.short}|{side}", answer,
        f"{acronym.short} and what it stands for", base, (acronym.start, acronym.end),
    )  # fmt: skip


def _ask_second_names(context: Context, things: Things) -> Iterator[Candidate]:
    """“Epinephrine (also called adrenaline)”."""
    seen: set[str] = set()
    for sentence in context.sentences:
        for match in _SECOND_NAME.finditer(sentence.text):
            name, second = _trim_name(match["name"]), match["second"].strip()
            if (
                _is_alternative(match)
                or name.casefold() in seen
                or content_words(name) & content_words(second)
                or not head_of(name)
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
        return re.search(r"\d", match["second"]) is not None
    words = (*match["second"].split(), match["name"].split()[-1])
    return len(words) > 3 or begins_with_verb(f"{match['second']} it") or not all(map(_is_noun, words[-2:]))


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
