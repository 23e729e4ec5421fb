"""Families of verbs that state the same relation, and the direction they give to their object."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from quizzer.derive.language.words.lexicon import read_rows


@cache
def _families() -> tuple[Mapping[str, str], Mapping[str, int]]:
    families: dict[str, str] = {}
    signs: dict[str, int] = {}
    for name, verbs in read_rows("relations.tsv"):
        sign = 1 if name.endswith("+") else -1 if name.endswith("-") else 0
        for verb in verbs.split():
            families.setdefault(verb, name.rstrip("+-"))
            if sign:
                signs.setdefault(verb, sign)
    return families, signs


def family_of(base: str) -> str:
    """The family of a verb; the verb itself where it stands in none."""
    return _families()[0].get(base, base)


def sign_of(base: str) -> int:
    """Which way a verb changes its object: 1, -1, or 0 where it says no direction."""
    return _families()[1].get(base, 0)
