"""The only source of chance: every draw is seeded, so the same seed gives the same draw on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from hashlib import blake2b

T = TypeVar("T")


def seed_of(*parts: str | int) -> int:
    """A 64-bit seed from the parts that should decide a draw, such as a card's key and its repetitions."""
    text = "\x1f".join(map(str, parts))
    return int.from_bytes(_load_hash()(text.encode(), digest_size=8).digest(), "big")


@cache
def _load_hash() -> type[blake2b]:
    """The hash, from a large library that the first screen does without; an import at each draw takes a third of it."""
    from hashlib import blake2b

    return blake2b


def fraction(seed: int) -> float:
    """A number in [0, 1) that depends on the seed alone."""
    return (seed >> 11) / (1 << 53)


def shuffle(items: Sequence[T], seed: int) -> list[T]:
    """The items in an order that depends on the seed alone."""
    from random import Random

    order = list(items)
    Random(seed).shuffle(order)
    return order
