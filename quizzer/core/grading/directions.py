"""Words that say which way something changes or compares: sets of one sense, with a sign.

The verbs are the verbs of change of state and of calibratable change (Levin, English Verb Classes and Alternations,
45.4 and 45.6) with the comparatives and adjectives of the same scale (CGEL 7.74-7.76). All words of a set share one
form, so a set is what a deck's author need not spell out.
"""

from __future__ import annotations

from typing import NamedTuple


class Direction(NamedTuple):
    """A sense and its sign.

    Attributes:
        scale: What changes; ``amount`` is said of any scale.
        sign: 1 or -1.
    """

    scale: str
    sign: int


# The first word is the form that all words of the set share.
_SETS: tuple[tuple[str, int, str], ...] = (
    ("amount", 1, "increas rais elevat heighten augment boost grow climb enlarg multipl ris "
                  "|rose risen grew grown higher high more greater larger bigger highest most"),
    ("amount", -1, "decreas reduc lower diminish lessen declin dwindl drop shrink fall sink "
                   "|fell fallen shrank shrunk sank sunk dropped dropping less fewer lesser smaller low lowest least"),
    ("speed", 1, "accelerat hasten quicken |fast faster quick quicker rapid rapidly quickly"),
    ("speed", -1, "decelerat slow retard |slower slowly"),
    ("width", 1, "widen dilat broaden |wider broader dilatation dilation"),
    ("width", -1, "narrow constrict |narrower constriction"),
    ("length", 1, "lengthen prolong |longer"),
    ("length", -1, "shorten |shorter"),
    ("strength", 1, "strengthen |stronger"),
    ("strength", -1, "weaken |weaker"),
    ("quality", 1, "improv |better improvement"),
    ("quality", -1, "worsen deteriorat |worse"),
    ("drive", 1, "stimulat activat promot enhanc facilitat |"),
    ("drive", -1, "inhibit suppress block hinder |"),
    ("factor", 1, "doubl |double"),
    ("factor", -1, "halv |halve"),
)  # fmt: skip
_INFLECTIONS = ("", "e", "s", "es", "ed", "ing", "y", "ies", "ied", "ation", "ion")

_FORMS: dict[str, str] = {}
DIRECTIONS: dict[str, Direction] = {}
for _scale, _sign, _words in _SETS:
    _stems, _, _wholes = _words.partition("|")
    _form = _stems.split()[0]
    DIRECTIONS[_form] = Direction(_scale, _sign)
    _FORMS |= {f"{stem}{ending}": _form for stem in _stems.split() for ending in _INFLECTIONS}
    _FORMS |= dict.fromkeys(_wholes.split(), _form)

# Words for no change, which share the form of the plainest; "unchanged" can also be said as "not changed".
_FORMS |= dict.fromkeys(["same", "constant", "unaltered", "steady"], "unchanged")

# The arrows that stand for a change (Unicode, Arrows).
ARROWS = {"↑": "increas", "↓": "decreas", "⇑": "increas", "⇓": "decreas", "⬆": "increas", "⬇": "decreas"}

# Phrasal verbs of the same senses (CGEL 16.2), by their forms.
_GO = ("go", "ge", "goe", "goes", "went", "going", "gone", "come", "move")
PHRASES: dict[tuple[str, ...], tuple[str, ...]] = {("decelerat", "down"): ("decelerat",)}
PHRASES |= {(verb, "up"): ("increas",) for verb in _GO}
PHRASES |= {(verb, "down"): ("decreas",) for verb in _GO}
PHRASES |= {(verb, "up"): ("accelerat",) for verb in ("speed", "sped", "speeding")}


def direction_form(word: str) -> str:
    """The form of the set a word belongs to; empty where it says no direction."""
    return _FORMS.get(word, "")


def contradicts(given: str, expected: str) -> bool:
    """Whether two forms point opposite ways on one scale."""
    one, other = DIRECTIONS.get(given), DIRECTIONS.get(expected)
    return one is not None and other is not None and _on_one_scale(one, other) and one.sign != other.sign


def agrees(given: str, expected: str) -> bool:
    """Whether two forms point the same way on one scale."""
    one, other = DIRECTIONS.get(given), DIRECTIONS.get(expected)
    return one is not None and other is not None and _on_one_scale(one, other) and one.sign == other.sign


def _on_one_scale(one: Direction, other: Direction) -> bool:
    return one.scale == other.scale or (
        "amount" in (one.scale, other.scale) and "drive" not in (one.scale, other.scale)
    )
