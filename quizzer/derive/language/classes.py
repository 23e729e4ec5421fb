"""What kind of thing each term of a document is, as its own sentences say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quizzer.derive.language.statements import Statement
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.tokens import Token

_EMPTY = word_set(
    "kind type sort form part example one set group way result term name member piece case thing lot number version "
    "feature key issue problem reason factor area concept idea condition state process series range topic subject "
    "choice property measure amount source product component element unit point basis combination collection way need "
    "function fact challenge exception aspect means sign"
)


def find_classes(statements: Iterable[Statement]) -> Mapping[str, str]:
    """Term to class, both in small letters without article, from ``X is a Y``; a term of two classes has none."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for statement in statements:
        subject, complement = statement.subject, statement.object
        if statement.verb.base != "be" or statement.verb.is_passive or statement.doubt or statement.verb.is_negated:
            continue
        if not complement.tokens or complement.tokens[0].low not in ("a", "an", "the") or subject.words > 4:
            continue
        term = subject.text.casefold()
        for article in ("the ", "a ", "an "):
            term = term.removeprefix(article)
        kind = complement.head
        if not _is_name(subject.tokens):
            continue
        if kind in _EMPTY or not kind.isalpha() or kind in term.split() or complement.is_plural:
            continue
        if found.get(term, kind) != kind:
            doubtful.add(term)
        found[term] = kind
    return {term: kind for term, kind in found.items() if term not in doubtful}


_OF_PERSONS = word_set(
    "say think believe write recall tell ask marry die resign retire graduate argue reply explain remember dream"
)


def find_persons(statements: Iterable[Statement]) -> frozenset[str]:
    """The last words of the names that speak, think or die in a document."""
    found = set()
    for statement in statements:
        tokens = [token for token in statement.subject.tokens if token.tag != "D"]
        named = (
            tokens and tokens[0] is statement.subject.tokens[0] and all(token.text[:1].isupper() for token in tokens)
        )
        if statement.verb.base in _OF_PERSONS and named and tokens[-1].tag == "N" and not tokens[-1].text.isupper():
            found.add(tokens[-1].text)
    return frozenset(found)


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether a phrase names a thing: one noun, or words of which a later one is large."""
    content = [token for token in tokens if token.tag != "D"]
    return len(content) == 1 or any(token.text[:1].isupper() for token in content[1:])
