"""The conditions of a search, each of which looks at one column of all cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial, reduce
from itertools import compress
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from quizzer.core.search.columns import CardColumns
from quizzer.core.search.grammar import Not, RowNumbers, Term

_REVERSED: Mapping[str, Callable[[Any, Any], bool]] = {"<=": ge, ">=": le, "!=": ne, "=": eq, "<": gt, ">": lt}
"""For each sign the comparison of the number with a card's value, in this order."""

_OPPOSITE = bytes([1, *bytes(255)])
_HIT = re.compile(b"\1")
_FEW = 16  # to find one hit takes as long as to pass over so many cards


@dataclass(frozen=True, slots=True)
class HasText:
    """Cards with a text; with several, in this order.

    Attributes:
        pieces: As :func:`fold_for_search` text, none empty.
    """

    pieces: tuple[str, ...]
    cards: CardColumns = field(compare=False, repr=False)

    def sieve(self, rows: RowNumbers) -> list[int]:
        """The rows that have it."""
        text, (first, *others) = self.cards.read_texts(), self.pieces
        if not others:
            return [row for row in rows if first in text[row]]
        if len(others) == 1:
            (second,), size = others, len(first)
            return [
                row for row in rows if (at := (its := text[row]).find(first)) >= 0 and its.find(second, at + size) >= 0
            ]
        inside = re.compile(".*?".join(map(re.escape, self.pieces))).search
        return [row for row in rows if inside(text[row])]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Cards with one of some values in a column."""

    column: str
    values: frozenset[int | str]
    cards: CardColumns = field(compare=False, repr=False)

    def sieve(self, rows: RowNumbers) -> list[int]:
        """The rows that have one."""
        return _sieve_column(rows, getattr(self.cards, self.column), self.holds)

    def holds(self, value: Any) -> bool:
        """Whether a value of the column is one of them."""
        return value in self.values


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cards whose number in a column compares as the search says; cards without a number never do."""

    column: str
    sign: str
    number: float
    cards: CardColumns = field(compare=False, repr=False)

    def sieve(self, rows: RowNumbers) -> list[int]:
        """The rows where it does."""
        column = getattr(self.cards, self.column)
        found = _sieve_column(rows, column, self.holds)
        return found if self.sign != "!=" else [row for row in found if column[row] == column[row]]  # no NaN

    @property
    def holds(self) -> Callable[[Any], bool]:
        """Whether a number of the column compares so."""
        return partial(_REVERSED[self.sign], self.number)


@dataclass(frozen=True, slots=True)
class IsRated:
    """Cards last answered on one of the latest study days, today included; later days are those of a wrong clock."""

    days: float
    cards: CardColumns = field(compare=False, repr=False)

    def sieve(self, rows: RowNumbers) -> list[int]:
        """The rows that were."""
        column, today, days = self.cards.last_day, self.cards.day, max(1.0, self.days)
        return [row for row in rows if 0 <= today - column[row] < days]


def sieve_terms(terms: Iterable[Term], rows: RowNumbers) -> list[int]:
    """The rows for which all terms hold, in the same order.

    Those that look at columns of bytes are decided for all cards at once, before any row is listed.
    """
    left: list[Term] = []
    hits: list[bytes] = []
    for term in sorted(terms, key=_cost):
        found = _find_hits(term)
        if found is None:
            left.append(term)
        else:
            hits.append(found)
    if hits:
        rows = _pick_rows(rows, reduce(_both, hits))
    for term in left:
        rows = term.sieve(rows)
    return list(_list_numbers(len(rows)) if rows == range(len(rows)) else rows)


def _find_hits(term: Term) -> bytes | None:
    """For each card a byte, 1 where a term holds and else 0; None for a term that looks at more than bytes."""
    if isinstance(term, Not):
        hits = _find_hits(term.term)
        return None if hits is None else hits.translate(_OPPOSITE)
    if isinstance(term, (OneOf, Comparison)) and isinstance(column := getattr(term.cards, term.column), bytearray):
        return _look_up(column, term.holds)
    return None


def _look_up(column: bytearray, holds: Callable[[Any], bool]) -> bytes:
    """For each card 1 where its value fulfils a condition, else 0: each of the 256 values is decided once."""
    return bytes(column.translate(bytes(map(holds, range(256)))))


def _both(ones: bytes, others: bytes) -> bytes:
    return (int.from_bytes(ones) & int.from_bytes(others)).to_bytes(len(ones))


def _pick_rows(rows: RowNumbers, hits: bytes) -> list[int]:
    """The rows whose byte is 1."""
    if rows != range(len(hits)):
        return list(compress(rows, map(hits.__getitem__, rows)))
    if hits.count(1) < len(hits) // _FEW:
        return [found.start() for found in _HIT.finditer(hits)]
    return list(compress(_list_numbers(len(hits)), hits))


def _sieve_column(rows: RowNumbers, column: Sequence[Any], holds: Callable[[Any], bool]) -> list[int]:
    """The rows whose value in a column fulfils a condition."""
    if isinstance(column, bytearray):
        return _pick_rows(rows, _look_up(column, holds))
    if rows == range(len(column)):
        return list(compress(_list_numbers(len(column)), map(holds, column)))
    return list(compress(rows, map(holds, map(column.__getitem__, rows))))


@lru_cache(maxsize=1)
def _list_numbers(length: int) -> list[int]:
    """The numbers of all rows, kept because making and freeing them takes longer than to look one up."""
    return list(range(length))


def _cost(term: Term) -> int:
    """The rank of a term by the time that it takes for a card: texts take the longest."""
    if isinstance(term, OneOf):
        return 0
    if isinstance(term, Comparison):
        return 1
    return 2 if isinstance(term, IsRated) else 3 if isinstance(term, HasText) else 4


def exclude_retired(cards: CardColumns) -> Term:
    """The cards that a deck file holds."""
    return OneOf("retired", frozenset({0}), cards)


def implies(term: Term, other: Term) -> bool:
    """Whether every card that fulfils one term fulfils the other."""
    if isinstance(term, HasText) and isinstance(other, HasText) and len(other.pieces) == 1:
        return any(other.pieces[0] in piece for piece in term.pieces)
    if isinstance(term, OneOf) and isinstance(other, OneOf) and term.column == other.column:
        return term.values <= other.values
    return term == other
