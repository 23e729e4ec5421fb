"""The grammar of a search: words, quotes, minus, ``or``, parentheses; the meaning of a word is not decided here.

As in Anki: words stand for themselves and all must hold; ``or`` joins, ``-`` negates, quotes keep blanks together,
``*`` stands for anything, a backslash takes the meaning from the sign after it. Whatever is unfinished (a quote, a
parenthesis, an ``or`` without its second half) is read as far as it goes, because it is read at every key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

RowNumbers = range | list[int]
"""Numbers of cards, in the order they are shown."""

DEEPEST = 30
"""Deepest nesting of parentheses; those nested deeper are ignored."""


class SearchWord(NamedTuple):
    """A word of a search.

    Attributes:
        pieces: The text, cut at each ``*``; quotes and backslashes are gone.
        colon: Index of the first colon in the first piece, where it parts a key from its value; else None.
    """

    pieces: tuple[str, ...]
    colon: int | None


class Term(Protocol):
    """A condition on cards."""

    def sieve(self, rows: RowNumbers) -> list[int]:
        """Those of the rows for which it holds, in the same order."""


@dataclass(frozen=True, slots=True)
class Not:
    """The cards for which a condition does not hold."""

    term: Term

    def sieve(self, rows: RowNumbers) -> list[int]:
        """All rows but those of the term."""
        found = set(self.term.sieve(rows))
        return [row for row in rows if row not in found]


@dataclass(frozen=True, slots=True)
class All:
    """The cards for which every condition holds."""

    terms: tuple[Term, ...]

    def sieve(self, rows: RowNumbers) -> list[int]:
        """The rows that are left after each term."""
        for term in self.terms:
            rows = term.sieve(rows)
        return list(rows)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The cards for which one of some conditions holds."""

    terms: tuple[Term, ...]

    def sieve(self, rows: RowNumbers) -> list[int]:
        """The rows of one term or another."""
        found: set[int] = set()
        for term in self.terms:
            found.update(term.sieve(rows))
        return [row for row in rows if row in found]


def parse_search(text: str, meaning: Callable[[SearchWord], Term | None]) -> tuple[Term, ...]:
    """The conditions of a search, all of which must hold.

    Args:
        text: The search, finished or not.
        meaning: Gives the condition of a word; None while it has none.
    """
    stack, ignored = [_Group()], 0
    for token in _tokens(text):
        if isinstance(token, _Item):
            term = meaning(token.word)
            if term is not None:
                stack[-1].add(Not(term) if token.negated else term)
        elif token == "or":
            stack[-1].alternatives.append([])
        elif token in ("(", "-("):
            if len(stack) > DEEPEST:
                ignored += 1
            else:
                stack.append(_Group(negated=token == "-("))
        elif token == ")" and ignored:
            ignored -= 1
        elif token == ")" and len(stack) > 1:
            _close(stack)
    while len(stack) > 1:
        _close(stack)
    return stack[0].terms


@dataclass(slots=True)
class _Group:
    """The terms between two parentheses."""

    negated: bool = False
    alternatives: list[list[Term]] = field(default_factory=lambda: [[]])

    def add(self, term: Term) -> None:
        self.alternatives[-1].append(term)

    @property
    def terms(self) -> tuple[Term, ...]:
        alternatives = [terms for terms in self.alternatives if terms]
        if len(alternatives) < 2:
            return tuple(alternatives[0]) if alternatives else ()
        return (AnyOf(tuple(_one(terms) for terms in alternatives)),)


class _Item(NamedTuple):
    word: SearchWord
    negated: bool


def _one(terms: list[Term] | tuple[Term, ...]) -> Term:
    return terms[0] if len(terms) == 1 else All(tuple(terms))


def _close(stack: list[_Group]) -> None:
    group = stack.pop()
    if group.negated and group.terms:
        stack[-1].add(Not(_one(group.terms)))
    else:
        for term in group.terms:
            stack[-1].add(term)


def _tokens(text: str) -> Iterator[_Item | str]:
    at, negated = 0, False
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at, negated = at + 1, False
        elif sign == "-":
            at, negated = at + 1, not negated
        elif sign in "()":
            yield "-(" if negated and sign == "(" else sign
            at, negated = at + 1, False
        else:
            word, bare, at = _word(text, at)
            if bare and word.pieces[0].lower() in ("or", "and") and len(word.pieces) == 1:
                if word.pieces[0].lower() == "or":
                    yield "or"
            elif word.pieces != ("",):
                yield _Item(word, negated)
            negated = False


def _word(text: str, at: int) -> tuple[SearchWord, bool, int]:
    """The word that begins here, whether it is free of quotes and backslashes, and where it ends."""
    pieces, colon = [""], None
    quoted, bare = False, True
    while at < len(text):
        sign = text[at]
        if not quoted and (sign.isspace() or sign in "()"):
            break
        if sign == "\\" and at + 1 < len(text):
            at += 1
            pieces[-1] += text[at]
            bare = False
        elif sign in '"“”':
            quoted, bare = not quoted, False
        elif sign == "*":
            pieces.append("")
        else:
            if sign == ":" and colon is None and len(pieces) == 1:
                colon = len(pieces[0])
            pieces[-1] += sign
        at += 1
    return SearchWord(tuple(pieces), colon), bare, at
