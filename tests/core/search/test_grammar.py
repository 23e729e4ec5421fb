"""The grammar of a search, whatever its words mean."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quizzer.core.search.grammar import DEEPEST, All, AnyOf, Not, RowNumbers, SearchWord, Term, parse_search


@dataclass(frozen=True)
class Named:
    """A term that is known by what was written."""

    text: str

    def sieve(self, rows: RowNumbers) -> list[int]:
        return list(rows)


def named(word: SearchWord) -> Term | None:
    return None if word.pieces == ("nothing",) else Named("*".join(word.pieces))


A, B, C = Named("a"), Named("b"), Named("c")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("a b", (A, B)),
        ("a AND b", (A, B)),
        ("a or b c", (AnyOf((A, All((B, C)))),)),
        ("-a --b", (Not(A), B)),
        ("- a", (A,)),
        ("-(a b) c", (Not(All((A, B))), C)),
        ("-(a or b)", (Not(AnyOf((A, B))),)),
        ("(a b", (A, B)),
        ("a) b", (A, B)),
        ("a or", (A,)),
        ("or a", (A,)),
        ("() a", (A,)),
        ('"a b"', (Named("a b"),)),
        ('"or"', (Named("or"),)),
        (r"\(a\)", (Named("(a)"),)),
        ("a*b", (Named("a*b"),)),
        ("nothing or a", (A,)),
    ],
)
def test_a_search_is_read_so(text: str, terms: tuple[Term, ...]) -> None:
    assert parse_search(text, named) == terms


@pytest.mark.parametrize(
    ("text", "pieces", "colon"),
    [
        ("axis:HPA", ("axis:HPA",), 4),
        ("a:b:c", ("a:b:c",), 1),
        (r"axis\:HPA", ("axis:HPA",), None),
        ("a*b:c", ("a", "b:c"), None),
        ("a:b*c", ("a:b", "c"), 1),
        ("a\\", ("a\\",), None),
    ],
)
def test_the_first_colon_parts_a_key_from_its_value(text: str, pieces: tuple[str, ...], colon: int | None) -> None:
    words = []

    def keep(word: SearchWord) -> None:
        words.append(word)

    parse_search(text, keep)
    assert words == [SearchWord(pieces, colon)]


def test_parentheses_beyond_the_deepest_are_as_if_not_there() -> None:
    for depth in (DEEPEST, DEEPEST + 1):
        found = parse_search("-(" * depth + "a" + ")" * depth + " b", named)
        assert found[1] == B
        assert str(found[0]).count("Not") == DEEPEST
