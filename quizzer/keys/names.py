"""The names of keys, from what a person writes in the configuration to what the terminal library calls them."""

from __future__ import annotations

import unicodedata
from functools import cache

_NAMED = {
    *("escape", "enter", "space", "tab", "backspace", "delete", "insert"),
    *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 25)),
}
_SPOKEN = {"esc": "escape", "return": "enter", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}
_MODIFIERS = ("ctrl", "alt", "shift", "super", "meta", "hyper")
# A control key that terminals send as another key can never arrive under its own name.
_ARRIVES_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape", "ctrl+h": "backspace"}
_SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def key_name(written: str) -> str | None:
    """The name of a key as the terminal library calls it, from what a person writes (``?``, ``Ctrl+Z``, ``esc``).

    Returns:
        The name, or None when no key is called so.
    """
    text = written.strip() or written[:1]
    if len(text) == 1:
        return _character_name(text)
    *modifiers, base = text.split("+")
    if base == "" and text.endswith("++"):
        modifiers, base = modifiers[:-1], "+"
    modifiers = ["ctrl" if m.strip().lower() == "control" else m.strip().lower() for m in modifiers]
    if len(set(modifiers)) != len(modifiers) or not set(modifiers) <= set(_MODIFIERS):
        return None
    name = _base_name(base.strip(), bool(modifiers))
    if name is None:
        return None
    if modifiers == ["shift"] and len(name) == 1 and name.isalpha():
        return name.upper()
    joined = "+".join([*sorted(modifiers), name])
    return _ARRIVES_AS.get(joined, joined)


def _base_name(base: str, modified: bool) -> str | None:
    if len(base) == 1:
        return _character_name(base.lower() if modified else base)
    name = base.lower().replace(" ", "_").replace("-", "_")
    name = _SHORT_NAMES.get(_SPOKEN.get(name, name), _SPOKEN.get(name, name))
    return name if name in _NAMED or name in _spoken_characters() else None


@cache
def _spoken_characters() -> frozenset[str | None]:
    """The names of the signs on keyboards: Latin, punctuation and currency blocks of Unicode."""
    return frozenset(_character_name(chr(code)) for code in (*range(0x21, 0x250), *range(0x2010, 0x20D0)))


def _character_name(character: str) -> str | None:
    if character.isalnum():
        return character
    if not character.isprintable():
        return None
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORT_NAMES.get(name, name) or None
