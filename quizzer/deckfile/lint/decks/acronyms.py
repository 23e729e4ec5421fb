"""Acronyms a deck asks with and never writes out.

Written out means, anywhere in the same deck: ``long form (ABC)`` or ``ABC (long form)``, ``ABC stands for ...``,
``ABC is long form``, a note that asks for it, an accepted spelling, or words whose initials give it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from quizzer.core.grading.readings import is_abbreviation
from quizzer.core.notes.acronyms import ACRONYM, base_of_acronym, find_acronyms
from quizzer.core.notes.cards import Face
from quizzer.core.notes.notes import Deck
from quizzer.deckfile.findings import Finding, quote
from quizzer.deckfile.lint.card_lines import CardLine
from quizzer.deckfile.lint.suppress import Remark
from quizzer.deckfile.lint.texts import list_texts

_BRACKETS = re.compile(r"\(([^()]{2,80})\)")
_NAMING = re.compile(r"\b(?:stands? for|acronyms?|abbreviat\w+|short (?:form|for)|full name|initials)\b", re.I)
_NAMED = re.compile(r"(?:-\d+)?s? (?:is |are )?(?:stands? for|abbreviat|(?:the |an )?acronym|short (?:form|for)\b)")
_LINKED = re.compile(r"(?:-\d+)?[,:]?\s+(?:(?:is|are|means?|=)\s+)?(?:an?\s+|the\s+)?")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"a", "an", "and", "by", "for", "in", "like", "of", "on", "the", "to"})
_BEFORE, _AFTER = 120, 80  # characters in which the long form is looked for
_LONGEST = 20  # characters of an acronym and what may be attached to it
_SPARE = 4  # small words a long form may have beside those that give a letter


def check_acronyms(deck: Deck, cards: Sequence[CardLine]) -> Iterator[Remark]:
    """Yield a warning for each acronym in questions and answers that the deck never writes out, at its first use.

    Every note that uses the acronym may silence the warning.
    """
    users: dict[str, list[CardLine]] = {}
    for card in cards:
        face = card.face
        for text in (face.whole,) if face.whole else (face.prompt, face.answer, *face.options):
            for acronym in find_acronyms(text):
                users.setdefault(acronym, []).append(card)
    for acronym in _find_missing(users, deck, [card.face for card in cards]):
        first = users[acronym][0]
        message = f"{quote(acronym)} is written out nowhere in this deck; say once, in a note, what it stands for"
        finding = Finding(first.path, first.line, message, "unexpanded-acronym", "warning")
        yield Remark(finding, tuple(dict.fromkeys(card.note for card in users[acronym])))


def asks_for_name(face: Face) -> bool:
    """Whether a card asks what an acronym stands for, or for the acronym of something."""
    return _NAMING.search(face.prompt) is not None


def _texts(deck: Deck) -> Iterator[str]:
    yield deck.name
    yield from (axis.name for axis in deck.axes)
    for note in deck.notes:
        yield from (text for key, text in list_texts(note) if key not in ("tags", "cite"))


def _find_missing(acronyms: Collection[str], deck: Deck, faces: Sequence[Face]) -> list[str]:
    """Find those of the acronyms that are written out nowhere, in the order given."""
    left = set(acronyms)
    left.difference_update(acronym for face in faces for acronym in _find_on_card(face))
    texts = list(_texts(deck)) if left else []
    for find in (_find_beside_long_form, _find_by_initials, _find_emphasized):  # the slowest last
        left.difference_update(set(find(texts, left)) if left else ())
    return [acronym for acronym in acronyms if acronym in left]


def _find_beside_long_form(texts: Sequence[str], wanted: set[str]) -> Iterator[str]:
    """Yield acronyms with their long form beside them: one of the two in brackets, or both linked by a word."""
    for text in texts:
        for match in ACRONYM.finditer(text):
            if (acronym := base_of_acronym(match[1])) not in wanted:
                continue
            rest = text[match.end() : match.end() + _AFTER]
            if _NAMED.match(rest) or ((linked := _LINKED.match(rest)) and _spells(acronym, rest[linked.end() :])):
                yield acronym
        for match in _BRACKETS.finditer(text):
            before, inside = text[max(0, match.start() - _BEFORE) : match.start()], match[1]
            yield from (short for short in find_acronyms(inside) if is_abbreviation(short, _last_words(before, short)))
            last = before[-_LONGEST:].split()[-1:]
            yield from (short for short in find_acronyms("".join(last)) if is_abbreviation(short, inside))


def _find_by_initials(texts: Sequence[str], wanted: set[str]) -> Iterator[str]:
    """Yield acronyms spelled by initials of consecutive words; with two letters only where they are a whole text."""
    by_letters = {_letters(acronym): acronym for acronym in wanted}
    lengths = {len(letters) for letters in by_letters}
    for text in texts:
        words = _WORD.findall(text)
        for said in (words, [word for word in words if word.lower() not in _SMALL]):
            initials = "".join([word[0] for word in said]).upper()
            for length in lengths:
                places = range(len(initials) - length + 1) if length > 2 else range(len(initials) == length)
                yield from (by_letters[run] for at in places if (run := initials[at : at + length]) in by_letters)


def _find_emphasized(texts: Sequence[str], wanted: set[str]) -> Iterator[str]:
    """Yield words in capitals for emphasis: the deck has the same word in small letters."""
    small = {word.upper() for text in texts for word in _WORD.findall(text) if word.islower()}
    yield from wanted & small


def _last_words(text: str, acronym: str) -> str:
    words = text.replace("-", " ").split()
    return " ".join(words[-min(len(acronym) + 5, 2 * len(acronym)) :])


def _letters(acronym: str) -> str:
    return "".join(filter(str.isalpha, acronym))


def _spells(acronym: str, text: str) -> bool:
    """Whether the text begins with the long form: its words give the letters in order, each at least its first."""
    letters = _letters(acronym)
    return _matches(letters, [word.upper() for word in _WORD.findall(text)[: len(letters) + _SPARE]])


def _matches(letters: str, words: Sequence[str]) -> bool:
    if not letters:
        return True
    if not words:
        return False
    if words[0][0] == letters[0]:
        inside = iter(words[0])
        taken = 0
        while taken < len(letters) and letters[taken] in inside:
            taken += 1
            if _matches(letters[taken:], words[1:]):
                return True
    return words[0].lower() in _SMALL and _matches(letters, words[1:])


def _find_on_card(face: Face) -> Iterator[str]:
    """Yield acronyms that a card asks for, or accepts beside their long form."""
    if asks_for_name(face):
        for text in (face.prompt, *face.accept, *face.options):
            yield from find_acronyms(text)
    for spellings in (face.accept, *face.accepts):
        for short in spellings:
            for acronym in find_acronyms(short):
                if any(is_abbreviation(acronym, long) for long in spellings if long != short and len(long) < _BEFORE):
                    yield acronym
