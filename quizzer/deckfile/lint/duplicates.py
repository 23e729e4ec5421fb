"""Find notes that ask the same, and questions with several right answers.

Each card is looked up by what it asks and what it accepts, so the time grows with the number of notes and not with its
square. Two questions are the same when they have the same significant words in any order, or when one has a single
word more; synonyms are not recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from quizzer.core.grading.spelling import fold, word_form
from quizzer.core.notes.cards import Face
from quizzer.deckfile.findings import Finding, quote
from quizzer.deckfile.lint.card_lines import CardLine
from quizzer.deckfile.lint.suppress import NoteRef, Remark

_FEWEST = 4  # words two questions must share before one of them may have another
_TOKEN = re.compile(r"\[\.\.\.\]|[^\W_]+|[+<>=%↑↓→←−]|(?<!\w)-(?=\d)")
_BETWEEN = re.compile(r"(?<!\d) | (?!\d)")
_COUNT = re.compile(r"\(\d+\)")
_ARTICLES = frozenset({"a", "an", "the"})
# Words that do not change what a question asks; those that turn its meaning (not, from, to, before) are not among them.
_SMALL = frozenset(map(word_form, (
    "[...]", "a", "an", "the", "is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had",
    "can", "of", "and", "its", "their", "his", "her", "this", "that", "these", "those", "it", "they", "which", "what",
    "who", "whom", "whose", "where", "when", "how", "why", "as", "by", "in", "on", "at", "for", "with",
)))  # fmt: skip
_TURNING = frozenset(map(word_form, ("not", "no", "never", "without", "except", "besides", "other", "than")))


@dataclass(frozen=True, slots=True)
class _Signature:
    """What one card is compared by.

    Attributes:
        words: The words of the question in order, without articles.
        significant: The words that decide what is asked.
        answers: Each accepted spelling; a single text where the answer has several items.
        open: The question alone says what is wanted: the card shows no options, steps or groups.
    """

    card: CardLine
    words: tuple[str, ...]
    significant: frozenset[str]
    answers: tuple[str, ...]
    open: bool


def check_duplicates(cards: Iterable[CardLine]) -> Iterator[Remark]:
    """Yield a warning for each note that asks what an earlier one asks; each of the two notes may silence it."""
    index = _SignatureIndex()
    reported: set[tuple[NoteRef, NoteRef, str]] = set()
    for card in cards:
        signature = _sign(card)
        if (found := index.find(signature)) is not None:
            other, name = found
            pair = (card.note, other.note, name)
            if pair not in reported:
                reported.add(pair)
                yield _remark(card, other, name)
        index.add(signature)


class _SignatureIndex:
    """The cards seen so far, by what they ask and what they accept; of equal ones the first."""

    def __init__(self) -> None:
        self._by_text: dict[tuple[str, ...], _Signature] = {}
        self._by_words: dict[tuple[frozenset[str], str], _Signature] = {}
        self._by_hash: dict[int, _Signature] = {}
        self._by_hash_less_a_word: dict[int, _Signature] = {}

    def add(self, new: _Signature) -> None:
        if new.open:
            self._by_text.setdefault(new.words, new)
        for answer in new.answers:
            self._by_words.setdefault((new.significant, answer), new)
        whole = _hash(new)
        self._by_hash.setdefault(whole, new)
        if len(new.significant) > _FEWEST:
            for word in new.significant:
                self._by_hash_less_a_word.setdefault(whole ^ hash(word), new)

    def find(self, new: _Signature) -> tuple[CardLine, str] | None:
        """Find an earlier card that asks the same, or has another answer to the question; with the finding's name."""
        for answer in new.answers:
            same = self._by_words.get((new.significant, answer))
            if same is not None and same.card.note_id != new.card.note_id:
                return same.card, "asks-the-same"
        near = self._find_near(new)
        if near is not None:
            return near.card, "asks-the-same"
        other = self._by_text.get(new.words) if new.open else None
        if other is None or _is_copy(new.card, other.card):
            return None
        return None if set(other.answers) & set(new.answers) else (other.card, "several-answers")

    def _find_near(self, new: _Signature) -> _Signature | None:
        whole = _hash(new)
        found = [self._by_hash_less_a_word.get(whole)]
        if len(new.significant) > _FEWEST:
            found += [self._by_hash.get(whole ^ hash(word)) for word in new.significant]
        return next((other for other in found if other is not None and _is_near(new, other)), None)


def _hash(signature: _Signature) -> int:
    """Combine the significant words and the first answer by xor, so that one word can be taken out again."""
    total = hash(signature.answers[0])
    for word in signature.significant:
        total ^= hash(word)
    return total


def _is_near(one: _Signature, other: _Signature) -> bool:
    """Whether one of two questions with equal answers has one word more, and that word does not turn its meaning."""
    more = one.significant ^ other.significant
    return (
        one.card.note_id != other.card.note_id
        and one.answers[0] == other.answers[0]
        and len(more) == 1
        and not any(word in _TURNING or word.isdigit() for word in more)
    )


def _is_copy(card: CardLine, other: CardLine) -> bool:
    """Whether the two notes have one id in two files, which is an error of its own."""
    return card.note_id == other.note_id and card.path != other.path


def _remark(card: CardLine, other: CardLine, name: str) -> Remark:
    where = f"{quote(other.note_id)} ({other.path}:{other.line})"
    if name == "asks-the-same":
        message = f"this asks the same as {where}; keep one of them"
    elif other.note == card.note:
        message = f"two cards of this note have one question and different answers, here {quote(card.face.answer)}"
    else:
        answer = quote(other.face.answer)
        message = f"{where} has the same question with another answer, {answer}; word them so that each has one"
    finding = Finding(card.path, card.line, message, name, "warning")
    return Remark(finding, tuple(dict.fromkeys((card.note, other.note))))


def _sign(card: CardLine) -> _Signature:
    face = card.face
    words = tuple(word for word in _words(_COUNT.sub(" ", face.prompt)) if word not in _ARTICLES)
    return _Signature(card, words, frozenset(words) - _SMALL, _answers(face), face.is_open)


def _answers(face: Face) -> tuple[str, ...]:
    if face.accept:
        return tuple(dict.fromkeys(map(_answer, face.accept)))
    parts = face.answers or tuple(item for _, items in face.groups for item in items)
    return (" / ".join(sorted(map(_answer, parts))),)


def _answer(text: str) -> str:
    """The answer as it is compared: its words without spaces between them, except between two numbers."""
    words = _words(text)
    significant = [word for word in words if word not in _ARTICLES] or words
    return _BETWEEN.sub("", " ".join(significant)) or text


def _words(text: str) -> list[str]:
    return [_form(token) for token in _TOKEN.findall(fold(text))]


@lru_cache(maxsize=4096)
def _form(word: str) -> str:
    return word_form(word)
