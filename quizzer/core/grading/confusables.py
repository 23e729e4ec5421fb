"""Words that look alike and mean something else: one is no slip of the pen for the other."""

from __future__ import annotations

from collections.abc import Callable

from quizzer.core.grading.notation.formulas import SYMBOLS
from quizzer.core.grading.spelling import GREEK_NAMES, is_ordinal, word_form

# Prefixes of one row exclude each other: hyperglycemia is no misspelt hypoglycemia. The rows are the prefixes of
# degree, attitude, place, time and number (CGEL I.24-I.28) and neo-classical combining forms (I.29), by what they say.
PREFIXES = (
    ("hyper", "hypo", "eu", "normo", "over", "under"), ("intra", "inter", "extra"), ("in", "ex", "out"),
    ("pre", "peri", "post"),
    ("pro", "anti"), ("up", "down"), ("endo", "exo", "ecto"), ("macro", "micro"),
    ("ipsi", "contra"), ("homo", "hetero"), ("sub", "super", "supra"), ("ana", "cata"), ("gluco", "mineralo"),
    ("cis", "trans"), ("brady", "tachy"), ("auto", "allo"),
    ("mono", "di", "bi", "tri", "tetra", "penta", "poly", "oligo", "multi"),
)  # fmt: skip

# Put before a word these deny it (CGEL I.21-I.23) or make another substance of it (prefixes of IUPAC's nomenclature of
# organic chemistry and of steroids).
TURNING = (
    "un", "in", "im", "ir", "re", "non", "de", "dis", "dys", "anti", "an", "mal", "counter", "nor", "iso", "co", "sub",
    "pro", "prepro", "dehydro", "hydroxy", "deoxy", "methyl", "neo", "hemi", "semi", "meta", "para",
)  # fmt: skip

# Names that are not slips of each other, by the sets that name them, and stems that contradict each other.
_ALIKE = tuple(tuple(word_form(stem) for stem in row.split()) for row in (
    # The trivial names of steroids (IUPAC-IUB Recommendations 1989, The Nomenclature of Steroids, 3S-2).
    "aldosterone androsterone calcidiol calcitriol cholesterol corticosterone cortisol cortisone estradiol estriol "
    "estrone ergosterol progesterone testosterone",
    # The amino acids of proteins (IUPAC-IUB Recommendations 1983, Nomenclature and Symbolism for Amino Acids, 3AA-1).
    "alanine arginine asparagine aspartate cysteine glutamine glutamate glycine histidine isoleucine leucine lysine "
    "methionine phenylalanine proline serine threonine tryptophan tyrosine valine",
    # The points of the compass.
    "north south east west northeast northwest southeast southwest",
    # Directions and processes of which one is the contrary of the other (Dorland's Illustrated Medical Dictionary).
    "increas decreas", "agonist antagonist", "afferent efferent", "anabol catabol metabol", "abduct adduct",
    "endocrine exocrine paracrine autocrine intracrine", "male female", "proximal distal", "typical atypical",
    "symptomatic asymptomatic", "menorrhea amenorrhea", "spermato spermio",
))  # fmt: skip

# The roots by which words name an element: its name without the ending that it has as an element, and the Latin names
# behind symbols that differ from it (IUPAC Red Book, table I).
_LATIN = "natr kal ferr cupr argent aur stann stibi plumb hydrargyr wolfram"
_ELEMENT_ENDINGS = ("orus", "ium", "ine", "ogen", "um", "on", "ur")
_LEAST_ROOT = 3


def _root_of(element: str) -> str:
    ending = next((ending for ending in _ELEMENT_ENDINGS if element.endswith(ending)), "")
    return element.removesuffix(ending)


_ROOTS = frozenset(
    [*_LATIN.split(), *(root for root in map(_root_of, SYMBOLS.values()) if len(root) >= _LEAST_ROOT and root != "ar")]
)

# Consonants that sound alike or are struck for each other (neighbours on QWERTY, QWERTZ and AZERTY keyboards).
_PAIRS = (
    "ck cs sz kq cq fv mn bp dt gj lr vw xs xc xz hj yj wq we er rt ty yu ui io op as sd df fg gh hj jk kl zx "
    "xc cv vb bn nm sx dx fc gv hb jn km sw aq dr rf tf tg gy hy uj ik ol zs zt zu bg hn jm lm"
)
_LIKE_CONSONANTS = frozenset(frozenset(pair) for pair in _PAIRS.split())
_VOWELS = frozenset("aeiouy")

# Words of different endings are different substances or sorts of word: cortisol, cortisone; secretin, secretion.
_ENDINGS = (
    "one", "ol", "ine", "in", "ase", "ose", "ate", "ide", "ite", "ane", "ene", "ion", "ic", "oid", "itis",
)  # fmt: skip
_SAME_ENDING = {"ine": "in"}

_GREEK = frozenset(GREEK_NAMES.values())


def is_other_word(given: str, expected: str, distance: Callable[[str, str], int]) -> bool:
    """Whether two words that look alike mean different things, so that one is no slip of the pen for the other.

    Args:
        given: Form of the given word.
        expected: Form of the expected word; not equal to the given one.
        distance: Edit distance of two words.
    """
    return (
        excludes(given, expected)
        or not _begins_alike(given, expected)
        or _differs_by_block(given, expected)
        or _changes_consonant(given, expected, distance)
        or _is_negated(given, expected, distance)
        or _is_negated(expected, given, distance)
        or _endings_differ(given, expected)
    )


def excludes(given: str, expected: str) -> bool:
    """Whether two words belong to one row of words or stems that exclude each other."""
    return (
        (given in _GREEK and expected in _GREEK)
        or (is_ordinal(given) and is_ordinal(expected) and given != expected)
        or _elements_differ(given, expected)
        or any(_row_sense(given, row) != _row_sense(expected, row) for row in _rows_of_both(given, expected))
    )


def _begins_alike(given: str, expected: str) -> bool:
    """Whether the first letters are the same or changed places: hardly anybody misspells the first letter."""
    return given[0] == expected[0] or given[:2] == expected[1::-1]


def _differs_by_block(given: str, expected: str) -> bool:
    """Whether one word is the other with two or more letters in a row put in: an affix, not a slip."""
    shorter, longer = sorted((given, expected), key=len)
    surplus = len(longer) - len(shorter)
    if surplus < 2:
        return False
    head = next((i for i, (one, other) in enumerate(zip(shorter, longer, strict=False)) if one != other), len(shorter))
    return shorter[head:] == longer[head + surplus :]


def _changes_consonant(given: str, expected: str, distance: Callable[[str, str], int]) -> bool:
    """Whether a consonant stands for another that neither sounds like it nor lies beside it on a keyboard."""
    if len(given) != len(expected):
        return False
    changed = [(one, other) for one, other in zip(given, expected, strict=True) if one != other]
    if len(changed) > distance(given, expected) or not given.isascii():
        return False
    return any(not _VOWELS & {one, other} and frozenset((one, other)) not in _LIKE_CONSONANTS for one, other in changed)


def _elements_differ(given: str, expected: str) -> bool:
    """Whether two words name different elements behind one prefix: hypokalemia, hypocalcemia."""
    for row in PREFIXES:
        prefix = _row_sense(given, row)
        if prefix and prefix == _row_sense(expected, row):
            one, other = (_root_at(word[len(prefix) :]) for word in (given, expected))
            return bool(one and other) and one != other
    return False


def _root_at(rest: str) -> str:
    return max((rest[:end] for end in range(_LEAST_ROOT, 11) if rest[:end] in _ROOTS), key=len, default="")


def _rows_of_both(given: str, expected: str) -> list[tuple[str, ...]]:
    return [row for row in (*PREFIXES, *_ALIKE) if _row_sense(given, row) and _row_sense(expected, row)]


def _row_sense(word: str, row: tuple[str, ...]) -> str:
    return max((stem for stem in row if word.startswith(stem)), key=len, default="")


def _is_negated(longer: str, word: str, distance: Callable[[str, str], int]) -> bool:
    """Whether one word is the other with a prefix that turns its meaning."""
    for prefix in TURNING:
        rest = longer[len(prefix) :]
        near = rest == word or (len(prefix) > 2 and len(rest) > 2 and distance(rest, word) <= 1)
        if near and longer.startswith(prefix):
            return True
    return False


def _endings_differ(given: str, expected: str) -> bool:
    one, other = _ending(given), _ending(expected)
    return bool(one and other) and one != other


def _ending(word: str) -> str:
    ending = next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 1), "")
    return _SAME_ENDING.get(ending, ending)
