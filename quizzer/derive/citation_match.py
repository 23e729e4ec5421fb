"""Compare the sections and places that citations and passages name."""

from __future__ import annotations

from collections.abc import Iterable

from quizzer.derive.fingerprint import normalize

SHORTEST_QUOTE = 3
"""Words of a quote by which a passage is found whose fingerprint is another now."""


def section_key(section: str) -> str:
    """Reduce a section's heading to what it is compared by: its words, without case and signs."""
    return normalize(section)


def is_same_place(cited: str, places: Iterable[str]) -> bool:
    """Whether a cited place is one of these; either may omit a remark in brackets at its end."""
    keys = _keys(cited)
    return any(keys & _keys(place) for place in places)


def _keys(place: str) -> set[str]:
    place = place.rstrip()
    bare = place[: place.rfind("(")] if place.endswith(")") and "(" in place else place
    return {normalize(place), normalize(bare)} - {""}


def is_telling(quote: str) -> bool:
    """Whether a quote is long enough to be found in another passage without being taken for something else."""
    return len(quote.split()) >= SHORTEST_QUOTE
