"""Words that look alike and mean something else: one is no slip of the pen for the other."""

from __future__ import annotations

from collections.abc import Callable

from quizzer.core.grading.directions import DIRECTIONS
from quizzer.core.grading.spelling import GREEK_NAMES, word_form

# Prefixes of one row exclude each other: hyperglycemia is no misspelt hypoglycemia.
_PREFIXES = (
    ("hyper", "hypo", "eu", "normo", "over", "under"), ("intra", "inter", "extra"), ("in", "ex", "out"),
    ("pre", "peri", "post"),
    ("pro", "anti"), ("up", "down"), ("endo", "exo", "ecto"), ("macro", "micro"),
    ("ipsi", "contra"), ("homo", "hetero"), ("sub", "super", "supra"), ("ana", "cata"), ("gluco", "mineralo"),
    ("cis", "trans"), ("brady", "tachy"), ("auto", "allo"),
    ("mono", "di", "bi", "tri", "tetra", "penta", "poly", "oligo", "multi"),
)  # fmt: skip

# Put before a word these deny it or make another substance of it.
_TURNING = (
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

# Combining forms that exclude each other wherever they stand in a word (Dorland's Illustrated Medical Dictionary):
# affinities, and what is measured in the blood.
_COMBINING = (
    ("phil", "phob"),
    ("calc", "kal", "natr", "magnes", "phosph", "glyc", "lipid", "uric", "lact", "chlor", "ferr", "cupr", "insulin"),
)  # fmt: skip

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


def _forms(words: str) -> frozenset[str]:
    return frozenset(word_form(word) for word in words.split())


# Left out or put in, these make it another answer.
_WEIGHTY = _forms(
    "not no non without never none neither nor lack lacking absent except only un anti or but "
    "high low higher less more fewer greater least most up down before after from into out than "
    "pre post hyper hypo inter intra extra rise fall gain loss increase decrease "
    "receptor inhibitor antagonist agonist analog antibody blocker precursor binding releasing like related "
    "inhibiting stimulating resistance sensitivity resistant sensitive deficiency deficient excess insufficiency "
    "synthesis breakdown agonism antagonism inverse partial false reverse "
    "male female small large little few many big strong weak fast slow early late left right first last"
) | frozenset(DIRECTIONS)

# Words that join others; one more or one less is a matter of style.
_JOINING = _forms("a an to in by on at for with via through is are was be it this that which as and also when if")

# The last word of a phrase says what the thing is, but these add little: liver cells, pituitary gland, HPG axis.
_SLIGHT_HEADS = _forms("cell tissue gland organ level concentration molecule protein enzyme system body axis region")

# Alone these say too little to count as most of an answer.
_GENERIC = _SLIGHT_HEADS | _forms("hormone receptor factor pathway kinase peptide steroid acid process effect")


def is_weighty(form: str) -> bool:
    """Whether leaving this word out, or putting it in, makes another answer."""
    return form in _WEIGHTY


def is_joining(form: str) -> bool:
    """Whether the word only joins others."""
    return form in _JOINING


def is_slight_head(form: str) -> bool:
    """Whether a phrase means nearly the same without this word at its end."""
    return form in _SLIGHT_HEADS


def is_generic(form: str) -> bool:
    """Whether the word alone says too little."""
    return form in _GENERIC


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
        or _combining_differ(given, expected)
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


def _combining_differ(given: str, expected: str) -> bool:
    senses = [[next((root for root in row if root in word), "") for word in (given, expected)] for row in _COMBINING]
    return any(one and other and one != other for one, other in senses)


def _rows_of_both(given: str, expected: str) -> list[tuple[str, ...]]:
    return [row for row in (*_PREFIXES, *_ALIKE) if _row_sense(given, row) and _row_sense(expected, row)]


def _row_sense(word: str, row: tuple[str, ...]) -> str:
    return max((stem for stem in row if word.startswith(stem)), key=len, default="")


def _is_negated(longer: str, word: str, distance: Callable[[str, str], int]) -> bool:
    """Whether one word is the other with a prefix that turns its meaning."""
    for prefix in _TURNING:
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
