"""The parts of a search that can be chosen instead of written: an axis, a level, a state.

A chip is another writing of a word such as ``axis:HPA``: the text of the search stays the one truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

CHIPS = ("axis", "level", "is")
"""The keys of the search that chips stand for."""

_TOKEN = re.compile(r'(?:\\.|["“”][^"“”]*(?:["“”]|$)|[^\s()"“”\\])+|\\|[()]')
_QUOTES = str.maketrans("", "", '"“”')
_SPECIAL = re.compile(r'[\s()*"“”\\]')


class _Chip(NamedTuple):
    """A word of the search: where it is, and its value."""

    start: int
    end: int
    value: str


def value_of_chip(text: str, key: str) -> str:
    """The value that a search has for a key, as it is written there; empty where it has none.

    Words in parentheses and words that are excluded do not count: they are not all there is to the search.
    """
    return next((chip.value for chip in _chips(text, key)), "")


def with_chip(text: str, key: str, value: str) -> str:
    """The search with another value for a key, or without the word when the value is empty.

    >>> with_chip("cortisol axis:HPA", "axis", "HPG")
    'cortisol axis:HPG'
    >>> with_chip("cortisol axis:HPA", "axis", "")
    'cortisol'
    """
    word = "" if not value else f'{key}:"{_escaped(value)}"' if _SPECIAL.search(value) else f"{key}:{value}"
    chip = next(_chips(text, key), None)
    if chip is None:
        return f"{_closed(text).strip()} {word}".strip()
    before, after = text[: chip.start].rstrip(), text[chip.end :].lstrip()
    return " ".join(part for part in (before, word, after) if part)


def _chips(text: str, key: str) -> Iterator[_Chip]:
    depth = 0
    for found in _TOKEN.finditer(text):
        word = found[0]
        if word == "(":
            depth += 1
        elif word == ")":
            depth = max(0, depth - 1)
        elif not depth:
            name, colon, value = word.partition(":")
            value = value.translate(_QUOTES)
            if colon and name.casefold() == key and value:
                yield _Chip(*found.span(), value)


def _escaped(value: str) -> str:
    return re.sub(r'([\\"“”])', r"\\\1", value)


def _closed(text: str) -> str:
    """The search with its last quote closed, so that a word after it is one."""
    return f'{text}"' if is_quoted(text) else text


def is_quoted(text: str) -> bool:
    """Whether what follows a text stands within quotes."""
    return bool(sum(text.count(quote) for quote in '"“”') % 2)
