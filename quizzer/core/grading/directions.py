"""Words that say which way something changes or compares: two poles, up and down, on scales that meet or do not.

The verbs come from the classes of VerbNet, which extend those of Levin (English Verb Classes and Alternations), each
with the comparatives and adjectives of the same scale (CGEL 7.74-7.76). All words of one scale and pole share one form,
so a set is what a deck's author need not spell out. A verb that says more than a direction (to impair, to surge) is in
none.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple


class Direction(NamedTuple):
    """A sense and its sign.

    Attributes:
        scale: What changes; ``amount`` is said of any scale that has a measure, and so not of quality.
        sign: 1 or -1.
    """

    scale: str
    sign: int


# Scale, sign, and its words: stems of verbs, then whole words. The first is the form that all words of the set share.
_SETS: tuple[tuple[str, int, str], ...] = (
    # Calibratable changes of state (45.6), putting in a specified direction (9.4), and changes of state of adjectives
    # of size and degree (45.4).
    ("amount", 1, "increas rais elevat heighten augment boost grow climb enlarg multipl ris escalat soar skyrocket "
                  "amplif magnif lift "
                  "|rose risen grew grown higher high more greater larger bigger highest most"),
    ("amount", -1, "decreas reduc lower diminish lessen declin dwindl drop shrink fall sink dip plung plummet wan "
                   "ebb slump |fell fallen shrank shrunk sank sunk less fewer lesser smaller low lowest least"),
    ("speed", 1, "accelerat hasten quicken |fast faster quick quicker rapid rapidly quickly"),
    ("speed", -1, "decelerat slow retard |slower slowly"),
    ("width", 1, "widen dilat broaden |wider broader dilatation dilation"),
    ("width", -1, "narrow constrict |narrower constriction"),
    ("length", 1, "lengthen prolong |longer"),
    ("length", -1, "shorten |shorter"),
    ("strength", 1, "strengthen intensif potentiat |stronger"),
    ("strength", -1, "weaken attenuat |weaker"),
    ("quality", 1, "improv |better improvement"),
    ("quality", -1, "worsen deteriorat |worse"),
    # Subjugating (42.3) and limiting (76), and their contraries: said of an amount and of a process.
    ("control", 1, "enhanc |"),
    ("control", -1, "suppress repress curb restrain dampen subdu |"),
    # Putting a process in motion (59) and holding it back (67).
    ("drive", 1, "stimulat activat promot facilitat |"),
    ("drive", -1, "inhibit |"),
    ("barrier", -1, "block hinder |"),
    ("factor", 1, "doubl |double"),
    ("factor", -1, "halv |halve"),
)  # fmt: skip
_INFLECTIONS = ("", "e", "s", "es", "ed", "ing", "y", "ies", "ied", "ation", "ion")
_DOUBLED = ("drop", "dip")  # with a consonant doubled in "dropped" (CGEL 3.8)

# Scales on which a word may stand for another of the same sign, and those that meet where a process is what changes:
# to stimulate a secretion raises it, to stimulate a gland does not.
_MEETING: dict[str, frozenset[str]] = {
    "amount": frozenset(["width", "strength", "control", "regulation"]),
    "control": frozenset(["strength", "drive", "barrier", "regulation"]),
    "drive": frozenset(["barrier"]),
    "regulation": frozenset(["name of regulation"]),
}
_OF_PROCESSES = frozenset(["amount", "drive", "regulation"])
# Scales that meet the amount only of what is measured on them: a pulse that is raised is faster, a dose is not. A
# process has a speed.
_MEASURED = frozenset(["speed", "length"])

_FORMS: dict[str, str] = {}
DIRECTIONS: dict[str, Direction] = {}
for _scale, _sign, _words in _SETS:
    _stems, _, _wholes = _words.partition("|")
    _form = _stems.split()[0]
    DIRECTIONS[_form] = Direction(_scale, _sign)
    _FORMS |= {f"{stem}{ending}": _form for stem in _stems.split() for ending in _INFLECTIONS}
    _FORMS |= {f"{stem}{stem[-1]}{end}": _form for stem in _stems.split() if stem in _DOUBLED for end in ("ed", "ing")}
    _FORMS |= dict.fromkeys(_wholes.split(), _form)

# Words for no change: those that say nothing else share the form of the plainest; the others may be attributes too.
_FORMS |= {"unaltered": "unchanged", "constantly": "constant", "steadily": "steady"}
UNCHANGED = "unchang"  # the stem of "unchanged"
LEVEL = frozenset(["same", "constant", "steady"])

# The arrows that stand for a change (Unicode, Arrows).
ARROWS = {"↑": "increas", "↓": "decreas", "⇑": "increas", "⇓": "decreas", "⬆": "increas", "⬇": "decreas"}

# To regulate up or down: the verb says a direction, while the noun, whose form ends otherwise, is a process's name.
_POLES = {"up": ("increas", 1), "down": ("decreas", -1)}
PHRASES: dict[tuple[str, ...], tuple[str, ...]] = {}
for _particle, (_, _sign) in _POLES.items():
    _form = f"{_particle}regulat"
    DIRECTIONS |= {_form: Direction("regulation", _sign), f"{_particle}regul": Direction("name of regulation", _sign)}
    _FORMS |= {f"{_form}{ending}": _form for ending in ("e", "es", "ed", "ing")}
    PHRASES |= {(_particle, f"regulat{ending}"): (_form,) for ending in ("e", "es", "ed", "ing")}
    PHRASES[_particle, "regulation"] = (f"{_form}ion",)

# Phrasal verbs of the same senses (CGEL 16.2-16.3), by their forms: of motion (51.1), of carrying, sending, driving and
# pushing (11.1-11.5, 12), and of turning, with the particle behind them or behind their object.
_GO = "go ge goe goes went going gone come comes came coming move moves moved moving head heads headed heading"
_CARRY = (
    "bring brings brought bringing drive drives drove driven driving force forces forced forcing "
    "pull pulls pulled pulling push pushes pushed pushing send sends sent sending turn turns turned turning "
    "ramp ramps ramped ramping"
)
MOVING = frozenset([*_GO.split(), *_CARRY.split()])
PARTICLES = {particle: form for particle, (form, _) in _POLES.items()}
PHRASES |= {(verb, particle): (form,) for verb in MOVING for particle, form in PARTICLES.items()}
PHRASES |= {(verb, "up"): ("accelerat",) for verb in ("speed", "sped", "speeding")}
PHRASES[("decelerat", "down")] = ("decelerat",)


def direction_form(word: str) -> str:
    """The form of the set a word belongs to; empty where it says no direction."""
    return _FORMS.get(word, "")


def contradicts(given: str, expected: str) -> bool:
    """Whether two forms point opposite ways on scales that meet."""
    one, other = DIRECTIONS.get(given), DIRECTIONS.get(expected)
    if one is None or other is None or one.sign == other.sign:
        return False
    return _meet(one.scale, other.scale) or _on_measure(one.scale, other.scale, _MEASURED)


def agrees(given: str, expected: str, *, process: bool = False, measured: Collection[str] = ()) -> bool:
    """Whether two forms point the same way on scales that meet.

    Args:
        given: One form.
        expected: The other.
        process: Whether what they are said of is a process.
        measured: The scales, of speed and of length, on which what they are said of is measured.
    """
    one, other = DIRECTIONS.get(given), DIRECTIONS.get(expected)
    if one is None or other is None or one.sign != other.sign:
        return False
    return (
        _meet(one.scale, other.scale)
        or _on_measure(one.scale, other.scale, measured)
        or (process and {one.scale, other.scale} <= _OF_PROCESSES)
    )


def _on_measure(one: str, other: str, measured: Collection[str]) -> bool:
    return (one == "amount" and other in measured) or (other == "amount" and one in measured)


def _meet(one: str, other: str) -> bool:
    return one == other or other in _MEETING.get(one, ()) or one in _MEETING.get(other, ())
