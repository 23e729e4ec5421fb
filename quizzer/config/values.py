"""The kinds of value in ``config.toml``: how each is read, and the words for what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from quizzer.core.schedule.settings import MINUTE, PARAMETER_BOUNDS
from quizzer.core.schedule.study_days import DAY_SECONDS

HOUR = 60 * MINUTE
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHORT = 3
UNITS = {"s": 1, "m": MINUTE, "h": HOUR, "d": DAY_SECONDS}


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A kind of value.

    Attributes:
        allowed: What is allowed, as the end of "it must be ...".
        read: The value as the program uses it; raises ValueError where it is not allowed, with more words to put
            after ``allowed``, or none.
    """

    allowed: str
    read: Callable[[Any], Any]


def number(low: float, high: float) -> ValueKind:
    """A number within bounds, both included."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError
        return float(value)

    return ValueKind(f"a number between {low:.2f} and {high:.2f}", read)


def whole(low: int, high: int, unlimited: str = "") -> ValueKind:
    """A whole number within bounds, both included; with ``unlimited``, that word as well, which is None."""

    def read(value: object) -> int | None:
        if unlimited and value == unlimited:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    words = f"a whole number between {low} and {high}"
    return ValueKind(f'{words}, or "{unlimited}"' if unlimited else words, read)


def flag() -> ValueKind:
    """True or false."""

    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueError
        return value

    return ValueKind("true or false", read)


def text_or_empty(empty: str) -> ValueKind:
    """A text; an empty one is None.

    Args:
        empty: What an empty text means, for the words.
    """

    def read(value: object) -> str | None:
        if not isinstance(value, str) or not value.isprintable():
            raise ValueError
        return value.strip() or None

    return ValueKind(f'a text in quotes, "" for {empty}', read)


def duration(low: str, high: str) -> ValueKind:
    """A duration such as ``20m`` within bounds, both included; read as seconds."""

    def read(value: object) -> int:
        seconds = seconds_of(value)
        if not seconds_of(low) <= seconds <= seconds_of(high):
            raise ValueError
        return seconds

    return ValueKind(f'a duration between "{low}" and "{high}", written like "90s", "10m", "1h" or "1d"', read)


def durations(low: str, high: str) -> ValueKind:
    """Several durations within bounds, as an array or as one text; read as seconds."""
    one = duration(low, high)

    def read(value: object) -> tuple[int, ...]:
        if isinstance(value, str):
            value = value.replace(",", " ").split()
        if not isinstance(value, list):
            raise ValueError
        return tuple(one.read(item) for item in value)

    return ValueKind(f'an array such as ["1m", "10m"] of durations between "{low}" and "{high}", or [] for none', read)


def parameters() -> ValueKind:
    """The 21 parameters of FSRS-6, each within its bounds."""
    bounded = [number(low, high) for low, high in PARAMETER_BOUNDS]

    def read(value: object) -> tuple[float, ...]:
        if not isinstance(value, list) or len(value) != len(bounded):
            raise ValueError
        found = []
        for place, (kind, item) in enumerate(zip(bounded, value, strict=True), 1):
            try:
                found.append(kind.read(item))
            except ValueError:
                low, high = PARAMETER_BOUNDS[place - 1]
                raise ValueError(f" (number {place} is {item}, allowed is {low} to {high})") from None
        return tuple(found)

    return ValueKind(f"an array of {len(bounded)} numbers within the bounds of FSRS-6", read)


def weekday_shares() -> ValueKind:
    """Shares from 0 to 1 by weekday, as a table of their short names; read as seven shares, Monday first."""

    def read(value: object) -> tuple[float, ...]:
        if not isinstance(value, dict):
            raise ValueError
        written = {str(day).strip().lower()[:_SHORT]: share for day, share in value.items()}
        if (
            len(written) != len(value)
            or not set(written) <= set(_WEEKDAYS)
            or not all(map(_is_share, written.values()))
        ):
            raise ValueError
        shares = tuple(float(written.get(day, 1)) for day in _WEEKDAYS)
        if not any(shares):
            raise ValueError(", and not 0 on all seven")
        return shares if any(share != 1 for share in shares) else ()

    return ValueKind("a table of weekdays with a share from 0 to 1 each, such as { sat = 0.5, sun = 0 }", read)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def texts() -> ValueKind:
    """Texts, as an array; none of them empty."""

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(t, str) and t.strip() and t.isprintable() for t in value):
            raise ValueError
        return tuple(value)

    return ValueKind("an array of texts in quotes", read)


def key_names() -> ValueKind:
    """Names of keys, as an array or as one text with commas; an empty one leaves the action without a key."""

    def read(value: object) -> tuple[str, ...]:
        if isinstance(value, str):
            names: Sequence[object] = [value] if value.strip() == "," else value.split(",")
        elif isinstance(value, list) and all(isinstance(name, str) for name in value):
            names = value
        else:
            raise ValueError
        return tuple(name for name in names if isinstance(name, str) and name.strip())

    return ValueKind('keys such as "u, ctrl+z", or "" for none', read)


def seconds_of(value: object) -> int:
    """The seconds of a duration such as ``90s``, ``10m``, ``1.5h`` or ``1d``.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(value, str):
        raise ValueError
    written = value.strip().lower()
    if (
        not written
        or written[-1] not in UNITS
        or not all((c.isascii() and c.isdigit()) or c == "." for c in written[:-1])
    ):
        raise ValueError
    try:
        return round(float(written[:-1]) * UNITS[written[-1]])
    except (ValueError, OverflowError):
        raise ValueError from None
