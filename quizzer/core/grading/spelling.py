"""When two spellings are the same word: case, accents, Greek letters, US and UK, singular and plural.

Everything here maps a word to one form; two words are the same when their forms are equal. The forms are for comparing
alone: some are no words (``rise`` and ``rize``), which does no harm as long as both sides get the same one.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from quizzer.core.grading.directions import direction_form

GREEK_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip

# The Latin letter people type for a Greek one after an acronym or a number: IKKb, GSK3b, NF-kB, 11b-HSD1.
LATIN_FOR = {
    "alpha": "a", "beta": "b", "gamma": "g", "delta": "d", "epsilon": "e", "zeta": "z", "kappa": "k", "lambda": "l",
    "sigma": "s", "omega": "w",
}  # fmt: skip

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "ς": "σ", "ё": "е", "ʼ": "", "ſ": "s"}
)

# Vowel points that Arabic and Hebrew writing leaves out at will, and the Arabic stretching stroke.
_OPTIONAL_MARKS = frozenset([*map(chr, range(0x0591, 0x05C8)), *map(chr, range(0x064B, 0x0653)), "\u0670", "\u0640"])

_WHOLE_WORDS = {
    "ageing": "aging", "aluminium": "aluminum", "artefact": "artifact", "axes": "axis", "bacteria": "bacterium",
    "children": "child", "criteria": "criterion", "defence": "defense", "disc": "disk", "feet": "foot",
    "foci": "focus", "ganglia": "ganglion", "glomeruli": "glomerulus", "grey": "gray", "hypothalami": "hypothalamus",
    "indices": "index", "licence": "license", "men": "man", "mice": "mouse", "mitochondria": "mitochondrion",
    "mould": "mold", "neurone": "neuron", "nuclei": "nucleus", "ova": "ovum", "phenomena": "phenomenon",
    "practise": "practice", "programme": "program", "stimuli": "stimulus", "teeth": "tooth", "testes": "testis",
    "women": "woman",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "ii": "2", "iii": "3", "mcg": "ug", "diagnoses": "diagnosis",
}  # fmt: skip

# Ordinals (CGEL 6.64) by the form in figures.
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_ENDINGS_OF_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def in_figures(number: int) -> str:
    """An ordinal in figures: ``21st``."""
    ending = "th" if number // 10 % 10 == 1 else _ENDINGS_OF_ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


def is_ordinal(form: str) -> bool:
    """Whether a form is that of an ordinal."""
    return form[:1].isdigit() and form[-2:] in ("st", "nd", "rd", "th")


_WHOLE_WORDS |= {word: in_figures(number) for number, word in enumerate(_ORDINALS.split(), 1)}
_WHOLE_WORDS |= {word: in_figures(10 * tens) for tens, word in enumerate(_TENTHS.split(), 2)}

_PLURALS = (
    ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("esis", "ese"), ("ysis", "yse"), ("ies", "y"),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""),
)  # fmt: skip

# Ending, its American form, and how many letters must stand before it.
_UK_ENDINGS = (
    ("isation", "ization", 3), ("ising", "izing", 3), ("ised", "ized", 3), ("iser", "izer", 3), ("ise", "ize", 3),
    ("ysing", "yzing", 3), ("ysed", "yzed", 3), ("yser", "yzer", 3), ("yse", "yze", 3),
    ("tre", "ter", 2), ("bre", "ber", 2), ("vre", "ver", 2), ("logue", "log", 2),
    ("lling", "ling", 4), ("lled", "led", 4), ("ller", "ler", 4),
    ("our", "or", 3), ("oural", "oral", 3), ("oured", "ored", 3), ("ouring", "oring", 3), ("ourable", "orable", 3),
)  # fmt: skip

_UK_STEMS = (
    ("tumour", "tumor"), ("behaviour", "behavior"), ("colour", "color"), ("flavour", "flavor"), ("odour", "odor"),
    ("sulph", "sulf"), ("leuco", "leuko"), ("gonadotroph", "gonadotrop"), ("corticotroph", "corticotrop"),
    ("thyrotroph", "thyrotrop"), ("somatotroph", "somatotrop"), ("lactotroph", "lactotrop"),
    ("luteotroph", "luteotrop"),
)  # fmt: skip


def fold(text: str) -> str:
    """Text without case, accents of Latin and Greek letters, width and other forms of the same character."""
    return text.lower() if text.isascii() else _fold(text)


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    kept: list[str] = []
    base = ""
    for character in text:
        if not unicodedata.combining(character):
            base = character
            if character in _OPTIONAL_MARKS:
                continue
        elif _drops_marks(base) or character in _OPTIONAL_MARKS:
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)


def _drops_marks(base: str) -> bool:
    return base < "\u0250" or "\u0370" <= base <= "\u03ff"


@lru_cache(maxsize=2048)
def word_form(word: str, *, plural: bool = True) -> str:
    """The form under which a folded word is compared.

    Args:
        word: One word, folded.
        plural: Whether a final s may be a plural; False for an acronym such as RAAS.
    """
    if word in _WHOLE_WORDS:
        return _WHOLE_WORDS[word]
    if word in GREEK_NAMES:
        return GREEK_NAMES[word]
    direction = direction_form(word)
    if direction:
        return direction
    if len(word) < 4 or not word.isascii():
        return word
    if plural and word[-1] == "s":
        word = _singular(word)
    return _american(_WHOLE_WORDS.get(word, word))


def one_e(text: str) -> str:
    """Text with the British ae and oe as e; also right across words that were written apart."""
    return text.replace("ae", "e").replace("oe", "e")


def _singular(word: str) -> str:
    for ending, instead in _PLURALS:
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    return word


def _american(word: str) -> str:
    word = one_e(word)
    for stem, instead in _UK_STEMS:
        if stem in word:
            word = word.replace(stem, instead)
    for ending, instead, before in _UK_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= before:
            return word[: -len(ending)] + instead
    return word
