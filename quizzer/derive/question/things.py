"""The names of things in a document as they read inside a sentence: their article and the case of their letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from quizzer.derive.context import Context
from quizzer.derive.fingerprint import normalize
from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.phrases import (
    Casing,
    has_determiner,
    head_of,
    is_code,
    is_common,
    is_plural_word,
    join_words,
)

_NUMBERED = re.compile(
    r"^(?:(?:chapter|section|part|lecture|unit|module|lesson)\s+)?\d+(?:\.\d+)*[.:)]?\s+", re.IGNORECASE
)


_WITH_THE = word_set(
    "axis gland cortex medulla pathway system lobe nerve artery vein muscle cycle valve ventricle atrium layer zone "
    "membrane nucleus heart kidney liver brain lung stomach skin river war empire revolution treaty act party "
    "church army republic dynasty parliament court theorem algorithm kernel shell loop ligament tendon bone tract "
    "reflex cavity"
)


class Things:
    """How a document speaks of its things.

    Attributes:
        casing: Which of its words are names.
    """

    def __init__(self, context: Context) -> None:
        document = context.document
        self._texts = [passage.text for passage in document.passages if passage.kind in ("prose", "item", "row")]
        self._terms = context.terms
        self._names: dict[str, str] = {}
        self.casing = Casing(self._texts)

    @classmethod
    def of(cls, context: Context) -> Things:
        """Those of a context, made once."""
        found = context.shared.get(cls.__name__)
        if not isinstance(found, Things):
            found = context.shared[cls.__name__] = cls(context)
        return found

    def weigh(self, phrase: str) -> float:
        """How much of what the document is about a phrase names, from 0."""
        words = {word.strip(".,;:()").casefold() for word in phrase.split()}
        return self._terms.get(phrase.casefold(), 0.0) + max(
            (self._terms.get(word, 0.0) for word in words), default=0.0
        )

    @cached_property
    def _places(self) -> Mapping[str, set[int]]:
        """Where each word stands among all words of the document, in small letters."""
        places: dict[str, set[int]] = {}
        for place, word in enumerate(normalize(" ".join(self._texts)).split()):
            places.setdefault(word, set()).add(place)
        return places

    def name(self, name: str) -> str:
        """The name of a thing inside a sentence, with “the” where the document says it so."""
        name = join_words(_NUMBERED.sub("", name.strip()).split(", ")) if name.count(", ") < 4 else name
        if is_code(name):
            return name
        name = self.casing.lower(name)
        if has_determiner(name) or not name[:1].isalpha():
            return name
        plain = re.sub(r"\s*\([^()]*\)", "", name).casefold()
        if not is_plural_word(head_of(plain)) and (
            head_of(plain) in _WITH_THE or self._counts(f"the {plain}") * 2 > self._counts(plain)
        ):
            return f"the {name}"
        return name

    def label(self, label: str) -> str:
        """The label of a class inside a sentence: its first word is in small letters where the others are."""
        words = label.split()
        plain = len(words) > 1 and all(word[0].islower() or not word[0].isalpha() for word in words[1:])
        return self.casing.lower(words[0], label=True) + label[len(words[0]) :] if plain else self.casing.lower(label)

    def inside(self, text: str) -> str:
        """A value as it reads inside a sentence: without the capital of a sentence or the capitals of a heading."""
        words = text.split()
        if not words or is_code(words[0]):
            return text
        long = [word for word in words if len(word) > 3 and word[0].isalpha()]
        if len(long) > 1 and all(word[0].isupper() for word in long):
            return self.casing.lower(text)
        common = len(words) > 1 and is_common(words[0].lower()) and all(word[0].islower() for word in long[1:])
        if words[0] == "A" and len(words) > 1:
            return "a" + text[1:] if words[1][0].islower() else text
        first = self.casing.lower(words[0], label=common)
        return first + text[len(words[0]) :] if text.startswith(words[0]) else text

    def _counts(self, words: str) -> int:
        """How often the document says these words, one behind the other: the rarest is looked up first."""
        places = [self._places.get(word, set()) for word in normalize(words).split()]
        if not places:
            return 0
        rarest = min(range(len(places)), key=lambda at: len(places[at]))
        others = [(at - rarest, found) for at, found in enumerate(places) if at != rarest]
        return sum(all(place + by in found for by, found in others) for place in places[rarest])
