"""Units of measurement: names, symbols, prefixes and factors.

From The International System of Units (SI Brochure, 9th edition: tables 2 to 8), the binary prefixes of IEC 80000-13,
and for the inch, foot, yard, mile, pound and ounce the international yard and pound agreement of 1959.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

_PREFIXES = {
    "Q": ("quetta", 30), "R": ("ronna", 27), "Y": ("yotta", 24), "Z": ("zetta", 21), "E": ("exa", 18),
    "P": ("peta", 15), "T": ("tera", 12), "G": ("giga", 9), "M": ("mega", 6), "k": ("kilo", 3), "h": ("hecto", 2),
    "da": ("deca", 1), "d": ("deci", -1), "c": ("centi", -2), "m": ("milli", -3), "u": ("micro", -6),
    "n": ("nano", -9), "p": ("pico", -12), "f": ("femto", -15), "a": ("atto", -18), "z": ("zepto", -21),
}  # fmt: skip
_BINARY = {"Ki": ("kibi", 1), "Mi": ("mebi", 2), "Gi": ("gibi", 3), "Ti": ("tebi", 4)}

# Symbol: name, dimension (a product of powers of base dimensions), factor, whether it takes prefixes.
_TABLE: dict[str, tuple[str, str, str, bool]] = {
    "m": ("metre", "L", "1", True), "g": ("gram", "M", "1/1000", True), "s": ("second", "T", "1", True),
    "A": ("ampere", "I", "1", True), "K": ("kelvin", "Θ", "1", True), "mol": ("mole", "N", "1", True),
    "cd": ("candela", "J", "1", True), "Hz": ("hertz", "T-1", "1", True), "N": ("newton", "M L T-2", "1", True),
    "Pa": ("pascal", "M L-1 T-2", "1", True), "J": ("joule", "M L2 T-2", "1", True),
    "W": ("watt", "M L2 T-3", "1", True), "C": ("coulomb", "I T", "1", True),
    "V": ("volt", "M L2 T-3 I-1", "1", True), "F": ("farad", "M-1 L-2 T4 I2", "1", True),
    "Ω": ("ohm", "M L2 T-3 I-2", "1", True), "S": ("siemens", "M-1 L-2 T3 I2", "1", True),
    "Wb": ("weber", "M L2 T-2 I-1", "1", True), "T": ("tesla", "M T-2 I-1", "1", True),
    "H": ("henry", "M L2 T-2 I-2", "1", True), "lm": ("lumen", "lm", "1", True), "lx": ("lux", "lx", "1", True),
    "Bq": ("becquerel", "Bq", "1", True), "Gy": ("gray", "Gy", "1", True), "Sv": ("sievert", "Sv", "1", True),
    "kat": ("katal", "N T-1", "1", True), "rad": ("radian", "angle", "1", True),
    "°": ("degree", "degree", "1", False), "°C": ("celsius", "°C", "1", False),
    "°F": ("fahrenheit", "°F", "1", False), "l": ("litre", "L3", "1/1000", True), "t": ("tonne", "M", "1000", True),
    "min": ("minute", "T", "60", False), "h": ("hour", "T", "3600", False), "d": ("day", "T", "86400", False),
    "week": ("week", "T", "604800", False), "month": ("month", "month", "1", False),
    "year": ("year", "year", "1", False), "ha": ("hectare", "L2", "10000", False),
    "eV": ("electronvolt", "eV", "1", True), "Da": ("dalton", "Da", "1", True), "bar": ("bar", "bar", "1", True),
    "%": ("percent", "percent", "1", False), "ppm": ("ppm", "ppm", "1", False),
    "IU": ("international unit", "IU", "1", False),
    "U": ("unit", "U", "1", True), "cal": ("calorie", "cal", "1", True), "mmHg": ("mmhg", "mmHg", "1", False),
    "dB": ("decibel", "dB", "1", False), "bit": ("bit", "bit", "1", True), "B": ("byte", "byte", "1", True),
    "in": ("inch", "L", "254/10000", False), "ft": ("foot", "L", "3048/10000", False),
    "yd": ("yard", "L", "9144/10000", False), "mi": ("mile", "L", "1609344/1000", False),
    "lb": ("pound", "M", "45359237/100000000", False), "oz": ("ounce", "M", "28349523125/1000000000000", False),
}  # fmt: skip
_OTHER_NAMES = {
    "meter": "m", "liter": "l", "L": "l", "ℓ": "l", "gramme": "g", "sec": "s", "deg": "°", "°K": "K", "hr": "h",
    "ohm": "Ω", "feet": "ft", "inche": "in", "degree celsius": "°C", "degrees celsius": "°C", "centigrade": "°C",
    "degree fahrenheit": "°F", "degrees fahrenheit": "°F", "iu": "IU", "per cent": "%",
    "mm hg": "mmHg", "mm Hg": "mmHg",
    "pct": "%", "sq m": "m^2", "hertz": "Hz", "lux": "lx", "siemens": "S", "yr": "year", "wk": "week",
}  # fmt: skip
_NAMES = {name: symbol for symbol, (name, *_) in _TABLE.items()}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, or a product of units.

    Attributes:
        dimension: What it measures, as one text for each combination of base dimensions.
        factor: How many coherent units one of it is.
        name: Its name in words, where it is a single unit.
        prefixed: Whether a prefix was written.
    """

    dimension: str
    factor: Fraction
    name: str = ""
    prefixed: bool = False


@lru_cache(maxsize=512)
def parse_unit(text: str) -> Unit | None:
    """The unit that a text is as a whole, or None."""
    text = text.strip().strip(".").replace("µ", "u").replace("μ", "u").replace("mcg", "ug").replace("²", "^2")
    text = text.replace("³", "^3").replace("⁻", "^-").replace("¹", "1")
    if not text or len(text) > 40:
        return None
    parts = re.split(r"\s*/\s*|\s+per\s+(?!cent)|(?<=[a-z])\s+a\s+(?=[a-z])", text)
    single = _single(parts[0]) if len(parts) == 1 else None
    if single is not None:
        return single
    powers: dict[str, int] = {}
    factor = Fraction(1)
    prefixed = False
    for place, part in enumerate(parts):
        for piece in re.split(r"\s*[·*⋅]\s*|\s+", part):
            match = re.fullmatch(r"(.*?)\^?(-?\d)?", piece)
            unit = _single(match[1]) if match and match[1] else None
            if unit is None or match is None:
                return None
            power = int(match[2] or 1) * (-1 if place else 1)
            factor *= unit.factor**power
            prefixed = prefixed or unit.prefixed
            for base, exponent in _powers_of(unit.dimension).items():
                powers[base] = powers.get(base, 0) + exponent * power
    dimension = " ".join(f"{base}{power if power != 1 else ''}" for base, power in sorted(powers.items()) if power)
    return Unit(dimension, factor, prefixed=prefixed)


def _powers_of(dimension: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in dimension.split():
        match = re.fullmatch(r"(.*?)(-?\d)?", part)
        assert match is not None
        found[match[1]] = int(match[2] or 1)
    return found


def _canonical(dimension: str) -> str:
    powers = _powers_of(dimension)
    return " ".join(f"{base}{power if power != 1 else ''}" for base, power in sorted(powers.items()))


def _single(text: str) -> Unit | None:
    known = _known(text)
    if known is not None:
        return _unit(known, Fraction(1), prefixed=False)
    lowered = text.casefold()
    for symbol, (name, power) in _PREFIXES.items():
        for start, rest in ((symbol, text[len(symbol) :]), (name, lowered[len(name) :])):
            if rest and (text.startswith(start) if start == symbol else lowered.startswith(start)):
                base = _known(rest, symbols=start == symbol)
                if base is not None and _TABLE[base][3]:
                    return _unit(base, Fraction(10) ** power, prefixed=True)
    for symbol, (name, power) in _BINARY.items():
        for start in (symbol, name):
            base = _known(text[len(start) :]) if text.startswith(start) or lowered.startswith(name) else None
            if base in ("B", "bit"):
                return _unit(base, Fraction(1024) ** power, prefixed=True)
    return None


def _known(text: str, *, symbols: bool | None = None) -> str | None:
    """The symbol of a unit without a prefix, by symbol (True), by name (False) or by either."""
    if symbols is not False:
        if text in _TABLE:
            return text
        if text in ("L", "ℓ"):
            return "l"
    if symbols is not True:
        lowered = text.casefold()
        for name in (lowered, lowered.removesuffix("s")):
            if name in _NAMES:
                return _NAMES[name]
            if name in _OTHER_NAMES and _OTHER_NAMES[name] in _TABLE:
                return _OTHER_NAMES[name]
    return None


def _unit(symbol: str, scale: Fraction, *, prefixed: bool) -> Unit:
    name, dimension, factor, _ = _TABLE[symbol]
    return Unit(_canonical(dimension), Fraction(factor) * scale, name, prefixed)
