"""What only several notes show together: two of them ask the same, or one question has several right answers.

Each card is looked up by what it asks and what it accepts, so the work grows with the number of notes and not with its
square. Two questions are the same when they have the same words that count, in whatever order, or when one has a
single word more; nothing is guessed about synonyms.
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
# Words without which a question asks the same; what turns its meaning (not, from, to, before) is not among them.
_SMALL = frozenset(map(word_form, (
    "[...]", "a", "an", "the", "is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had",
    "can", "of", "and", "its", "their", "his", "her", "this", "that", "these", "those", "it", "they", "which", "what",
    "who", "whom", "whose", "where", "when", "how", "why", "as", "by", "in", "on", "at", "for", "with",
)))  # fmt: skip
_TURNING = frozenset(map(word_form, ("not", "no", "never", "without", "except", "besides", "other", "than")))


@dataclass(frozen=True, slots=True)
class _Card:
    """One card as it is compared.

    Attributes:
        words: The words of the question in order, without articles.
        telling: Those that count.
        answers: Each spelling accepted; a single text for what has several items.
        open: The question alone says what is wanted: there are no options, steps or groups to go by.
    """

    asked: CardLine
    words: tuple[str, ...]
    telling: frozenset[str]
    answers: tuple[str, ...]
    open: bool


def check_duplicates(cards: Iterable[CardLine]) -> Iterator[Remark]:
    """A warning for each note that asks what an earlier one asks; each of the two notes may silence it."""
    index = _Index()
    told: set[tuple[NoteRef, NoteRef, str]] = set()
    for asked in cards:
        card = _card(asked)
        if (found := index.find(card)) is not None:
            other, name = found
            pair = (asked.place, other.place, name)
            if pair not in told:
                told.add(pair)
                yield _remark(asked, other, name)
        index.add(card)


class _Index:
    """The cards met so far, by what they ask and what they accept; of equal ones the first."""

    def __init__(self) -> None:
        self._by_text: dict[tuple[str, ...], _Card] = {}
        self._by_words: dict[tuple[frozenset[str], str], _Card] = {}
        self._by_sum: dict[int, _Card] = {}
        self._by_less: dict[int, _Card] = {}

    def add(self, card: _Card) -> None:
        if card.open:
            self._by_text.setdefault(card.words, card)
        for answer in card.answers:
            self._by_words.setdefault((card.telling, answer), card)
        whole = _sum(card)
        self._by_sum.setdefault(whole, card)
        if len(card.telling) > _FEWEST:
            for word in card.telling:
                self._by_less.setdefault(whole ^ hash(word), card)

    def find(self, card: _Card) -> tuple[CardLine, str] | None:
        """An earlier card that asks the same, or has another answer to the same question, and the finding's name."""
        for answer in card.answers:
            same = self._by_words.get((card.telling, answer))
            if same is not None and same.asked.note_id != card.asked.note_id:
                return same.asked, "asks-the-same"
        near = self._near(card)
        if near is not None:
            return near.asked, "asks-the-same"
        other = self._by_text.get(card.words) if card.open else None
        if other is None or _is_copy(card.asked, other.asked):
            return None
        return None if set(other.answers) & set(card.answers) else (other.asked, "several-answers")

    def _near(self, card: _Card) -> _Card | None:
        whole = _sum(card)
        found = [self._by_less.get(whole)]
        if len(card.telling) > _FEWEST:
            found += [self._by_sum.get(whole ^ hash(word)) for word in card.telling]
        return next((other for other in found if other is not None and _is_near(card, other)), None)


def _sum(card: _Card) -> int:
    """Combines the words and the first answer so that one word can be taken out again."""
    total = hash(card.answers[0])
    for word in card.telling:
        total ^= hash(word)
    return total


def _is_near(card: _Card, other: _Card) -> bool:
    """Whether one of two questions with equal answers has one word more, and that word does not turn its meaning."""
    more = card.telling ^ other.telling
    return (
        card.asked.note_id != other.asked.note_id
        and card.answers[0] == other.answers[0]
        and len(more) == 1
        and not any(word in _TURNING or word.isdigit() for word in more)
    )


def _is_copy(card: CardLine, other: CardLine) -> bool:
    """Whether the two are of one id used in two files, which is told as such."""
    return card.note_id == other.note_id and card.path != other.path


def _remark(card: CardLine, other: CardLine, name: str) -> Remark:
    where = f"{quote(other.note_id)} ({other.path}:{other.line})"
    if name == "asks-the-same":
        message = f"this asks the same as {where}; keep one of them"
    elif other.place == card.place:
        message = f"two cards of this note have one question and different answers, here {quote(card.face.answer)}"
    else:
        answer = quote(other.face.answer)
        message = f"{where} has the same question with another answer, {answer}; word them so that each has one"
    finding = Finding(card.path, card.line, message, name, "warning")
    return Remark(finding, tuple(dict.fromkeys((card.place, other.place))))


def _card(asked: CardLine) -> _Card:
    face = asked.face
    words = tuple(word for word in _words(_COUNT.sub(" ", face.prompt)) if word not in _ARTICLES)
    return _Card(asked, words, frozenset(words) - _SMALL, _answers(face), face.is_open)


def _answers(face: Face) -> tuple[str, ...]:
    if face.accept:
        return tuple(dict.fromkeys(map(_answer, face.accept)))
    parts = face.answers or tuple(item for _, items in face.groups for item in items)
    return (" / ".join(sorted(map(_answer, parts))),)


def _answer(text: str) -> str:
    """The answer as it is compared: its words written together, but for two numbers."""
    words = _words(text)
    telling = [word for word in words if word not in _ARTICLES] or words
    return _BETWEEN.sub("", " ".join(telling)) or text


def _words(text: str) -> list[str]:
    return [_form(token) for token in _TOKEN.findall(fold(text))]


@lru_cache(maxsize=4096)
def _form(word: str) -> str:
    return word_form(word)
