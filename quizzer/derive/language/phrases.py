"""Phrases: words of a passage as they are shown, with head and number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzer.derive.language.sentences import Sentence
from quizzer.derive.language.words.lexicon import NOTHING, entry, is_plural
from quizzer.derive.language.words.tokens import Token

_NOUNS = frozenset({"N", "NS"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a passage.

    Attributes:
        tokens: The words, in order; some between them may have been lifted out.
        text: As shown, in one line, its first word in small letters unless it is a name.
    """

    tokens: tuple[Token, ...]
    text: str

    @property
    def words(self) -> int:
        """How many words are shown."""
        return len(self.text.split())

    @property
    def head(self) -> str:
        """The head noun in small letters: the last noun before a preposition, a participle or a clause."""
        found = head_token(self.tokens)
        return found.low if found else ""

    @property
    def is_plural(self) -> bool:
        """Whether a verb agrees with it in the plural."""
        return is_plural_phrase(self.tokens)


EMPTY = Phrase((), "")


def head_token(tokens: Sequence[Token]) -> Token | None:
    """The head of a noun phrase."""
    found = None
    for place, token in enumerate(tokens):
        if token.tag in ("P", "REL", ",", "SUB", "TO", "CC") and found is not None:
            break
        last = place + 1 >= len(tokens)
        if token.tag in ("VN", "VG", "VD") and found is not None and not last and _modifies(token, tokens[place + 1]):
            break
        if token.tag in ("N", "NS", "PR1", "PR2", "C", "VG"):
            found = token
    return found


def _modifies(token: Token, after: Token) -> bool:
    """Whether a participle begins what is said of the noun before it."""
    return after.tag in ("P", "D", "TO", "J", ",") or token.tag in ("VN", "VD")


def is_plural_phrase(tokens: Sequence[Token]) -> bool:
    """Whether a verb agrees with a noun phrase in the plural."""
    joined = False
    for place, token in enumerate(tokens):
        if token.tag in ("P", "REL", "VN", "VG", "SUB", "TO") and place > 0:
            break
        joined = joined or (token.low == "and" and tokens[0].low not in ("each", "every"))
    head = head_token(tokens)
    if head is None:
        return joined
    if joined and _joins_nouns(tokens):
        return True
    return head.tag == "NS" or head.tag == "PR2" or (head.tag == "N" and head.text[-1:] == "s" and is_plural(head.low))


def _joins_nouns(tokens: Sequence[Token]) -> bool:
    """Whether ``and`` joins noun phrases, not two adjectives before one noun."""
    for place, token in enumerate(tokens):
        if token.low == "and" and place > 0:
            return tokens[place - 1].tag in ("N", "NS", "C", ",", ")")
    return False


def find_lower_case(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The words that are no names: mostly in small letters inside sentences, or common words never large there."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    first: set[str] = set()
    for sentence in sentences:
        text = sentence.text
        small.update(re.findall(r"(?<![\w.-])[a-z][\w’'-]*(?![\w.]*[.(]\w)", text))
        capital.update(word.casefold() for word in re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]*", text))
        first.add(text.split(" ")[0].casefold())
    common = {word for word in first if not capital[word] and entry(word) != NOTHING}
    return frozenset(common | {word for word, count in small.items() if count > capital[word]})


class Renderer:
    """Makes the text of words: insets left out, the first word in small letters unless it is a name."""

    def __init__(self, lower_case: frozenset[str]) -> None:
        self._lower_case = lower_case

    def phrase(self, passage_text: str, tokens: Sequence[Token]) -> Phrase:
        """The phrase of some words of a passage."""
        return Phrase(tuple(tokens), self.text(passage_text, tokens))

    def text(self, passage_text: str, tokens: Sequence[Token]) -> str:
        """The shown text of some words of a passage."""
        pieces: list[str] = []
        for place, token in enumerate(tokens):
            said = self._word(token, tokens, place) if place == 0 else token.text
            if place:
                between = passage_text[tokens[place - 1].end : token.start]
                pieces.append("" if not between or token.tag in (",", ")") else " ")
            pieces.append(said)
        return "".join(pieces).strip(" ,")

    def _word(self, token: Token, tokens: Sequence[Token], place: int) -> str:
        word = token.text
        if not word[:1].isupper() or any(sign.isupper() for sign in word[1:]):
            return word
        if token.tag in ("D", "PR1", "PR2", "P", "SUB", "R", "TO", "EX", "C") and word != "I":
            return word[:1].lower() + word[1:]
        if "-" in word and entry(word.partition("-")[0].casefold()) != NOTHING:
            return word[:1].lower() + word[1:]
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        name = following is not None and following.tag in _NOUNS and following.text[:1].isupper()
        if word.casefold() in self._lower_case and not name:
            return word[:1].lower() + word[1:]
        if not name and len(word) > 7 and _ABSTRACT.search(word):
            return word[:1].lower() + word[1:]
        if token.tag in ("NS", "J", "VG", "VN") and not name and not _is_derived_from_name(word):
            return word[:1].lower() + word[1:]
        return word


_ABSTRACT = re.compile(r"(?:tion|sion|ment|ity|ness|ism|osis|ysis|esis|ance|ence|phy|logy|ging|ting|sing)$")


def _is_derived_from_name(word: str) -> bool:
    """Whether an adjective or plural looks made from a name: ``Roman``, ``Bayesian``, ``Japanese``."""
    return bool(re.search(r"(?:an|ian|ese|ish|ans|ians)$", word)) and len(word) > 4
