"""Searching among all cards: as one types, in the language of Anki's browser.

A search is compiled once into conditions that each look at one column of all cards, so that a hundred thousand cards
take some milliseconds. Nothing that can be typed is an error: what a search word cannot be is told in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizzer.core.search.columns import CardColumns
from quizzer.core.search.grammar import RowNumbers, Term, parse_search
from quizzer.core.search.terms import TermReader, implies


@dataclass(frozen=True, slots=True)
class Query:
    """A search that was read.

    Attributes:
        terms: All of them must hold.
        message: A sentence about what cannot be or is not finished, or empty.
        retired: Whether it asks for retired cards.
    """

    terms: tuple[Term, ...] = ()
    message: str = ""
    retired: bool = False

    def rows(self, rows: RowNumbers) -> list[int]:
        """Those of the rows that are searched for, in the same order."""
        for term in self.terms:
            rows = term.sieve(rows)
        return list(rows)

    def within(self, earlier: Query) -> Query | None:
        """What is left to be looked at in the rows of an earlier search; None when there may be others as well.

        A search that was only written on finds nothing that was not found before.
        """
        if all(any(implies(term, old) for term in self.terms) for old in earlier.terms):
            known = set(earlier.terms)
            return Query(tuple(term for term in self.terms if term not in known), self.message, self.retired)
        return None


def read_query(text: str, cards: CardColumns) -> Query:
    """Read a search; it looks at these cards, also after their columns change in place.

    Args:
        text: Anything: ``cortisol "negative feedback" axis:HPA -is:suspended (is:due or prop:recall<0.8)``.
        cards: The cards, which also tell what axes, decks, levels and tags there are.
    """
    reader = TermReader(cards)
    terms = parse_search(text, reader.meaning)
    return Query(terms, reader.message, reader.retired)
