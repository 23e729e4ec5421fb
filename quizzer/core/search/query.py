"""Search over all cards, at every key typed, in the language of Anki's browser.

A search is compiled once into conditions that each look at one column of all cards, so that a hundred thousand cards
take some milliseconds. Nothing that can be typed is an error: a word without a meaning gives a message, a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizzer.core.search.columns import CardColumns
from quizzer.core.search.conditions import implies, sieve_terms
from quizzer.core.search.grammar import RowNumbers, Term, parse_search
from quizzer.core.search.terms import TermReader


@dataclass(frozen=True, slots=True)
class Query:
    """A search, parsed.

    Attributes:
        terms: All of them must hold.
        message: A sentence about a word that is wrong or not finished, or empty.
        retired: It names retired cards.
        has_text: It looks at the texts of cards.
    """

    terms: tuple[Term, ...] = ()
    message: str = ""
    retired: bool = False
    has_text: bool = False

    def rows(self, rows: RowNumbers) -> list[int]:
        """The rows that match, in the same order."""
        return sieve_terms(self.terms, rows)

    def within(self, earlier: Query) -> Query | None:
        """The conditions still to check on the rows of an earlier search; None when other rows may match too.

        A search to which words were added finds nothing that was not found before.
        """
        if all(any(implies(term, old) for term in self.terms) for old in earlier.terms):
            known = set(earlier.terms)
            return replace(self, terms=tuple(term for term in self.terms if term not in known))
        return None


def read_query(text: str, cards: CardColumns) -> Query:
    """Parse a search; it looks at these cards, also after their columns change in place.

    Args:
        text: Anything: ``cortisol "negative feedback" axis:HPA -is:suspended (is:due or prop:recall<0.8)``.
        cards: The cards, with the axes, decks, levels and tags there are.
    """
    reader = TermReader(cards)
    terms = parse_search(text, reader.meaning)
    return Query(terms, reader.message, reader.retired, reader.has_text)
