"""Formulas: products of powers, chemical species with their charges, and relations between two sides."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from quizzer.core.grading.notation.quantities import Comparison, plain_notation
from quizzer.core.grading.spelling import GREEK_NAMES

# The elements by atomic number (IUPAC periodic table of the elements, 2022).
_ELEMENTS = (
    "H hydrogen He helium Li lithium Be beryllium B boron C carbon N nitrogen O oxygen F fluorine Ne neon Na "
    "sodium Mg magnesium Al aluminum Si silicon P phosphorus S sulfur Cl chlorine Ar argon K potassium Ca "
    "calcium Sc scandium Ti titanium V vanadium Cr chromium Mn manganese Fe iron Co cobalt Ni nickel Cu copper "
    "Zn zinc Ga gallium Ge germanium As arsenic Se selenium Br bromine Kr krypton Rb rubidium Sr strontium Y "
    "yttrium Zr zirconium Nb niobium Mo molybdenum Tc technetium Ru ruthenium Rh rhodium Pd palladium Ag "
    "silver Cd cadmium In indium Sn tin Sb antimony Te tellurium I iodine Xe xenon Cs cesium Ba barium La "
    "lanthanum Ce cerium Pr praseodymium Nd neodymium Pm promethium Sm samarium Eu europium Gd gadolinium Tb "
    "terbium Dy dysprosium Ho holmium Er erbium Tm thulium Yb ytterbium Lu lutetium Hf hafnium Ta tantalum W "
    "tungsten Re rhenium Os osmium Ir iridium Pt platinum Au gold Hg mercury Tl thallium Pb lead Bi bismuth Po "
    "polonium At astatine Rn radon Fr francium Ra radium Ac actinium Th thorium Pa protactinium U uranium Np "
    "neptunium Pu plutonium Am americium Cm curium Bk berkelium Cf californium Es einsteinium Fm fermium Md "
    "mendelevium No nobelium Lr lawrencium Rf rutherfordium Db dubnium Sg seaborgium Bh bohrium Hs hassium Mt "
    "meitnerium Ds darmstadtium Rg roentgenium Cn copernicium Nh nihonium Fl flerovium Mc moscovium Lv "
    "livermorium Ts tennessine Og oganesson"
)
SYMBOLS = dict(zip(_ELEMENTS.split()[::2], _ELEMENTS.split()[1::2], strict=True))

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-")
_SPECIES = re.compile(
    r"((?:[A-Z][a-z]?\d{0,2}|\((?!I{1,3}\)|IV\)|VI{0,2}\))(?:[A-Z][a-z]?\d{0,2})+\)\d{0,2})+)(?:\^?\(?(\d?)([+-])\)?|\((I{1,3}|IV|VI{0,2})\))?"
)
_ION_SUM = re.compile(r"(?:[A-Z][a-z]?\^?\d?[+-]){2,4}")

Monomial = tuple[Fraction, tuple[tuple[str, int], ...]]


def element_of(symbol: str) -> str | None:
    """The name of the element with this symbol, written as the standard writes it."""
    return SYMBOLS.get(symbol.strip())


@lru_cache(maxsize=512)
def parse_species(text: str) -> frozenset[tuple[str, int]]:
    """What a chemical formula may mean: the atoms as written, and the charge.

    ``SO42-`` written in one line is SO₄²⁻ or SO₄₂⁻, so it has two readings.
    """
    raised = re.sub("([⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: "^" + unicodedata.normalize("NFKC", m[1]), text)
    plain = (
        raised.translate(_SUBSCRIPTS)
        .replace("−", "-")
        .replace("–", "-")
        .replace(" ", "")
        .replace("[", "")
        .replace("]", "")
    )
    if not plain or len(plain) > 30 or not (plain[0].isupper() or plain[0] == "("):
        return frozenset()
    found: set[tuple[str, int]] = set()
    if _ION_SUM.fullmatch(plain):
        ions = re.findall(r"([A-Z][a-z]?)\^?(\d?)([+-])", plain)
        if sum(int(size or 1) * (1 if sign == "+" else -1) for _, size, sign in ions) == 0:
            found.add(("".join(atom for atom, _, _ in ions), 0))
    match = _SPECIES.fullmatch(plain)
    if match and all(atom in SYMBOLS for atom in re.findall("[A-Z][a-z]?", match[1])):
        atoms, size, sign, roman = match[1], match[2], match[3], match[4]
        charge = _ROMAN[roman] if roman else int(size or 1) * (1 if sign == "+" else -1) if sign else 0
        found.add((atoms, charge))
        tail = re.search(r"\d$", atoms)
        if sign and not size and tail and "^" not in plain and "(" not in plain[len(atoms) :]:
            found.add((atoms[:-1], int(tail[0]) * (1 if sign == "+" else -1)))
    return frozenset(found)


def compare_species(given: str, expected: str) -> Comparison:
    """How two chemical formulas stand to each other; unknown where one is none, or has nothing but letters."""
    theirs = parse_species(expected)
    if not theirs or not (any(c.isdigit() for c in expected) or any(charge for _, charge in theirs)):
        ours = parse_species(given) if theirs else frozenset()
        return "same" if ours & theirs else "unknown"
    ours = parse_species(given)
    if not ours:
        return "unknown"
    return "same" if ours & theirs else "different"


@lru_cache(maxsize=512)
def parse_monomial(text: str) -> Monomial | None:
    """A product of a number and powers of one-letter variables, such as ``½mv²``; None where a text is no such."""
    plain = (
        text.replace("½", "(1/2)")
        .replace("¼", "(1/4)")
        .replace("¾", "(3/4)")
        .replace("⅓", "(1/3)")
        .replace("⅔", "(2/3)")
    )
    plain = plain_notation(plain)
    for letter, name in GREEK_NAMES.items():
        plain = (
            re.sub(rf"\b{name}\b", letter, plain)
            if len(name) < 4 or name in ("lambda", "sigma", "theta", "omega")
            else plain
        )
    plain = re.sub(r"\b([a-z]) squared\b", r"\1^2", plain)
    plain = re.sub(r"\b([a-z]) cubed\b", r"\1^3", plain)
    plain = re.sub(r"\s+", "", plain).replace("×", "*").replace("·", "*").replace("⋅", "*")
    if re.search(r"[^\W\d_]\([^()]*[^\W\d_]\(", plain):  # one function of another, which is no product
        return None
    if not plain or len(plain) > 40 or re.search(r"[^\W\d_]{5}", plain) or re.search(r"[^\W\d_]\d", plain):
        return None
    reader = _MonomialReader(plain)
    found = reader.product()
    if found is None or reader.place != len(plain):
        return None
    return found[0], tuple(sorted((letter, power) for letter, power in found[1].items() if power))


class _MonomialReader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0

    def product(self) -> tuple[Fraction, dict[str, int]] | None:
        number, powers = Fraction(1), dict[str, int]()
        if self._takes("-"):
            number = -number
        divides = started = False
        while self.place < len(self.text) and self.text[self.place] != ")":
            if started and (self._takes("*") or self._takes("/")):
                divides = self.text[self.place - 1] == "/"
            factor = self._factor()
            if factor is None or (divides and not factor[0]):
                return None
            sign = -1 if divides else 1
            number *= factor[0] ** sign
            for letter, power in factor[1].items():
                powers[letter] = powers.get(letter, 0) + sign * power
            divides, started = False, True
        return (number, powers) if started else None

    def _takes(self, sign: str) -> bool:
        if self.text[self.place : self.place + 1] == sign:
            self.place += 1
            return True
        return False

    def _factor(self) -> tuple[Fraction, dict[str, int]] | None:
        if self._takes("("):
            inside = self.product()
            return inside if inside is not None and self._takes(")") else None
        match = re.compile(r"(\d{1,12}(?:[.,]\d{1,12})?|[^\W\d_])(?:\^(-?\d{1,2}))?").match(self.text, self.place)
        if match is None:
            return None
        self.place = match.end()
        power = int(match[2] or 1)
        if match[1][0].isdigit():
            base = Fraction(match[1].replace(",", "."))
            return (base**power, {}) if base else None
        return Fraction(1), {match[1]: power}


def compare_monomials(given: str, expected: str) -> Comparison:
    """How two formulas stand to each other; unknown where the expected one is a mere word or number."""
    theirs = parse_monomial(expected) if any(not c.isalpha() and c != " " for c in expected) else None
    if theirs is None or not theirs[1]:
        return "unknown"
    left, sign, right = given.rpartition("=")
    if sign and "=" not in expected and re.fullmatch(r"[\w'’/() ]{1,12}", left):
        given = right
    ours = parse_monomial(given)
    if ours is None:
        return "unknown"
    return "same" if ours == theirs else "different"
