"""Paths of deck files as the database keeps them, which takes only text: a name may hold bytes that are no UTF-8.

Python reads such a byte as a lone surrogate; the database keeps a character of the private use area in its place.
"""

from __future__ import annotations

from pathlib import Path

_TO_STORED = {0xDC00 + byte: 0x10DC00 + byte for byte in range(0x80, 0x100)}
_FROM_STORED = {stored: surrogate for surrogate, stored in _TO_STORED.items()}


def store_path(path: Path) -> str:
    """The text under which the database keeps a path."""
    text = str(path)
    return text if text.isascii() else text.translate(_TO_STORED)


def path_text(stored: str) -> str:
    """The path that the database keeps as this text, as Python spells it."""
    return stored if stored.isascii() else stored.translate(_FROM_STORED)


def load_path(stored: str) -> Path:
    """The path that the database keeps as this text."""
    return Path(path_text(stored))
