"""The meaning of the words of a search: text, or a key such as ``axis:`` with its value.

A value may be unfinished: until it equals a name, it stands for every name that begins with it. A key without a
value means nothing yet; a message lists its values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from quizzer.core.notes.kinds import KINDS
from quizzer.core.notes.notes import PRIORITIES
from quizzer.core.schedule.progress import State
from quizzer.core.search.columns import CardColumns, fold_for_search
from quizzer.core.search.conditions import Comparison, HasText, IsRated, OneOf
from quizzer.core.search.grammar import AnyOf, SearchWord, Term

_NUMBER = re.compile(r"(<=|>=|!=|=|<|>)?(-?[0-9]+(?:\.[0-9]+)?)")
_PROPERTY = re.compile(r"([a-z]*) ?(<=|>=|!=|=|<|>)? ?(-?[0-9]+(?:\.[0-9]+)?)?(%?)")
_LISTED = 8


_STATES: Mapping[str, Callable[[CardColumns], Term]] = {
    "new": lambda cards: OneOf("state", frozenset({State.NEW}), cards),
    "met": lambda cards: OneOf("state", frozenset(set(State) - {State.NEW}), cards),
    "learning": lambda cards: OneOf("state", frozenset({State.LEARNING, State.RELEARNING}), cards),
    "relearning": lambda cards: OneOf("state", frozenset({State.RELEARNING}), cards),
    "review": lambda cards: OneOf("state", frozenset({State.REVIEW, State.RELEARNING}), cards),
    "due": lambda cards: OneOf("due_today", frozenset({1}), cards),
    "suspended": lambda cards: OneOf("suspended", frozenset({1}), cards),
    "buried": lambda cards: OneOf("buried_day", frozenset({cards.day}), cards),
    "leech": lambda cards: OneOf("leech", frozenset({1}), cards),
    "flagged": lambda cards: Comparison("flag", ">", 0, cards),
    "retired": lambda cards: OneOf("retired", frozenset({1}), cards),
}
STATES = tuple(_STATES)
_PROPERTIES = ("stability", "difficulty", "recall", "lapses", "reps", "interval", "due")
_SHORT = {"s": "stability", "d": "difficulty", "r": "recall", "ivl": "interval", "retrievability": "recall"}
_PROPERTY_MESSAGE = (
    f"“prop:” takes {', '.join(_PROPERTIES[:-1])} or {_PROPERTIES[-1]}, a sign and a number: prop:stability>30."
)
_NUMBERS = {
    "due": "days from today, such as due:0 or due:<7",
    "flag": "a number from 0 to 7, such as flag:1",
    "rated": "a number of days, such as rated:7",
}
_NAMED_KEYS = ("axis", "deck", "level", "priority", "tag", "kind", "is")
KEYS = (*_NAMED_KEYS, *_NUMBERS, "prop")


class TermReader:
    """Reads words as terms, and keeps the message about the last one that is wrong or unfinished.

    Attributes:
        message: A sentence about the last word that is wrong or not finished; or empty.
        retired: The search names retired cards.
        has_text: It looks at the texts of cards.
    """

    def __init__(self, cards: CardColumns) -> None:
        self.message = ""
        self.retired = False
        self.has_text = False
        self._cards = cards

    def meaning(self, word: SearchWord) -> Term | None:
        """The condition of a word; None while it is not finished."""
        if word.colon is None:
            return self._text(word.pieces)
        first = word.pieces[0]
        key = fold_for_search(first[: word.colon])
        pieces = tuple(fold_for_search(piece) for piece in (first[word.colon + 1 :], *word.pieces[1:]))
        value = "*".join(pieces)
        if key == "prop":
            return self._property(value)
        if key in _NUMBERS:
            return self._number(key, value)
        if key in _NAMED_KEYS:
            return self._named_value(key, pieces, value)
        if key.isalpha():
            self.message = f"There is no “{key}:”, so it is looked for as text. There are {_listed(KEYS, ':')}."
        return self._text(word.pieces)

    def _text(self, pieces: Iterable[str]) -> Term | None:
        found = tuple(piece for piece in map(fold_for_search, pieces) if piece.strip())
        self.has_text = self.has_text or bool(found)
        return HasText(found, self._cards) if found else None

    def _nothing(self) -> Term:
        return OneOf("kind", frozenset(), self._cards)

    # Keys with a name

    def _named_value(self, key: str, pieces: tuple[str, ...], value: str) -> Term | None:
        names = self._names(key)
        shown = [called[0] for called in names.values()]
        if not value:
            self.message = f"“{key}:” can be {_listed(shown, last='or')}." if shown else f"There is no {key} yet."
            return None
        found = _match_names(pieces, names)
        if key == "is":
            return self._state(found, value)
        if not found:
            self.message = f"There is no {key} “{value}”. There {'are' if shown else 'is'} {_listed(shown) or 'none'}."
        if key == "tag":
            lines = frozenset(line for line in set(self._cards.tags) if _tagged(line, found))
            return OneOf("tags", lines, self._cards)
        return OneOf(key, frozenset(found), self._cards)

    def _names(self, key: str) -> Mapping[Any, tuple[str, ...]]:
        cards = self._cards
        if key == "axis":
            return cards.axis_names
        if key == "deck":
            return cards.deck_names
        if key == "is":
            return {name: (name,) for name in _STATES}
        if key == "priority":
            return {number: (word,) for number, word in enumerate(PRIORITIES)}
        words: Iterable[str] = KINDS
        if key == "level":
            words = sorted(set(cards.level) - {""})
        elif key == "tag":
            words = (*sorted({tag for line in set(cards.tags) for tag in line.split()}), "none")
        return {word: (word,) for word in words}

    def _state(self, found: set[Any], value: str) -> Term:
        if not found:
            self.message = f"A card cannot be “{value}”, only {_listed(_STATES, last='or')}."
            return self._nothing()
        self.retired = self.retired or found == {"retired"}
        terms = tuple(_STATES[name](self._cards) for name in sorted(found))
        return terms[0] if len(terms) == 1 else AnyOf(terms)

    # Keys with a number

    def _number(self, key: str, value: str) -> Term | None:
        found = _NUMBER.fullmatch(value)
        if found is None:
            self.message = f"“{key}:” takes {_NUMBERS[key]}."
            return None
        sign, number = found[1] or "=", float(found[2])
        if key == "rated":
            return IsRated(number, self._cards)
        return Comparison(key, sign, number, self._cards)

    def _property(self, value: str) -> Term | None:
        found = _PROPERTY.fullmatch(value)
        if found is None:
            self.message = _PROPERTY_MESSAGE
            return None
        name, sign, number, percent = found.groups()
        names = {_SHORT[name]} if name in _SHORT else {known for known in _PROPERTIES if known.startswith(name)}
        if not name or not names or (sign and len(names) > 1):
            self.message = _PROPERTY_MESSAGE
            return self._nothing() if name and not names else None
        if not sign or not number:
            self.message = (
                f"“prop:{_listed(sorted(names), last='or')}” is followed by a sign and a number, such as >30."
            )
            return None
        divisor = 100 if names == {"recall"} and (percent or float(number) > 1) else 1
        return Comparison(names.pop(), sign, float(number) / divisor, self._cards)


def _match_names(pieces: tuple[str, ...], names: Mapping[Any, tuple[str, ...]]) -> set[Any]:
    """The things with this name; where there are none, those with a name that begins so."""
    called = {thing: [fold_for_search(name) for name in all_] for thing, all_ in names.items()}
    if len(pieces) > 1:
        like = re.compile(".*".join(map(re.escape, pieces)))
        return {thing for thing, all_ in called.items() if any(map(like.fullmatch, all_))}
    (value,) = pieces
    below = f"{value}::"
    exact = {thing for thing, all_ in called.items() if any(n == value or n.startswith(below) for n in all_)}
    return exact or {thing for thing, all_ in called.items() if any(name.startswith(value) for name in all_)}


def _tagged(line: str, tags: set[Any]) -> bool:
    return not tags.isdisjoint(line.split()) or (not line.strip() and "none" in tags)


def _listed(words: Iterable[str], after: str = "", *, last: str = "and") -> str:
    """Words in a sentence: ``a, b and c``; only the first of many."""
    named = [f"{word}{after}" for word in words]
    if len(named) > _LISTED + 3:
        return f"{', '.join(named[:_LISTED])} {last} {len(named) - _LISTED} more"
    return f" {last} ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else "".join(named)
