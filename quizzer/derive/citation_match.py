"""Whether a citation and a passage name the same place."""

from __future__ import annotations

from collections.abc import Iterable

from quizzer.derive.fingerprint import normalize


def section_key(section: str) -> str:
    """What a section is compared by: its words, without case and signs."""
    return normalize(section)


def is_same_place(cited: str, places: Iterable[str]) -> bool:
    """Whether a cited place is among these; a remark in brackets at the end of either may be left out."""
    keys = _keys(cited)
    return any(keys & _keys(place) for place in places)


def _keys(place: str) -> set[str]:
    place = place.rstrip()
    bare = place[: place.rfind("(")] if place.endswith(")") and "(" in place else place
    return {normalize(place), normalize(bare)} - {""}
